"""What is told in two columns, and what looks like an answer's id and is a person's."""

import re
from collections.abc import Mapping

from npstui.intake import profiles
from npstui.intake.guessing import Sight
from npstui.intake.words import folded

_CLOCK = re.compile(
    r"\s*\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?\s*", re.IGNORECASE
)
_A_CLOCK = re.compile(r"\d[:h]\d|\d\s*[ap]\.?m", re.IGNORECASE)
_TIMES = frozenset(
    folded(word)
    for word in (
        *("time", "time of day", "response time", "submit time", "survey time", "answer time"),
        *("tid", "tidspunkt", "klockslag", "klokkeslett", "klokkeslæt", "uhrzeit", "zeit"),
        *("tijd", "tijdstip", "heure", "hora", "时间", "時間", "时刻", "時刻", "시간"),
    )
)
_PLAIN_IDS = frozenset(("id", "respondentid"))
_FEWEST, _SHARE = 10, 0.05


def clock_beside(sight: Sight, fields: Mapping[str, int]) -> int | None:
    """The column of times of day that belongs to a column of days alone; None where the answer's
    time is whole, or nothing but its header speaks for it.
    """
    place = fields.get("responded_at")
    if place is None or not profiles.dates(sight.cells(place)):
        return None
    if any(_A_CLOCK.search(cell) for cell in sight.cells(place)):
        return None
    used = set(fields.values())
    found = [
        other
        for other, header in enumerate(sight.names)
        if other not in used and folded(header) in _TIMES and _clocks(sight, other)
    ]
    return found[0] if len(found) == 1 else None


def comes_again_later(sight: Sight, fields: Mapping[str, int]) -> bool:
    """Whether a plain “id” stands on several rows of different times: then it is somebody's, and
    no answer's.
    """
    place, at = fields.get("response_id"), fields.get("responded_at")
    if place is None or at is None or folded(sight.names[place]) not in _PLAIN_IDS:
        return False
    pairs = [
        (name.strip(), when.strip())
        for name, when in zip(sight.cells(place), sight.cells(at), strict=False)
        if name.strip() and when.strip()
    ]
    again = len(set(pairs)) - len({name for name, _ in pairs})
    return len(pairs) >= _FEWEST and again >= max(2, _SHARE * len(pairs))


def _clocks(sight: Sight, place: int) -> bool:
    said = profiles.filled(sight.cells(place))
    return bool(said) and all(_CLOCK.fullmatch(cell) for cell in said)
