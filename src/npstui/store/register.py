"""Imports, segments, columns and quarantine keys: the part of the catalog that importing writes.

Functions take the connection of a transaction that is under way.
"""

import json
import sqlite3
from collections.abc import Sequence

from npstui.model.response import Reading, ResponseRef
from npstui.store.errors import VersionMoved
from npstui.store.stored import (
    fates_from_json,
    fates_to_json,
    from_micros,
    moment_of,
    policy_from_json,
    policy_to_json,
    remembered_from_json,
    remembered_to_json,
    to_json,
    to_micros,
)
from npstui.store.values import ExtraColumn, ImportRow, RefusedKey, Remembered, SegmentRow


def segments_version(connection: sqlite3.Connection) -> int:
    """The number that every change of the segments moves."""
    return int(connection.execute("SELECT segments_version FROM counters").fetchone()[0])


def live_segments(connection: sqlite3.Connection) -> tuple[SegmentRow, ...]:
    """The registered segments, by name."""
    found = connection.execute(
        "SELECT name, rows, earliest, latest, columns FROM segments ORDER BY name"
    ).fetchall()
    return tuple(
        SegmentRow(
            name, rows, from_micros(earliest), from_micros(latest), tuple(json.loads(columns))
        )
        for name, rows, earliest, latest, columns in found
    )


def extra_columns(connection: sqlite3.Connection) -> tuple[ExtraColumn, ...]:
    """The extra columns in the order they came."""
    found = connection.execute("SELECT name, reading FROM columns ORDER BY position").fetchall()
    return tuple(ExtraColumn(name, Reading(reading)) for name, reading in found)


def all_imports(connection: sqlite3.Connection) -> list[ImportRow]:
    """The imports in the order of their registration times."""
    found = connection.execute(
        "SELECT import_id, at, actor, person, source, path, mapping, policy, fates,"
        " remembered FROM imports ORDER BY at, import_id"
    ).fetchall()
    return [
        ImportRow(
            import_id,
            moment_of(at),
            actor,
            person,
            source,
            path,
            json.loads(mapping),
            policy_from_json(policy),
            fates_from_json(fates),
            remembered_from_json(remembered),
        )
        for import_id, at, actor, person, source, path, mapping, policy, fates, remembered in found
    ]


def remembered_columns(connection: sqlite3.Connection) -> list[tuple[str, Remembered]]:
    """What is remembered of the columns of each source, each way once, the newest first."""
    found = connection.execute(
        "SELECT source, remembered, max(at) AS newest FROM imports WHERE remembered <> ''"
        " GROUP BY source, remembered ORDER BY newest DESC, max(import_id) DESC"
    ).fetchall()
    listed = [(source, remembered_from_json(text)) for source, text, _newest in found]
    return [(source, remembered) for source, remembered in listed if remembered is not None]


def is_live(connection: sqlite3.Connection, name: str) -> bool:
    """Whether the segment is registered."""
    found = connection.execute("SELECT 1 FROM segments WHERE name = ?", (name,)).fetchall()
    return bool(found)


def known_refusals(connection: sqlite3.Connection, keys: Sequence[str]) -> set[str]:
    """Those of the keys that are in quarantine."""
    found = connection.execute(
        "SELECT key FROM refused WHERE key IN (SELECT value FROM json_each(?))",
        (to_json(list(keys)),),
    ).fetchall()
    return {key for (key,) in found}


def refusals_beginning(connection: sqlite3.Connection, beginning: str) -> set[str]:
    """The keys in quarantine that begin so."""
    found = connection.execute(
        "SELECT key FROM refused WHERE key >= ?1 AND substr(key, 1, length(?1)) = ?1", (beginning,)
    ).fetchall()
    return {key for (key,) in found}


def count_refusals(connection: sqlite3.Connection) -> int:
    """How many keys are in quarantine."""
    return int(connection.execute("SELECT count(*) FROM refused").fetchone()[0])


def earlier_contents(connection: sqlite3.Connection, ref: ResponseRef) -> list[tuple[int, str]]:
    """What an updated response said before, oldest first, with the import that replaced it."""
    return connection.execute(
        "SELECT import_id, content FROM superseded WHERE source = ? AND response_id = ?"
        " ORDER BY superseded_id",
        ref,
    ).fetchall()


def cases_updated(connection: sqlite3.Connection) -> list[ResponseRef]:
    """The cases whose response was updated."""
    if connection.execute("SELECT 1 FROM superseded LIMIT 1").fetchone() is None:
        return []
    found = connection.execute(
        "SELECT source, response_id FROM cases AS c WHERE EXISTS (SELECT 1 FROM superseded AS s"
        " WHERE s.source = c.source AND s.response_id = c.response_id)"
    ).fetchall()
    return [ResponseRef(*ref) for ref in found]


def register_import(
    connection: sqlite3.Connection,
    expected_version: int,
    segments: Sequence[SegmentRow],
    row: ImportRow,
    columns: Sequence[ExtraColumn],
    refused: Sequence[RefusedKey],
    cleared: Sequence[str],
    superseded: Sequence[tuple[ResponseRef, str]],
    dropped: Sequence[str],
) -> int:
    """Writes an import whole; the version after it. Raises VersionMoved."""
    _check_version(connection, expected_version)
    read_before = extra_columns(connection)
    connection.execute(
        "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.import_id,
            to_micros(row.at),
            row.actor,
            row.person,
            row.source,
            row.path,
            to_json(dict(row.mapping)),
            policy_to_json(row.policy),
            fates_to_json(row.fates),
            remembered_to_json(row.remembered),
        ),
    )
    connection.executemany(
        "INSERT INTO columns (name, reading) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET reading = excluded.reading",
        [(column.name, column.reading.value) for column in columns],
    )
    connection.executemany("DELETE FROM refused WHERE key = ?", [(key,) for key in cleared])
    connection.executemany(
        "INSERT OR IGNORE INTO refused VALUES (?, ?)",
        [(line.key, line.import_id) for line in refused],
    )
    connection.executemany(
        "INSERT INTO superseded (source, response_id, import_id, content) VALUES (?, ?, ?, ?)",
        [(*ref, row.import_id, content) for ref, content in superseded],
    )
    changed = _change_segments(connection, dropped, segments)
    if changed or extra_columns(connection) != read_before:
        return _move_version(connection)
    return expected_version


def exchange_segments(
    connection: sqlite3.Connection,
    expected_version: int,
    dropped: Sequence[str],
    added: Sequence[SegmentRow],
) -> int:
    """Writes what a compaction made; the version after it. Raises VersionMoved."""
    _check_version(connection, expected_version)
    if _change_segments(connection, dropped, added):
        return _move_version(connection)
    return expected_version


def _check_version(connection: sqlite3.Connection, expected: int) -> None:
    current = segments_version(connection)
    if current != expected:
        raise VersionMoved(current)


def _change_segments(
    connection: sqlite3.Connection, dropped: Sequence[str], added: Sequence[SegmentRow]
) -> bool:
    connection.executemany("DELETE FROM segments WHERE name = ?", [(name,) for name in dropped])
    connection.executemany(
        "INSERT INTO segments VALUES (?, ?, ?, ?, ?)",
        [
            (
                segment.name,
                segment.rows,
                to_micros(segment.earliest),
                to_micros(segment.latest),
                to_json(segment.columns),
            )
            for segment in added
        ],
    )
    return bool(dropped or added)


def _move_version(connection: sqlite3.Connection) -> int:
    connection.execute("UPDATE counters SET segments_version = segments_version + 1")
    return segments_version(connection)
