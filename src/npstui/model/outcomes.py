"""The closed lists of follow-up: channels, results, outcomes, reasons to exclude."""

from enum import StrEnum

from npstui.model.category import Category


class Channel(StrEnum):
    """How a customer was contacted."""

    MAIL = "mail"
    PHONE = "phone"
    SMS = "sms"
    LETTER = "letter"
    CHAT = "chat"
    VISIT = "visit"
    OTHER = "other"


class Result(StrEnum):
    """What came of a contact."""

    SENT = "sent"
    REACHED = "reached"
    LEFT_WORD = "left-word"
    NO_ANSWER = "no-answer"
    WRONG_ADDRESS = "wrong-address"


class Ask(StrEnum):
    """What a promoter was asked for."""

    REVIEW = "review"
    REFERRAL = "referral"


class AskAnswer(StrEnum):
    """What they said to it."""

    AGREED = "agreed"
    DECLINED = "declined"


STOPS_THE_CLOCK: frozenset[str] = frozenset({Result.SENT, Result.REACHED, Result.LEFT_WORD})

OUTCOMES: dict[Category, tuple[str, ...]] = {
    Category.DETRACTOR: (
        "solved",
        "apologised",
        "compensated",
        "alternative",
        "upgrade",
        "unreachable",
        "no-action",
    ),
    Category.PASSIVE: ("kept", "promoted", "left", "unknown"),
    Category.PROMOTER: ("thanked", "referred", "reviewed", "declined"),
}
# What a customer can be given; a promoter's is the reward. A store's own list stands instead.
REMEDIES: tuple[str, ...] = (
    "refund",
    "discount",
    "voucher",
    "replacement",
    "upgrade",
    "gift",
    "loyalty-card",
    "limited-edition",
    "early-test",
)
ANSWERED_AGAIN = "answered-again"
PROMOTED = "promoted"


class ExclusionReason(StrEnum):
    """Why a response does not count in the numbers."""

    TEST = "test"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    SCALE_MISREAD = "scale-misread"
    OTHER = "other"


def stops_the_clock(result: str) -> bool:
    """Whether a contact with this result is the first contact: sent, reached and left-word are."""
    return result in STOPS_THE_CLOCK


def outcomes_for(category: Category, own: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The outcomes a person may give a case of this category; `own` are those the store adds."""
    return OUTCOMES[category] + own
