"""How a number came about: formula, counts, counting, period, source. For `i` and `--explain`."""

from collections.abc import Iterator
from math import sqrt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.analysis.counts import Counts
from npstui.analysis.score import CONFIDENCE, adjusted, critical
from npstui.desk.explain_whatif import worth_facts
from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.model.durations import Duration
from npstui.present.explained import Explanation
from npstui.present.numbers import (
    MINUS,
    change,
    count,
    interval,
    percent,
    signed,
    thousands,
)
from npstui.present.text import SafeText, safe
from npstui.present.values import ChangeValue, QueueCounts, ScoreValue

if TYPE_CHECKING:
    from npstui.analysis.answer import ScoreAnswer
    from npstui.analysis.period import Period
    from npstui.analysis.score import Score

FORMULA = "NPS = 100 x (promoters - detractors) / n; promoters gave 9-10, detractors 0-6"
INTERVAL = "adjusted Wald (3, T) at 95 %, clipped to -100..100 (Rocks 2016)"
CHANGE = "adjusted Wald test against the period before; clear where p < 0.05"
NPS_SOURCE = "Reichheld 2003, The One Number You Need to Grow"
INTERVAL_SOURCE = "Rocks 2016, Interval Estimation for the Net Promoter Score"
GROUPS = (
    "each group against all others; p raised for the number of groups compared at once "
    "(Benjamini-Hochberg)"
)
MOVED = (
    "better answers: each group's mean share x the change of its score; other mix: the change of "
    "its share x how far it stands from the whole, midpoints of before and now; they add up"
)
MOST_PARTS = 20  # groups whose part is worked out in words
_COUNTING = {
    Counting.ANSWERS: "every answer",
    Counting.CUSTOMERS: "the latest answer of each customer; answers that name none all count",
}
_STEPS = {
    "day": "days from midnight to midnight",
    "week": "ISO weeks, from Monday on",
    "month": "calendar months",
    "quarter": "calendar quarters",
}
_Facts = Iterator[tuple[str, str]]


def score_document(
    answer: "ScoreAnswer", period: "Period", where: str | None, minimum_n: int
) -> dict[str, object]:
    """What `--explain` puts into the JSON document of a score; texts as they came."""
    told: dict[str, object] = {
        "formula": FORMULA,
        "interval": INTERVAL,
        "change": CHANGE,
        "counting": _COUNTING[answer.counting],
        "n": 0 if answer.score is None else answer.score.n,
        "period": period.words,
        "compared_with": None if period.before is None else period.before.words,
        "filter": where,
        "minimum_n": minimum_n,
        "undated": answer.n_undated,
        "counts": _count_document(answer.score),
        "counts_before": _count_document(answer.previous),
        "worked": None if answer.score is None else score_worked(answer.score.counts),
        "interval_worked": None if answer.score is None else interval_worked(answer.score.counts),
        "change_worked": (
            change_worked(answer.previous.counts, answer.score.counts)
            if answer.previous and answer.score
            else None
        ),
        "what_if": (
            [said for _, said in worth_facts(answer.score.counts)] if answer.score else None
        ),
        "pooled": answer.pooled,
        "sources": [NPS_SOURCE, INTERVAL_SOURCE],
    }
    if answer.groups:
        told["groups"] = GROUPS
    if answer.moved is not None:
        told["moved"] = MOVED
        told["moved_worked"] = [
            f"{part.value or '(none)'} {signed(part.better, 2)} better answers, "
            f"{signed(part.mix, 2)} mix"
            for part in answer.moved.parts[:MOST_PARTS]
        ]
    return told


def counts_document(counts: Counts) -> dict[str, object]:
    """What `calc --explain` says of counts at hand."""
    return {
        "formula": FORMULA,
        "interval": INTERVAL,
        "counts": {
            "promoters": counts.promoters,
            "passives": counts.passives,
            "detractors": counts.detractors,
        },
        "counting": "every one that was given",
        "n": counts.n,
        "worked": score_worked(counts) if counts.n else None,
        "interval_worked": interval_worked(counts) if counts.n else None,
        "sources": [NPS_SOURCE, INTERVAL_SOURCE],
    }


def explain_score(
    score: ScoreValue | None,
    *,
    period: str,
    counting: Counting,
    minimum_n: int,
    pooled: bool = False,
    where: str = "",
) -> Explanation:
    """The score of a period, as the header shows it. `period` is its words."""

    def facts() -> _Facts:
        yield "Formula", FORMULA
        if score is not None:
            yield "Worked", score_worked(counts_of(score))
            yield "Counts", count_words(counts_of(score))
            yield "Interval", f"{interval(score.low, score.high, 1)}: {INTERVAL}"
            yield from worth_facts(counts_of(score))
        yield "Counting", _COUNTING[counting]
        yield "Period", period
        if where:
            yield "Filter", where
        yield from _small_print(score, minimum_n, pooled)
        yield "Source", NPS_SOURCE

    title = "Nothing to score" if score is None else f"NPS {signed(score.nps, 1)}"
    return _explanation(title, facts())


def explain_interval(score: ScoreValue) -> Explanation:
    """The interval beside a score."""

    def facts() -> _Facts:
        yield "Means", "of 100 intervals made so, about 95 hold the score of all customers"
        yield "Formula", INTERVAL
        yield "Worked", interval_worked(counts_of(score))
        yield "Counts", count_words(counts_of(score))
        yield "Note", "the score itself is the observed one, so it need not stand in the middle"
        yield "Source", INTERVAL_SOURCE

    return _explanation(f"Interval {interval(score.low, score.high, 1)}", facts())


def explain_change(
    made: ChangeValue, before: ScoreValue, after: ScoreValue, *, period: str, compared_with: str
) -> Explanation:
    """A change between two periods that share no answer."""

    def facts() -> _Facts:
        yield "Formula", f"the difference of the two scores; {CHANGE}"
        yield "Worked", change_worked(counts_of(before), counts_of(after))
        yield "Now", f"{period}: {_score_words(after)}"
        yield "Before", f"{compared_with}: {_score_words(before)}"
        yield "Interval", f"{interval(made.low, made.high, 1)} points, at 95 %"
        yield "p", f"{p_words(made.p_value)}: {_clearness(made.clear)}"
        yield "Note", "the same customers in both make it more careful than it need be"
        yield "Source", INTERVAL_SOURCE

    return _explanation(f"Change {change(made.points, made.clear)}", facts())


def explain_queue(counts: QueueCounts, due: Duration) -> Explanation:
    """What a category's tab counts. `due` is how soon its first contact is owed."""
    category = counts.category

    def facts() -> _Facts:
        if category is Category.PASSIVE:
            yield "Counts", "open passive cases that are not snoozed, contacted ones too"
            yield "Soon", f"{thousands(counts.soon)} whose six months end within 30 days"
        else:
            yield "Counts", f"open {category} cases that await a first contact, taken or not"
            yield "Left out", "the snoozed, and those without mail and phone"
        if category is Category.DETRACTOR:
            yield "Soon", f"{thousands(counts.soon)} due within 6 h"
        if category is Category.PROMOTER:
            yield "Soon", f"{thousands(counts.soon)} who answered this week"
        yield (
            "Late",
            f"{thousands(counts.late)} past their due time, {due.spelled} after the answer",
        )
        yield "Clock", "sent, reached and left word stop it; a note and a try do not"
        yield "Joined", "a customer's earlier open cases of the kind count once, with the newest"
        yield "Filter", "none: the period of the score never narrows a queue"

    return _explanation(f"{count(counts.waiting, category)} waiting", facts())


def explain_within_time(in_time: int, decided: int, *, goal: float, due: Duration) -> Explanation:
    """The share of detractors contacted in time; `decided` are those that can be judged."""

    def facts() -> _Facts:
        yield "Formula", "contacted by their due time / contacted or past their due time"
        yield "Worked", f"{thousands(in_time)} / {thousands(decided)}"
        yield "Counts", "detractors who answered in the last 30 days"
        yield "Due", f"{due.spelled} after the answer"
        yield (
            "Left out",
            "cases without contact data, joined ones, those a first import opened late",
        )
        yield "Goal", percent(goal)

    share = f"{percent(in_time / decided)} in time" if decided else "Nobody to judge yet"
    return _explanation(share, facts())


def cut_words(every: str, zone: ZoneInfo) -> str:
    """How a trend is cut into points."""
    return f"{_STEPS[every]}, in {zone.key}; the first and the last are cut to the period"


def counting_words(counting: Counting) -> str:
    """Which answers count."""
    return _COUNTING[counting]


def counts_of(score: ScoreValue) -> Counts:
    """The counts behind a score that is shown."""
    return Counts(score.promoters, score.passives, score.detractors)


def score_worked(counts: Counts) -> str:
    """The formula with its numbers: "100 x (640 − 255) / 1,204 = +31.98"."""
    nps = 100 * (counts.promoters - counts.detractors) / counts.n
    return (
        f"100 x ({thousands(counts.promoters)} {MINUS} {thousands(counts.detractors)}) / "
        f"{thousands(counts.n)} = {signed(nps, 2)}"
    )


def interval_worked(counts: Counts) -> str:
    """The interval with its numbers: middle after the pseudo-answers, and the margin."""
    moved = adjusted(counts)
    error = 100 * sqrt(moved.variance)
    margin = critical(CONFIDENCE) * error
    return (
        f"with 3/4 more promoters, 3/4 more detractors, 1 1/2 more passives "
        f"{signed(100 * moved.value, 2)}, give or take {critical(CONFIDENCE):.2f} x {error:.2f} = "
        f"{margin:.2f}"
    )


def change_worked(before: Counts, after: Counts) -> str:
    """The test with its numbers: how far the adjusted scores moved, and the error of that."""
    old, new = adjusted(before), adjusted(after)
    error = 100 * sqrt(old.variance + new.variance)
    moved = 100 * (new.value - old.value)
    return (
        f"adjusted scores {signed(100 * old.value, 2)} and {signed(100 * new.value, 2)}: "
        f"{signed(moved, 2)}, standard error {error:.2f}, z = {signed(moved / error, 2)}"
    )


def _small_print(score: ScoreValue | None, minimum_n: int, pooled: bool) -> _Facts:
    if score is not None and score.n < minimum_n:
        yield "Few", f"fewer than {minimum_n} answers: the number is dimmed"
    if pooled:
        yield "Pooled", "relationship and transactional surveys in one number"


def count_words(counts: Counts) -> str:
    """The counts by category, and n."""
    return (
        f"{count(counts.promoters, 'promoter')}, {count(counts.passives, 'passive')}, "
        f"{count(counts.detractors, 'detractor')}, n {thousands(counts.n)}"
    )


def _score_words(score: ScoreValue) -> str:
    return f"{signed(score.nps, 1)}, {interval(score.low, score.high, 1)}, n {thousands(score.n)}"


def p_words(p_value: float) -> str:
    """A p-value: "0.137", "under 0.001"."""
    return f"{p_value:.3f}" if p_value >= 0.001 else "under 0.001"


def _clearness(clear: bool) -> str:
    return "under 0.05, so clear" if clear else "0.05 or more, so no clear change"


def _count_document(score: "Score | None") -> dict[str, int] | None:
    if score is None:
        return None
    return {
        "promoters": score.promoters,
        "passives": score.passives,
        "detractors": score.detractors,
    }


def _explanation(title: str, facts: _Facts) -> Explanation:
    return Explanation(safe(title), tuple((SafeText(label), safe(said)) for label, said in facts))
