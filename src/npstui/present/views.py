"""Which views each queue has, in the order of their tabs, and what they are called."""

from collections.abc import Mapping

from npstui.model.category import Category
from npstui.present.values import View

VIEWS: Mapping[Category | None, tuple[View, ...]] = {
    Category.DETRACTOR: (
        View.QUEUE,
        View.MINE,
        View.UNCLAIMED,
        View.LATE,
        View.IN_WORK,
        View.SNOOZED,
        View.NO_CONTACT_DATA,
        View.HANDED_ON,
        View.ALL,
        View.LAPSED,
    ),
    Category.PASSIVE: (
        View.QUEUE,
        View.UNDER_30,
        View.FROM_30,
        View.FROM_60,
        View.EASY,
        View.MINE,
        View.LAPSED,
        View.SNOOZED,
        View.NO_CONTACT_DATA,
        View.ASK_AGAIN,
        View.HANDED_ON,
        View.ALL,
    ),
    Category.PROMOTER: (
        View.QUEUE,
        View.ALL,
        View.THIS_WEEK,
        View.ASKED,
        View.AGREED,
        View.REFERRED,
        View.THANKED_LONG_AGO,
        View.PRAISE,
        View.MINE,
        View.IN_WORK,
        View.SNOOZED,
        View.NO_CONTACT_DATA,
        View.HANDED_ON,
        View.LAPSED,
    ),
    None: (
        View.ALL,
        View.MINE,
        View.LATE,
        View.IN_WORK,
        View.SNOOZED,
        View.NO_CONTACT_DATA,
        View.ASK_AGAIN,
        View.HANDED_ON,
        View.EVERY,
    ),
}

# What a list can be sorted by, as it is written and as it is said.
SORT_WORDS: Mapping[str, str] = {
    "due": "due time",
    "score": "score",
    "customer": "customer",
    "owner": "owner",
    "arrived": "arrival",
    "value": "value",
    "tries": "tries",
    "left": "days left",
    "told": "when we ask again",
    "stage": "time in the stage",
    "praised": "who is praised",
}

_TITLES: Mapping[View, str] = {
    View.QUEUE: "Queue",
    View.MINE: "Mine",
    View.UNCLAIMED: "Unclaimed",
    View.LATE: "Late",
    View.IN_WORK: "In work",
    View.SNOOZED: "Snoozed",
    View.HANDED_ON: "Handed on",
    View.NO_CONTACT_DATA: "No contact data",
    View.UNDER_30: "Under 30 days",
    View.FROM_30: "30 to 60",
    View.FROM_60: "60 to 90",
    View.EASY: "Easy wins",
    View.THIS_WEEK: "This week",
    View.ASKED: "Asked",
    View.AGREED: "Agreed",
    View.REFERRED: "Referred",
    View.THANKED_LONG_AGO: "Thanked > 90 d ago",
    View.PRAISE: "Praise by name",
    View.ALL: "All",
    View.LAPSED: "Lapsed",
    View.ASK_AGAIN: "Ask again",
    View.EVERY: "With ended",
}
_QUEUE_TITLES = {Category.PASSIVE: "Open", Category.PROMOTER: "To thank"}


def view_title(view: View, category: Category | None) -> str:
    """What the tab of a view says in the queue of a category."""
    if view is View.QUEUE and category is not None:
        return _QUEUE_TITLES.get(category, _TITLES[view])
    return _TITLES[view]
