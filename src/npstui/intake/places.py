"""How far followed files were read, kept in the store so that the next follower goes on there.

A file of the store for each followed one. It is written before the commit it belongs to and names
that import: whoever reads it sees in the catalog whether the commit was made.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from npstui.intake.dates import DayOrder
from npstui.intake.file_plan import FilePlan
from npstui.intake.options import ImportOptions
from npstui.store.files import access_of, replace_text
from npstui.store.store import Store

_PLACE = "followed-{}.json"


@dataclass(frozen=True, slots=True)
class Reached:
    """Up to here a file was read: a byte, the physical line there, and a mark of what is before.

    `unended` says that the last line had no end yet. `size` and `changed` are those of a file at
    which nothing was left to do, -1 where something may be.
    """

    offset: int = 0
    line: int = 1
    mark: str = ""
    unended: bool = False
    size: int = -1
    changed: int = -1


@dataclass(frozen=True, slots=True)
class Place:
    """What is kept of one followed file.

    `reading` stands for the options it was read with, `names`, `day_orders` and `commas` for how
    its columns were, `paths` all those of lines of JSON. `before` holds where `import_id` was not
    committed.
    """

    device: int
    inode: int
    reading: str
    reached: Reached
    names: tuple[str, ...] = ()
    day_orders: Mapping[str, str] = field(default_factory=dict)
    commas: Mapping[str, bool] = field(default_factory=dict)
    import_id: int | None = None
    before: Reached | None = None
    paths: tuple[str, ...] = ()

    def with_orders(self, plan: FilePlan) -> FilePlan:
        """The plan without the doubts that the file's first rows settled."""
        orders = {name: DayOrder(order) for name, order in self.day_orders.items()}
        return replace(
            plan,
            columns=replace(plan.columns, doubts=frozenset()),
            day_orders={**plan.day_orders, **orders},
            commas={**plan.commas, **self.commas},
        )


def place_of(path: Path, store: Store, reading: str) -> Place | None:
    """What is kept of a file that was read with the same options; None where nothing is."""
    try:
        place = _read((store.path / _PLACE.format(path_key(path))).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if place.reading != reading:
        return None
    if place.import_id is None or any(row.import_id == place.import_id for row in store.imports()):
        return place
    return None if place.before is None else replace(place, reached=place.before)


def keep_place(path: Path, store: Store, place: Place) -> None:
    """Keep it. On a full disk nothing is kept rather than what was: the file is read whole then."""
    kept = store.path / _PLACE.format(path_key(path))
    try:
        replace_text(kept, json.dumps(asdict(place)), access_of(store.path))
    except OSError:
        kept.unlink(missing_ok=True)


def reading_of(options: ImportOptions) -> str:
    """What stands for the options that decide how a file is read."""
    told = (
        sorted(options.mapping.items()),
        options.preset,
        options.source,
        options.time_zone,
        options.scale and options.scale.in_words(),
        options.date_order,
        options.update,
    )
    return _short(repr(told))


def path_key(path: Path) -> str:
    """What stands for a path in the names of files."""
    return _short(os.fsencode(path.absolute()).hex())


def _short(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _read(text: str) -> Place:
    found: dict[str, Any] = json.loads(text)
    before = found.pop("before")
    return Place(
        **{
            **found,
            "reached": Reached(**found["reached"]),
            "before": None if before is None else Reached(**before),
            "names": tuple(found["names"]),
            "paths": tuple(found["paths"]),
        }
    )
