"""The plainest call, read without click: `npstui`, at most with --store and --as.

That is how people open the desk, all day. click has nothing to add to it, and reading the whole
command line with it takes a tenth of the time to the first line on the screen (measured). Every
other call, a wrong one too, goes through click, and what the two make of this one is the same.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from npstui.cli.invocation import Invocation

_OPTIONS = ("--store", "--as")


def bare_call(arguments: Sequence[str], environ: Mapping[str, str]) -> Invocation | None:
    """What the call said, where it opens the desk on a store; None for click to read it."""
    if "_NPSTUI_COMPLETE" in environ or len(arguments) % 2:
        return None
    options, values = arguments[::2], arguments[1::2]
    if any(option not in _OPTIONS for option in options):
        return None
    if any(not value or value.startswith("-") for value in values):
        return None
    said = dict(zip(options, values, strict=True))
    store = said.get("--store") or environ.get("NPSTUI_STORE")
    person = said.get("--as") or environ.get("NPSTUI_PERSON")
    return Invocation(store=Path(store) if store else None, person=person or None)
