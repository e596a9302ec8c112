"""How follow-up is doing: kept promises, how long things took, who and where it is late."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.clock_fates import JUDGED, Fate, fate_expr
from npstui.analysis.counts import in_period
from npstui.analysis.period import Period
from npstui.analysis.spans import (
    BANDS,
    Times,
    WorkedTime,
    band_expr,
    seconds_between,
    times_exprs,
    times_of,
)
from npstui.model.business_hours import BusinessHours
from npstui.model.case import Status
from npstui.model.category import Category
from npstui.model.frozen import dataclass

MOST_TRIES = 3  # counted as three or more
# What `standings` reads beside the columns of the case frame.
SEGMENT = "__segment"
_FATE, _SPAN = "__fate", "__span"
_CONTACT, _RESOLUTION = "contact", "resolution"
_CONTACT_WORKED, _RESOLUTION_WORKED = "contact worked", "resolution worked"
_KEPT_WORKED, _JUDGED_WORKED = "kept worked", "judged worked"


@dataclass(frozen=True, slots=True)
class Promise:
    """First contacts by their due time, of all that can be judged."""

    in_time: int
    judged: int

    @property
    def share(self) -> float | None:
        """0 to 1; None where there is nobody to judge."""
        return self.in_time / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Took:
    """How long from the answer to a moment, by the wall clock and in business hours.

    `worked` is None where the store sets no hours.
    """

    wall: Times
    worked: Times | None


@dataclass(frozen=True, slots=True)
class CategoryHealth:
    """The cases of one category whose answers came in the period.

    `fates` has every fate and sums to `cases`. `tries` counts cases with 0, 1, 2 and MOST_TRIES or
    more contacts logged, joined ones left out. `bands` counts first contacts within each of
    spans.BANDS, beyond the last, and last the cases that still have none; joined, undated and
    late-imported cases take no part in bands and times. `promise_worked` counts the due time in
    business hours.
    """

    category: Category
    cases: int
    fates: Mapping[Fate, int]
    promise: Promise
    promise_worked: Promise | None
    open: int
    late: int
    lapsed: int
    never_touched: int  # no event at all; joined ones left out
    never_touched_due: int  # of these, past their due time
    tries: tuple[int, ...]
    first_contact: Took
    bands: tuple[int, ...]
    resolution: Took


@dataclass(frozen=True, slots=True)
class Standing:
    """The cases of one person or one value of a dimension; `value` None is nobody or no value."""

    value: str | None
    cases: int
    open: int
    late: int
    never_touched: int
    promise: Promise


def cohort(cases: pl.LazyFrame, period: Period, now: datetime) -> pl.DataFrame:
    """The cases whose answers lie in the period, their fates beside them.

    `cases` has the columns of the case frame (desk.cases.at), and SEGMENT where it is to be
    split by one.
    """
    return cases.filter(in_period(period)).with_columns(fate_expr(now).alias(_FATE)).collect()


def promise_of(cases: pl.LazyFrame, period: Period, category: Category, now: datetime) -> Promise:
    """First contacts by their due time among one category's answers of the period."""
    judged = (
        cases.filter(in_period(period), pl.col("category") == category.value)
        .select(fate_expr(now).alias(_FATE))
        .select(_kept(), _judged())
        .collect()
    )
    return Promise(*(int(value or 0) for value in judged.row(0)))


def health(
    cases: pl.DataFrame, now: datetime, zone: ZoneInfo, hours: BusinessHours | None = None
) -> tuple[CategoryHealth, ...]:
    """Each category of a `cohort`, detractors first; one without cases has zeros."""
    timed = _timed(cases, now, zone, hours)
    worked = hours is not None
    names = [_CONTACT, _RESOLUTION, *([_CONTACT_WORKED, _RESOLUTION_WORKED] if worked else ())]
    band = pl.col("__band")
    table = timed.group_by("category").agg(
        *_standing_exprs(),
        *((pl.col(_FATE) == fate.value).sum().alias(fate.value) for fate in Fate),
        (pl.col("status") == Status.LAPSED.value).sum().alias("lapsed"),
        (_untouched() & (pl.col("due_at") <= now)).sum().alias("untouched due"),
        *(
            (_single() & (pl.col("tries").clip(upper_bound=MOST_TRIES) == tries)).sum().alias(
                f"tries {tries}"
            )
            for tries in range(MOST_TRIES + 1)
        ),
        *(expression for name in names for expression in times_exprs(name)),
        *((band == number).sum().alias(f"band {number}") for number in range(len(BANDS) + 1)),
        (pl.col("__timed") & band.is_null()).sum().alias("no contact"),
        *(pl.col(name).sum() for name in ((_KEPT_WORKED, _JUDGED_WORKED) if worked else ())),
    )  # fmt: skip
    rows = {str(row["category"]): row for row in table.iter_rows(named=True)}
    return tuple(
        _category(category, rows.get(category.value), worked=worked)
        for category in (Category.DETRACTOR, Category.PASSIVE, Category.PROMOTER)
    )


def standings(cases: pl.DataFrame, by: str) -> tuple[Standing, ...]:
    """The cases of a `cohort` by a column such as assignee or SEGMENT, the latest first.

    Ordered by how many are late, then by cases; nobody or no value comes last.
    """
    table = cases.group_by(pl.col(by).alias("value")).agg(*_standing_exprs()).sort(
        pl.col("value").is_null(), -pl.col("late").cast(pl.Int64), -pl.col("cases").cast(pl.Int64),
        "value",
    )  # fmt: skip
    return tuple(
        Standing(
            row["value"],
            row["cases"],
            row["open"],
            row["late"],
            row["untouched"],
            Promise(row["kept"], row["judged"]),
        )
        for row in table.iter_rows(named=True)
    )


def _standing_exprs() -> list[pl.Expr]:
    return [
        pl.len().alias("cases"),
        pl.col("open").sum(),
        pl.col("late").sum(),
        _untouched().sum().alias("untouched"),
        _kept(),
        _judged(),
    ]


def _kept() -> pl.Expr:
    return (pl.col(_FATE) == Fate.IN_TIME.value).sum().alias("kept")


def _judged() -> pl.Expr:
    return pl.col(_FATE).is_in([fate.value for fate in JUDGED]).sum().alias("judged")


def _single() -> pl.Expr:
    return pl.col("joined_to").is_null()


def _untouched() -> pl.Expr:
    return ~pl.col("touched") & _single()


def _timed(
    cases: pl.DataFrame, now: datetime, zone: ZoneInfo, hours: BusinessHours | None
) -> pl.DataFrame:
    """The cohort with what each case took, null where it is not to be counted."""
    timed = _single() & ~pl.col("from_import") & pl.col("responded_at").is_not_null()
    resolved = timed & ~pl.col("closed_by_answer")
    frame = cases.with_columns(
        timed.alias("__timed"),
        pl.when(timed).then(seconds_between("responded_at", "first_contact_at")).alias(_CONTACT),
        pl.when(resolved).then(seconds_between("responded_at", "resolved_at")).alias(_RESOLUTION),
    ).with_columns(band_expr(_CONTACT).alias("__band"))
    if hours is None:
        return frame
    first = cases.select(pl.min_horizontal("responded_at", "clock_starts_at").min()).item() or now
    clock = WorkedTime(hours, zone, first, now)
    until = pl.coalesce("first_contact_at", "resolved_at", pl.lit(now))
    frame = frame.with_columns(until.alias("__until"))
    frame = frame.with_columns(
        clock.between(frame, "responded_at", "first_contact_at").alias(_CONTACT_WORKED),
        clock.between(frame, "responded_at", "resolved_at").alias(_RESOLUTION_WORKED),
        clock.between(frame, "clock_starts_at", "__until").alias("__elapsed"),
        seconds_between("clock_starts_at", "due_at").alias(_SPAN),
    )
    contacted = pl.col("first_contact_at").is_not_null()
    has_clock = timed & pl.col("due_at").is_not_null()
    within = pl.col("__elapsed") <= pl.col(_SPAN)
    return frame.with_columns(
        pl.when(pl.col(name).is_not_null()).then(f"{name} worked").alias(f"{name} worked")
        for name in (_CONTACT, _RESOLUTION)
    ).with_columns(
        (has_clock & contacted & within).alias(_KEPT_WORKED),
        (has_clock & (contacted | ~within)).alias(_JUDGED_WORKED),
    )


def _category(
    category: Category, row: Mapping[str, object] | None, *, worked: bool
) -> CategoryHealth:
    if row is None:
        none = Took(Times(0), Times(0) if worked else None)
        return CategoryHealth(
            category, 0, dict.fromkeys(Fate, 0), Promise(0, 0), Promise(0, 0) if worked else None,
            0, 0, 0, 0, 0, (0,) * (MOST_TRIES + 1), none, (0,) * (len(BANDS) + 2), none,
        )  # fmt: skip
    found = dict(row)

    def counted(names: Sequence[str]) -> tuple[int, ...]:
        return tuple(int(str(found[name])) for name in names)

    def took(name: str, name_worked: str) -> Took:
        return Took(times_of(found, name), times_of(found, name_worked) if worked else None)

    whole = counted(["cases", "open", "late", "lapsed", "untouched", "untouched due"])
    bands = [f"band {number}" for number in range(len(BANDS) + 1)]
    return CategoryHealth(
        category=category,
        cases=whole[0],
        fates={fate: counted([fate.value])[0] for fate in Fate},
        promise=Promise(*counted(["kept", "judged"])),
        promise_worked=Promise(*counted([_KEPT_WORKED, _JUDGED_WORKED])) if worked else None,
        open=whole[1],
        late=whole[2],
        lapsed=whole[3],
        never_touched=whole[4],
        never_touched_due=whole[5],
        tries=counted([f"tries {tries}" for tries in range(MOST_TRIES + 1)]),
        first_contact=took(_CONTACT, _CONTACT_WORKED),
        bands=counted([*bands, "no contact"]),
        resolution=took(_RESOLUTION, _RESOLUTION_WORKED),
    )
