"""Spans of time as people write them: 15m, 24h, 7d, 12w, 6mo."""

import re
from calendar import monthrange
from datetime import datetime, timedelta

from npstui.model.frozen import dataclass

_UNITS = {"m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}
_SPELLED = {"m": "min", "mo": "months"}
_WRITTEN = re.compile(r"(\d{1,6})(mo|m|h|d|w)")


@dataclass(frozen=True, slots=True)
class Duration:
    """Calendar months and seconds; months first when added, as a person counts them."""

    months: int = 0
    seconds: int = 0

    def after(self, moment: datetime) -> datetime:
        """The moment this long after `moment`; in a shorter month its last day."""
        return _add_months(moment, self.months) + timedelta(seconds=self.seconds)

    def before(self, moment: datetime) -> datetime:
        """The moment this long before `moment`."""
        return _add_months(moment, -self.months) - timedelta(seconds=self.seconds)

    def __str__(self) -> str:
        """As it is written, in the largest unit that divides it: 24h, 7d, 6mo."""
        if self.months:
            return f"{self.months}mo"
        for unit, size in (("d", 86_400), ("h", 3600)):
            if self.seconds and self.seconds % size == 0 and self.seconds > size:
                return f"{self.seconds // size}{unit}"
        return f"{self.seconds // 60}m"

    @property
    def spelled(self) -> str:
        """As a sentence has it: 24 h, 7 d, 90 min, 6 months."""
        written = str(self)
        digits = written.rstrip("modh")
        unit = written[len(digits) :]
        return f"{digits} {_SPELLED.get(unit, unit)}"


def parse_duration(text: str) -> Duration:
    """A duration from its written form, units m h d w mo.

    Raises ValueError with a sentence that shows the forms.
    """
    found = _WRITTEN.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(f"“{text}” is no duration; write it as 30m, 24h, 7d, 2w or 6mo")
    count, unit = int(found[1]), found[2]
    return Duration(months=count) if unit == "mo" else Duration(seconds=count * _UNITS[unit])


def _add_months(moment: datetime, months: int) -> datetime:
    if not months:
        return moment
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
