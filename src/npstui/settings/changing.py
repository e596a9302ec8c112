"""One setting of a store as a person types it: due.detractor 12h, team alice,bob, goal 80%."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from npstui.model.business_hours import BusinessHours
from npstui.model.category import Category
from npstui.model.durations import Duration
from npstui.settings.business_hours import holidays_typed, hours_typed
from npstui.settings.documents import SettingsError
from npstui.settings.store_file import StoreSettings, read_span

_LONGEST_NAME = 80


def settable() -> tuple[str, ...]:
    """The keys that can be set, in the order they are shown; people.NAME, absence.NAME and
    capacity.NAME beside them.
    """
    return (
        *(key for key in _READERS if key not in _AFTER_SPANS),
        *(f"{table}.{category}" for table in _SPANS for category in Category),
        *_AFTER_SPANS,
        *_HOURS,
    )


def changed(settings: StoreSettings, key: str, text: str) -> StoreSettings:
    """The settings with one of `settable()` set to what `text` says.

    Lists are parted by commas, an empty text empties them. Raises SettingsError: an unknown key
    with the nearest, a text that is no such value with the form.
    """
    table, _, category = key.partition(".")
    by_name = table in _BY_NAME and bool(category)
    if key not in settable() and not by_name:
        raise SettingsError(_unknown(key))
    try:
        values: dict[str, Any]
        if table in _SPANS:
            values = {table: {**getattr(settings, table), Category(category): _span(text)}}
        elif key in _HOURS:
            values = {table: _HOURS[key](text, settings.business_hours)}
        elif by_name:
            values = {table: _with_entry(getattr(settings, table), table, category, text)}
        else:
            values = {key: _READERS[key](text)}
        made = replace(settings, **values)
        _check_spans(made)
    except ValueError as error:
        raise SettingsError(f"{key} cannot be “{text}”: {error}.") from error
    return made


def _unknown(key: str) -> str:
    if key in _ELSEWHERE:
        return f"{key} is not set here: {_ELSEWHERE[key]}."
    if key.partition(".")[0] in _ELSEWHERE:
        return f"{key} is not set here: {_ELSEWHERE[key.partition('.')[0]]}."
    near = get_close_matches(key, settable(), n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(settable())}."
    return f"“{key}” is no setting. {hint}"


def _with_entry(
    standing: Mapping[str, object], table: str, name: str, text: str
) -> dict[str, object]:
    """A table by name with one entry set, or taken out by an empty text or `none`."""
    name = " ".join(name.split())
    others = {key: value for key, value in standing.items() if key.casefold() != name.casefold()}
    if text.strip() in ("none", "") and (text.strip() or table != "people"):
        return others
    return {**others, name: _BY_NAME[table](text)}


def _check_spans(settings: StoreSettings) -> None:
    for category in Category:
        due, lapse = settings.due[category], settings.lapse[category]
        if _days(lapse) < _days(due):
            raise ValueError(
                f"{category}s would lapse after {lapse}, before their first contact is due "
                f"after {due}"
            )


def _days(span: Duration) -> float:
    return span.months * 30.4 + span.seconds / 86_400


def _span(text: str) -> Duration:
    span = read_span(text)
    if span == Duration():
        raise ValueError("it wants some time, such as 24h")
    return span


def _text(text: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > _LONGEST_NAME:
        raise ValueError(f"it wants 1 to {_LONGEST_NAME} characters")
    return said


def _zone(text: str) -> str:
    known = available_timezones()
    wanted = text.strip()
    if wanted in known:
        return wanted
    near = get_close_matches(wanted.replace(" ", "_"), known, n=1)
    hint = f"; did you mean {near[0]}" if near else "; write it as Europe/Oslo"
    raise ValueError(f"there is no such time zone{hint}")


def _texts(text: str) -> tuple[str, ...]:
    found = [" ".join(part.split()) for part in text.split(",")]
    listed = [part for part in found if part]
    folded = [part.casefold() for part in listed]
    twice = next((part for part in listed if folded.count(part.casefold()) > 1), None)
    if twice is not None:
        raise ValueError(f"“{twice}” stands twice")
    return tuple(listed)


def _whole(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ValueError("it wants a whole number of 1 or more")
    return number


def _whole_or_none(text: str) -> int:
    return 0 if text.strip() in ("0", "none") else _whole(text)


def _flag(text: str) -> bool:
    word = text.strip().lower()
    if word not in ("true", "false", "yes", "no"):
        raise ValueError("it is true or false")
    return word in ("true", "yes")


def _share(text: str) -> float:
    bare = text.strip()
    try:
        share = float(bare[:-1]) / 100 if bare.endswith("%") else float(bare)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError("it wants a share such as 80% or 0.8")
    return share


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError("it wants a date such as 2000-01-01") from error


_READERS: Mapping[str, Callable[[str], object]] = {
    "name": _text,
    "time_zone": _zone,
    "team": _texts,
    "minimum_n": _whole,
    "goal": _share,
    "earliest": _day,
    "contact_cap": _whole_or_none,
    "contact_days": _whole,
    "editor": _flag,
    "outcomes": _texts,
    "tags": _texts,
    "remedies": _texts,
}
_BY_NAME: Mapping[str, Callable[[str], object]] = {
    "people": str.strip,
    "absence": _day,
    "capacity": _whole,
}
_AFTER_SPANS = ("outcomes", "tags", "remedies")
_SPANS = ("due", "lapse")
_HOURS: Mapping[str, Callable[[str, BusinessHours | None], BusinessHours | None]] = {
    "business_hours": hours_typed,
    "business_hours.holidays": holidays_typed,
}
_ELSEWHERE = {
    "playbooks": "write them in the [playbooks] of store.toml, or as files in its playbooks/",
    "follow_up": "it is chosen once, at the first import, with --follow-up-from",
    "rules": "write them as [[rules]] in the store's store.toml",
    "people": "write people.NAME, with their mail address",
    "absence": "write absence.NAME, with the day they are back",
    "capacity": "write capacity.NAME, with the open cases they can hold",
    "views": "npstui view save and npstui view drop do that",
    "due": "write due.detractor, due.passive or due.promoter",
    "lapse": "write lapse.detractor, lapse.passive or lapse.promoter",
    "keys": "write them in the [keys] of your config.toml",
    "store": "give --store or NPSTUI_STORE",
    "person": "give --as or NPSTUI_PERSON",
}
