"""The sentences people get where scripts get JSON."""

from typing import TYPE_CHECKING

from npstui.present import numbers

if TYPE_CHECKING:
    from npstui.analysis.score import Score


def score_words(score: "Score") -> str:
    """ "NPS +32, between +27 and +36, 1,204 answers"."""
    return (
        f"NPS {numbers.signed(score.nps)}, {numbers.between(score.low, score.high)}, "
        f"{numbers.count(score.n, 'answer')}"
    )
