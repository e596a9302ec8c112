"""How the numbers on the lines of screen 1 came about."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from npstui.analysis.score import score
from npstui.desk.explain import (
    CHANGE,
    FORMULA,
    GROUPS,
    INTERVAL,
    INTERVAL_SOURCE,
    change_worked,
    counting_words,
    counts_of,
    cut_words,
    interval_worked,
    score_worked,
)
from npstui.model.counting import Counting
from npstui.present.explained import Explanation
from npstui.present.numbers import change, count, interval, percent, signed, thousands
from npstui.present.parts import Against, GroupValue, SplitValue
from npstui.present.text import SafeText, safe
from npstui.present.values import OverviewValue, TrendValue
from npstui.store.store import Store

_Facts = Iterator[tuple[str, str]]
_FILES = 12  # imports with refused rows that are named, the newest


def week_text(week: TrendValue, zone: ZoneInfo) -> str:
    """The week as a period is written: 2026-W41."""
    year, number, _day = week.start.astimezone(zone).isocalendar()
    return f"{year}-W{number:02}"


def explain_mine(value: OverviewValue, person: str) -> Explanation:
    """The person's own cases."""

    def facts() -> _Facts:
        yield "Counts", f"open cases of {person} in every category that are not snoozed"
        yield "Today", f"{thousands(value.mine_due_today)} due before midnight, the late among them"
        yield "Filter", "none: the period of the score never narrows a queue"

    return _explanation(f"{count(value.mine_open, 'case')} of {person}", facts())


def explain_due(due_by_hour: tuple[int, ...], now: datetime, zone: ZoneInfo) -> Explanation:
    """How many detractors fall due in each of the next hours."""

    def facts() -> _Facts:
        yield (
            "Counts",
            "first contacts owed to detractors in the queue; the late are not among them",
        )
        begin = now.astimezone(zone)
        for number, due in enumerate(due_by_hour):
            until = begin + timedelta(hours=number + 1)
            since = begin + timedelta(hours=number)
            yield f"{until:%H:%M}", f"{thousands(due)} fall due from {since:%H:%M} on until then"

    return _explanation(f"{thousands(sum(due_by_hour))} due within 6 h", facts())


def explain_week(
    week: TrendValue, zone: ZoneInfo, counting: Counting, minimum_n: int
) -> Explanation:
    """One week of the trend."""

    def facts() -> _Facts:
        begin = week.start.astimezone(zone)
        yield "Span", f"{week_text(week, zone)}, from Monday {begin:%Y-%m-%d} on, in {zone.key}"
        yield "Formula", FORMULA
        yield "Counts", count(week.n, "answer")
        yield "Counting", counting_words(counting)
        yield "Cut by", cut_words("week", zone)
        if week.so_far:
            yield "So far", "the week still runs"
        if week.nps is None:
            yield "Few", f"fewer than {minimum_n} answers: drawn as a gap"
        yield "Scale", "one for all weeks, levels from the lowest to the highest that is drawn"

    title = "Too few answers" if week.nps is None else f"NPS {signed(week.nps, 1)}"
    return _explanation(title, facts())


def explain_group(split: SplitValue, group: GroupValue | None, counting: Counting) -> Explanation:
    """One group of a split against all others; None stands for the groups that are folded."""

    def facts() -> _Facts:
        if group is None:
            yield "Counts", "the smaller groups, which find no line here"
        else:
            yield "Formula", FORMULA
            yield "Worked", score_worked(counts_of(group.score))
            yield "Interval", f"{interval(group.score.low, group.score.high, 1)}: {INTERVAL}"
            yield "Worked", interval_worked(counts_of(group.score))
            yield from _comparison(split, group)
            yield from _line(split, group)
        yield "Groups", f"{len(split.groups)} values of {split.name} in the {split.period}"
        yield "Counting", counting_words(counting)
        yield "Period", split.period
        yield "Source", INTERVAL_SOURCE + "; Benjamini and Hochberg 1995"

    title = f"Others by {split.name}" if group is None else (
        f"{split.name} {group.name}: NPS {signed(group.score.nps, 1)}"
    )  # fmt: skip
    return _explanation(title, facts())


def explain_quarantine(value: OverviewValue, store: Store) -> Explanation:
    """The rows that imports refused, and where they lie."""

    def facts() -> _Facts:
        yield "Counts", "rows that imports refused, each once, until a good row with its id comes"
        yield "Where", f"{store.path}/quarantine, a file an import, with line number and reason"
        held = [row for row in store.imports() if row.fates.quarantined]
        for row in reversed(held[-_FILES:]):
            rows = count(row.fates.quarantined, "row")
            yield f"Import {row.import_id}", f"{rows} of {row.path}: quarantine/{row.import_id}.csv"
        yield "Mend", "correct them in their file and import it again; known rows are added once"

    return _explanation(f"{count(value.quarantined, 'row')} in quarantine", facts())


def explain_facts(value: OverviewValue, zone: ZoneInfo) -> Explanation:
    """What the data is like."""

    def facts() -> _Facts:
        if value.newest_at is not None:
            newest = value.newest_at.astimezone(zone)
            yield "Newest", f"{newest:%Y-%m-%d %H:%M}, whatever the period, narrowed by the filter"
        yield "Today", f"{count(value.today, 'answer')} since midnight in {zone.key}"
        if value.with_comment is not None:
            share = percent(value.with_comment)
            yield "Comments", f"{share} of the answers of the {value.period} came with one"
        yield "Quarantine", f"{count(value.quarantined, 'row')} refused by imports"
        who = count(value.without_contact_data, "open detractor case")
        if value.came_late:
            late = count(value.came_late, "detractor")
            yield "On arrival", f"{late} late already when an import of the last 24 h brought them:"
            yield "", "a clock starts at the answer, so export and import more often"
        yield "Contact", f"{who} with neither mail nor phone: no clock, in no share in time"

    return _explanation("The data", facts())


def _comparison(split: SplitValue, group: GroupValue) -> _Facts:
    if group.rest is None or group.change is None:
        yield "Rest", "nobody else answered"
        return
    rest = score(counts_of(group.rest))
    made = group.change
    few = group.against is Against.FEW
    yield "Rest", f"{signed(rest.nps, 1)}, n {thousands(rest.n)}: all answers but these"
    yield "Change", f"{change(made.points, made.clear)}; {CHANGE.replace('period before', 'rest')}"
    yield "Worked", change_worked(counts_of(group.rest), counts_of(group.score))
    yield "Between", f"{interval(made.low, made.high, 1)} points, at 95 %, for one comparison"
    yield "p", f"{made.p_value:.3f}: {GROUPS}"
    if few:
        yield "Few", f"fewer than {split.minimum_n} here or beside: no verdict"


def _line(split: SplitValue, group: GroupValue) -> _Facts:
    drawn = [point for point in group.line if point is not None]
    if drawn:
        yield (
            "Line",
            (
                f"12 {split.every}, {interval(min(drawn), max(drawn))} here; one scale for all "
                f"groups; those of fewer than {split.minimum_n} answers are left blank"
            ),
        )


def _explanation(title: str, facts: _Facts) -> Explanation:
    return Explanation(safe(title), tuple((SafeText(label), safe(said)) for label, said in facts))
