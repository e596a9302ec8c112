"""store.toml: what a store's team decided. Read with tomllib, written with tomli-w."""

import os
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from npstui.model.category import Category
from npstui.model.clock import FIRST_CONTACT, LAPSE
from npstui.model.durations import Duration, parse_duration
from npstui.model.frozen import dataclass
from npstui.model.outcomes import REMEDIES
from npstui.settings.documents import SettingsError, toml_document
from npstui.settings.keeping import place_of

if TYPE_CHECKING:
    from npstui.model.business_hours import BusinessHours
    from npstui.settings.rules import Rule
    from npstui.settings.views import SavedView

FILE_NAME = "store.toml"
_LONGEST_MONTHS, _LONGEST_SECONDS = 1200, 100 * 366 * 86_400


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """What a store was set to; every field has a default.

    `follow_up` holds the earliest responded_at (UTC) that opens a case of the category; None
    stands for all of history. It is None as a whole until the first import chose.
    """

    name: str = ""
    time_zone: str = "UTC"
    team: tuple[str, ...] = ()
    minimum_n: int = 30
    goal: float = 0.8  # share of first contacts within their due time
    earliest: date = date(2000, 1, 1)
    due: Mapping[Category, Duration] = field(default_factory=lambda: dict(FIRST_CONTACT))
    lapse: Mapping[Category, Duration] = field(default_factory=lambda: dict(LAPSE))
    outcomes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    remedies: tuple[str, ...] = REMEDIES
    people: Mapping[str, str] = field(default_factory=dict)  # outside the desk, with their mail
    absence: Mapping[str, date] = field(default_factory=dict)  # the day each is back
    capacity: Mapping[str, int] = field(default_factory=dict)
    rules: "tuple[Rule, ...]" = ()
    follow_up: Mapping[Category, datetime | None] | None = None
    views: "Mapping[str, SavedView]" = field(default_factory=dict)
    business_hours: "BusinessHours | None" = None
    contact_cap: int = 2  # contacts of one customer that get through in `contact_days`; 0: no cap
    contact_days: int = 30
    editor: bool = True  # whether a text may be taken to $EDITOR; false where accounts are held in
    playbooks: Mapping[str, object] = field(default_factory=dict)  # as it stands in the file

    @property
    def zone(self) -> ZoneInfo:
        """The store's time zone; periods are cut in it."""
        return ZoneInfo(self.time_zone)


def load_store_settings(path: Path) -> StoreSettings:
    """The settings in a store.toml; the defaults where there is none.

    Raises SettingsError.
    """
    settings = _from_document(toml_document(path), path)
    if settings.playbooks:
        from npstui.settings.playbooks import check_table

        check_table(settings.playbooks, path)
    return settings


def written_settings(path: Path) -> frozenset[str]:
    """What a store.toml says itself, the keys of its tables as due.detractor.

    Raises SettingsError.
    """
    written: set[str] = set()
    for key, value in toml_document(path).items():
        inner = value if isinstance(value, dict) else None
        written |= {key} if inner is None else {f"{key}.{name}" for name in inner}
    return frozenset(written)


def read_span(text: str) -> Duration:
    """A time that cases are given. Raises ValueError beyond a hundred years: the calendar ends."""
    span = parse_duration(text)
    if span.months > _LONGEST_MONTHS or span.seconds > _LONGEST_SECONDS:
        raise ValueError("it wants a hundred years at most")
    return span


def dump_store_settings(settings: StoreSettings) -> str:
    """The settings as the text of a store.toml."""
    import tomli_w

    document: dict[str, object] = {
        "name": settings.name,
        "time_zone": settings.time_zone,
        "team": list(settings.team),
        "minimum_n": settings.minimum_n,
        "goal": settings.goal,
        "earliest": settings.earliest,
        "due": {category.value: str(span) for category, span in settings.due.items()},
        "lapse": {category.value: str(span) for category, span in settings.lapse.items()},
        "outcomes": list(settings.outcomes),
        "tags": list(settings.tags),
        "remedies": list(settings.remedies),
    }
    for name in ("people", "absence", "capacity"):
        if table := dict(getattr(settings, name)):
            document[name] = table
    if settings.follow_up is not None:
        document["follow_up"] = {
            category.value: "all" if start is None else start
            for category, start in settings.follow_up.items()
        }
    if settings.business_hours is not None:
        from npstui.settings import business_hours

        document["business_hours"] = business_hours.table_of(settings.business_hours)
    for name in ("contact_cap", "contact_days", "editor"):
        if getattr(settings, name) != getattr(StoreSettings(), name):
            document[name] = getattr(settings, name)
    if settings.playbooks:
        document["playbooks"] = dict(settings.playbooks)
    if settings.views:
        from npstui.settings.views import table_of

        document["views"] = {name: table_of(view) for name, view in settings.views.items()}
    if settings.rules:
        from npstui.settings import rules

        document["rules"] = [rules.table_of(rule) for rule in settings.rules]
    return tomli_w.dumps(document)


def local_time_zone() -> str:
    """The machine's own time zone by name; UTC where it names none that is known."""
    named = os.environ.get("TZ", "").lstrip(":")
    if not named:
        link = os.path.realpath("/etc/localtime")
        named = link.split("/zoneinfo/", 1)[1] if "/zoneinfo/" in link else "UTC"
    try:
        ZoneInfo(named)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return named


def _from_document(document: Mapping[str, object], path: Path) -> StoreSettings:
    read: dict[str, Any] = {}
    for key, value in document.items():
        if key not in _READERS:
            from difflib import get_close_matches

            near = get_close_matches(key, _READERS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else f" Known: {', '.join(_READERS)}."
            raise SettingsError(f"{place_of(path, key)}: “{key}” is not a setting.{hint}")
        try:
            read[key] = _READERS[key](value)
        except (TypeError, ValueError, ZoneInfoNotFoundError, KeyError, OSError) as error:
            raise SettingsError(
                f"{place_of(path, key)}: “{key}” cannot be {_brief(value)}: {error}."
            ) from error
    return replace(StoreSettings(), **read)


def _brief(value: object) -> str:
    return "so" if isinstance(value, (dict, list)) and value else repr(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("it wants a list of texts")
    return tuple(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("it wants a text")
    return value


def _zone(value: object) -> str:
    ZoneInfo(_text(value))
    return _text(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise TypeError("it wants a whole number of 1 or more")
    return value


def _whole_or_none(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("it wants a whole number, 0 for no cap")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("it is true or false")
    return value


def _any_table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("it wants a table for each playbook")
    return value


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise TypeError("it wants a share between 0 and 1")
    return float(value)


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("it wants a date such as 2000-01-01")
    return value


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("it wants a table with detractor, passive, promoter")
    return value


def _spans(defaults: Mapping[Category, Duration], value: object) -> dict[Category, Duration]:
    given = {Category(key): read_span(_text(span)) for key, span in _table(value).items()}
    return {**defaults, **given}


def _starts(value: object) -> dict[Category, datetime | None]:
    return {Category(key): _start(start) for key, start in _table(value).items()}


def _start(value: object) -> datetime | None:
    if value == "all":
        return None
    if not isinstance(value, datetime):
        raise TypeError("it wants a date and time, or “all”")
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _in_module(place: str) -> Callable[[object], object]:
    """A reader of this layer, "module:name", loaded by the first store that says its key: most
    say none of these, and the first number on the screen waits for this file.
    """

    def read(value: object) -> object:
        module, name = place.split(":")
        read: Callable[[object], object] = getattr(import_module(f"npstui.settings.{module}"), name)
        return read(value)

    return read


_READERS: Mapping[str, Callable[[object], object]] = {
    "name": _text,
    "time_zone": _zone,
    "team": _texts,
    "minimum_n": _whole,
    "goal": _share,
    "earliest": _day,
    "due": lambda value: _spans(FIRST_CONTACT, value),
    "lapse": lambda value: _spans(LAPSE, value),
    "outcomes": _texts,
    "tags": _texts,
    "remedies": _texts,
    "people": _in_module("team:people_from"),
    "absence": _in_module("team:absence_from"),
    "capacity": _in_module("team:capacity_from"),
    "rules": _in_module("rules:rules_from"),
    "follow_up": _starts,
    "views": _in_module("views:views_from"),
    "business_hours": _in_module("business_hours:hours_from"),
    "contact_cap": _whole_or_none,
    "contact_days": _whole,
    "editor": _flag,
    "playbooks": _any_table,
}
