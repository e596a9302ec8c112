"""The policies that the imports were registered with, as expressions over their rows."""

from collections.abc import Callable, Sequence
from datetime import datetime

import polars as pl

from npstui.model.category import Category
from npstui.model.clock import FIRST_CONTACT, LAPSE, Policy
from npstui.model.durations import Duration
from npstui.store.values import ImportRow

MOMENT = pl.Datetime("us", "UTC")


def with_policy(frame: pl.DataFrame, imports: Sequence[ImportRow]) -> pl.DataFrame:
    """The rows with the clock their import gives them.

    Needs responded_at, category, import_id. Adds imported_at, opens (by itself, as
    model.clock.opens), clock_starts_at, due_at (before contact data is asked), lapses_at,
    from_import.
    """
    policies = {row.import_id: row.policy for row in imports}
    spans = list(dict.fromkeys(_spans(policy) for policy in policies.values()))
    table = pl.DataFrame(
        [
            (
                key,
                policy.imported_at,
                policy.first,
                spans.index(_spans(policy)),
                *(policy.starts.get(category) for category in Category),
            )
            for key, policy in policies.items()
        ],
        schema={
            "import_id": pl.Int64,
            "imported_at": MOMENT,
            "first_import": pl.Boolean,
            "spans": pl.Int32,
            **{f"start_{category}": MOMENT for category in Category},
        },
        orient="row",
    )
    due = _by_span(spans, lambda span: span[0])
    lapse = _by_span(spans, lambda span: span[1])
    from_import = pl.col("first_import") & (pl.col("due_at") < pl.col("imported_at"))
    return (
        frame.join(table, on="import_id", how="left", maintain_order="left")
        .with_columns(due(pl.col("responded_at")).alias("due_at"))
        .with_columns(
            lapse(pl.col("responded_at")).alias("lapses_at"),
            from_import.fill_null(value=False).alias("from_import"),
            _by_category(lambda category: pl.col(f"start_{category}")).alias("start"),
        )
        .with_columns(
            pl.when("from_import")
            .then(due(pl.col("imported_at")))
            .otherwise("due_at")
            .alias("due_at"),
            pl.when("from_import")
            .then("imported_at")
            .otherwise("responded_at")
            .alias("clock_starts_at"),
            (
                pl.col("responded_at").is_not_null()
                & (pl.col("start").is_null() | (pl.col("responded_at") >= pl.col("start")))
                & (pl.col("lapses_at") > pl.col("imported_at"))
            ).alias("opens"),
        )
        .drop("first_import", "spans", "start", *(f"start_{category}" for category in Category))
    )


def longest_lapse_before(now: datetime, imports: Sequence[ImportRow]) -> datetime:
    """The earliest answer whose untouched case can still be open at `now`."""
    policies = [row.policy for row in imports]
    lapses = [span for policy in policies for span in policy.lapse.values()] or [*LAPSE.values()]
    return min(span.before(now) for span in lapses)


_Spans = tuple[tuple[tuple[Category, Duration], ...], tuple[tuple[Category, Duration], ...]]


def _spans(policy: Policy) -> _Spans:
    due = {**FIRST_CONTACT, **policy.due}
    lapse = {**LAPSE, **policy.lapse}
    return tuple(sorted(due.items())), tuple(sorted(lapse.items()))


def _by_span(
    spans: Sequence[_Spans], part: Callable[[_Spans], tuple[tuple[Category, Duration], ...]]
) -> Callable[[pl.Expr], pl.Expr]:
    """The moment a span of the row's policy and category after another."""

    def after(moment: pl.Expr) -> pl.Expr:
        result = pl.lit(None, dtype=MOMENT)
        for number, span in enumerate(spans):
            lengths = dict(part(span))

            def one(category: Category, lengths: dict[Category, Duration] = lengths) -> pl.Expr:
                return _after(moment, lengths[category], category)

            result = pl.when(pl.col("spans") == number).then(_by_category(one)).otherwise(result)
        return result

    return after


def _by_category(value: Callable[[Category], pl.Expr]) -> pl.Expr:
    category = pl.col("category")
    return (
        pl.when(category == Category.DETRACTOR)
        .then(value(Category.DETRACTOR))
        .when(category == Category.PASSIVE)
        .then(value(Category.PASSIVE))
        .otherwise(value(Category.PROMOTER))
    )


def _after(moment: pl.Expr, span: Duration, category: Category) -> pl.Expr:
    if span.months:
        # Counting months by the calendar is slow: only where it is asked for.
        meant = pl.when(pl.col("category") == category).then(moment)
        moment = meant.dt.offset_by(f"{span.months}mo")
    return moment + pl.duration(seconds=span.seconds, time_unit="us") if span.seconds else moment
