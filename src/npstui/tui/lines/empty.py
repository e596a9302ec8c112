"""What stands where a list has no rows: why, and what to press."""

from collections.abc import Sequence

from npstui.model.category import Category
from npstui.present import numbers
from npstui.present.text import SafeText
from npstui.present.values import QueueCounts, View

_WHY = {
    View.QUEUE: "No {name} waits for a first contact.",
    View.MINE: "No open {name} case is yours; m takes one.",
    View.UNCLAIMED: "Every waiting {name} case has an owner.",
    View.ALL: "No {name} case waits for anybody.",
    View.LATE: "Nothing is late.",
    View.UNDER_30: "No passive's window ends within 30 days.",
    View.EASY: "No passive has both a comment and a tag; t tags one.",
    View.THIS_WEEK: "No promoter of this week waits for thanks.",
    View.ASKED: "Nobody was asked for a review or a friend; a contact may ask.",
    View.AGREED: "Nobody who agreed has yet to do it.",
    View.REFERRED: "Nobody has referred a friend or written a review yet; x says so.",
    View.THANKED_LONG_AGO: "Everybody was thanked within 90 days.",
    View.PRAISE: "No praise names who dealt with the customer, or all of it was handed on.",
    View.HANDED_ON: "Nothing waits elsewhere; h hands a case on.",
    View.IN_WORK: "No {name} case is in work; one is after its first contact.",
    View.SNOOZED: "Nothing is snoozed; z sets a case aside.",
    View.ASK_AGAIN: "Nobody was told when we ask again; a contact may say it.",
    View.LAPSED: "No {name} case has lapsed untouched.",
    View.NO_CONTACT_DATA: "Every waiting {name} can be reached by phone or mail.",
}
_NOTHING = "No {name} case is here."


def empty_view(
    category: Category | None,
    view: View,
    counts: Sequence[QueueCounts],
    *,
    unnarrowed: int = 0,
) -> tuple[SafeText, ...]:
    """The lines of an empty view; `unnarrowed` is what it holds without the filter."""
    if unnarrowed:
        held = numbers.count(unnarrowed, "case")
        told = f"   The filter lets none of {held} through. f changes it, F clears it."
        return SafeText(""), SafeText(told)
    name = "open" if category is None else category.value
    lines = ["", f"   {_WHY.get(view, _NOTHING).format(name=name)}", ""]
    waiting = sum(count.waiting for count in counts if category in (None, count.category))
    if view is not View.QUEUE and waiting:
        lines.append("   tab goes to the next view, shift+tab back.")
    elif view is View.QUEUE:
        lines.append("   tab shows the other views, 1 the overview; npstui import adds answers.")
    return tuple(SafeText(line) for line in lines)
