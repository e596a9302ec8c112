"""Texts begun and not sent, kept so that no end of the program loses them."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.desk.verbs import ended
from npstui.model.response import ResponseRef
from npstui.store.creating import PRESENCE
from npstui.store.kept_drafts import KeptDraft, drop_draft, keep_draft, kept_drafts

if TYPE_CHECKING:
    from npstui.desk.plan import CaseFacts

DAYS = 30  # a draft that nobody went on with for so long is swept
Key = tuple[str, ResponseRef]


class Keeping:
    """The drafts of one person in one store."""

    def __init__(
        self,
        store: Path,
        person: str,
        cases: "Callable[[Collection[ResponseRef], datetime], list[CaseFacts]]",
    ) -> None:
        self._directory = store / PRESENCE
        self._person = person
        self._cases = cases

    def keep(self, key: Key, values: Mapping[str, str], now: datetime) -> None:
        """Write it in the place of an earlier one. Raises OSError."""
        keep_draft(self._directory, self._person, KeptDraft(*key, values, now))

    def drop(self, keys: Collection[Key]) -> None:
        """These are done with. Raises OSError."""
        for key in keys:
            drop_draft(self._directory, self._person, *key)

    def all(self, now: datetime) -> dict[Key, KeptDraft]:
        """What is kept, by kind and case; of cases that have ended it is swept, and what is old."""
        found: dict[Key, KeptDraft] = {}
        for draft in kept_drafts(self._directory, self._person):
            key = draft.kind, draft.ref
            if now - draft.at > timedelta(days=DAYS) or self._has_ended(draft.ref, now):
                self.drop([key])
            else:
                found[key] = draft
        return found

    def _has_ended(self, ref: ResponseRef, now: datetime) -> bool:
        try:
            (case,) = self._cases([ref], now)
        except (KeyError, ValueError):
            return True
        return ended(case) is not None
