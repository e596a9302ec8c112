"""How one language writes headers and dates, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words. All are compared folded (words.folded).

    `names` maps each canonical field to what its column is called, `generic` to what may be the
    field and yields to every surer name; both comma-separated, the surest first, so that a name
    that surely means the field stands before one that may.
    `questions` maps a field to the ways its question is asked: "a | b & c" wants a or b, and c.
    `scale` are phrases of a scale of 0 to 10 in a question that does not say “recommend”.
    `other_metrics` are words of a question on such a scale that asks for no NPS: satisfaction,
    effort.
    `first_name` and `last_name` name the columns that hold a customer's name in two parts.
    `elsewhen` are words in the header of a time at which nobody answered: sent, opened, born.
    `others` are words in the header of a column about somebody who is not the customer.
    `places` are words in the header of a column about where somebody lives, or with what they read.
    `counts` name a column that says how many answers a row stands for.
    `totals` begin a row below the answers that sums them up.
    `unanswered` are what stands in a score where there is no answer: nothing said, nothing known,
    nothing told.
    `parts` are what the second of two header rows writes for the kind of an answer.
    `months` are the twelve months, comma-separated, each with its short forms.
    """

    code: str
    names: Mapping[str, str]
    generic: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scale: str = ""
    other_metrics: str = ""
    first_name: str = ""
    last_name: str = ""
    elsewhen: str = ""
    others: str = ""
    places: str = ""
    counts: str = ""
    totals: str = ""
    unanswered: str = ""
    parts: str = ""
    months: str = ""


def listed(text: str) -> tuple[str, ...]:
    """The words of a comma-separated list."""
    return tuple(word.strip() for word in text.split(",") if word.strip())
