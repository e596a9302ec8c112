"""The cases of a desk without a store, and its answer for one view."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from npstui.filters.parts import Numbers, Phrase
from npstui.filters.tree import Filter
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.rows import QueueRow
from npstui.present.text import SafeText, safe
from npstui.present.values import ViewCount

NOW = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)


@dataclass(frozen=True)
class FakeCase:
    """One detractor case."""

    ref: ResponseRef
    score: int
    customer: str
    comment: str
    due_at: datetime
    tags: tuple[str, ...] = ()
    owner: str | None = None
    contacted: datetime | None = None
    snoozed: datetime | None = None
    outcome: str | None = None
    story: tuple[str, ...] = ()


def ref(number: int) -> ResponseRef:
    """The ref of the case with this number."""
    return ResponseRef("s", f"r{number}")


_NAMES = (
    ("王小明", 0, "客服回應很慢，等了三天才有人回信，完全不能接受，再也不會用了", -5),
    ("Karin Lindqvist", 3, "Appen kraschade när jag skulle betala, fick ringa själv", -3),
    ("Lotte Bakker", 6, "Duurder dan vorige maand en niemand legt uit waarom", -2),
    ("P. Andersson", 2, "", -1),
    ("陳怡君", 4, "司機找不到路，下車還多收錢", -0.5),
    ("Ingrid Solberg", 2, ("Sjåføren kom 40 minutter for sent og ingen svarte på telefonen. "
     "Jeg rakk ikke flyet, og måtte betale en ny billett selv. Har brukt dere i fem år."), 2.2),
)  # fmt: skip


def sample_cases(count: int = 37) -> list[FakeCase]:
    """The cases of SCREENS.md's mock-up, filled up to `count`."""
    cases = []
    for number in range(count):
        if number < len(_NAMES):
            name, score, comment, hours = _NAMES[number]
        else:
            name, score, comment, hours = f"Customer {number}", number % 7, "Late again", number
        due_at = NOW + timedelta(hours=hours, minutes=1 if hours > 0 else -1)
        cases.append(FakeCase(ref(number), score, name, comment, due_at))
    return cases


class FakeAnswer:
    """The answer for one view."""

    def __init__(self, rows: Sequence[QueueRow], counts: tuple[ViewCount, ...]) -> None:
        self._rows = tuple(rows)
        self._places = {row.ref: place for place, row in enumerate(self._rows)}
        self.counts = counts
        self.total = self.unnarrowed = len(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, start: int, stop: int) -> Sequence[QueueRow]:
        return self._rows[start:stop]

    def position(self, ref: ResponseRef) -> int | None:
        return self._places.get(ref)

    def ref_at(self, index: int) -> ResponseRef:
        return self._rows[index].ref

    def refs(self) -> list[ResponseRef]:
        return [row.ref for row in self._rows]

    def categories(self, refs: Collection[ResponseRef]) -> Mapping[Category, int]:
        return Counter(row.category for row in self._rows if row.ref in set(refs))

    def holding(self, text: str) -> list[ResponseRef]:
        wanted = text.casefold()
        return [
            row.ref
            for row in self._rows
            if wanted in row.customer.casefold() or wanted in row.comment.casefold()
        ]


def listed(value: object) -> tuple[str, ...]:
    """The texts of a list, none of anything else."""
    return tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else ()


def word(value: object) -> str:
    """A value as the fake desk says it."""
    return ", ".join(listed(value)) or str(value)


def said_of(verb_id: str, arguments: Mapping[str, object]) -> str:
    """What the desk says of a verb that was done."""
    return _SAID[verb_id].format(**{name: word(value) for name, value in arguments.items()})


_SAID = {
    "case.take": "Yours", "case.assign": "Assigned to {person}", "case.unassign": "Nobody's",
    "case.tag": "Tagged {tags}", "case.untag": "Took off {tags}", "case.note": "Noted",
    "case.contact": "Logged: {channel}, {result}", "case.snooze": "Snoozed until {until}",
    "case.resolve": "Resolved: {outcome}", "case.reopen": "Reopened",
    "case.hand-on": "Waits for {person} until {until}", "case.hand-back": "Back here",
    "team.hand-over": "Handed over from {giver} to {person}",
}  # fmt: skip


PERIODS = {None: "last 30 days", "90d": "last 90 days"}


def lets_through(where: Filter | None, case: FakeCase) -> bool:
    """The few words that tests use: score:LOW..HIGH, and words of the comment."""
    for part in where.parts if where is not None else ():
        if isinstance(part, Phrase):
            if part.text not in case.comment:
                return False
            continue
        for value in part.values:
            if isinstance(value, Numbers) and not (
                (value.low or 0) <= case.score <= (10 if value.high is None else value.high)
            ):
                return False
    return True


def why_gone(case: FakeCase, person: str) -> SafeText:
    """Why a case left its list, of the little that a fake case can tell."""
    if case.outcome:
        return safe(f"resolved: {case.outcome}")
    if case.contacted:
        return safe("contacted: in work")
    return safe("you have it" if case.owner == person else f"{case.owner} has it")
