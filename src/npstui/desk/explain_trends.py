"""How every number of screen 5 came about, and of a marker: for `i` and `--explain`."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.analysis.markers import WEEKS
from npstui.desk.explain import (
    CHANGE,
    FORMULA,
    INTERVAL,
    INTERVAL_SOURCE,
    MOVED,
    NPS_SOURCE,
    change_worked,
    count_words,
    counting_words,
    counts_of,
    cut_words,
    explain_change,
    explain_interval,
    p_words,
    score_worked,
)
from npstui.model.counting import Counting
from npstui.present.explained import Explanation
from npstui.present.marker_value import MarkerValue
from npstui.present.moved import MovedValue, many
from npstui.present.numbers import change, count, interval, signed
from npstui.present.text import SafeText, safe
from npstui.present.trends_value import PeriodValue, TrendsValue, YearAgoValue
from npstui.present.values import ScoreValue

_Facts = Iterator[tuple[str, str]]
_PARTS = 20


def explain_trends(
    value: TrendsValue, cursor: int, zone: ZoneInfo, where: str = ""
) -> tuple[Explanation, ...]:
    """The period under the cursor with its interval and change, each marker, and what stands
    under them. `where` is what the answers were narrowed to.
    """
    told: list[Explanation] = []
    if 0 <= cursor < len(value.points):
        point = value.points[cursor]
        told.append(_period(value, point, zone, where))
        if point.score is not None and not point.few:
            told.append(explain_interval(point.score))
        before = value.points[cursor - 1] if cursor else None
        if before is not None and before.score and point.score and point.change:
            told.append(
                explain_change(
                    point.change,
                    before.score,
                    point.score,
                    period=_span(point.start, point.end, zone),
                    compared_with=f"the {value.every} before",
                )
            )
    if value.year_ago is not None:
        told.append(_year_ago(value.year_ago, value, where))
    if value.moved is not None:
        told.append(explain_moved(value.moved, period=value.period, counting=value.counting))
    told += [explain_marker(each, value.counting, value.minimum_n, zone) for each in value.markers]
    return tuple(told)


def explain_marker(
    marker: MarkerValue,
    counting: Counting,
    minimum_n: int,
    zone: ZoneInfo,
    weeks: int = WEEKS,
) -> Explanation:
    """A marker judged: what was compared with what, and how; at most `weeks` a side."""

    def facts() -> _Facts:
        yield "Formula", f"the score after it less the score before it; {CHANGE_AROUND}"
        yield "Stands at", f"{marker.at.astimezone(zone):%Y-%m-%d %H:%M}"
        yield "Before", _side(marker.before, marker.weeks_before)
        yield "After", _side(marker.after, marker.weeks)
        yield "Cut", f"at most {count(weeks, 'week')} a side, cut at the next marker and at now"
        if marker.before is not None and marker.after is not None and marker.change is not None:
            yield "Worked", change_worked(counts_of(marker.before), counts_of(marker.after))
            made = marker.change
            yield "Interval", f"{interval(made.low, made.high, 1)} points, at 95 %"
            yield "p", f"{p_words(made.p_value)}; clear where p < 0.05"
        yield "Counting", counting_words(counting)
        yield "Filter", marker.where or "none: about everybody"
        if marker.refused:
            yield "Refused", f"{marker.refused} Nothing was compared; drop it, or mark it anew"
        if marker.few:
            yield "Few", f"a side has under {minimum_n} answers: nothing is said of it"
        yield "Note", "what else happened in these weeks is in the number too"
        yield "Source", INTERVAL_SOURCE

    verdict = "nothing to compare yet"
    if marker.refused:
        verdict = "its filter cannot be read"
    elif marker.few and marker.change is not None:
        verdict = "few answers"
    elif marker.change is not None:
        verdict = change(marker.change.points, marker.change.clear)
    return _explanation(f"Marker {marker.letter}, {marker.text}: {verdict}", facts())


def explain_moved(moved: MovedValue, *, period: str, counting: Counting) -> Explanation:
    """A change split into better answers and another mix of who answered."""

    def facts() -> _Facts:
        yield "Formula", MOVED
        for name, better, mix in moved.parts[:_PARTS]:
            yield "", f"{name}: {signed(better, 2)} better answers, {signed(mix, 2)} mix"
        if len(moved.parts) > _PARTS:
            yield "", f"and {count(len(moved.parts) - _PARTS, 'value')} more"
        yield "Sum", f"{signed(moved.better, 2)} and {signed(moved.mix, 2)} make the change"
        yield "Period", f"{period}, against as long before"
        yield "Counting", counting_words(counting)
        yield "Note", "without it a score can fall though every group rose"
        yield "Source", "shift-share, in its midpoint form"

    title = f"Change {signed(moved.points, 1)} by the mix of {many(moved.dimension)}"
    return _explanation(title, facts())


CHANGE_AROUND = CHANGE.replace("the period before", "the time before")


def _period(value: TrendsValue, point: PeriodValue, zone: ZoneInfo, where: str) -> Explanation:
    def facts() -> _Facts:
        yield "Formula", FORMULA
        if point.score is not None:
            counts = counts_of(point.score)
            yield "Worked", score_worked(counts)
            yield "Counts", count_words(counts)
            yield "Interval", f"{interval(point.score.low, point.score.high, 1)}: {INTERVAL}"
        yield "Counting", counting_words(value.counting)
        yield "Period", _span(point.start, point.end, zone)
        yield "Cut by", cut_words(value.every, zone).partition(";")[0]
        if value.of:
            yield "Only", value.of
        if where:
            yield "Filter", where
        if point.few:
            yield (
                "Few",
                f"{count(point.n, 'answer')}, under {value.minimum_n}: dimmed, without its band",
            )
        yield "Band", "every period's own interval; n under it is what it rests on"
        yield "Source", NPS_SOURCE

    score = point.score
    return _explanation(
        "Nobody answered" if score is None else f"NPS {signed(score.nps, 1)}", facts()
    )


def _year_ago(ago: YearAgoValue, value: TrendsValue, where: str) -> Explanation:
    def facts() -> _Facts:
        yield "Formula", f"the difference of the two scores; {CHANGE_AROUND}"
        yield "Now", f"{value.period}: {_score(ago.after)}"
        yield "Before", f"52 weeks earlier, the same weekdays: {_score(ago.before)}"
        yield "Worked", change_worked(counts_of(ago.before), counts_of(ago.after))
        yield "Interval", f"{interval(ago.change.low, ago.change.high, 1)} points, at 95 %"
        yield "p", f"{p_words(ago.change.p_value)}; clear where p < 0.05"
        yield "Counting", counting_words(value.counting)
        if where:
            yield "Filter", where
        if ago.few:
            yield "Few", f"a side has under {value.minimum_n} answers: nothing is said of it"
        yield "Source", INTERVAL_SOURCE

    made = "few answers" if ago.few else change(ago.change.points, ago.change.clear)
    return _explanation(f"{ago.words} last year: {made}", facts())


def _side(score: ScoreValue | None, weeks: str) -> str:
    return f"{weeks}: nobody answered" if score is None else f"{weeks}: {_score(score)}"


def _score(score: ScoreValue) -> str:
    return f"{score_worked(counts_of(score))}, {interval(score.low, score.high, 1)}"


def _span(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    first, last = start.astimezone(zone), end.astimezone(zone)
    return f"{first:%Y-%m-%d %H:%M} up to {last:%Y-%m-%d %H:%M}"


def _explanation(title: str, facts: _Facts) -> Explanation:
    return Explanation(safe(title), tuple((SafeText(label), safe(said)) for label, said in facts))
