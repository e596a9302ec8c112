"""Which column feeds which canonical field: as told, else by headers and cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from npstui.intake import profiles
from npstui.intake.apart import clock_beside, comes_again_later
from npstui.intake.day_orders import ambiguous
from npstui.intake.errors import IntakeError
from npstui.intake.guessing import Sight, guessed, guessed_score
from npstui.intake.headers import (
    FIRST_NAME,
    LAST_NAME,
    QUESTION,
    Candidate,
    candidates,
    extra_names,
    fields_named,
    grouped,
)
from npstui.intake.presets.values import AppliedRule
from npstui.intake.scale_evidence import in_doubt
from npstui.intake.standing_rules import standing_rules
from npstui.intake.sums import why_sums
from npstui.intake.words import folded
from npstui.model.response import CANONICAL


class Confidence(StrEnum):
    """How sure the choice of a column is."""

    TOLD = "told"
    REMEMBERED = "remembered"  # told, or found, in a file of the same source before
    SURE = "sure"  # its header names the field and its cells fit
    LIKELY = "likely"  # its header may name the field, or its cells say nothing
    GUESSED = "guessed"  # by its cells alone


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """`fields` maps canonical names to column places, in canonical order; `extras` the places of
    the other columns to the names they are kept under; `category` is the place of the column that
    says the category in words, `source` that of the column that says each row's source.

    `confidence` says of each field how sure its column is. `also` are places that fill in where a
    field's own column is empty, `joined` places whose text is put behind the field's own.
    `rules` set rows aside that are no answers. `doubts` are the fields whose column has to be read
    whole before its cells can be.
    """

    fields: Mapping[str, int]
    extras: Mapping[int, str]
    category: int | None
    notes: tuple[str, ...]
    source: int | None = None
    confidence: Mapping[str, Confidence] = field(default_factory=dict)
    also: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    joined: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    rules: tuple[AppliedRule, ...] = ()
    doubts: frozenset[str] = frozenset()


Cells = Callable[[int], Sequence[str]]  # the sampled cells of the column at a place


def map_columns(
    names: Sequence[str],
    told: Mapping[str, str],
    cells: Cells,
    read_as: Sequence[str] | None = None,
) -> ColumnMapping:
    """The mapping of a table with these headers; `read_as` gives other headers to know its columns
    by, column for column.

    Raises IntakeError where no column holds a score, or a told column is not there.
    """
    sight = Sight(tuple(read_as or names), cells)
    fields = {name: place for name, place in told_places(names, told).items() if place is not None}
    confidence = dict.fromkeys(fields, Confidence.TOLD)
    left_out = {name for name, column in told.items() if not column.strip()}
    notes: list[str] = []
    # The score chooses first: a column is worth more there than anywhere else.
    order = sorted((column.name for column in CANONICAL), key=lambda name: name != "score")
    for name in order:
        if name in fields or name in left_out:
            continue
        found = _fitting(sight, name, set(fields.values()))
        if name == "score":
            found, said = _scores(names, sight, found)
            notes += said
        if found:
            fields[name] = found[0].place
            confidence[name] = _confidence(sight, name, found[0])
    if confidence.get("score") is not Confidence.TOLD and (sums := why_sums(sight, fields)):
        raise IntakeError(sums)
    if "score" not in fields or profiles.only_categories(cells(fields["score"])):
        raise IntakeError(_no_score(names, cells))
    for name, place in guessed(sight, fields, left_out).items():
        fields[name] = place
        confidence[name] = Confidence.GUESSED
        notes.append(
            f"the {_FIELD_WORDS[name]} is “{_short(names[place])}”, by what it holds; "
            f"--map {name}=COLUMN takes another, --map {name}= none"
        )
    if confidence.get("response_id") is not Confidence.TOLD and comes_again_later(sight, fields):
        name = names[fields.pop("response_id")]
        notes.append(
            f"“{_short(name)}” comes again at other times, so it is no id of an answer; "
            f"--map response_id={name} takes it for one"
        )
    joined = _name_parts(sight, fields, left_out, confidence)
    clock = clock_beside(sight, fields)
    if clock is not None and confidence["responded_at"] is not Confidence.TOLD:
        joined["responded_at"] = (clock,)
    also = _other_comments(sight, fields, confidence)
    return _whole(names, sight, fields, confidence, joined, also, notes)


def _whole(
    names: Sequence[str],
    sight: Sight,
    fields: Mapping[str, int],
    confidence: Mapping[str, Confidence],
    joined: Mapping[str, tuple[int, ...]],
    also: Mapping[str, tuple[int, ...]],
    notes: Sequence[str],
) -> ColumnMapping:
    used = {*fields.values(), *(place for places in joined.values() for place in places)}
    plain = {place: name for place, name in enumerate(names) if place not in used}
    extras = extra_names(plain, {column.name for column in CANONICAL})
    kept = [
        f"column “{plain[place]}” is kept as “{name}”"
        for place, name in extras.items()
        if name != plain[place]
    ]
    category = next((each for each in extras if profiles.only_categories(sight.cells(each))), None)
    ordered = {column.name: fields[column.name] for column in CANONICAL if column.name in fields}
    return ColumnMapping(
        ordered,
        extras,
        category,
        (*notes, *kept),
        confidence={name: confidence[name] for name in ordered},
        also=also,
        joined=joined,
        rules=standing_rules(sight.names, fields["score"]),
        doubts=_doubts(sight, ordered, category),
    )


def _doubts(sight: Sight, fields: Mapping[str, int], category: int | None) -> frozenset[str]:
    place = fields["score"]
    labels = None if category is None else sight.cells(category)
    doubts = {"score"} if in_doubt(sight.names[place], sight.cells(place), labels) else set()
    doubts.update(
        name
        for name in ("responded_at", "purchased_at")
        if name in fields and ambiguous(sight.cells(fields[name]))
    )
    return frozenset(doubts)


def told_places(names: Sequence[str], told: Mapping[str, str]) -> dict[str, int | None]:
    """The columns that are told, None for a field that is left out. Raises IntakeError."""
    places: dict[str, int | None] = {}
    for name, column in told.items():
        places[name] = _column(names, name, column) if column.strip() else None
    return places


def _column(names: Sequence[str], field_name: str, column: str) -> int:
    wanted = " ".join(column.split())
    for same in (
        lambda name: name == wanted,
        lambda name: name.casefold() == wanted.casefold(),
        lambda name: folded(name) == folded(wanted) != "",
    ):
        for place, name in enumerate(names):
            if same(name):
                return place
    near = get_close_matches(wanted.casefold(), [name.casefold() for name in names], n=1)
    hint = next((name for name in names if near and name.casefold() == near[0]), None)
    end = f"did you mean “{hint}”?" if hint else f"its columns are {_listed(names)}"
    raise IntakeError(f"there is no column “{wanted}” for {field_name}; {end}")


def _fitting(sight: Sight, name: str, used: set[int]) -> list[Candidate]:
    """The columns that the field's names fit, those whose cells fit too before the others."""
    found = [each for each in candidates(sight.names, name) if each.place not in used]
    if name == "score":
        return [each for each in found if _may_be_score(sight, each.place)]
    if name == "comment":  # “Which of these made you…?” is answered by a choice
        asked = [each for each in found if each.rank >= QUESTION]
        choices = {each for each in asked if profiles.choices(sight.cells(each.place))}
        found = [each for each in found if each not in choices]
    unfit = _UNFIT.get(name)
    if unfit is None:
        return found
    fit = [each for each in found if not unfit(sight.cells(each.place))]
    # A column called id that repeats is none, one called date without dates may still be told of.
    return fit if fit or name in _STRICT else found


def _confidence(sight: Sight, name: str, found: Candidate) -> Confidence:
    if name == "score":
        held = profiles.holds(sight.cells(found.place))
        sure = found.sure and held is profiles.Holds.SCORES
    else:
        unfit = _UNFIT.get(name)
        sure = found.sure and not (unfit is not None and unfit(sight.cells(found.place)))
    return Confidence.SURE if sure else Confidence.LIKELY


def _may_be_score(sight: Sight, place: int) -> bool:
    cells = sight.cells(place)
    if profiles.only_categories(cells) or profiles.contributions(cells):
        return False
    return not (grouped(sight.names[place]) and profiles.at_most_three(cells))


def _scores(
    names: Sequence[str], sight: Sight, found: Sequence[Candidate]
) -> tuple[list[Candidate], list[str]]:
    """The score's candidates, the best first, and what is to be said of the others.

    Raises IntakeError where there is none.
    """
    found = [*_beside_groups(names, sight), *found]
    held = {each.place: profiles.holds(sight.cells(each.place)) for each in found}
    ranked = sorted(found, key=lambda each: (held[each.place].value, each))
    if not ranked:
        place = guessed_score(sight)
        if place is None:
            raise IntakeError(why_sums(sight, {}) or _no_score(names, sight.cells))
        sentence = (
            f"the score is “{_short(names[place])}”: a column of categories beside it says the same"
        )
        return [Candidate.unsure(place)], [sentence]
    best = held[ranked[0].place]
    others = [names[each.place] for each in ranked[1:] if held[each.place] is best]
    if not others:
        return ranked, []
    sentence = (
        f"the score is “{_short(names[ranked[0].place])}”; {_listed(others)} could be one too, "
        "--map score=COLUMN takes another"
    )
    return ranked, [sentence]


def _beside_groups(names: Sequence[str], sight: Sight) -> list[Candidate]:
    """The columns that Qualtrics writes their groups beside: Q1 where there is Q1_NPS_GROUP."""
    codes = {found[1] for name in names if (found := _GROUP_OF.match(name)) is not None}
    return [
        Candidate(0, place)
        for place, name in enumerate(names)
        if sight.names[place] and name.split(".")[0] in codes and _may_be_score(sight, place)
    ]


def _name_parts(
    sight: Sight, fields: dict[str, int], left_out: set[str], confidence: dict[str, Confidence]
) -> dict[str, tuple[int, ...]]:
    """A customer's name out of the columns of his first and his last name."""
    if "customer_name" in left_out or confidence.get("customer_name") is Confidence.TOLD:
        return {}
    used = {place for name, place in fields.items() if name != "customer_name"}
    parts = [
        [each.place for each in candidates(sight.names, part) if each.place not in used]
        for part in (FIRST_NAME, LAST_NAME)
    ]
    # “Nom” is a whole name alone, and a family name beside “Prénom”.
    if parts[0] and not parts[1] and "customer_name" in fields:
        parts[1] = [fields["customer_name"]]
    elif not (parts[0] and parts[1]) or "customer_name" in fields:
        return {}
    first, last = parts[0][0], parts[1][0]
    fields["customer_name"] = first
    confidence["customer_name"] = Confidence.SURE
    return {"customer_name": (last,)} if last != first else {}


def _other_comments(
    sight: Sight, fields: Mapping[str, int], confidence: Mapping[str, Confidence]
) -> dict[str, tuple[int, ...]]:
    """The columns that ask for the comment of those who were not asked in the comment's own."""
    own = fields.get("comment")
    if own is None or confidence["comment"] is Confidence.TOLD:
        return {}
    used = set(fields.values())
    taken = [own]
    for each in candidates(sight.names, "comment"):
        if each.place in used or not each.asked:
            continue
        if profiles.never_both(sight.cells, [*taken, each.place]):
            taken.append(each.place)
    return {"comment": tuple(taken[1:])} if len(taken) > 1 else {}


def _no_score(names: Sequence[str], cells: Cells) -> str:
    words = [name for place, name in enumerate(names) if profiles.only_categories(cells(place))]
    if words:
        return (
            f"it has no column of scores from 0 to 10 (“{_short(words[0])}” says the category in "
            f"words, which is not enough); its columns are {_listed(names)}; "
            "name the score's with --map score=COLUMN"
        )
    first = next((name for name in names if profiles.is_an_answer(name)), None)
    if first is not None:
        return (
            f"its first row is no header but holds an answer (“{_short(first)}”); put a row with "
            "the names of the columns above it"
        )
    scores = [
        name
        for place, name in enumerate(names)
        if profiles.only_scores(cells(place)) and "response_id" not in fields_named(name)
    ]
    holding = ""
    if scores:
        verb = "hold" if len(scores) > 1 else "holds"
        holding = f"; {_listed(scores, 4)} {verb} such numbers, but under no such question"
    return (
        f"it has no column of scores from 0 to 10 that is known by its name; its columns are "
        f"{_listed(names)}{holding}; name the score's with --map score=COLUMN"
    )


def _listed(names: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(f"“{_short(name)}”" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"


def _no_dates(cells: Sequence[str]) -> bool:
    said = profiles.filled(cells)
    return bool(said) and not any(profiles.a_moment(cell) for cell in said)


_UNFIT: Mapping[str, Callable[[Sequence[str]], bool]] = {
    "response_id": profiles.repeats,
    "responded_at": _no_dates,
    "purchased_at": _no_dates,
    "comment": lambda cells: profiles.numbers(cells) or profiles.only_categories(cells),
    "email": lambda cells: bool(profiles.filled(cells)) and not any("@" in cell for cell in cells),
}
_GROUP_OF = re.compile(r"(\w+?)_NPS_GROUP\b")
_STRICT = frozenset({"response_id", "comment", "email"})
_FIELD_WORDS = {
    "responded_at": "time of the answer",
    "comment": "comment",
    "response_id": "answer's id",
    "email": "mail address",
}
