"""The first-time sheet as a value: what files hold that nobody has kept yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from npstui.analysis.counts import Counts
from npstui.analysis.score import score_or_none
from npstui.desk.mapping import field_title, mapping_value
from npstui.desk.scores import score_value
from npstui.intake.follow_up import FollowUp
from npstui.intake.looking import Look, Role
from npstui.intake.mapping import Confidence
from npstui.intake.staged import Facts, Staged
from npstui.intake.staging import FileResult
from npstui.model.response import CANONICAL
from npstui.present.import_values import MappingValue
from npstui.present.numbers import percent
from npstui.present.text import SafeText, safe
from npstui.present.values import FirstSheetValue, FollowUpChoice, MappedColumn

_CHOICES: Mapping[FollowUp, tuple[str, str]] = {
    FollowUp.HERE_ON: ("here on only", ""),
    FollowUp.AS_USUAL: ("as usual", "7 days, six months, 30 days back"),
    FollowUp.EVERYTHING: ("everything", "all that has not lapsed"),
}
# The fields the sheet names, in its order.
_FIELDS = ("score", "comment", "responded_at", "customer_id", "customer_name", "email", "phone")
_ORDERS = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}
_LISTED = 4  # columns to split by
_DIMENSIONS = frozenset(column.name for column in CANONICAL if column.dimension)


@dataclass(frozen=True, slots=True)
class Place:
    """The files, and the store they would come into: its name, where it is if not beside them."""

    files: tuple[Path, ...]
    store: str
    note: str | None
    zone: ZoneInfo
    adds: bool = False  # the store has its follow-up start, which stays


def early_sheet(place: Place, looked: Sequence[FileResult]) -> FirstSheetValue:
    """The sheet before anything is counted: how the columns of the first file are read.

    `looked` are the files that were looked at so far, at least one.
    """
    look = looked[0].look
    return _sheet(place, looked, () if look is None else _columns(look, None), counted=False)


def staged_sheet(place: Place, staged: Staged, results: Sequence[FileResult]) -> FirstSheetValue:
    """The sheet with everything counted; `results` are those of the staged files."""
    facts = staged.facts()
    read = [result for result in results if result.refusal is None]
    if not read:
        return _sheet(place, results, (), counted=True)
    refusals = [f"{result.path}: {result.refusal}" for result in results if result.refusal]
    score = score_or_none(Counts(facts.promoters, facts.passives, facts.detractors))
    notes = [note for result in read for note in result.notes] + refusals
    set_aside: dict[str, int] = {}
    for result in read:
        for reason, count in result.fates.set_aside.items():
            set_aside[reason] = set_aside.get(reason, 0) + count
    return FirstSheetValue(
        files=_names(place),
        preset=safe(read[0].preset) if read[0].preset else None,
        rows=sum(result.fates.rows for result in read),
        store=safe(place.store),
        store_note=safe(place.note) if place.note else None,
        answers=facts.answers,
        earliest=facts.first,
        latest=facts.last,
        score=score_value(score),
        set_aside=tuple(set_aside.items()),
        refused=facts.refused,
        undated=facts.undated,
        columns=_columns(read[0].look, facts) if read[0].look is not None else (),
        notes=tuple(safe(note) for note in notes),
        choices=_choices(place, staged),
        adds=place.adds,
        chosen=FollowUp.AS_USUAL.value,
        mappings=_mappings(results, place.zone),
    )


def _sheet(
    place: Place,
    results: Sequence[FileResult],
    columns: tuple[MappedColumn, ...],
    *,
    counted: bool,
) -> FirstSheetValue:
    """A sheet without counts: they are not known yet, or nothing can be counted."""
    first = results[0]
    return FirstSheetValue(
        files=_names(place),
        preset=safe(first.preset) if first.preset else None,
        rows=0,
        store=safe(place.store),
        store_note=safe(place.note) if place.note else None,
        answers=0,
        earliest=None,
        latest=None,
        score=None,
        set_aside=(),
        refused=0,
        undated=0,
        columns=columns,
        notes=tuple(safe(note) for note in first.notes),
        choices=(),
        mappings=_mappings(results, place.zone),
        counted=counted,
        adds=place.adds,
        refusals=tuple(safe(result.refusal) for result in results if result.refusal),
    )


def _choices(place: Place, staged: Staged) -> tuple[FollowUpChoice, ...]:
    if place.adds:
        one = staged.as_registered()
        words = ("as the store has it", "")
        return (
            FollowUpChoice(one.choice.value, *words, one.detractors, one.passives, one.promoters),
        )
    return tuple(
        FollowUpChoice(
            cases.choice.value,
            *_CHOICES[cases.choice],
            cases.detractors,
            cases.passives,
            cases.promoters,
        )
        for cases in staged.choices()
    )


def _names(place: Place) -> tuple[SafeText, ...]:
    return tuple(safe(path.name) for path in place.files)


def _mappings(results: Sequence[FileResult], zone: ZoneInfo) -> tuple[MappingValue, ...]:
    found = (mapping_value(result, zone) for result in results)
    return tuple(value for value in found if value is not None)


def _columns(look: Look, facts: Facts | None) -> tuple[MappedColumn, ...]:
    if look.plan is None:
        return ()
    scale = str(look.plan.scale or "0-10").replace("-", " to ")
    hints = {
        "score": scale,
        "comment": _filled(None if facts is None else facts.with_comment),
        "customer_id": _filled(None if facts is None else facts.with_customer),
    }
    by_field = {each.field: each for each in look.columns if each.role is Role.FIELD}
    columns = []
    for field in _FIELDS:
        if field not in by_field:
            continue
        column, header = by_field[field], by_field[field].name
        if field == "responded_at":
            header += _time_words(look)
        sure = column.confidence in (None, Confidence.SURE)
        how = "" if sure else f"{column.confidence}: {column.how}"
        hint = "   ".join(filter(None, (hints.get(field, ""), how)))
        columns.append(MappedColumn(field_title(field), safe(header), safe(hint)))
    splits = [each.name for each in by_field.values() if each.field in _DIMENSIONS]
    splits += [each.name for each in look.columns if each.role is Role.BESIDE]
    if splits:
        listed = ", ".join(splits[:_LISTED]) + (", …" if len(splits) > _LISTED else "")
        columns.append(MappedColumn("split by", safe(listed), safe("")))
    return tuple(columns)


def _time_words(look: Look) -> str:
    assert look.plan is not None
    order = look.plan.day_orders.get("responded_at")
    read = f", read as {_ORDERS[order.value]}" if order is not None else ""
    return f"{read}, {look.zone}" if look.zone else read


def _filled(share: float | None) -> str:
    return "" if share is None else f"{percent(share)} filled"
