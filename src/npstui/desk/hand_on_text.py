"""What goes along with a case that is handed on: its comment and facts as plain text."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.desk.detail import own_words
from npstui.desk.naming import customer_name
from npstui.model.response import CANONICAL_NAMES, CASE_KEYS, STORE_NAMES
from npstui.present.text import safe, safe_lines

_FACTS = (
    ("product", "Product"),
    ("touchpoint", "Touchpoint"),
    ("region", "Region"),
    ("channel", "Channel"),
    ("agent", "Agent"),
    ("team", "Team"),
    ("language", "Language"),
    ("purchased_at", "Purchased"),
    ("survey", "Survey"),
)
_CONTACT = (
    ("customer_name", "Name"),
    ("company", "Company"),
    ("customer_id", "Customer"),
    ("email", "Mail"),
    ("phone", "Phone"),
)
_NOT_FACTS = frozenset({*CANONICAL_NAMES, *STORE_NAMES, *CASE_KEYS, "category"})
# A column of a file that we do not know may hold an address or a number all the same.
_ADDRESS = re.compile(r"@|\+?\d[\d\s().-]{6,}\d")


def hand_on_text(
    rows: Sequence[Mapping[str, object]],
    *,
    to: str,
    until: datetime | None,
    note: str,
    person: str,
    store: str,
    zone: ZoneInfo,
    contact: bool,
) -> str:
    """The text for the rows of Desk.listed_table; nothing in it can steer a terminal.

    Without `contact` no name, address or number of a customer is in it but what they wrote.
    """
    head = [f"To {safe(to)}, from {safe(person)}" + (f", {safe(store)}" if store else "")]
    if until is not None:
        head.append(f"We come back to it {until.astimezone(zone):%Y-%m-%d %H:%M}.")
    if note:
        head += ["", safe_lines(note)]
    parts = ["\n".join(head), *(_about(row, zone, contact=contact) for row in rows)]
    return "\n\n".join(parts) + "\n"


def _about(row: Mapping[str, object], zone: ZoneInfo, *, contact: bool) -> str:
    at = row.get("responded_at")
    answered = (
        f", answered {at.astimezone(zone):%Y-%m-%d %H:%M}" if isinstance(at, datetime) else ""
    )
    lines = [
        f"{row['score']} of 10, {row['category']}{answered}   ({safe(str(row['response_id']))})"
    ]
    lines.append(safe_lines(str(row["comment"])) if row.get("comment") else "(no comment)")
    facts = [(label, row.get(name)) for name, label in _FACTS]
    facts += [
        (safe(name), value)
        for name, value in row.items()
        if name not in _NOT_FACTS and (contact or not _ADDRESS.search(_shown(value)))
    ]
    tags = row.get("tags")
    facts.append(("Tags", ", ".join(map(str, tags)) if isinstance(tags, list) else None))
    if contact:
        facts += [(label, row.get(name)) for name, label in _CONTACT]
    lines += [f"{label}: {safe(_shown(value))}" for label, value in facts if _shown(value)]
    if contact and row.get("do_not_contact"):
        lines.append(f"{customer_name(row)} may not be contacted.")
    return "\n".join(lines)


def _shown(value: object) -> str:
    return "" if value is None else own_words(value)
