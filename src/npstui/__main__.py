"""`npstui` and `python -m npstui`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from npstui.cli.app import npstui
    from npstui.cli.errors import run

    sys.exit(run(npstui, sys.argv[1:]))


if __name__ == "__main__":
    main()
