"""The keys that a filter knows: the JSON keys of `list`, their short names, the extra columns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Protocol

from npstui.filters.tokens import is_plain, quoted
from npstui.model.case import Status
from npstui.model.category import Category
from npstui.model.outcomes import ExclusionReason
from npstui.model.promoters import Stage
from npstui.model.response import CANONICAL, Reading
from npstui.model.response import Kind as ColumnKind


class Kind(StrEnum):
    """How the values of a key are written and what they mean."""

    TEXT = "text"  # equal, case apart; * stands for anything
    CHOICE = "choice"  # one of a closed list
    TAGS = "tags"  # holds one that is equal, case apart
    WORDS = "words"  # contains, case apart
    NUMBER = "number"  # one or a range
    MOMENT = "moment"  # a day, week, month, quarter, year, or a range
    SPAN = "span"  # a range of durations from now
    FLAG = "flag"  # yes or no


class Half(StrEnum):
    """What a key speaks of: the facts of the response, which may narrow a score, or its answer
    and its case, which may not.
    """

    RESPONSE = "response"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `spelling` is how a filter prints it; `column` what it reads in the case frame.

    `filled` and `empty` are the words for having any value and none, where plain ones sound odd.
    """

    name: str
    column: str
    kind: Kind
    half: Half
    spelling: str
    label: str
    choices: tuple[str, ...] = ()
    filled: str = ""
    empty: str = ""


class Extra(Protocol):
    """A column of the files beside the canonical ones, and how it is read."""

    @property
    def name(self) -> str: ...
    @property
    def reading(self) -> Reading: ...


class Keys:
    """The keys of one store. Look up is by name, case apart."""

    def __init__(self, known: Iterable[Key], shorts: Iterable[tuple[str, str]]) -> None:
        self._named = {key.name: key for key in known}
        self._shorts = {short: self._named[name] for short, name in shorts}
        self._extras: dict[str, Key] = {}

    def __iter__(self) -> Iterator[Key]:
        yield from self._named.values()
        yield from self._extras.values()

    def add(self, name: str, reading: Reading) -> None:
        """One extra column. Where its name means something else already, it wants quotes."""
        plain = is_plain(name) and "*" not in name and self.find(name) is None
        kind = _READINGS[reading]
        spelling = name if plain else quoted((name,))
        self._extras[name] = Key(name, name, kind, Half.RESPONSE, spelling, name)

    def find(self, text: str, *, in_quotes: bool = False) -> Key | None:
        """The key of that name, None where there is none.

        In quotes it is a column by its own name, so that an extra column called “age” can be
        told from the age of a response.
        """
        if in_quotes:
            return _look_up(self._extras, text) or _look_up(self._named, text)
        known = _look_up(self._named, text) or _look_up(self._shorts, text)
        return known or _look_up(self._extras, text)

    def spellings(self) -> Iterator[str]:
        """What may be typed before the colon, the usual ones first."""
        spelled = [key.spelling for key in self]
        usual = [name for name in _USUAL if name in spelled]
        extras = [key.spelling for key in self._extras.values()]
        yield from dict.fromkeys([*usual, *extras, *spelled])

    def nearest(self, text: str) -> str | None:
        """The spelling of the key that was probably meant."""
        spelled = {**self._named, **self._shorts, **self._extras}
        folded = {name.casefold(): name for name in spelled}
        near = get_close_matches(text.casefold(), folded, n=1)
        if not near:
            return None
        name = folded[near[0]]
        return name if name in self._named or name in self._shorts else spelled[name].spelling


def known_keys(extra: Iterable[Extra] = ()) -> Keys:
    """The canonical columns, the keys of the case, the computed ones, and the extra columns."""
    keys = Keys(_all_known(), _SHORTS)
    for column in extra:
        keys.add(column.name, column.reading)
    return keys


_READINGS = {
    Reading.TEXT: Kind.TEXT,
    Reading.NUMBER: Kind.NUMBER,
    Reading.DATE: Kind.MOMENT,
}
_COLUMN_KINDS = {
    ColumnKind.TEXT: Kind.TEXT,
    ColumnKind.WHOLE: Kind.NUMBER,
    ColumnKind.NUMBER: Kind.NUMBER,
    ColumnKind.MOMENT: Kind.MOMENT,
    ColumnKind.FLAG: Kind.FLAG,
}
_SHORTS = (
    ("id", "response_id"),
    ("date", "responded_at"),
    ("owner", "assignee"),
    ("tag", "tags"),
    ("contacted", "first_contact_at"),
    ("resolved", "resolved_at"),
    ("snoozed", "snoozed_until"),
    ("window", "window_ends_at"),
    ("told", "told_at"),
    ("customer", "customer_id"),
    ("name", "customer_name"),
    ("mail", "email"),
)
_USUAL = (
    "region", "product", "channel", "touchpoint", "team", "agent", "language", "tag", "owner",
    "status", "score", "category", "due", "age", "left", "date",
)  # fmt: skip
_SPELLINGS = {
    name: short
    for short, name in _SHORTS
    if short in ("id", "date", "owner", "tag", "contacted", "resolved", "snoozed", "told")
}


def _all_known() -> Iterator[Key]:
    for column in CANONICAL:
        if column.name not in _OWN_RULES:
            yield _key(column.name, _COLUMN_KINDS[column.kind], Half.RESPONSE)
    yield _key("source", Kind.TEXT, Half.RESPONSE)
    # An id beyond what a float holds exactly, so it is compared as text.
    yield _key("import_id", Kind.TEXT, Half.RESPONSE)
    yield from _OWN_RULES.values()


def _key(
    name: str,
    kind: Kind,
    half: Half = Half.CASE,
    *,
    column: str = "",
    choices: tuple[str, ...] = (),
    filled: str = "",
    empty: str = "",
) -> Key:
    spelling = _SPELLINGS.get(name, name)
    label = "answered" if name == "responded_at" else spelling.replace("_", " ")
    return Key(name, column or name, kind, half, spelling, label, choices, filled, empty)


_OWN_RULES = {
    key.name: key
    for key in (
        _key("score", Kind.NUMBER),
        _key("comment", Kind.WORDS, filled="with a comment", empty="without a comment"),
        _key("category", Kind.CHOICE, column="score", choices=tuple(Category)),
        _key("status", Kind.CHOICE, choices=tuple(Status), filled="a case", empty="no case"),
        _key("assignee", Kind.TEXT),
        _key("tags", Kind.TAGS),
        _key("outcome", Kind.TEXT),
        _key("due_at", Kind.MOMENT),
        _key("first_contact_at", Kind.MOMENT, filled="contacted", empty="not contacted"),
        _key("resolved_at", Kind.MOMENT, filled="resolved", empty="not resolved"),
        _key("snoozed_until", Kind.MOMENT, filled="snoozed", empty="not snoozed"),
        _key("window_ends_at", Kind.MOMENT),
        _key("told_at", Kind.MOMENT, filled="told when we ask again", empty="not told yet"),
        _key("handed_to", Kind.TEXT, filled="handed on", empty="not handed on"),
        _key("handed_until", Kind.MOMENT),
        _key("again_at", Kind.MOMENT, filled="to look at again"),
        _key("promoter_stage", Kind.CHOICE, choices=tuple(Stage)),
        _key(
            "excluded",
            Kind.CHOICE,
            choices=tuple(ExclusionReason),
            filled="excluded",
            empty="not excluded",
        ),
        _key("age", Kind.SPAN, column="responded_at"),
        _key("due", Kind.SPAN, column="due_at", filled="clock running", empty="no clock running"),
        _key("left", Kind.SPAN, column="window_ends_at"),
    )
}


def _look_up(keys: dict[str, Key], text: str) -> Key | None:
    if text in keys:
        return keys[text]
    folded = text.casefold()
    return next((key for name, key in keys.items() if name.casefold() == folded), None)
