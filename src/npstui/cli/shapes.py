"""The JSON shapes that scripts rely on. The keys are fixed; more may be added."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npstui.analysis.change import Change
    from npstui.analysis.score import Score

Shape = dict[str, object]


def score_shape(score: "Score | None") -> Shape | None:
    """S of CLI.md; null where there is nothing to score."""
    return None if score is None else asdict(score)


def change_shape(change: "Change | None") -> Shape | None:
    """The change beside a score."""
    return None if change is None else asdict(change)


def moment(at: datetime | None) -> str | None:
    """A moment in ISO 8601 with its offset."""
    return None if at is None else at.isoformat()
