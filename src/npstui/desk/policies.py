"""The policies that the imports were registered with, as expressions over their rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

import polars as pl

from npstui.model.category import Category
from npstui.model.clock import FIRST_CONTACT, LAPSE, Policy
from npstui.model.durations import Duration
from npstui.store.values import ImportRow

MOMENT = pl.Datetime("us", "UTC")
_DAY = 86_400_000_000  # microseconds
# Words are compared once; these columns say what came of it.
_ASKED = {Category.DETRACTOR: "is a detractor", Category.PASSIVE: "is a passive"}


def with_policy(frame: pl.DataFrame, imports: Sequence[ImportRow]) -> pl.DataFrame:
    """The rows with the clock their import gives them.

    Needs responded_at, category, import_id. Adds imported_at, opens (by itself, as
    model.clock.opens), clock_starts_at, due_at (before contact data is asked), lapses_at,
    from_import.
    """
    policies = {row.import_id: row.policy for row in imports}
    spans = list(dict.fromkeys(_spans(policy) for policy in policies.values()))
    frame = _with_terms(frame, policies, spans).with_columns(
        (pl.col("category") == one).alias(name) for one, name in _ASKED.items()
    )
    due = _by_span(frame, spans, lambda span: span[0])
    lapse = _by_span(frame, spans, lambda span: span[1])
    from_import = pl.col("first_import") & (pl.col("due_at") < pl.col("imported_at"))
    return (
        frame.with_columns(due("responded_at").alias("due_at"))
        .with_columns(
            lapse("responded_at").alias("lapses_at"),
            from_import.fill_null(value=False).alias("from_import"),
            _by_category(lambda category: pl.col(f"start_{category}")).alias("start"),
        )
        .with_columns(
            pl.when("from_import").then(due("imported_at")).otherwise("due_at").alias("due_at"),
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
        .drop("first_import", "spans", "start", *_ASKED.values())
        .drop(f"start_{category}" for category in Category)
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


def _with_terms(
    frame: pl.DataFrame, policies: Mapping[int, Policy], spans: Sequence[_Spans]
) -> pl.DataFrame:
    """The rows with what their import was registered with."""
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
    known = frame["import_id"]
    if len(policies) == 1 and frame.height and known.eq_missing(table["import_id"].item()).all():
        terms = table.drop("import_id").get_columns()
        # One value for all rows is held once, and worked out once.
        return frame.with_columns(pl.lit(term).first().alias(term.name) for term in terms)
    return frame.join(table, on="import_id", how="left", maintain_order="left")


def _by_span(
    frame: pl.DataFrame,
    spans: Sequence[_Spans],
    part: Callable[[_Spans], tuple[tuple[Category, Duration], ...]],
) -> Callable[[str], pl.Expr]:
    """The moment a span of the row's policy and category after that of a column."""

    def after(column: str) -> pl.Expr:
        months = {length.months for span in spans for _, length in part(span)}
        counted = {number: _months_after(frame, column, number) for number in months}

        def one(category: Category, of: Mapping[Category, Duration]) -> pl.Expr:
            span = of[category]
            return counted[span.months] + pl.duration(seconds=span.seconds, time_unit="us")

        lengths = [_by_category(partial(one, of=dict(part(span)))) for span in spans]
        result = lengths[0] if len(lengths) == 1 else pl.lit(None, dtype=MOMENT)
        for number, length in enumerate(lengths if len(lengths) > 1 else ()):
            result = pl.when(pl.col("spans") == number).then(length).otherwise(result)
        return result

    return after


def _months_after(frame: pl.DataFrame, column: str, months: int) -> pl.Expr:
    """So many months by the calendar after the column's moment, its time of day kept.

    Counted for each day there is and looked up: counting for each row costs ten times as much.
    """
    moment = pl.col(column)
    if not months:
        return moment
    day = moment.to_physical() // _DAY
    first, last = frame.select(day.min().alias("first"), day.max().alias("last")).row(0)
    if first is None:
        return moment
    days = pl.int_range(first, last + 1, eager=True).cast(pl.Int32).cast(pl.Date)
    shift = (days.dt.offset_by(f"{months}mo") - days).dt.cast_time_unit("us")
    return moment + pl.lit(shift).gather(day - first)


def _by_category(value: Callable[[Category], pl.Expr]) -> pl.Expr:
    return (
        pl.when(_ASKED[Category.DETRACTOR])
        .then(value(Category.DETRACTOR))
        .when(_ASKED[Category.PASSIVE])
        .then(value(Category.PASSIVE))
        .otherwise(value(Category.PROMOTER))
    )
