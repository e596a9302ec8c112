"""The touched cases by the time of their answers, told apart by a window."""

from datetime import datetime

import polars as pl

from npstui.desk.since import Touched
from npstui.store.expressions import KEY
from npstui.store.snapshot import Snapshot
from npstui.store.store import Store

_TIME = "touched_responded_at"


def touched_by_window(
    states: pl.DataFrame, window: datetime | None, store: Store, snapshot: Snapshot
) -> Touched:
    """The touched ones of `states`, within the window and before it; all within where it is None.

    A state knows when its answer was given as it was known when it was touched. An update since
    can have given another time, and it is that one which counts.
    """
    touched = states.filter("touched").select(*KEY, _TIME)
    if touched.height and (updated := store.cases_updated()):
        answers = snapshot.responses_of(updated).select(*KEY, "responded_at").collect()
        touched = touched.join(
            answers.with_columns(found=True), on=KEY, how="left", maintain_order="left"
        ).select(*KEY, pl.when("found").then("responded_at").otherwise(_TIME).alias(_TIME))
    at = pl.col(_TIME)
    outside = at.is_null() if window is None else at.is_null() | (at < window)
    return Touched(touched.filter(~outside), touched.filter(outside))
