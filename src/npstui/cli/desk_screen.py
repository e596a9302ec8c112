"""`npstui` alone: the desk on the store. The only place where the command line meets the screen."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from npstui.cli.errors import NothingDone, talks_to_a_terminal
from npstui.cli.invocation import Invocation, read_as_of
from npstui.cli.user import check_own_keys

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.desk.first import FirstOpening
    from npstui.store.store import Store


def open_own_desk(invocation: Invocation) -> int:
    """The desk on the store that the call is for. Raises StoreError, NoSuchPerson."""
    from npstui.store.store import Store

    need_a_terminal("npstui score and npstui list answer without one.")
    return open_screen(invocation, Store.open(invocation.store_path))


def open_screen(
    invocation: Invocation,
    store: "Store",
    first: "Callable[[], FirstOpening] | None" = None,
    notice: str = "",
) -> int:
    """The desk on an open store until the person leaves it; the store is closed then.

    `first` makes the opening of files that are on their way into the store, `notice` stands in
    the status line at first. Neither it nor the desk is made before the first paint: they load
    polars. The exit code is 0, or that of the signal that ended it. Raises what making them raised.
    """
    try:
        from npstui.desk.opening import acting_person, desk_on

        user = check_own_keys()
        as_of = read_as_of(invocation)
        acting_person(invocation.person, store)  # a name that is nobody's is said here

        def open_desk() -> "Desk":
            return desk_on(store, person=invocation.person, as_of=as_of)

        from npstui.tui.app import run

        return run(open_desk, first=first, title=store.path.stem, notice=notice, user=user)
    finally:
        store.close()


def need_a_terminal(way_out: str) -> None:
    """Raise NothingDone where the desk could not be shown or could read no key."""
    if not (sys.stdin is not None and sys.stdin.isatty() and talks_to_a_terminal()):
        raise NothingDone(f"The desk needs a terminal. {way_out}")
