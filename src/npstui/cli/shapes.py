"""The JSON shapes that scripts rely on. The keys are fixed; more may be added."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npstui.analysis.answer import ScoreAnswer
    from npstui.analysis.change import Change
    from npstui.analysis.mix import Decomposition
    from npstui.analysis.score import Score
    from npstui.analysis.trend import TrendPoint
    from npstui.model.events import Event
    from npstui.store.values import Fates, ImportRow, VerbRow

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


def answer_shape(answer: "ScoreAnswer") -> Shape:
    """What `score` answers."""
    return {
        "score": score_shape(answer.score),
        "previous": score_shape(answer.previous),
        "change": change_shape(answer.change),
        "period": {"from": moment(answer.period_from), "to": moment(answer.period_to)},
        "counting": answer.counting.value,
        "pooled": answer.pooled,
        "groups": [
            {
                "value": group.value,
                "score": score_shape(group.score),
                "rest": score_shape(group.rest),
                "p_value": group.p_value,
            }
            for group in answer.groups
        ],
        "moved": moved_shape(answer.moved),
    }


def moved_shape(moved: "Decomposition | None") -> Shape | None:
    """What moved a score, by the groups it consists of."""
    return None if moved is None else asdict(moved)


def trend_shape(every: str, points: "Sequence[TrendPoint]") -> Shape:
    """What `trend` answers."""
    return {
        "every": every,
        "points": [
            {
                "from": moment(point.start),
                "to": moment(point.end),
                "score": score_shape(point.score),
            }
            for point in points
        ],
    }


def event_shape(event: "Event") -> Shape:
    """One event of the log."""
    return {
        "event_id": event.event_id,
        "verb_id": event.verb_id,
        "at": moment(event.at),
        "actor": event.actor,
        "person": event.person,
        "kind": event.kind.value,
        "response_id": event.ref.response_id,
        "source": event.ref.source,
        "data": dict(event.data),
    }


def import_shape(row: "ImportRow") -> Shape:
    """One import, in the shape of the log's events."""
    return {
        "event_id": None,
        "verb_id": None,
        "at": moment(row.at),
        "actor": row.actor,
        "person": row.person,
        "kind": "import",
        "response_id": None,
        "source": row.source,
        "data": {"import_id": str(row.import_id), "path": row.path, **fates_shape(row.fates)},
    }


def fates_shape(fates: "Fates") -> Shape:
    """What became of the rows of one file, or of several together."""
    return {
        "rows": fates.rows,
        "imported": fates.imported,
        "undated": fates.undated,
        "already_known": fates.already_known,
        "changed": fates.changed,
        "updated": fates.updated,
        "quarantined": fates.quarantined,
        "set_aside": dict(fates.set_aside),
    }


def verb_shape(row: "VerbRow") -> Shape:
    """One command somebody gave, as `undo --list` lists them."""
    return {
        "verb_id": row.verb_id,
        "at": moment(row.at),
        "actor": row.actor,
        "person": row.person,
        "command": row.command,
        "said": row.said,
        "response_ids": [ref.response_id for ref in row.refs],
        "standing": row.standing,
    }
