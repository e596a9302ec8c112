"""What `npstui doctor` looks at: this program, the terminal, the settings, the store."""

import locale
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.cli import output

if TYPE_CHECKING:
    from npstui.settings.store_file import StoreSettings
    from npstui.store.store import Store

PACKAGES = (
    "textual", "rich", "polars", "click", "tomli-w", "platformdirs", "charset-normalizer",
    "fastexcel", "xlsxwriter", "snowballstemmer", "stopwordsiso", "numpy",
)  # fmt: skip
_TIGHT, _FULL = 1 << 30, 50 << 20  # bytes left on the disk: worth a word, and not enough to work
_COLUMNS, _LINES = 80, 24
_WIDE_AMBIGUOUS = ("zh", "ja", "ko")  # where terminals are often set to two cells for … and ─


class State(StrEnum):
    """How a check ended. A note is no fault; only wrong makes the exit code 1."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, and what was found, with the way out where it is wrong."""

    name: str
    state: State
    said: str


def program_checks() -> Iterator[Check]:
    """The versions of this program and of what it stands on; none of it is imported."""
    from npstui import __version__

    yield Check("npstui", State.OK, __version__)
    python = ".".join(str(part) for part in sys.version_info[:3])
    state = State.OK if sys.version_info >= (3, 11) else State.WRONG
    yield Check("python", state, f"{python}, SQLite {sqlite3.sqlite_version}")
    found: list[str] = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Check("packages", State.WRONG, f"{name} is not installed; install npstui again.")
    yield Check("packages", State.OK, ", ".join(found))


def terminal_checks(environment: Mapping[str, str]) -> Iterator[Check]:
    """What the terminal tells of itself: nothing is asked of it."""
    term = environment.get("TERM", "")
    size = shutil.get_terminal_size((_COLUMNS, _LINES))
    told = f"{term or 'TERM is not set'}, {size.columns} x {size.lines}"
    if not output.goes_to_a_terminal():
        yield Check("terminal", State.NOTE, f"{told}; the output goes elsewhere")
    elif term in ("", "dumb"):
        yield Check("terminal", State.WRONG, f"{told}; set TERM, for example xterm-256color")
    elif size.columns < _COLUMNS or size.lines < _LINES:
        yield Check("terminal", State.NOTE, f"{told}; made for {_COLUMNS} x {_LINES} and more")
    else:
        yield Check("terminal", State.OK, told)
    yield Check("colours", State.OK, _colours(environment))
    yield _locale(environment)
    yield _glyphs(environment)


def settings_checks(config: Path) -> Iterator[Check]:
    """The user's own settings and keys."""
    from npstui.desk.catalogue import CatalogueError
    from npstui.desk.keymaps import catalogue_for
    from npstui.settings.documents import SettingsError
    from npstui.settings.user_file import load_user_settings

    try:
        settings = load_user_settings(config)
        catalogue_for(settings, config)
    except (SettingsError, CatalogueError) as error:
        yield Check("config", State.WRONG, str(error))
        return
    told = str(config) if config.exists() else f"{config} is not there; the defaults hold"
    yield Check("config", State.OK, f"{told}; keys {settings.preset}, theme {settings.theme}")


def store_checks(path: Path, *, named: bool) -> Iterator[Check]:
    """The store: whether it opens, what is lost or damaged, who is here, room on the disk.

    `named` says that somebody asked for this one: then it is wrong where it is missing.
    """
    from npstui.settings.documents import SettingsError
    from npstui.store.errors import StoreError, StoreMissing
    from npstui.store.store import Store

    try:
        with Store.open(path) as store:
            yield Check("store", State.OK, f"{path}, version {store.catalog.version()}")
            yield from _inside(store)
    except StoreMissing as error:
        yield Check("store", State.WRONG if named else State.NOTE, str(error))
    except (StoreError, SettingsError) as error:
        yield Check("store", State.WRONG, str(error))
    yield _disk(path)


def _inside(store: "Store") -> Iterator[Check]:
    from npstui.present.numbers import count
    from npstui.store.health import examine

    settings = store.settings()
    yield from _hours(settings)
    yield _playbooks(store, settings)
    yield from _rules(store, settings)
    found = examine(store)
    segments = f"{count(found.segments, 'segment')}, {count(found.rows, 'answer')}"
    harm = (("missing", found.lost), ("cut off", found.cut_off), ("damaged", found.damaged))
    for what, names in harm:
        for name in names:
            where = store.path / "responses" / f"{name}.parquet"
            yield Check("segments", State.WRONG, f"{where} is {what}; restore it from a backup.")
    if not any(names for _, names in harm):
        yield Check("segments", State.OK, f"{segments}, all there and readable")
    if found.strays or found.without_index:
        yield Check(
            "leftovers",
            State.NOTE,
            f"{count(found.strays, 'file')} of no finished import, "
            f"{count(found.without_index, 'index', 'indexes')} to be made again; "
            "both clear up by themselves",
        )
    for fault in found.faults[:3]:
        yield Check("catalog", State.WRONG, f"{fault}; restore it from a backup.")
    if not found.faults:
        yield Check("catalog", State.OK, "sound")
    others = [name for name in store.who_is_here() if f"(process {os.getpid()})" not in name]
    yield Check("here", State.OK, ", ".join(others) or "nobody else")
    refused = store.quarantine_rows()
    if refused:
        yield Check(
            "quarantine",
            State.NOTE,
            f"{count(refused, 'refused row')} in {store.path / 'quarantine'}, each with its reason",
        )


def _hours(settings: "StoreSettings") -> Iterator[Check]:
    hours = settings.business_hours
    if hours is None:
        return
    told = f"{hours.words}, {settings.time_zone}"
    today = datetime.now(settings.zone).date()
    if hours.holidays and max(hours.holidays) < today:
        way_out = "set the coming ones with npstui config set business_hours.holidays"
        yield Check("hours", State.NOTE, f"{told}; every holiday set is past: {way_out}")
    else:
        ahead = sum(day >= today for day in hours.holidays)
        yield Check("hours", State.OK, f"{told}; holidays to come: {ahead}")


def _rules(store: "Store", settings: "StoreSettings") -> Iterator[Check]:
    if not settings.rules:
        return
    from npstui.intake.ruling import unheard_of

    extras = store.catalog.columns()
    faults = [
        f"{store.path / 'store.toml'}: rule “{rule.name}” would do nothing: {why}"
        for rule in settings.rules
        if (why := unheard_of(rule, settings.team, extras))
    ]
    # Before the first import nobody knows what columns the answers will have.
    state = State.WRONG if store.imports() else State.NOTE
    for fault in faults:
        yield Check("rules", state, fault)
    if not faults:
        yield Check("rules", State.OK, ", ".join(rule.name for rule in settings.rules))


def _playbooks(store: "Store", settings: "StoreSettings") -> Check:
    from npstui.settings.documents import SettingsError
    from npstui.settings.playbooks import load_playbooks
    from npstui.settings.store_file import FILE_NAME

    try:
        books = load_playbooks(store.path, settings.playbooks, store.path / FILE_NAME)
    except SettingsError as error:
        return Check("playbooks", State.WRONG, str(error))
    languages = sorted({code for book in books.by_name.values() for code in book.texts})
    return Check("playbooks", State.OK, f"{', '.join(books.by_name)}; {', '.join(languages)}")


def _disk(path: Path) -> Check:
    place = next(each for each in (path, *path.absolute().parents) if each.is_dir())
    free = shutil.disk_usage(place).free
    told = f"{free / (1 << 30):,.1f} GB free"
    if free < _FULL:
        return Check("disk", State.WRONG, f"{told} under {place}; make room.")
    return Check("disk", State.NOTE if free < _TIGHT else State.OK, told)


def _colours(environment: Mapping[str, str]) -> str:
    if environment.get("NO_COLOR"):
        return "none (NO_COLOR is set)"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "16 million"
    if "256" in environment.get("TERM", ""):
        return "256; COLORTERM=truecolor where the terminal can show more"
    return 'as the terminal has them; theme = "dark-16" suits one with 16'


def _locale(environment: Mapping[str, str]) -> Check:
    encoding = output.encoding() or locale.getencoding()
    named = next((environment[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(n)), "")
    told = f"{named or 'not set'}, {encoding}"
    if encoding.lower().replace("-", "") != "utf8":
        way_out = "the desk writes UTF-8 all the same; for the rest set LANG to C.UTF-8 or the like"
        return Check("locale", State.NOTE, f"{told}: names and signs may not show; {way_out}")
    return Check("locale", State.OK, told)


def _glyphs(environment: Mapping[str, str]) -> Check:
    told = "▴ ▪ ▾ … ─ ▁ ▇ should be one cell each"
    named = next((environment[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(n)), "")
    if named[:2] in _WIDE_AMBIGUOUS:
        return Check(
            "glyphs",
            State.NOTE,
            f"{told}; terminals set up for {named[:5]} may give … ─ ▁ two: "
            'then set them to one, or glyphs = "ascii"',
        )
    return Check("glyphs", State.OK, f'{told}; where columns shift, set glyphs = "ascii"')
