"""The rules of store.toml on what an import brings: what each of them does to which case.

They hold for the answers of this import alone, in its commit; nothing is ruled on twice, and
nothing that was there before.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from npstui.filters.error import FilterError
from npstui.filters.keys import known_keys
from npstui.filters.parse import parse
from npstui.model.category import Category, category_of
from npstui.model.clock import Policy, clock_of, opens
from npstui.model.durations import Duration
from npstui.model.events import EventKind, NewEvent, NewVerb
from npstui.model.people import NoSuchPerson, find_person
from npstui.model.response import CANONICAL, ResponseRef, can_be_contacted
from npstui.settings.rules import Rule
from npstui.settings.store_file import StoreSettings
from npstui.settings.team import is_away
from npstui.store.values import ExtraColumn, Ruled

if TYPE_CHECKING:
    import polars as pl

COMMAND = "import.rules"
_READ = ("source", "response_id", "responded_at", "score", "email", "phone")
_SCRIPTS_WITHOUT_SPACES = ("W", "F")


class NoColumn(ValueError):
    """A rule that cannot be applied; str() is the sentence, without the rule's name."""


@dataclass
class Ruling:
    """The rules of one import; called in its commit with the rows that it adds.

    `notes` are sentences on what could not be done, good after the commit.
    """

    settings: StoreSettings
    policy: Policy
    now: datetime
    actor: str
    notes: list[str] = field(default_factory=list)

    def __call__(self, rows: "pl.LazyFrame", extras: Sequence[ExtraColumn]) -> Ruled:
        """What the rules do to the cases that the rows open by themselves."""
        self.notes.clear()
        cases: dict[ResponseRef, _Case] = {}
        verbs = []
        for rule in self.settings.rules:
            try:
                found = self._found(rule, rows, extras)
                events = tuple(self._events(rule, found, cases))
            except (FilterError, NoColumn, NoSuchPerson) as error:
                self.notes.append(f"store.toml: rule “{rule.name}” did nothing: {error}")
                continue
            if events:
                said = _said(rule)
                person = f"rule {rule.name}"
                verbs.append(NewVerb(COMMAND, said, self.now, self.actor, person, events))
        return Ruled(tuple(verbs), {ref: case.responded_at for ref, case in cases.items()})

    def _found(
        self, rule: Rule, rows: "pl.LazyFrame", extras: Sequence[ExtraColumn]
    ) -> list[dict[str, Any]]:
        """The rows that a rule is for, with `by_value` where it goes by a column."""
        import polars as pl

        names = rows.collect_schema().names()
        chosen = rows
        if rule.where:
            expression = parse(rule.where, known_keys(extras)).expression(
                self.now, self.settings.zone
            )
            beyond = [name for name in expression.meta.root_names() if name not in names]
            if beyond:
                raise NoColumn(
                    f"“{rule.where}” asks for {beyond[0]}, which an answer has not as it comes in."
                )
            chosen = chosen.filter(expression)
        if rule.words:
            chosen = chosen.filter(
                pl.col("comment").str.contains(_pattern(rule.words)).fill_null(value=False)
            )
        by = pl.lit(None, dtype=pl.String)
        if rule.by:
            by = pl.col(_column(rule.by, names)).cast(pl.String)
        return chosen.select(*_READ, by.alias("by_value")).collect().to_dicts()

    def _events(
        self, rule: Rule, found: Sequence[Mapping[str, Any]], cases: "dict[ResponseRef, _Case]"
    ) -> Iterator[NewEvent]:
        people = self._people(rule)
        for row in found:
            category = category_of(int(row["score"]))
            at = row["responded_at"]
            if not opens(category, at, self.policy):
                continue
            ref = ResponseRef(str(row["source"]), str(row["response_id"]))
            case = cases.setdefault(ref, _Case(at))
            to = people.get(str(row["by_value"] or "").strip().casefold() if rule.by else "")
            if to is not None and not case.assigned:
                case.assigned = True
                yield NewEvent(ref, EventKind.ASSIGNED, {"to": to, "rule": rule.name})
            if tags := [tag for tag in rule.tag if tag not in case.tags]:
                case.tags += tags
                yield NewEvent(ref, EventKind.TAGGED, {"tags": tags, "rule": rule.name})
            if (due := self._due(rule, row, category, case)) is not None:
                yield NewEvent(ref, EventKind.DUE_SET, {**due, "rule": rule.name})

    def _due(
        self, rule: Rule, row: Mapping[str, Any], category: Category, case: "_Case"
    ) -> dict[str, object] | None:
        """The stricter clock, None where the case's own is as strict."""
        span = rule.due.get(category)
        if span is None:
            return None
        reachable = can_be_contacted(row["email"], row["phone"])
        clock = clock_of(category, case.responded_at, self._policy_with(category, span), reachable)
        usual = clock_of(category, case.responded_at, self.policy, reachable)
        if clock.due_at is None or usual.due_at is None:
            return None
        if clock.due_at >= (case.due_at or usual.due_at):
            return None
        case.due_at = clock.due_at
        return {"due": clock.due_at.isoformat(), "starts": clock.starts_at.isoformat()}

    def _policy_with(self, category: Category, span: Duration) -> Policy:
        from dataclasses import replace

        return replace(self.policy, due={**self.policy.due, category: span})

    def _people(self, rule: Rule) -> dict[str, str]:
        """To whom it gives cases, by the value of its column, "" for any; nobody who is away."""
        named = {value.casefold(): name for value, name in rule.assign_by.items()}
        if rule.assign:
            named[""] = rule.assign
        today = self.now.astimezone(self.settings.zone).date()
        people = {}
        for value, written in named.items():
            person = find_person(written, self.settings.team)
            if is_away(self.settings.absence, person, today):
                until = self.settings.absence[person].isoformat()
                self.notes.append(
                    f"store.toml: rule “{rule.name}”: {person} is away until {until}, so what "
                    "would be theirs is nobody's."
                )
            else:
                people[value] = person
        return people


def unheard_of(rule: Rule, team: Sequence[str], extras: Sequence[ExtraColumn]) -> str | None:
    """Why a rule would do nothing to answers with these columns beside the canonical ones: it
    names a key, a column or a person that nobody knows. None where it would be applied.
    """
    try:
        if rule.where:
            parse(rule.where, known_keys(extras))
        if rule.by:
            _column(rule.by, [each.name for each in CANONICAL] + [each.name for each in extras])
        for name in (rule.assign, *rule.assign_by.values()):
            if name:
                find_person(name, team)
    except (FilterError, NoColumn, NoSuchPerson) as error:
        return str(error)
    return None


@dataclass
class _Case:
    """What the rules before have done to one case."""

    responded_at: datetime
    assigned: bool = False
    tags: list[str] = field(default_factory=list)
    due_at: datetime | None = None


def _column(name: str, names: Sequence[str]) -> str:
    for known in names:
        if known.casefold() == name.casefold():
            return known
    listed = [known for known in names if known not in ("source", "import_id")]
    near = get_close_matches(name, listed, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise NoColumn(f"there is no column “{name}”.{hint}")


def _pattern(words: Sequence[str]) -> str:
    """Any of the words as a word of the comment; one that ends in * as the beginning of one."""
    import polars as pl

    edge = r"[^\p{L}\p{N}]"
    parts = []
    for written in words:
        word = unicodedata.normalize("NFC", written.rstrip("*"))
        before = "" if _is_unspaced(word[0]) else f"(?:^|{edge})"
        is_open = written.endswith("*") or _is_unspaced(word[-1])
        parts.append(f"{before}{pl.escape_regex(word)}{'' if is_open else f'(?:$|{edge})'}")
    return f"(?i){'|'.join(f'(?:{part})' for part in parts)}"


def _is_unspaced(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _SCRIPTS_WITHOUT_SPACES


def _said(rule: Rule) -> str:
    parts = []
    if rule.assign:
        parts.append(f"assigned to {rule.assign}")
    if rule.assign_by:
        parts.append(f"assigned by {rule.by}")
    if rule.tag:
        parts.append(f"tagged {', '.join(rule.tag)}")
    if rule.due:
        parts.append("due earlier")
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]
