"""`npstui` alone: the desk on the store. The only place where the command line meets the screen."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from npstui.cli.errors import Exit, NothingDone, talks_to_a_terminal
from npstui.cli.invocation import Invocation, read_as_of

if TYPE_CHECKING:
    from npstui.desk.first import FirstOpening
    from npstui.store.store import Store


def open_own_desk(invocation: Invocation) -> Exit:
    """The desk on the store that the call is for. Raises StoreError, NoSuchPerson."""
    from npstui.store.store import Store

    need_a_terminal("npstui score and npstui list answer without one.")
    return open_screen(invocation, Store.open(invocation.store_path))


def open_screen(
    invocation: Invocation,
    store: "Store",
    first: "Callable[[], FirstOpening] | None" = None,
) -> Exit:
    """The desk on an open store until the person leaves it; the store is closed then.

    `first` makes the opening of files that are on their way into the store. It is called once the
    screen is painted, because it loads polars.
    """
    try:
        from npstui.desk.opening import acting_person, desk_on

        as_of = read_as_of(invocation)
        person = acting_person(invocation.person, store)
        from npstui.tui.app import DeskApp

        app = DeskApp(
            lambda: desk_on(store, person=invocation.person, as_of=as_of),
            store=store.path,
            person=person,
            as_of=as_of,
            first=first,
        )
        code = app.run()
    finally:
        store.close()
    return Exit.DONE if code is None else Exit(code)


def need_a_terminal(way_out: str) -> None:
    """Raise NothingDone where the desk could not be shown or could read no key."""
    if not (sys.stdin is not None and sys.stdin.isatty() and talks_to_a_terminal()):
        raise NothingDone(f"The desk needs a terminal. {way_out}")
