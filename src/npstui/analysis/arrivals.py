"""Answers that reached the store when their first contact was due, or nearly.

The clock starts at the answer. What an export brings a day later is late the moment it is here.
"""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from npstui.model.category import Category
from npstui.model.clock import Policy
from npstui.model.frozen import dataclass
from npstui.store.expressions import category_expr, is_reachable
from npstui.store.values import ImportRow

_MOMENT = pl.Datetime("us", "UTC")
_COUNTS = ("answers", "late", "close", "lapsed")


@dataclass(frozen=True, slots=True)
class Arrived:
    """One category's dated answers from the follow-up start on, as imports brought them.

    `late` are past their due time on arrival, `close` in its last quarter; `lapsed` opened no
    case, so late did they come. Those without mail and phone have no clock: neither late nor close.
    """

    answers: int = 0
    late: int = 0
    close: int = 0
    lapsed: int = 0

    def __add__(self, other: "Arrived") -> "Arrived":
        return Arrived(
            self.answers + other.answers,
            self.late + other.late,
            self.close + other.close,
            self.lapsed + other.lapsed,
        )


Arrivals = Mapping[Category, Arrived]


def arrivals(responses: pl.LazyFrame, imports: Sequence[ImportRow]) -> dict[int, Arrivals]:
    """By import id, of those of the imports that are not of a store's first: what a first import
    finds overdue has its time counted from the import, and is late by nobody's delay.

    `responses` needs import_id, responded_at, score, email and phone; it is read once. Rules that
    set stricter times are not asked.
    """
    later = [row for row in imports if not row.policy.first]
    if not later:
        return {}
    keys = ["import_id", "category"]
    counted = (
        responses.filter(
            pl.col("import_id").is_in([row.import_id for row in later]),
            pl.col("responded_at").is_not_null(),
        )
        .select(
            "import_id",
            "responded_at",
            category_expr().alias("category"),
            is_reachable().alias("reachable"),
        )
        .join(bounds(later).lazy(), on=keys)
        .filter(pl.col("start").is_null() | (pl.col("responded_at") >= pl.col("start")))
        .group_by(keys)
        .agg(pl.len().alias("answers"), *_counts())
        .collect()
    )
    found: dict[int, dict[Category, Arrived]] = {
        row.import_id: dict.fromkeys(Category, Arrived()) for row in later
    }
    for import_id, category, *counts in counted.select(*keys, *_COUNTS).iter_rows():
        found[import_id][Category(category)] = Arrived(*counts)
    return {**found}


def together(found: Iterable[Arrivals]) -> Arrivals:
    """Several imports as one."""
    summed = dict.fromkeys(Category, Arrived())
    for each in found:
        for category, arrived in each.items():
            summed[category] += arrived
    return summed


def _counts() -> list[pl.Expr]:
    at = pl.col("responded_at")
    lapsed = at <= pl.col("lapsed_by")
    clock = pl.col("reachable") & ~lapsed
    late = at <= pl.col("due_by")
    return [
        (clock & late).sum().alias("late"),
        (clock & ~late & (at <= pl.col("close_by"))).sum().alias("close"),
        lapsed.sum().alias("lapsed"),
    ]


def bounds(imports: Sequence[ImportRow]) -> pl.DataFrame:
    """A row for each import and category: import_id, category, start (of follow-up, null for all
    of history), due_by, close_by and lapsed_by: answers given up to then are late, close, lapsed.
    """
    return pl.DataFrame(
        [
            (
                row.import_id,
                category.value,
                row.policy.starts.get(category),
                *_ends(row.policy, category),
            )
            for row in imports
            for category in Category
        ],
        schema={
            "import_id": pl.Int64,
            "category": pl.String,
            **dict.fromkeys(("start", "due_by", "close_by", "lapsed_by"), _MOMENT),
        },
        orient="row",
    )


def _ends(policy: Policy, category: Category) -> tuple[object, object, object]:
    came = policy.imported_at
    due_by = policy.due[category].before(came)
    return due_by, came - (came - due_by) * 3 / 4, policy.lapse[category].before(came)
