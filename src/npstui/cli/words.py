"""The sentences people get where scripts get JSON."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.cli import output
from npstui.present import numbers
from npstui.present.text import SafeText, safe

if TYPE_CHECKING:
    from npstui.analysis.answer import Group, ScoreAnswer
    from npstui.analysis.change import Change
    from npstui.analysis.mix import Decomposition
    from npstui.analysis.period import Period
    from npstui.analysis.score import Score
    from npstui.present.explained import Explanation


def score_words(score: "Score", noun: str = "answer") -> str:
    """ "NPS +32, between +27 and +36, 1,204 answers"."""
    return (
        f"NPS {numbers.signed(score.nps)}, {numbers.between(score.low, score.high)}, "
        f"{numbers.count(score.n, noun)}"
    )


def answer_words(
    answer: "ScoreAnswer", period: "Period", where: str | None, minimum_n: int, zone: ZoneInfo
) -> SafeText:
    """The one line of `score`: filter, score, interval, answers, period, change."""
    narrowed = f"{where.strip()}  " if where and where.strip() else ""
    span = _span(answer, zone) if period.is_all else period.words
    if answer.score is None:
        return safe(f"{narrowed}There is nothing to score in {period.words}.")
    noun = "customer" if answer.counting.value == "customers" else "answer"
    words = f"{narrowed}{score_words(answer.score, noun)}, {span}"
    if answer.score.n < minimum_n:
        words += " (few)"
    if answer.change is not None:
        words += f"; {numbers.change(answer.change.points, answer.change.clear)}"
    return safe(words)


def against_the_rest(group: "Group", minimum_n: int) -> str:
    """How a group stands beside all others: "clearly above", "clearly below", "few answers"."""
    if group.score.n < minimum_n:
        return "few answers"
    if group.change is None or not group.change.clear:
        return ""
    return "clearly above" if group.change.points > 0 else "clearly below"


def explained_change(change: "Change") -> str:
    """The change with what stands behind it: interval and p."""
    return (
        f"{numbers.change(change.points, change.clear)}; "
        f"{numbers.between(change.low, change.high, 1)}, p = {change.p_value:.3f}"
    )


def split_words(moved: "Decomposition", by: str) -> SafeText:
    """What moved the score: "Of the +4: +3.1 better answers, +0.9 other mix of regions"."""
    from npstui.present.moved import MovedValue, moved_words

    value = MovedValue(by, moved.points, moved.better, moved.mix, ())
    return SafeText(f"Of the {numbers.signed(moved.points)}: {moved_words(value)}")


def show_explanation(why: Mapping[str, object]) -> None:
    """An explanation, a line a fact."""
    for name, said in why.items():
        if said is None or said is False:
            continue
        title = name.replace("_", " ")
        if isinstance(said, dict):
            told = ", ".join(f"{number:,} {what}" for what, number in said.items())
        elif isinstance(said, list):
            told = "; ".join(said)
        else:
            told = "yes" if said is True else str(said)
        output.line(safe(f"{title[0].upper()}{title[1:]}: {told}"))


def show_explanations(told: "Iterable[Explanation]") -> None:
    """Explanations as `i` has them, below what they explain."""
    for each in told:
        output.line()
        for line in each.lines:
            output.line(line)


def explanation_shape(told: "Explanation") -> dict[str, object]:
    """An explanation as JSON has it."""
    facts = [{"label": str(label), "text": str(text)} for label, text in told.facts]
    return {"title": str(told.title), "facts": facts}


def day(at: datetime, zone: ZoneInfo) -> str:
    """A date of the zone: "20 Nov 2026"."""
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %Y}"


def _span(answer: "ScoreAnswer", zone: ZoneInfo) -> str:
    """What all answers cover: those without a date cover nothing."""
    if answer.period_from is None or answer.period_to is None:
        return "none with a date"
    first, last = day(answer.period_from, zone), day(answer.period_to, zone)
    dated = f"of {first}" if first == last else f"from {first} to {last}"
    if not answer.n_undated:
        return f"all {dated}"
    return f"{numbers.count(answer.n_undated, 'answer')} without a date, the others {dated}"
