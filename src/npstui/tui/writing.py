"""Somebody writes on a case: the others see it, and the writer what the others do meanwhile."""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from npstui.model.response import ResponseRef
from npstui.present.text import SafeText, safe
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.desk.desk import Desk

ANNOUNCED = 20  # cases of one form that the others are told of


class Closing(Protocol):
    """What is said to the others until it is closed."""

    def close(self) -> None: ...


class WritingOn:
    """One open form. `say` gets what others did to its case since it was looked at."""

    def __init__(
        self,
        session: Session,
        refs: Collection[ResponseRef],
        version: int | None,
        say: Callable[[SafeText], None],
    ) -> None:
        self._session, self._say = session, say
        self._refs = tuple(refs)
        self._version = version
        self._told: Closing | None = None
        self._ended = False
        self._said = ""

    def begin(self) -> None:
        """The form is open."""
        refs, version, now = self._refs, self._version, self._session.now()
        self._session.bridge.run(lambda desk: _announced(desk, refs, version, now), self._begun)

    def end(self) -> None:
        """The form is closed."""
        self._ended = True
        told, self._told = self._told, None
        if told is not None:
            self._session.bridge.run(lambda _desk: told.close(), lambda _done: None)

    def follow(self) -> None:
        """The store has changed: ask what others did to the case."""
        version = self._version
        if version is None or len(self._refs) != 1 or self._ended:
            return
        ref = self._refs[0]
        self._session.bridge.ask(
            "changed", lambda desk: desk.changed_since(ref, version), self._changed
        )

    def _begun(self, answer: tuple[Closing | None, int | None]) -> None:
        self._told, self._version = answer
        if self._ended:
            self.end()

    def _changed(self, words: str | None) -> None:
        if words and words != self._said and not self._ended:
            self._said = words
            self._say(safe(f"Meanwhile {words}. Your text is kept."))


def _announced(
    desk: "Desk", refs: tuple[ResponseRef, ...], version: int | None, now: datetime
) -> tuple[Closing | None, int | None]:
    """In the worker: tell the others; the version of the case where the screen did not know it."""
    told: Closing | None = None
    # A store that takes no file now must not keep anybody from writing the note.
    with suppress(Exception):
        told = desk.begin_writing(refs[:ANNOUNCED])
    if version is None and len(refs) == 1:
        version = desk.case(refs[0], now).version
    return told, version
