"""The health of follow-up as plain tables: the screen, the command line and exports draw these."""

from npstui.model.frozen import dataclass
from npstui.present.numbers import thousands
from npstui.present.text import SafeText

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_EXACT_HOURS, _EXACT_DAYS = 100, 10  # beyond, minutes and hours say nothing


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its name and its cells. `few` is one to be dimmed, its n too small."""

    cells: tuple[SafeText, ...]
    few: bool = False
    trend: tuple[float, ...] = ()  # counts by week, oldest first


@dataclass(frozen=True, slots=True)
class Section:
    """One table. `headings` stand over all cells but the first; `texts` are those of words.

    `trends` says that rows have one, under the last heading. `empty` stands for no rows; `notes`
    follow the table.
    """

    title: SafeText
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = "Nothing yet."
    notes: tuple[SafeText, ...] = ()
    texts: frozenset[int] = frozenset()  # columns of words, counted from the name's 0
    trends: bool = False


@dataclass(frozen=True, slots=True)
class HealthValue:
    """The whole page. `promise` is the line about the goal; `met` None where nobody is judged."""

    title: SafeText
    promise: SafeText
    met: bool | None
    sections: tuple[Section, ...]


def span_words(seconds: float | None, *, days: bool = True) -> str:
    """A length of time: "<1 min", "40 min", "3 h 10", "2 d 4 h", "34 d"; "-" for None.

    Without `days` it stays in hours: of business hours nobody knows how many make a day.
    """
    if seconds is None:
        return "-"
    whole = int(seconds)
    if whole < _MINUTE:
        return "<1 min"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    if whole < 2 * _DAY or not days:
        hours, rest = divmod(whole, _HOUR)
        minutes = rest // _MINUTE if hours < _EXACT_HOURS else 0
        return f"{hours} h {minutes:02}" if minutes else f"{thousands(hours)} h"
    count, rest = divmod(whole, _DAY)
    if count < _EXACT_DAYS and rest >= _HOUR:
        return f"{count} d {rest // _HOUR} h"
    return f"{thousands(count)} d"
