"""The contacts in the log, as plain rows: a hundred thousand of them in some tenths of a second."""

import json
import sqlite3
from datetime import datetime

from npstui.store.stored import to_micros
from npstui.store.values import ContactRow

_CONTACTS = """
    SELECT e.case_id, e.verb_id, c.source, c.response_id, v.at, e.data
    FROM events e JOIN verbs v USING (verb_id) JOIN cases c USING (case_id)
    WHERE e.kind = 'contacted' AND v.at >= ? AND v.at <= ?
"""
_TURNED = """
    SELECT e.case_id, json_extract(e.data, '$.verb'), e.kind
    FROM events e JOIN verbs v USING (verb_id)
    WHERE e.kind IN ('undone', 'redone') AND v.at <= ?
    ORDER BY e.event_id
"""
_FIRST, _LAST = -(2**62), 2**62


def contacts_between(
    connection: sqlite3.Connection, since: datetime | None, until: datetime | None
) -> list[ContactRow]:
    """The contacts made from `since` up to `until` that stood then, in no order."""
    last = _LAST if until is None else to_micros(until)
    turned = {
        (case_id, verb_id): kind == "undone"
        for case_id, verb_id, kind in connection.execute(_TURNED, (last,))
    }
    first = _FIRST if since is None else to_micros(since)
    found = connection.execute(_CONTACTS, (first, last)).fetchall()
    if turned:
        found = [row for row in found if not turned.get(row[:2])]
    # Reading the JSON here takes half of what SQLite needs: most contacts say the same.
    said = {data: _said(data) for data in {row[5] for row in found}}
    return [(*row[2:5], *said[row[5]]) for row in found]


def _said(data: str) -> tuple[str, str, str | None]:
    read = json.loads(data)
    return read["channel"], read["result"], read.get("template")
