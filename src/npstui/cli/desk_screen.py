"""`npstui` alone: the desk on the store. The only place where the command line meets the screen."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from npstui.cli.errors import NothingDone, talks_to_a_terminal
from npstui.cli.invocation import Invocation, read_as_of
from npstui.cli.user import check_own_keys
from npstui.settings.paths import is_made

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.desk.first import FirstOpening
    from npstui.store.store import Store


def open_own_desk(invocation: Invocation) -> int:
    """The desk on the store that the call is for. Raises StoreError, NoSuchPerson.

    A store that is there is opened after the first paint: what is wrong with it is said once the
    terminal is given back.
    """
    need_a_terminal("npstui score and npstui list answer without one.")
    path = invocation.store_path
    if not is_made(path):
        from npstui.store.errors import StoreMissing
        from npstui.store.store import Store

        try:
            Store.open(path).close()  # says what is wrong
        except StoreMissing:
            raise NothingDone(
                f"There is no store at {path} yet. npstui demo shows the desk on sample data; "
                "npstui FILE opens a survey file and keeps its store beside it."
            ) from None
    as_of = read_as_of(invocation)
    opened: list[Desk] = []

    def open_desk() -> "Desk":
        from npstui.desk.opening import open_desk

        opened.append(open_desk(path, person=invocation.person, as_of=as_of))
        return opened[0]

    try:
        return show_desk(open_desk, path.stem)
    finally:
        for desk in opened:
            desk.store.close()


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

        as_of = read_as_of(invocation)
        acting_person(invocation.person, store)  # a name that is nobody's is said here

        def open_desk() -> "Desk":
            return desk_on(store, person=invocation.person, as_of=as_of)

        return show_desk(open_desk, store.path.stem, first, notice)
    finally:
        store.close()


def show_desk(
    open_desk: "Callable[[], Desk]",
    title: str,
    first: "Callable[[], FirstOpening] | None" = None,
    notice: str = "",
) -> int:
    """The desk that `open_desk` opens after the first paint; the exit code."""
    user = check_own_keys()

    from npstui.tui.app import run

    return run(open_desk, first=first, title=title, notice=notice, user=user)


def need_a_terminal(way_out: str) -> None:
    """Raise NothingDone where the desk could not be shown or could read no key."""
    if not (sys.stdin is not None and sys.stdin.isatty() and talks_to_a_terminal()):
        raise NothingDone(f"The desk needs a terminal. {way_out}")
    if os.environ.get("TERM") == "dumb":
        raise NothingDone(f"The desk needs a terminal that can draw, and TERM is dumb. {way_out}")
