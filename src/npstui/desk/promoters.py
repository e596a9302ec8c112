"""The stages of promoters as a frame, and the views that rest on them."""

from datetime import datetime, timedelta

import polars as pl

from npstui.model.category import Category
from npstui.model.promoters import DONE, ENDS, Stage
from npstui.store.expressions import instant

LONG_AGO = timedelta(days=90)


def with_stages(cases: pl.DataFrame) -> pl.DataFrame:
    """Adds promoter_stage and stage_since, as model.promoters.stage_of; null for the others.

    `cases` has the columns of cases.open_or_ended.
    """
    ended = pl.col("outcome").is_in([stage.value for stage in ENDS])
    agreed = pl.col("answer") == Stage.AGREED.value
    answered, asked = pl.col("answer").is_not_null(), pl.col("ask").is_not_null()
    reached = pl.col("first_contact_at").is_not_null()
    thanked = pl.col("outcome") == Stage.THANKED.value
    stage = (
        pl.when(ended)
        .then("outcome")
        .when(answered & agreed)
        .then(pl.lit(Stage.AGREED.value))
        .when(answered)
        .then(pl.lit(Stage.DECLINED.value))
        .when(asked)
        .then(pl.lit(Stage.ASKED.value))
        .when(reached | thanked)
        .then(pl.lit(Stage.THANKED.value))
        .otherwise(pl.lit(Stage.NEW.value))
    )
    since = (
        pl.when(ended)
        .then("resolved_at")
        .when(answered | asked)
        .then("asked_at")
        .when(reached)
        .then("first_contact_at")
        .when(thanked)
        .then("resolved_at")
        .otherwise("responded_at")
    )
    is_promoter = pl.col("category") == Category.PROMOTER.value
    return cases.with_columns(
        pl.when(is_promoter).then(stage).alias("promoter_stage"),
        pl.when(is_promoter).then(since).alias("stage_since"),
    )


def at_stage(*stages: Stage) -> pl.Expr:
    """Promoters who stand at one of these, closed by no newer answer of theirs."""
    return pl.col("promoter_stage").is_in([stage.value for stage in stages])


def has_done_it() -> pl.Expr:
    """Promoters who referred somebody or wrote a review, resolved as they are."""
    return at_stage(*DONE)


def thanked_long_ago(now: datetime) -> pl.Expr:
    """Promoters last thanked more than 90 days ago who have not answered since."""
    return (
        pl.col("promoter_stage").is_not_null()
        & pl.col("first_contact_at").is_not_null()
        & (pl.col("last_contact_at") < instant(now - LONG_AGO))
        & pl.col("next_at").is_null()
    )


def is_praise() -> pl.Expr:
    """Open promoters who wrote something about somebody, not handed on to them before.

    Asks for comment and agent beside the columns of cases.at.
    """
    return (
        pl.col("open")
        & pl.col("comment").is_not_null()
        & pl.col("agent").is_not_null()
        & pl.col("handed_to").is_null()
    )
