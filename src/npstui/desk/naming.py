"""What a customer is called on screen."""

from collections.abc import Mapping

from npstui.present.text import EMPTY, SafeText, safe


def customer_name(row: Mapping[str, object]) -> SafeText:
    """What a customer is called: name, else company, mail, id, phone; else an empty text."""
    for column in ("customer_name", "company", "email", "customer_id", "phone"):
        if row.get(column):
            return safe(str(row[column])[:200])
    return EMPTY
