"""`npstui` and `python -m npstui`."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    _have_standard_streams()
    _have_stderr_to_ourselves()
    try:
        code = _run()
    finally:
        _let_go_of_stderr()
    sys.exit(code)


def _run() -> int:
    # What is imported stays: looking through it for garbage takes a seventh of the time to the
    # first number. Whoever works after that turns it on again: a command, or the open desk.
    gc.disable()
    from npstui.cli.errors import run, run_call
    from npstui.cli.straight import bare_call

    if (invocation := bare_call(sys.argv[1:], os.environ)) is not None:
        from npstui.cli.desk_screen import open_own_desk

        return run_call(lambda: open_own_desk(invocation))
    from npstui.cli.app import npstui

    return run(npstui, sys.argv[1:])


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


def _have_stderr_to_ourselves() -> None:
    """What a library writes past Python to file 2 goes nowhere, unless NPSTUI_DEBUG is set.

    polars tells a panic there in Rust's words, over the desk's screen and before our sentence.
    """
    if os.environ.get("NPSTUI_DEBUG") or sys.stderr is None:
        return
    stream = sys.stderr
    ours = open(os.dup(2), "w", 1, encoding=stream.encoding, errors=stream.errors)  # noqa: SIM115
    sys.stderr = sys.__stderr__ = ours  # type: ignore[misc]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _let_go_of_stderr() -> None:
    """What a terminal that is gone did not take is dropped: Python would leave with 120 for it."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stderr.fileno())
        os.close(nowhere)


if __name__ == "__main__":
    main()
