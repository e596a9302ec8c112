"""A response: its canonical columns, and what identifies it and its customer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a column holds: MOMENT is UTC in microseconds, FLAG yes or no."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    MOMENT = "moment"
    FLAG = "flag"


class Reading(StrEnum):
    """How an extra column, stored as text as found, is read."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column: name in files and JSON, kind, whether scores can be split by it."""

    name: str
    kind: Kind = Kind.TEXT
    dimension: bool = False


class ResponseRef(NamedTuple):
    """What names one response in a store: its id within its source."""

    source: str
    response_id: str


CANONICAL: tuple[Column, ...] = (
    Column("response_id"),
    Column("responded_at", Kind.MOMENT),
    Column("score", Kind.WHOLE),
    Column("comment"),
    Column("customer_id"),
    Column("customer_name"),
    Column("email"),
    Column("phone"),
    Column("company"),
    Column("survey", dimension=True),
    Column("survey_type", dimension=True),
    Column("question"),
    Column("channel", dimension=True),
    Column("touchpoint", dimension=True),
    Column("product", dimension=True),
    Column("region", dimension=True),
    Column("agent", dimension=True),
    Column("team", dimension=True),
    Column("language", dimension=True),
    Column("revenue", Kind.NUMBER),
    Column("purchased_at", Kind.MOMENT),
    Column("preferred_channel"),
    Column("do_not_contact", Kind.FLAG),
)
CANONICAL_NAMES: frozenset[str] = frozenset(column.name for column in CANONICAL)

SURVEY_TYPES = ("relationship", "transactional")

# Kept beside the canonical columns in every segment; no file may bring a column of these names.
STORE_NAMES = ("source", "import_id")
# What `list` and exports tell of a response, its case and customer, and the texts noted on it.
CASE_KEYS = (
    "status", "assignee", "tags", "due_at", "first_contact_at", "resolved_at", "outcome",
    "snoozed_until", "window_ends_at", "told_at", "handed_to", "handed_until", "again_at",
    "promoter_stage", "no_contact_reason", "excluded",
)  # fmt: skip
NOTES = "notes"
# Names that mean something of our own in every table: a file's column of one is kept as “NAME
# (file)”.
RESERVED_NAMES: frozenset[str] = frozenset({*STORE_NAMES, "category", *CASE_KEYS, NOTES})


def name_beside(name: str) -> str:
    """What a file's column is kept under: its own name, unless that is reserved."""
    return f"{name} (file)" if name in RESERVED_NAMES else name


def customer_key(customer_id: str | None, email: str | None, phone: str | None) -> str | None:
    """Whose response it is: customer_id, else mail (case folded), else phone, else None."""
    if customer_id:
        return customer_id
    if email:
        return email.strip().casefold()
    return phone or None


def can_be_contacted(email: str | None, phone: str | None) -> bool:
    """Whether the response brings a way to reach its customer."""
    return bool(email) or bool(phone)
