"""Followed files that were refused, kept in the store until they come in: whoever was not there
when it was said finds them among the imports.

A file of the store for each of them, so that two followers never write the same one.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from npstui.intake.inbox import INBOX, REFUSED
from npstui.intake.places import path_key
from npstui.intake.staging import FileResult
from npstui.store.files import access_of, replace_text
from npstui.store.store import Store

_FILE = "refused-{}.json"
_MOST = 200


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file of which nothing was taken: when, for whom, and the sentence that says why."""

    path: str
    at: datetime
    person: str
    why: str


def keep_refusals(store: Store, results: Iterable[FileResult], now: datetime, person: str) -> None:
    """Keep those of the results that were refused, each until its file comes in."""
    inbox = store.path / INBOX
    for result in results:
        if result.refusal is None:
            continue
        path, why = Path(result.path), result.refusal
        if path.parent == inbox and not path.exists():
            why += f" It lies in {inbox / REFUSED} now."
        keep_refusal(store, path, RefusedFile(result.path, now, person, why))


def keep_refusal(store: Store, path: Path, refused: RefusedFile) -> None:
    """Keep it in the place of an earlier one. A full disk keeps nothing: it was said already."""
    kept = store.path / _FILE.format(path_key(path))
    told = {
        "path": refused.path,
        "at": refused.at.isoformat(),
        "person": refused.person,
        "why": refused.why,
    }
    with suppress(OSError):
        replace_text(kept, json.dumps(told), access_of(store.path))
        for old in _newest_first(store)[_MOST:]:
            old.unlink(missing_ok=True)


def forget_refusal(store: Store, path: Path) -> None:
    """The file came in, or nothing is in its way any more."""
    with suppress(OSError):
        (store.path / _FILE.format(path_key(path))).unlink(missing_ok=True)


def refused_files(store: Store) -> list[RefusedFile]:
    """The refused files, newest first; not those that were imported since."""
    since = {row.path: row.at for row in store.imports()}  # the last of each
    found = [each for path in _newest_first(store) if (each := _read(path)) is not None]
    left = [each for each in found if each.path not in since or since[each.path] < each.at]
    return sorted(left, key=lambda each: each.at, reverse=True)


def _newest_first(store: Store) -> list[Path]:
    times: list[tuple[int, Path]] = []
    for path in store.path.glob(_FILE.format("*")):
        with suppress(OSError):
            times.append((path.stat().st_mtime_ns, path))
    return [path for _time, path in sorted(times, reverse=True)]


def _read(path: Path) -> RefusedFile | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        at = datetime.fromisoformat(told["at"])
        return RefusedFile(str(told["path"]), at, str(told["person"]), str(told["why"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None  # cut off by a full disk, or not ours
