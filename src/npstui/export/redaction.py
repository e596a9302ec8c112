"""Which columns an export may have when it must hold no personal data."""

from collections.abc import Sequence

from npstui.model.response import CANONICAL_NAMES, CASE_KEYS, NOTES

# Whose response it is. Never in a redacted export.
CUSTOMER = ("customer_id", "customer_name", "email", "phone", "company")
# Texts that people wrote, and may have put a name or a number in.
WRITTEN = ("comment", NOTES)
# What our own tables have beside the canonical columns, and what the log has.
_OURS = frozenset({"source", "category", *CASE_KEYS})
_LOG = frozenset({"event_id", "verb_id", "at", "actor", "person", "kind", "data"})
# Keys of an event's data that hold what somebody wrote.
WRITTEN_IN_EVENTS = ("text", "note")


def is_customers(name: str) -> bool:
    """Whether the column says whose response it is."""
    return name in CUSTOMER


def without_personal_data(names: Sequence[str]) -> list[str]:
    """The columns that are safe by what they are.

    Not the customer's, no free text, and no column of a file that we do not know: it may hold
    anything. What a reader has looked at can be asked for by its name.
    """
    known = (CANONICAL_NAMES | _OURS | _LOG) - {*CUSTOMER, *WRITTEN}
    return [name for name in names if name in known]
