"""What a customer is called on screen."""

from collections.abc import Mapping

from npstui.present.text import EMPTY, SafeText, safe

# What a customer can be called by, the best first.
NAMES = ("customer_name", "company", "email", "customer_id", "phone")


def customer_name(row: Mapping[str, object]) -> SafeText:
    """What a customer is called: name, else company, mail, id, phone; else an empty text."""
    for column in NAMES:
        if row.get(column):
            return safe(str(row[column])[:200])
    return EMPTY
