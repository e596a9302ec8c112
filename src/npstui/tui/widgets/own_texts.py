"""The texts of one contact: what a playbook filled, and what a person wrote in its place.

What was written by hand stays with the playbook and language it was begun from: another choice
fills another text, and going back brings the written one back.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npstui.present.drafts import DraftValue

DRAFTED = ("text", "sms")
_KINDS = (*DRAFTED, "note")
_AT = "@"


class OwnTexts:
    """By kind: "text" of a mail or letter, "sms", "note" of a call."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        """`kept` is what `kept` gave of an earlier form, other entries with it."""
        self._now = {kind: kept.get(kind, "") for kind in _KINDS}
        self._written = {kind for kind, text in self._now.items() if text}
        self._aside = {name: text for name, text in kept.items() if _AT in name}

    def __getitem__(self, kind: str) -> str:
        return self._now[kind]

    @property
    def any_written(self) -> bool:
        """Whether a word of any of them is a person's."""
        return bool(self._written or self._aside)

    def is_written(self, kind: str) -> bool:
        """Whether the text shown of this kind is a person's."""
        return kind in self._written

    def write(self, kind: str, text: str) -> None:
        """A person wrote this."""
        self._now[kind] = text
        self._written.add(kind)

    def set_aside(self, draft: "DraftValue") -> bool:
        """Another playbook or language is wanted: keep what was written with this one.

        Whether there was any.
        """
        there = self._written.intersection(DRAFTED)
        for kind in there:
            self._aside[_slot(kind, draft)] = self._now[kind]
        self._written -= there
        return bool(there)

    def came(self, draft: "DraftValue", before: "DraftValue | None") -> str:
        """Take a draft's texts where nothing of one's own stands; in what does, only the month
        in which we ask again becomes the new one. A sentence where that could not be, else "".
        """
        said = ""
        for kind, text in zip(DRAFTED, (draft.text, draft.sms), strict=True):
            if kind in self._written:
                said = self._another_month(kind, draft, before) or said
            elif (own := self._aside.pop(_slot(kind, draft), None)) is not None:
                self.write(kind, own)
            else:
                self._now[kind] = text
        return said

    def kept(self) -> dict[str, str]:
        """All that a person wrote, by names `__init__` understands."""
        return {kind: self._now[kind] for kind in _KINDS if kind in self._written} | self._aside

    def _another_month(self, kind: str, draft: "DraftValue", before: "DraftValue | None") -> str:
        new, old = draft.told_words, before.told_words if before is not None else ""
        if new == old or before is None or _slot(kind, before) != _slot(kind, draft):
            return ""
        text = self._now[kind]
        if old and new:
            self._now[kind] = text = text.replace(old, new)
        if new and new not in text:
            return f"Your text does not say “{new}”; write it where you want it."
        if not new and old in text:
            return f"Your text still says “{old}”; take it out."
        return ""


def _slot(kind: str, draft: "DraftValue") -> str:
    return _AT.join((kind, draft.playbook, draft.language))
