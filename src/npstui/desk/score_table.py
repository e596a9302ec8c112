"""The numbers of screen 1 as a table for a file: the score, the one before, and each group's."""

import polars as pl

from npstui.present.parts import SplitValue
from npstui.present.values import ChangeValue, OverviewValue, ScoreValue

# What it is the score of; the difference it made, to the period before or to the rest.
SCHEMA = pl.Schema(
    {
        **dict.fromkeys(("of", "value"), pl.String()),
        **dict.fromkeys(("nps", "low", "high"), pl.Float64()),
        **dict.fromkeys(("n", "promoters", "passives", "detractors"), pl.Int64()),
        **dict.fromkeys(("points", "p_value"), pl.Float64()),
    }
)
_Row = tuple[str | float | None, ...]


def score_table(whole: OverviewValue, split: SplitValue | None) -> pl.DataFrame:
    """Columns of SCHEMA, a row a score. `points` and `p_value` are of the change since the period
    before, and of a group's difference from the rest, its p-value raised for all groups compared.
    """
    rows = []
    if whole.score is not None:
        rows.append(_row("period", whole.period, whole.score, whole.change))
    if whole.previous is not None:
        rows.append(_row("period before", None, whole.previous, None))
    if split is not None:
        rows += [
            _row(split.dimension, group.value, group.score, group.change) for group in split.groups
        ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _row(of: str, value: str | None, score: ScoreValue, change: ChangeValue | None) -> _Row:
    counts = score.n, score.promoters, score.passives, score.detractors
    points = (None, None) if change is None else (change.points, change.p_value)
    return (of, value, score.nps, score.low, score.high, *counts, *points)
