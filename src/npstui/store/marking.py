"""Markers in the catalog: dated notes on the timeline. Functions take a transaction's connection.

A marker is added and may be dropped once; neither takes it out of the table.
"""

import sqlite3
from datetime import datetime

from npstui.store.stored import from_micros, moment_of, to_micros
from npstui.store.values import MarkerRow, NewMarker


def insert_marker(connection: sqlite3.Connection, marker: NewMarker) -> int:
    """Writes a marker; its id, which is never used again."""
    written = connection.execute(
        "INSERT INTO markers (at, text, narrowed, added_at, actor, person)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            to_micros(marker.at),
            marker.text,
            marker.where,
            to_micros(marker.added_at),
            marker.actor,
            marker.person,
        ),
    )
    return int(written.lastrowid or 0)


def drop_marker(
    connection: sqlite3.Connection, marker_id: int, at: datetime, actor: str, person: str
) -> bool:
    """Says of a standing marker that it no longer holds; whether there was one of that id."""
    written = connection.execute(
        "UPDATE markers SET dropped_at = ?, dropped_actor = ?, dropped_person = ?"
        " WHERE marker_id = ? AND dropped_at IS NULL",
        (to_micros(at), actor, person, marker_id),
    )
    return written.rowcount == 1


def all_markers(connection: sqlite3.Connection) -> list[MarkerRow]:
    """Every marker, dropped ones too, by the time they stand at."""
    found = connection.execute(
        "SELECT marker_id, at, text, narrowed, added_at, actor, person, dropped_at,"
        " dropped_person FROM markers ORDER BY at, marker_id"
    ).fetchall()
    return [
        MarkerRow(
            marker_id,
            moment_of(at),
            text,
            where,
            moment_of(added_at),
            actor,
            person,
            from_micros(dropped_at),
            by,
        )
        for marker_id, at, text, where, added_at, actor, person, dropped_at, by in found
    ]
