"""The cases as a frame: what follows from responses, policies, events and the time.

In three steps, each kept as long as what it rests on stands still: `possible` rests on the
segments, `open_or_ended` on the events too, `at` on the time as well. A case that nobody touched
is stored nowhere: it is made here.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

import polars as pl

from npstui.desk.later import customer_number, later_answers
from npstui.desk.policies import with_policy
from npstui.desk.promoters import with_stages
from npstui.model.case import Returned, Status
from npstui.model.category import PROMOTER_MIN, Category
from npstui.model.outcomes import ANSWERED_AGAIN, PROMOTED
from npstui.store.expressions import KEY, category_expr, instant, is_reachable
from npstui.store.values import ImportRow

NARROW = ("source", "response_id", "responded_at", "score", "import_id", "customer_id", "email",
          "phone")  # fmt: skip

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

# Most urgent first: by due time, those without a clock last, the older answer first.
URGENCY = ("due_at", "responded_at", "response_id")
# Passives: by the end of their window.
LEFT = ("window_ends_at", "responded_at", "response_id")


def possible(
    responses: pl.LazyFrame, imports: Sequence[ImportRow], excluded: pl.DataFrame
) -> pl.DataFrame:
    """What the responses alone say of every case: its clock, its customer, the answers after it.

    `responses` holds at least the columns NARROW; `excluded` the KEY of responses left out,
    which open nothing and close nothing. Adds to the columns of `with_policy`: category,
    customer (a number that stands for one, in this frame only), reachable, next_at and
    next_score (of the customer's next answer), latest_at and latest_score, prev_score (of the
    answer before, where `responses` reach back to it). Order of rows kept.
    """
    frame = with_clocks(responses, imports)
    if excluded.height:
        frame = frame.join(excluded, on=KEY, how="anti", maintain_order="left")
    return with_later_answers(frame)


def with_clocks(responses: pl.LazyFrame, imports: Sequence[ImportRow]) -> pl.DataFrame:
    """What `possible` says but for the customer's other answers. Order of rows kept."""
    frame = (
        responses.select(NARROW)
        .with_columns(customer_number().alias("customer"), is_reachable().alias("reachable"))
        .drop("customer_id", "email", "phone")
        .collect()
        .rechunk()
    )
    return clocks(frame, imports)


def clocks(answers: pl.DataFrame, imports: Sequence[ImportRow]) -> pl.DataFrame:
    """Adds category and the columns of `with_policy` to responded_at, score and import_id."""
    return with_policy(answers.with_columns(category_expr().alias("category")), imports)


def open_or_ended(
    answers: pl.DataFrame, states: pl.DataFrame, on: Sequence[str] = KEY
) -> pl.DataFrame:
    """The cases of `possible` rows as their events leave them, whatever the time.

    A row for each response that opened a case by itself or by a verb. Adds the columns of
    CaseState, closed_by_answer, joined_to (the response_id of the newer detractor case that
    stands for this one), earlier (how many older ones this one stands for), version.
    Where the rows have no names yet, `on` is what else tells them apart, its last column what
    joined_to holds; then the stages of promoters are left out.
    """
    frame = (
        _with_states(answers, states, on)
        .with_columns(
            pl.col("touched").fill_null(value=False),
            pl.col("tags").fill_null([]),
            pl.col("notes", "tries", "last_event_id").fill_null(0),
        )
        .pipe(_those_with_a_case)
        .with_columns(
            pl.when(pl.col("opens") & pl.col("reachable"))
            .then(pl.coalesce("ruled_due_at", "due_at"))
            .alias("due_at"),
            pl.when("opens").then("lapses_at").alias("lapses_at"),
            pl.coalesce("ruled_starts_at", "clock_starts_at").alias("clock_starts_at"),
            (
                pl.coalesce(pl.col("ruled_starts_at") > pl.col("responded_at"), "from_import")
                & pl.col("opens")
            ).alias("from_import"),
        )
    )
    made = _with_joined(_closed_by_later_answers(frame), on[-1])
    return with_stages(made) if on == KEY else made


def _with_states(answers: pl.DataFrame, states: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """The answers that opened a case by themselves or are touched, with what their events say."""
    known = states.drop("touched_responded_at")
    if not states.height:
        # One null that stands for all rows is held once, and nothing is looked up.
        nothing = [pl.lit(None, dtype).alias(name) for name, dtype in known.drop(on).schema.items()]
        return answers.filter("opens").with_columns(nothing)
    return answers.join(known, on=on, how="left", maintain_order="left")


def _those_with_a_case(frame: pl.DataFrame) -> pl.DataFrame:
    has_one = (pl.col("opens") | pl.col("touched")) & pl.col("excluded").is_null()
    held = frame.select(has_one.alias("held"))["held"]
    # Where all have one, as among the answers since a window, a copy of all columns is spared.
    return frame if held.all() else frame.filter(held)


def at(cases: Frame, now: datetime) -> Frame:
    """The cases at a moment. Adds status, late, awake_at, snoozed, window_ends_at, open, returned.

    `open` is true for every status but resolved and lapsed, false for a case another stands for.
    `returned` is model.case.returned: a case resolved to be looked at again keeps resolved_at and
    outcome while it is open again, so it is `status` that tells whether one is resolved.
    """
    quarter = pl.col("due_at") - (pl.col("due_at") - pl.col("clock_starts_at")) / 4
    awake = (
        pl.when(pl.col("first_contact_at").is_null() & (quarter > pl.col("snoozed_at")))
        .then(pl.min_horizontal("snoozed_until", quarter))
        .otherwise("snoozed_until")
    )
    moment = instant(now)
    came_again = (pl.col("again_at") <= moment).fill_null(value=False)
    came_back = (pl.col("handed_until") <= moment).fill_null(value=False)
    is_resolved = pl.col("resolved_at").is_not_null()
    is_handed = pl.col("handed_to").is_not_null()
    ended = pl.col("status").is_in([Status.RESOLVED.value, Status.LAPSED.value])
    return (
        cases.with_columns(
            pl.when(is_resolved & ~came_again)
            .then(pl.lit(Status.RESOLVED.value))
            .when(~pl.col("touched") & (pl.col("lapses_at") <= moment))
            .then(pl.lit(Status.LAPSED.value))
            .when(~pl.col("touched"))
            .then(pl.lit(Status.NEW.value))
            .when(is_handed & ~came_back)
            .then(pl.lit(Status.WAITING.value))
            .when(pl.col("first_contact_at").is_not_null())
            .then(pl.lit(Status.CONTACTED.value))
            .otherwise(pl.lit(Status.IN_PROGRESS.value))
            .alias("status"),
            awake.alias("awake_at"),
            pl.when(is_resolved & came_again)
            .then(pl.lit(Returned.AGAIN.value))
            .when(~is_resolved & is_handed & came_back)
            .then(pl.lit(Returned.BACK.value))
            .alias("returned"),
            pl.when(pl.col("category") == Category.PASSIVE)
            .then("lapses_at")
            .alias("window_ends_at"),
        )
        .with_columns((~ended & pl.col("joined_to").is_null()).alias("open"))
        .with_columns(
            (
                pl.col("open")
                & pl.col("first_contact_at").is_null()
                & pl.col("resolved_at").is_null()
                & (pl.col("due_at") <= moment).fill_null(value=False)
            ).alias("late"),
            (pl.col("open") & (pl.col("awake_at") > moment).fill_null(value=False)).alias(
                "snoozed"
            ),
        )
    )


def with_later_answers(frame: pl.DataFrame) -> pl.DataFrame:
    """The customer's next, latest and previous answer beside each; null where there is none."""
    return frame.hstack(later_answers(frame.select("responded_at", "score", "customer")))


def _closed_by_later_answers(frame: pl.DataFrame) -> pl.DataFrame:
    """Passive and promoter cases end with the customer's next answer, unless reopened since."""
    reopened = pl.col("reopened_at").is_not_null()
    by_at = pl.when(reopened).then("latest_at").otherwise("next_at")
    by_score = pl.when(reopened).then("latest_score").otherwise("next_score")
    closes = (
        pl.col("resolved_at").is_null()
        & (pl.col("category") != Category.DETRACTOR)
        & by_at.is_not_null()
        & (pl.col("reopened_at").is_null() | (by_at > pl.col("reopened_at")))
    )
    promoted = (pl.col("category") == Category.PASSIVE) & (by_score >= PROMOTER_MIN)
    outcome = pl.when(promoted).then(pl.lit(PROMOTED)).otherwise(pl.lit(ANSWERED_AGAIN))
    # What was resolved to be looked at again is not, once the customer has said how it is now.
    overtaken = (pl.col("category") != Category.DETRACTOR) & (by_at > pl.col("resolved_at"))
    again = pl.when(~overtaken.fill_null(value=False)).then("again_at")
    return frame.with_columns(
        closes.alias("closed_by_answer"), again.alias("again_at")
    ).with_columns(
        pl.when("closed_by_answer").then(by_at).otherwise("resolved_at").alias("resolved_at"),
        pl.when("closed_by_answer").then(outcome).otherwise("outcome").alias("outcome"),
    )


def _with_joined(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """A customer's newer detractor case stands for his older open ones, by its `name`.

    The chain of a customer's detractor cases is cut after each that was itself resolved: what
    came before it went with it. Older untouched cases that had lapsed by the next answer are
    not joined. A joined case has the resolution of the one that stands for it; that one, while
    untouched, is in the hands of whoever had the joined ones.
    """
    row = pl.int_range(pl.len(), dtype=pl.UInt32).alias("row")
    chain = (
        frame.lazy()
        .select(row, "customer", "responded_at", "resolved_at", "again_at", "assignee",
                "category", "touched", "next_at", "lapses_at")
        .filter(
            (pl.col("category") == Category.DETRACTOR)
            & pl.col("customer").is_not_null()
            & pl.col("responded_at").is_not_null()
            & (
                pl.col("touched")
                | pl.col("next_at").is_null()
                | (pl.col("lapses_at") > pl.col("next_at"))
            )
        )
        .filter(pl.col("customer").is_duplicated())
        .collect()
    )  # fmt: skip
    if not chain.height:
        return frame.with_columns(
            pl.lit(None, dtype=frame.schema[name]).alias("joined_to"),
            pl.lit(0, dtype=pl.UInt32).alias("earlier"),
        )
    last = (pl.col("customer") != pl.col("customer").shift(-1)).fill_null(value=True)
    # One that is to be looked at again is looked at with the newer one.
    ends_here = (pl.col("resolved_at").is_not_null() & pl.col("again_at").is_null()) | last
    heads = (
        chain.sort("customer", "responded_at", "row")
        .with_columns(pl.when(ends_here).then("row").backward_fill().alias("head"))
        .select("row", "head", "assignee")
    )
    stands_for = (
        heads.filter(pl.col("row") != pl.col("head"))
        .group_by("head", maintain_order=True)
        .agg(
            pl.len().cast(pl.UInt32).alias("earlier"),
            pl.col("assignee").drop_nulls().last().alias("heir"),
        )
    )
    joined = heads.filter(pl.col("row") != pl.col("head")).select("row", "head")
    ends = frame.select(name, "resolved_at", "outcome")[joined["head"]]
    of_joined = joined.select("row").hstack(
        ends.select(joined_to=name, head_resolved_at="resolved_at", head_outcome="outcome")
    )
    # Few of all rows are joined or stand for others, none does both: each is put where it stands,
    # which costs a fifth of joining all.
    told = pl.concat([of_joined, stands_for.rename({"head": "row"})], how="diagonal")
    numbers = pl.int_range(told.height, dtype=pl.UInt32, eager=True)
    places = pl.repeat(None, frame.height, dtype=pl.UInt32, eager=True).scatter(
        told["row"], numbers
    )
    facts = told.drop("row").with_columns(pl.col("earlier").fill_null(0))
    # In most stores nobody has done anything about these: whole columns of nothing are spared.
    facts = facts.select(
        each
        for each in facts
        if each.name in ("joined_to", "earlier") or each.null_count() < each.len()
    )
    frame = frame.hstack(facts.select(pl.all().gather(places)))
    changed = [pl.col("earlier").fill_null(0)]
    if "head_resolved_at" in facts.columns:
        changed.append(pl.coalesce("resolved_at", "head_resolved_at").alias("resolved_at"))
    if "head_outcome" in facts.columns:
        changed.append(pl.coalesce("outcome", "head_outcome").alias("outcome"))
    if "heir" in facts.columns:
        heir = pl.coalesce("heir", "assignee")
        changed.append(pl.when("touched").then("assignee").otherwise(heir).alias("assignee"))
    return frame.with_columns(changed).drop(
        "head_resolved_at", "head_outcome", "heir", strict=False
    )
