"""The health of follow-up as one long table for a file: a measure a row, as numbers."""

from collections.abc import Iterator, Sequence

import polars as pl

from npstui.analysis.endings import Ending
from npstui.analysis.followup import CategoryHealth, Promise, Standing, Took
from npstui.analysis.score import Score
from npstui.analysis.spans import BANDS, Times
from npstui.desk.followup import FollowUp
from npstui.desk.health_tags import contrast_rows

# What it is about, of what, the measure, its value, and of how many.
SCHEMA = pl.Schema(
    {
        "about": pl.String,
        "of": pl.String,
        "measure": pl.String,
        "value": pl.Float64,
        "n": pl.Int64,
    }
)
_Row = tuple[str, str | None, str, float | None, int | None]


def health_table(found: FollowUp) -> pl.DataFrame:
    """Columns of SCHEMA. Times are in seconds, shares 0 to 1; "of" is null for nobody or none."""
    return pl.DataFrame(list(_rows(found)), schema=SCHEMA, orient="row")


def _rows(found: FollowUp) -> Iterator[_Row]:
    for each in found.categories:
        yield from _category(each)
    for one in found.people:
        yield from _standing("person", one)
    for one in found.segments:
        yield from _standing(found.by or "", one)
    yield from _contacts(found)
    yield from _endings("outcome", found.outcomes)
    yield from _endings("outcome by tag", found.by_tag)
    yield from _endings("outcome by channel", found.by_channel)
    yield from _endings("outcome by playbook", found.by_playbook)
    yield from _endings("outcome by remedy", [use.ending for use in found.remedies])
    yield from contrast_rows(found.contrast)
    for cost in found.remedies:
        yield "remedy", cost.ending.value, "amount", cost.total, cost.amounts
    for place in found.departments:
        yield "handed on", place.to, "there now", place.waiting, place.stays
        yield "handed on", place.to, "median, s", place.median.total_seconds(), place.stays
        yield "handed on", place.to, "in all, s", place.total.total_seconds(), place.stays
    for after in found.recovery:
        name = after.category.value
        yield from _next("next answer, contacted", name, after.contacted)
        yield from _next("next answer, not contacted", name, after.not_contacted)


def _contacts(found: FollowUp) -> Iterator[_Row]:
    for week in found.touches.weeks:
        start = week.start.date().isoformat()
        for category, count in week.touches.items():
            yield "contacts by week", category.value, f"from {start}", count, found.touches.n
    for use in found.channels:
        yield "channel", use.channel, "through", use.through, use.tries
        for result, count in use.results.items():
            yield "channel", use.channel, result, count, use.tries


def _next(about: str, name: str, score: Score | None) -> Iterator[_Row]:
    if score is not None:
        for measure in ("nps", "low", "high"):
            yield about, name, measure, getattr(score, measure), score.n


def _category(each: CategoryHealth) -> Iterator[_Row]:
    name = each.category.value
    yield from _promise("first contact in time", name, each.promise)
    if each.promise_worked is not None:
        yield from _promise("first contact in time, business hours", name, each.promise_worked)
    for fate, count in each.fates.items():
        yield "cases", name, fate.value, count, each.cases
    for measure in ("open", "late", "lapsed", "never_touched", "never_touched_due"):
        yield "cases", name, measure.replace("_", " "), getattr(each, measure), each.cases
    for tries, count in enumerate(each.tries):
        yield "contacts tried", name, str(tries), count, sum(each.tries)
    ends = [*(f"within {band} s" for band in BANDS), "later", "none yet"]
    for end, count in zip(ends, each.bands, strict=True):
        yield "first contact by how soon", name, end, count, sum(each.bands)
    yield from _took("time to first contact", name, each.first_contact)
    yield from _took("time to resolution", name, each.resolution)


def _took(about: str, name: str, took: Took) -> Iterator[_Row]:
    yield from _times(about, name, took.wall)
    if took.worked is not None:
        yield from _times(f"{about}, business hours", name, took.worked)


def _times(about: str, name: str, times: Times) -> Iterator[_Row]:
    for measure in ("median", "p75", "p90", "longest"):
        yield about, name, f"{measure}, s", getattr(times, measure), times.n


def _promise(about: str, name: str | None, promise: Promise) -> Iterator[_Row]:
    yield about, name, "in time", promise.in_time, promise.judged
    yield about, name, "share", promise.share, promise.judged


def _standing(about: str, each: Standing) -> Iterator[_Row]:
    for measure in ("open", "late", "never_touched"):
        yield about, each.value, measure.replace("_", " "), getattr(each, measure), each.cases
    yield from _promise(about, each.value, each.promise)


def _endings(about: str, endings: Sequence[Ending]) -> Iterator[_Row]:
    for each in endings:
        for outcome, count in each.outcomes.items():
            yield about, each.value, outcome, count, each.n
