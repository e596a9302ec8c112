"""Find: jumps to what is listed and holds a text in its customer or comment; narrows nothing."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from npstui.present.numbers import thousands
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.widgets.find_entry import FindEntry

if TYPE_CHECKING:
    from npstui.tui.frozen import FrozenRows
    from npstui.tui.screens.queue import QueueScreen


def find(screen: "QueueScreen") -> None:
    """Type what to look for; the cursor goes to the first that holds it, from where it is."""
    rows = screen.listing.rows
    if rows is None or not len(rows):
        screen.say(SafeText("There is nothing listed to look through."))
    else:
        Finding(screen, rows)


class Finding:
    """One find, from its first character to enter or esc."""

    def __init__(self, screen: "QueueScreen", rows: "FrozenRows") -> None:
        self._screen, self._rows = screen, rows
        self._origin, self._begin = screen.list.cursor, max(screen.list.position, 0)
        self._hits = Hits()
        self._entry = FindEntry(
            screen.session.found,
            self._typed,
            self._step,
            self._done,
            self._left,
            screen.dialog_changed,
        )
        screen.open_dialog(self._entry)

    def _typed(self, text: str) -> None:
        bridge, rows = self._screen.session.bridge, self._rows
        if text:
            bridge.ask("find", lambda _desk: places(rows, text), lambda at: self._came(text, at))
        else:
            bridge.forget("find")
            self._came(text, [])

    def _came(self, text: str, found: list[int]) -> None:
        if self._screen.dialog is not None:
            self._hits.take(found, self._begin)
            self._go()
            self._entry.told(text, self._hits.words if text else EMPTY)

    def _step(self, by: int) -> None:
        self._hits.step(by)
        self._go()
        self._entry.told(self._entry.line.text, self._hits.words)

    def _go(self) -> None:
        place, listed = self._hits.place, self._screen.list
        ref = self._origin if place is None else self._rows.ref_at(place)
        if ref is not None and ref != listed.cursor and listed.go_to(ref):
            self._screen.moved()

    def _done(self, text: str) -> None:
        screen, again = self._screen, text != self._entry.line.text
        screen.close_dialog()
        screen.session.found = text or screen.session.found
        if again:
            find_again(screen, text)
        elif text and self._hits.place is None:
            screen.say(safe(f"“{text}” is not listed."))

    def _left(self) -> None:
        self._screen.session.bridge.forget("find")
        self._hits.take([], self._begin)
        self._go()
        self._screen.close_dialog()


def find_again(screen: "QueueScreen", text: str) -> None:
    """On to the next row after the cursor that holds the text."""
    rows, after = screen.listing.rows, screen.list.position + 1
    if rows is None:
        return

    def came(found: list[int]) -> None:
        hits = Hits()
        hits.take(found, after)
        if hits.place is None:
            screen.say(safe(f"“{text}” is not listed."))
        elif screen.list.go_to(rows.ref_at(hits.place)):
            screen.moved()
            screen.say(SafeText(f"/{safe(text)}   {hits.words}"))

    screen.session.bridge.ask("find", lambda _desk: places(rows, text), came)


def places(rows: "FrozenRows", text: str) -> list[int]:
    """The places of the rows that hold the text, in order; asked in the worker."""
    found = (rows.position(ref) for ref in rows.answer.holding(text))
    return sorted(place for place in found if place is not None)


class Hits:
    """The places found, and the one the cursor is on."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._at = 0

    @property
    def place(self) -> int | None:
        """Where the cursor is to be; None where nothing was found."""
        return self._places[self._at] if self._places else None

    @property
    def words(self) -> SafeText:
        """Which of them: "2 of 12"."""
        if not self._places:
            return SafeText("not listed")
        return SafeText(f"{thousands(self._at + 1)} of {thousands(len(self._places))}")

    def take(self, found: list[int], begin: int) -> None:
        """Other places; on the first at or after `begin`, else the first of all."""
        self._places = found
        at = bisect_left(found, begin)
        self._at = at if at < len(found) else 0

    def step(self, by: int) -> None:
        """To the next or the one before, around the ends."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
