"""What became of the clock of each case: one fate each, so that the fates add up to the cases."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


class Fate(StrEnum):
    """What became of a clock, in the order they are asked."""

    JOINED = "joined"  # a newer case of the customer stands for it
    NO_CLOCK = "no-clock"  # nobody can be reached, or a verb opened it
    FROM_IMPORT = "from-import"  # its clock was counted from the first import
    IN_TIME = "in-time"  # first contact by the due time
    TOO_LATE = "too-late"  # first contact after it
    ENDED = "ended"  # resolved, or answered again, before it was due and without a contact
    MISSED = "missed"  # due, and no contact
    WAITING = "waiting"  # not due yet


# Those that say whether a promise was kept.
JUDGED = (Fate.IN_TIME, Fate.TOO_LATE, Fate.MISSED)


def fate_expr(now: datetime) -> "pl.Expr":
    """The fate of a case at `now`, as its word; columns of the case frame."""
    import polars as pl

    from npstui.store.expressions import instant

    contacted = pl.col("first_contact_at").is_not_null()
    ended = (pl.col("resolved_at") <= pl.col("due_at")).fill_null(value=False)
    asked: list[tuple[pl.Expr, Fate]] = [
        (pl.col("joined_to").is_not_null(), Fate.JOINED),
        (pl.col("due_at").is_null(), Fate.NO_CLOCK),
        (pl.col("from_import"), Fate.FROM_IMPORT),
        (contacted & (pl.col("first_contact_at") <= pl.col("due_at")), Fate.IN_TIME),
        (contacted, Fate.TOO_LATE),
        (ended, Fate.ENDED),
        (pl.col("due_at") <= instant(now), Fate.MISSED),
    ]
    result = pl.lit(Fate.WAITING.value)
    for holds, fate in reversed(asked):
        result = pl.when(holds).then(pl.lit(fate.value)).otherwise(result)
    return result
