"""[business_hours] of store.toml: days with their times, and the holidays."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from npstui.model.business_hours import DAYS, BusinessHours, Shift, read_days, read_times

HOLIDAYS = "holidays"
NINE_TO_FIVE = BusinessHours((((9 * 60, 17 * 60),),) * 5 + ((),) * 2)


def hours_from(value: object) -> BusinessHours | None:
    """What the table says; None for an empty one.

    Raises TypeError, ValueError, naming the key inside the table.
    """
    if not isinstance(value, Mapping):
        raise TypeError('it wants a table with lines such as mon-fri = "09:00-17:00"')
    week: dict[int, tuple[Shift, ...]] = {}
    for key, times in value.items():
        if key == HOLIDAYS:
            continue
        try:
            days = read_days(key)
            shifts = read_times(_text(times))
        except (TypeError, ValueError) as error:
            raise ValueError(f"{key}: {error}") from error
        if twice := [DAYS[day] for day in days if day in week]:
            raise ValueError(f"{key}: {twice[0]} has its hours already")
        week |= dict.fromkeys(days, shifts)
    holidays = frozenset(_holidays(value.get(HOLIDAYS, [])))
    if not week:
        if holidays:
            raise ValueError("holidays want hours beside them, such as mon-fri = “09:00-17:00”")
        return None
    return BusinessHours(tuple(week.get(day, ()) for day in range(len(DAYS))), holidays)


def table_of(hours: BusinessHours) -> dict[str, object]:
    """The table that `hours_from` reads as these hours."""
    table: dict[str, object] = dict(hours.written)
    if hours.holidays:
        table[HOLIDAYS] = sorted(hours.holidays)
    return table


def hours_typed(text: str, before: BusinessHours | None) -> BusinessHours | None:
    """ "mon-fri 09:00-17:00, sat 10:00-14:00" as hours with the holidays of before; "" is none.

    Raises ValueError.
    """
    table: dict[str, object] = {}
    days = ""
    for part in text.split(","):
        first, _, times = part.strip().partition(" ")
        if not first:
            continue
        if first[0].isdigit() and days:  # another shift of the days before
            table[days] = f"{table[days]} {part}"
        elif first in table:
            raise ValueError(f"{first} stands twice")
        else:
            days, table[first] = first, times
    if (hours := hours_from(table)) is None or before is None:
        return hours
    return replace(hours, holidays=before.holidays)


def holidays_typed(text: str, before: BusinessHours | None) -> BusinessHours:
    """The hours with these days off: "2026-12-25, 2026-12-26"; "" is none. Raises ValueError."""
    if before is None:
        raise ValueError("there are no business hours yet; set business_hours first")
    days = [part.strip() for part in text.split(",") if part.strip()]
    return replace(before, holidays=frozenset(_holidays(days)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError('it wants a text such as "09:00-17:00"')
    return value


def _holidays(value: object) -> list[date]:
    if not isinstance(value, list):
        raise TypeError("holidays: it wants a list of dates such as [2026-12-25]")
    return [_holiday(day) for day in value]


def _holiday(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError(f"holidays: “{value}” is no date such as 2026-12-25") from error
