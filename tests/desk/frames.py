"""Responses, imports and events made by hand, for tests of the case frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import polars as pl

from npstui.desk import cases
from npstui.desk.states import empty_states, frame_of
from npstui.model.case import replay
from npstui.model.clock import Policy
from npstui.model.events import Event, EventKind
from npstui.model.response import ResponseRef
from npstui.store.expressions import KEY
from npstui.store.values import CaseRow, Fates, ImportRow

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOMENT = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Answered:
    """One response: when, what score, whose."""

    response_id: str
    at: datetime | None
    score: int
    customer: str | None = None
    mail: str | None = "a@example.no"
    import_id: int = 1


def import_row(policy: Policy, import_id: int = 1) -> ImportRow:
    return ImportRow(
        import_id, policy.imported_at, "os", "alice", "survey", "survey.csv", {}, policy, Fates()
    )


def responses(answered: Sequence[Answered]) -> pl.LazyFrame:
    return pl.LazyFrame(
        [
            ("survey", a.response_id, a.at, a.score, a.import_id, a.customer, a.mail, None)
            for a in answered
        ],
        schema={
            "source": pl.String,
            "response_id": pl.String,
            "responded_at": MOMENT,
            "score": pl.Int8,
            "import_id": pl.Int64,
            "customer_id": pl.String,
            "email": pl.String,
            "phone": pl.String,
        },
        orient="row",
    )


class Log:
    """Events given case by case, and the states they leave."""

    def __init__(self) -> None:
        self._events: dict[str, list[Event]] = {}
        self._count = 0

    def add(self, response_id: str, kind: EventKind, at: datetime, **data: object) -> "Log":
        self._count += 1
        event = Event(
            self._count,
            self._count,
            at,
            "os",
            "alice",
            kind,
            ResponseRef("survey", response_id),
            data,
        )
        self._events.setdefault(response_id, []).append(event)
        return self

    def events(self, response_id: str) -> list[Event]:
        return self._events.get(response_id, [])

    def states(self) -> pl.DataFrame:
        if not self._events:
            return empty_states()
        return frame_of(
            [
                CaseRow(ResponseRef("survey", response_id), None, replay(events))
                for response_id, events in self._events.items()
            ]
        )


def case_rows(
    answered: Sequence[Answered],
    policy: Policy | Sequence[ImportRow],
    log: Log | None = None,
    now: datetime = NOW,
) -> dict[str, dict[str, object]]:
    """The rows of cases.at by response id."""
    states = (log or Log()).states()
    imports = [import_row(policy)] if isinstance(policy, Policy) else list(policy)
    excluded = states.filter(pl.col("excluded").is_not_null()).select(KEY)
    possible = cases.possible(responses(answered), imports, excluded)
    frame = cases.at(cases.open_or_ended(possible, states), now)
    return {str(row["response_id"]): row for row in frame.iter_rows(named=True)}
