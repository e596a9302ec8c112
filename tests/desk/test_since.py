"""What is read since a window, named or not, against the plain definition over all answers."""

from datetime import datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.desk.frames import DAY, HOUR, NOW, Answered, Log, import_row, responses

from npstui.desk import cases
from npstui.desk.later import LATER
from npstui.desk.policies import longest_lapse_before
from npstui.desk.since import ROW, Asked, Since, Touched, Unnamed, read_unnamed, with_names
from npstui.model.category import Category
from npstui.model.clock import Policy
from npstui.model.durations import Duration
from npstui.model.events import EventKind
from npstui.store.expressions import KEY

# What a verb can leave behind, told apart as far as the numbers of cases do.
EVENTS: tuple[tuple[EventKind, dict[str, object]], ...] = (
    (EventKind.TAGGED, {"tags": ["app"]}),
    (EventKind.RESOLVED, {"outcome": "apologised"}),
    (EventKind.REOPENED, {}),
    (EventKind.EXCLUDED, {"reason": "test"}),
)
ANSWERS = st.lists(
    st.tuples(
        st.none() | st.integers(0, 400 * 4),  # quarter days ago
        st.integers(0, 10),
        st.sampled_from([None, "C1", "C2", "C3"]),
        st.sampled_from([None, "a@example.no", "B@example.no", "b@example.no "]),
        st.sampled_from([1, 2]),
    ),
    max_size=25,
)
DONE = st.lists(st.tuples(st.integers(0, 24), st.sampled_from(range(len(EVENTS)))), max_size=8)


def policy(back: timedelta | None, *, first: bool, months: int) -> Policy:
    starts = dict.fromkeys(Category, None if back is None else NOW - back)
    lapse = {
        Category.DETRACTOR: Duration(seconds=30 * 86_400),
        Category.PASSIVE: Duration(months=months),
        Category.PROMOTER: Duration(seconds=30 * 86_400),
    }
    return Policy(NOW - 2 * DAY, first, starts, lapse=lapse)


def touched_of(states: pl.DataFrame, window: datetime) -> Touched:
    at = pl.col("touched_responded_at")
    outside = at.is_null() | (at < window)
    touched = states.filter("touched").select(*KEY, at)
    return Touched(touched.filter(~outside), touched.filter(outside))


@settings(max_examples=50)
@given(
    drawn=ANSWERS,
    done=DONE,
    moved=st.booleans(),
    back=st.sampled_from([None, timedelta(days=7), timedelta(days=200)]),
    later=st.integers(0, 60),
    months=st.sampled_from([1, 6]),
    imports=st.sampled_from([1, 2]),
)
def test_counted_or_named_the_cases_are_those_of_all_answers(
    drawn: list[tuple[int | None, int, str | None, str | None, int]],
    done: list[tuple[int, int]],
    moved: bool,
    back: timedelta | None,
    later: int,
    months: int,
    imports: int,
) -> None:
    answered = [
        Answered(
            f"R{number}", None if ago is None else NOW - ago * 6 * HOUR, score, customer, mail,
            min(import_id, imports),
        )
        for number, (ago, score, customer, mail, import_id) in enumerate(drawn)
    ]  # fmt: skip
    rows = [import_row(policy(back, first=True, months=months)),
            import_row(policy(None, first=False, months=2), 2)][:imports]  # fmt: skip
    log = Log()
    for step, (number, kind) in enumerate(done):
        if number < len(answered):
            log.add(f"R{number}", EVENTS[kind][0], NOW - HOUR + step * HOUR / 60, **EVENTS[kind][1])
    states = log.states()
    now = NOW + later * DAY
    window = longest_lapse_before(now - 31 * DAY, rows)
    times = {one.response_id: one.at for one in answered}
    moment = pl.Datetime("us", "UTC")
    # An update can move an answer away from when it was known to be given.
    known = [
        at + HOUR if at is not None and at >= window and moved else at
        for at in (times[name] for name in states["response_id"])
    ]
    states = states.with_columns(pl.Series("touched_responded_at", known, dtype=moment))
    excluded = states.filter(pl.col("excluded").is_not_null()).select(KEY)
    everything = responses(answered)
    counted = everything.join(excluded.lazy(), on=KEY, how="anti", maintain_order="left")
    asked = Asked(counted, window, now - 31 * DAY, touched_of(states, window), rows)

    unnamed = read_unnamed(asked)
    since = with_names(unnamed, asked)
    counting, named = standing(unnamed, since, states, now)
    assert_frame_equal(counting, named.select(counting.columns))
    whole = cases.at(cases.open_or_ended(cases.possible(everything, rows, excluded), states), now)
    # Whom a case of long ago is joined to is told from all answers alone.
    held = whole.filter(pl.col("open") | pl.col("touched") & pl.col("joined_to").is_null())
    own = ("customer", "prev_score", "joined_to", "earlier", ROW)
    kept = [name for name in named.columns if name not in own]
    same = named.join(held, on=KEY, how="semi").select(kept).sort(KEY)
    assert_frame_equal(same, held.select(kept).sort(KEY))


def standing(
    unnamed: Unnamed, since: Since, states: pl.DataFrame, now: datetime
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cases that can be counted, with those columns that must be right, and the named ones."""
    by_row = states.join(unnamed.named, on=KEY).drop(KEY)
    counting = cases.at(cases.open_or_ended(unnamed.every, by_row, (ROW,)), now)
    named = cases.at(cases.open_or_ended(since.every, states), now)
    joined = pl.col("joined_to").is_null()
    touched = counting.filter("touched")
    assert_frame_equal(
        touched.select(ROW, *LATER).sort(ROW),
        named.filter("touched").select(ROW, *LATER).sort(ROW),
    )
    right = counting.drop(LATER[2:]).with_columns(joined).sort(ROW)
    return right, named.with_columns(joined).sort(ROW)
