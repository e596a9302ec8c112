"""How cases ended: outcomes and remedies by tag, channel and playbook, and what came next."""

from collections.abc import Mapping

import polars as pl

from npstui.analysis.change import Change, change_or_none
from npstui.analysis.counts import Counts
from npstui.analysis.score import Score, score_or_none
from npstui.model.category import DETRACTOR_MAX, PROMOTER_MIN, Category
from npstui.model.frozen import dataclass

UNTAGGED = "(none)"


@dataclass(frozen=True, slots=True)
class Ending:
    """The resolved cases of one value; `outcomes` sums to n, the commonest first.

    `next` is the score of those of them whose customers answered again.
    """

    value: str
    n: int
    outcomes: Mapping[str, int]
    next: Score | None


@dataclass(frozen=True, slots=True)
class RemedyUse:
    """What one kind of remedy cost, where an amount was noted, and what came of it."""

    ending: Ending
    amounts: int
    total: float


@dataclass(frozen=True, slots=True)
class Recovery:
    """The next score of one category's customers, contacted before it or not.

    Not proof that follow-up did it: who could be reached differs from who could not, and extreme
    scores move to the middle by themselves. `change` is contacted less not contacted.
    """

    category: Category
    contacted: Score | None
    not_contacted: Score | None
    change: Change | None
    no_answer_yet: int


def outcomes_by_category(cases: pl.DataFrame) -> tuple[Ending, ...]:
    """The resolved cases of a cohort by category."""
    return _endings(_resolved(cases), "category")


def outcomes_by_tag(cases: pl.DataFrame) -> tuple[Ending, ...]:
    """By tag: a case with two counts with both, one without as UNTAGGED."""
    tags = pl.when(pl.col("tags").list.len() > 0).then("tags").otherwise([UNTAGGED])
    return _endings(_resolved(cases).with_columns(tags.alias("tags")).explode("tags"), "tags")


def outcomes_by_channel(cases: pl.DataFrame) -> tuple[Ending, ...]:
    """By the channel of the last contact; cases that nobody contacted are left out."""
    return _endings(_resolved(cases).filter(pl.col("last_channel").is_not_null()), "last_channel")


def outcomes_by_playbook(cases: pl.DataFrame, used: pl.DataFrame) -> tuple[Ending, ...]:
    """By the playbooks that contacts were written with.

    `used` holds source, response_id and template of contacts; a case counts once with each.
    """
    once = used.filter(pl.col("template").is_not_null()).unique(
        ["source", "response_id", "template"], maintain_order=True
    )
    joined = _resolved(cases).join(
        once.select("source", "response_id", "template"), on=["source", "response_id"]
    )
    return _endings(joined, "template")


def remedies(cases: pl.DataFrame) -> tuple[RemedyUse, ...]:
    """The remedies given on the resolved cases of a cohort."""
    given = _resolved(cases).filter(pl.col("remedy").is_not_null())
    costs = given.group_by("remedy").agg(
        pl.col("amount").count().alias("amounts"), pl.col("amount").sum().alias("total")
    )
    by_kind = {kind: (amounts, total) for kind, amounts, total in costs.iter_rows()}
    return tuple(RemedyUse(each, *by_kind[each.value]) for each in _endings(given, "remedy"))


def recovery(cases: pl.DataFrame, category: Category) -> Recovery:
    """The next answers of a cohort's customers, whether somebody had got through before them."""
    asked = cases.filter(
        (pl.col("category") == category.value) & pl.col("responded_at").is_not_null()
    )
    before = (pl.col("first_contact_at") < pl.col("next_at")).fill_null(value=False)
    answered = asked.filter(pl.col("next_score").is_not_null())
    reached, others = answered.filter(before), answered.filter(~before)
    with_it, without = _next_counts(reached), _next_counts(others)
    return Recovery(
        category,
        score_or_none(with_it),
        score_or_none(without),
        change_or_none(without, with_it),
        asked.height - answered.height,
    )


def _resolved(cases: pl.DataFrame) -> pl.DataFrame:
    return cases.filter(pl.col("outcome").is_not_null() & pl.col("joined_to").is_null())


def _endings(resolved: pl.DataFrame, by: str) -> tuple[Ending, ...]:
    """One ending for each value, most cases first."""
    counted = (
        resolved.group_by(pl.col(by).alias("value"), "outcome")
        .agg(pl.len().alias("n"), *_next_exprs())
        .sort("n", "outcome", descending=[True, False])
    )
    outcomes: dict[str, dict[str, int]] = {}
    following: dict[str, Counts] = {}
    for value, outcome, n, *later in counted.iter_rows():
        outcomes.setdefault(value, {})[outcome] = n
        following[value] = following.get(value, Counts()) + Counts(*later)
    made = [
        Ending(value, sum(found.values()), found, score_or_none(following[value]))
        for value, found in outcomes.items()
    ]
    return tuple(sorted(made, key=lambda each: (-each.n, each.value)))


def _next_exprs() -> list[pl.Expr]:
    later = pl.col("next_score")
    return [
        (later >= PROMOTER_MIN).sum().alias("promoters"),
        ((later > DETRACTOR_MAX) & (later < PROMOTER_MIN)).sum().alias("passives"),
        (later <= DETRACTOR_MAX).sum().alias("detractors"),
    ]


def _next_counts(answered: pl.DataFrame) -> Counts:
    return Counts(*(int(value or 0) for value in answered.select(_next_exprs()).row(0)))
