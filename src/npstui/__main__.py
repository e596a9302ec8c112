"""`npstui` and `python -m npstui`."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # What is imported stays: looking through it for garbage takes a seventh of the time to the
    # first number. Whoever works after that turns it on again: a command, or the open desk.
    gc.disable()
    from npstui.cli.app import npstui
    from npstui.cli.errors import run

    sys.exit(run(npstui, sys.argv[1:]))


if __name__ == "__main__":
    main()
