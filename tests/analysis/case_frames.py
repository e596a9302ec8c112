"""Case frames made by hand and by chance, and what they hold worked out row by row."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import strategies as st

from npstui.model.category import category_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOMENT = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Case:
    """One row of the case frame; by default an untouched detractor of two days ago."""

    response_id: str = "r"
    score: int = 3
    responded_at: datetime | None = NOW - 2 * DAY
    due_at: datetime | None = NOW - DAY
    clock_starts_at: datetime | None = NOW - 2 * DAY
    from_import: bool = False
    joined_to: str | None = None
    first_contact_at: datetime | None = None
    last_channel: str | None = None
    resolved_at: datetime | None = None
    closed_by_answer: bool = False
    outcome: str | None = None
    remedy: str | None = None
    amount: float | None = None
    touched: bool = False
    tries: int = 0
    tags: tuple[str, ...] = ()
    assignee: str | None = None
    next_at: datetime | None = None
    next_score: int | None = None
    status: str = "new"
    open: bool = True
    late: bool = False


_TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(
        ("responded_at", "due_at", "clock_starts_at", "first_contact_at", "resolved_at", "next_at"),
        MOMENT,
    ),
    **dict.fromkeys(("score", "next_score"), pl.Int8),
    **dict.fromkeys(("from_import", "closed_by_answer", "touched", "open", "late"), pl.Boolean),
    "tries": pl.Int32,
    "amount": pl.Float64,
    "tags": pl.List(pl.String),
}


def frame(*cases: Case) -> pl.LazyFrame:
    """The cases as a frame, with source and category beside them."""
    names = [field.name for field in fields(Case)]
    rows = [[getattr(case, name) for name in names] for case in cases]
    schema = {name: _TYPES.get(name, pl.String) for name in names}
    return pl.DataFrame(rows, schema=schema, orient="row").lazy().with_columns(
        pl.lit("survey").alias("source"),
        pl.Series("category", [category_of(case.score).value for case in cases], dtype=pl.String),
    )  # fmt: skip


def _maybe(strategy: st.SearchStrategy[timedelta]) -> st.SearchStrategy[timedelta | None]:
    return st.none() | strategy


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of the last sixty days whose columns hang together."""
    spans = st.integers(0, 40 * 24).map(lambda hours: hours * HOUR)
    at = NOW - draw(st.integers(0, 60 * 24)) * HOUR
    score = draw(st.integers(0, 10))
    contact, ended = draw(_maybe(spans)), draw(_maybe(spans))
    first = at + contact if contact is not None and at + contact <= NOW else None
    resolved = at + ended if ended is not None and at + ended <= NOW else None
    due = draw(st.sampled_from([None, at + DAY, at + 7 * DAY]))
    joined = draw(st.sampled_from([None, None, None, "other"]))
    tries = draw(st.integers(0, 5)) + (first is not None)
    is_open = resolved is None and joined is None
    return Case(
        score=score,
        responded_at=at,
        due_at=due,
        clock_starts_at=at,
        from_import=due is not None and draw(st.sampled_from([False, False, True])),
        joined_to=joined,
        first_contact_at=first,
        last_channel=draw(st.sampled_from(["mail", "phone"])) if tries else None,
        resolved_at=resolved,
        closed_by_answer=resolved is not None and score > 6 and draw(st.booleans()),
        outcome=None if resolved is None else draw(st.sampled_from(["solved", "kept", "left"])),
        remedy=None if resolved is None else draw(st.sampled_from([None, "voucher", "refund"])),
        amount=draw(st.sampled_from([None, 10.0, 25.5])),
        touched=tries > 0 or draw(st.booleans()),
        tries=tries,
        tags=tuple(draw(st.sets(st.sampled_from(["app", "price", "late"]), max_size=2))),
        assignee=draw(st.sampled_from([None, "alice", "bob"])),
        next_at=at + 5 * DAY if draw(st.booleans()) else None,
        next_score=draw(st.integers(0, 10)),
        status="resolved" if resolved else "new",
        open=is_open,
        late=bool(is_open and first is None and due is not None and due <= NOW),
    )


def with_next(case: Case) -> Case:
    """No score without its moment."""
    from dataclasses import replace

    return case if case.next_at is not None else replace(case, next_score=None)


CASES = st.lists(cases().map(with_next), max_size=25)
