"""Every setting with its value, and where the value comes from."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from npstui.model.category import Category
from npstui.settings.store_file import (
    FILE_NAME,
    StoreSettings,
    load_store_settings,
    written_settings,
)
from npstui.settings.user_file import (
    UserSettings,
    from_environment,
    load_user_settings,
    written_keys,
)


class Origin(StrEnum):
    """Where a value comes from, the weakest first."""

    DEFAULT = "default"
    STORE = "store.toml"
    USER = "config.toml"
    ENVIRONMENT = "environment"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it holds. `place` is the file, the variable or the option; None by default.

    Values are plain: texts, numbers, flags, lists of texts, tables of texts.
    """

    key: str
    value: object
    origin: Origin
    place: str | None
    default: object


def store_settings(store: Path) -> tuple[Setting, ...]:
    """What the store's team decided, in the order of store.toml. Raises SettingsError."""
    file = store / FILE_NAME
    written = written_settings(file)
    now, default = (dict(_of_store(each)) for each in (load_store_settings(file), StoreSettings()))
    return tuple(
        Setting(key, value, Origin.STORE, str(file), default[key])
        if key in written or any(name.startswith(f"{key}.") for name in written)
        else Setting(key, value, Origin.DEFAULT, None, default[key])
        for key, value in now.items()
    )


def user_settings(config: Path) -> tuple[Setting, ...]:
    """What the user decided, environment before file. Raises SettingsError."""
    written = written_keys(config)
    now, default = (dict(_of_user(each)) for each in (load_user_settings(config), UserSettings()))
    listed = []
    for key, value in now.items():
        variable = from_environment(key)
        if variable is not None:
            origin, place = Origin.ENVIRONMENT, variable
        elif _IN_FILE.get(key, key) in written:
            origin, place = Origin.USER, str(config)
        else:
            origin, place = Origin.DEFAULT, None
        listed.append(Setting(key, value, origin, place, default[key]))
    return tuple(listed)


def told_by_call(
    key: str, value: str | None, default: str, *, option: str, variable: str, by_flag: bool
) -> Setting:
    """A setting that an option or its variable gives, such as the store."""
    if value is None:
        return Setting(key, default, Origin.DEFAULT, None, default)
    if by_flag or not os.environ.get(variable):
        return Setting(key, value, Origin.FLAG, option, default)
    return Setting(key, value, Origin.ENVIRONMENT, variable, default)


_IN_FILE = {"private_views": "views"}


def _of_store(settings: StoreSettings) -> Iterator[tuple[str, object]]:
    yield "name", settings.name
    yield "time_zone", settings.time_zone
    yield "team", list(settings.team)
    yield "minimum_n", settings.minimum_n
    yield "goal", settings.goal
    yield "earliest", settings.earliest.isoformat()
    for table, spans in (("due", settings.due), ("lapse", settings.lapse)):
        for category in Category:
            yield f"{table}.{category}", str(spans[category])
    yield "contact_cap", settings.contact_cap
    yield "contact_days", settings.contact_days
    yield "editor", settings.editor
    yield "outcomes", list(settings.outcomes)
    yield "tags", list(settings.tags)
    hours = settings.business_hours
    yield "business_hours", "" if hours is None else hours.words
    off = () if hours is None else sorted(hours.holidays)
    yield "business_hours.holidays", [day.isoformat() for day in off]
    yield "remedies", list(settings.remedies)
    yield "people", dict(settings.people)
    yield "absence", {name: day.isoformat() for name, day in settings.absence.items()}
    yield "capacity", dict(settings.capacity)
    yield "rules", [rule.name for rule in settings.rules]
    yield "playbooks", sorted(settings.playbooks)
    yield "follow_up", _starts(settings.follow_up)
    yield "views", sorted(settings.views)


def _of_user(settings: UserSettings) -> Iterator[tuple[str, object]]:
    yield "preset", settings.preset
    yield "glyphs", settings.glyphs
    yield "theme", settings.theme
    yield "bell", settings.bell
    yield "keys", dict(settings.keys)
    yield "private_views", {store: sorted(views) for store, views in settings.views.items()}


def _starts(starts: Mapping[Category, datetime | None] | None) -> object:
    if starts is None:
        return None
    return {str(category): _start(start) for category, start in starts.items()}


def _start(start: date | None) -> str:
    return "all" if start is None else start.isoformat()
