"""The answers before and after each of a customer's, against a walk over all of them."""

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from npstui.desk.later import LATER, later_answers, next_answers

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
# Small numbers share their upper bits, as two of millions of customers can.
CUSTOMERS = st.none() | st.integers(0, 40) | st.sampled_from([1 << 63, (1 << 63) + 1, 1 << 40])
ANSWERS = st.lists(st.tuples(st.none() | st.integers(0, 6), st.integers(0, 10), CUSTOMERS))

Row = tuple[datetime | None, int, int | None]


def walked(rows: list[Row]) -> list[tuple[object, ...]]:
    """next_at, next_score, latest_at, latest_score, prev_score of each row."""
    first = datetime.min.replace(tzinfo=UTC)
    ordered = sorted(range(len(rows)), key=lambda number: (rows[number][0] or first, number))
    found = []
    for number, (at, _, customer) in enumerate(rows):
        theirs = [other for other in ordered if rows[other][2] == customer is not None]
        place = theirs.index(number) if theirs else 0
        after = [rows[other][:2] for other in theirs[place + 1 :]] if at else []
        before = theirs[place - 1] if place else None
        was = rows[before][1] if before is not None and rows[before][0] else None
        ends = (*after[0], *after[-1]) if after else (None,) * 4
        found.append((*ends, was))
    return found


@given(drawn=ANSWERS, sorted_by_time=st.booleans(), every=st.integers(1, 3))
def test_each_answer_knows_its_customers_others(
    drawn: list[tuple[int | None, int, int | None]], sorted_by_time: bool, every: int
) -> None:
    rows = [
        (None if hours is None else BEGIN + timedelta(hours=hours), score, customer)
        for hours, score, customer in drawn
    ]
    if sorted_by_time:
        rows = sorted((row for row in rows if row[0]), key=lambda row: row[0] or BEGIN)
    moment = pl.Datetime("us", "UTC")
    schema = pl.Schema({"responded_at": moment, "score": pl.Int8(), "customer": pl.UInt64()})
    said = pl.DataFrame(rows, schema=schema, orient="row")
    wanted = pl.Series(range(0, len(rows), every), dtype=pl.UInt32)
    assert later_answers(said).columns == list(LATER)
    assert later_answers(said).rows() == walked(rows)
    assert later_answers(said, wanted).rows() == walked(rows)[::every]
    asked = pl.Series([number % every == 0 for number in range(len(rows))], dtype=pl.Boolean)
    following = next_answers(said, asked)
    assert following.columns == list(LATER[:2])
    assert following.rows() == [found[:2] for found in walked(rows)[::every]]
