"""`npstui` and `python -m npstui`."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    _have_standard_streams()
    # What is imported stays: looking through it for garbage takes a seventh of the time to the
    # first number. Whoever works after that turns it on again: a command, or the open desk.
    gc.disable()
    from npstui.cli.errors import run, run_call
    from npstui.cli.straight import bare_call

    if (invocation := bare_call(sys.argv[1:], os.environ)) is not None:
        from npstui.cli.desk_screen import open_own_desk

        sys.exit(run_call(lambda: open_own_desk(invocation)))
    from npstui.cli.app import npstui

    sys.exit(run(npstui, sys.argv[1:]))


def _have_standard_streams() -> None:
    """A standard stream that is closed becomes an empty one.

    Else the next file that is opened, the catalog perhaps, takes its number, and gets what a
    library writes to it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115


if __name__ == "__main__":
    main()
