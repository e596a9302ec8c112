"""How values stand in the catalog's columns: moments as microseconds, the rest as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from npstui.model.case import CaseState
from npstui.model.category import Category
from npstui.model.clock import Policy
from npstui.model.durations import Duration
from npstui.store.values import Fates, Remembered

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

# The columns of `cases` from `touched` on, in the order of CaseState's fields.
STATE_COLUMNS = (
    "touched",
    "opened_at",
    "assignee",
    "tags",
    "notes",
    "tries",
    "first_contact_at",
    "last_contact_at",
    "last_channel",
    "last_result",
    "snoozed_at",
    "snoozed_until",
    "resolved_at",
    "outcome",
    "remedy",
    "amount",
    "again_at",
    "reopened_at",
    "excluded",
    "last_event_id",
    "last_person",
    "handed_to",
    "handed_at",
    "handed_until",
    "ask",
    "answer",
    "asked_at",
    "ruled_due_at",
    "ruled_starts_at",
    "told_at",
)


def to_micros(moment: datetime | None) -> int | None:
    """A moment with a time zone as microseconds since 1970, UTC."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int | None) -> datetime | None:
    """The moment in UTC."""
    return None if micros is None else _EPOCH + timedelta(microseconds=micros)


def moment_of(micros: int) -> datetime:
    """As from_micros, for a column that is never null."""
    return _EPOCH + timedelta(microseconds=micros)


def to_json(value: object) -> str:
    """Compact JSON; text of any language as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def state_values(state: CaseState) -> tuple[object, ...]:
    """A state as the values of STATE_COLUMNS."""
    return (
        int(state.touched),
        to_micros(state.opened_at),
        state.assignee,
        to_json(state.tags) if state.tags else "[]",
        state.notes,
        state.tries,
        to_micros(state.first_contact_at),
        to_micros(state.last_contact_at),
        state.last_channel,
        state.last_result,
        to_micros(state.snoozed_at),
        to_micros(state.snoozed_until),
        to_micros(state.resolved_at),
        state.outcome,
        state.remedy,
        state.amount,
        to_micros(state.again_at),
        to_micros(state.reopened_at),
        state.excluded,
        state.last_event_id,
        state.last_person,
        state.handed_to,
        to_micros(state.handed_at),
        to_micros(state.handed_until),
        state.ask,
        state.answer,
        to_micros(state.asked_at),
        to_micros(state.ruled_due_at),
        to_micros(state.ruled_starts_at),
        to_micros(state.told_at),
    )


def state_from(values: tuple[Any, ...]) -> CaseState:
    """The state from the values of STATE_COLUMNS."""
    tags = values[3]
    return CaseState(
        bool(values[0]),
        from_micros(values[1]),
        values[2],
        () if tags == "[]" else tuple(json.loads(tags)),
        values[4],
        values[5],
        from_micros(values[6]),
        from_micros(values[7]),
        values[8],
        values[9],
        from_micros(values[10]),
        from_micros(values[11]),
        from_micros(values[12]),
        values[13],
        values[14],
        values[15],
        from_micros(values[16]),
        from_micros(values[17]),
        values[18],
        values[19],
        values[20],
        values[21],
        from_micros(values[22]),
        from_micros(values[23]),
        values[24],
        values[25],
        from_micros(values[26]),
        from_micros(values[27]),
        from_micros(values[28]),
        from_micros(values[29]),
    )


def policy_to_json(policy: Policy) -> str:
    """A policy, its durations as [months, seconds]."""
    return to_json(
        {
            "imported_at": to_micros(policy.imported_at),
            "first": policy.first,
            "starts": {kind.value: to_micros(start) for kind, start in policy.starts.items()},
            "due": _spans_to(policy.due),
            "lapse": _spans_to(policy.lapse),
        }
    )


def policy_from_json(text: str) -> Policy:
    """The policy as it was registered."""
    document = json.loads(text)
    return Policy(
        imported_at=moment_of(document["imported_at"]),
        first=document["first"],
        starts={Category(kind): from_micros(start) for kind, start in document["starts"].items()},
        due=_spans_from(document["due"]),
        lapse=_spans_from(document["lapse"]),
    )


def fates_to_json(fates: Fates) -> str:
    """The counts of an import by their names."""
    return to_json(
        {
            "rows": fates.rows,
            "imported": fates.imported,
            "undated": fates.undated,
            "already_known": fates.already_known,
            "changed": fates.changed,
            "updated": fates.updated,
            "quarantined": fates.quarantined,
            "set_aside": dict(fates.set_aside),
        }
    )


def fates_from_json(text: str) -> Fates:
    """The counts of an import."""
    return Fates(**json.loads(text))


def remembered_to_json(remembered: Remembered | None) -> str:
    """What is remembered of an import's columns, "" for nothing."""
    return "" if remembered is None else to_json(asdict(remembered))


def remembered_from_json(text: str) -> Remembered | None:
    """The same back; a key that a later version wrote is left out."""
    if not text:
        return None
    known = {each.name for each in fields(Remembered)}
    document = {key: value for key, value in json.loads(text).items() if key in known}
    return Remembered(**{**document, "dropped": tuple(document.get("dropped", ()))})


def _spans_to(spans: Mapping[Category, Duration]) -> dict[str, list[int]]:
    return {kind.value: [span.months, span.seconds] for kind, span in spans.items()}


def _spans_from(document: Mapping[str, list[int]]) -> dict[Category, Duration]:
    return {Category(kind): Duration(*span) for kind, span in document.items()}
