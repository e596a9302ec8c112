"""Which responses count in a score."""

from enum import StrEnum


class Counting(StrEnum):
    """Every answer, or the latest of each customer. Shown beside every score."""

    ANSWERS = "answers"
    CUSTOMERS = "customers"
