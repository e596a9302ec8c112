"""Why a case is no longer listed where it was: what somebody did, else what holds no more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from npstui.filters.parts import Part, Presence, Term
from npstui.filters.words import words_of
from npstui.model.case import Status
from npstui.present import times
from npstui.present.text import SafeText, safe
from npstui.present.values import View

Row = Mapping[str, object]


def why_left_view(row: Row, view: View, person: str, now: datetime) -> SafeText:
    """Two to five words on why a view holds a case no more; `row` is of the case frame."""
    ended = None if view in (View.ASK_AGAIN, View.EVERY) else _ended(row, now)
    return ended or _not_in_view(row, view, person, now)


def why_filtered(row: Row, part: Part, person: str, now: datetime) -> SafeText:
    """The same for the part of a filter that the case no longer meets."""
    if (ended := _ended(row, now)) and _speaks_of_the_end(part):
        return ended
    if isinstance(part, Term) and part.key.name == "assignee":
        return _whose(row, person)
    if isinstance(part, Term) and part.key.name == "due" and row["first_contact_at"] is not None:
        return SafeText("contacted: in work")
    contrary = replace(part, negated=not part.negated)
    is_presence = isinstance(part, Term) and all(
        isinstance(value, Presence) for value in part.values
    )
    if part.negated or is_presence:
        return safe(f"now {words_of(contrary)}")
    return safe(f"no longer {words_of(part)}")


def why_without_case(excluded: str | None) -> SafeText:
    """The same for a response that has no case any more."""
    return safe(f"excluded: {excluded.replace('-', ' ')}" if excluded else "it has no case now")


def _ended(row: Row, now: datetime) -> SafeText | None:
    if row["status"] == Status.RESOLVED:
        return safe(f"resolved: {str(row['outcome'] or 'answered again').replace('-', ' ')}")
    if row["status"] == Status.LAPSED:
        return SafeText("lapsed")
    if row["joined_to"] is not None:
        return SafeText("a newer answer stands for it")
    until = row["snoozed_until"]
    if row["snoozed"] and isinstance(until, datetime):
        return SafeText(f"snoozed for {times.due(until, now)}")
    return None


def _speaks_of_the_end(part: Part) -> bool:
    names = ("status", "outcome", "resolved_at", "snoozed_until", "due")
    return isinstance(part, Term) and part.key.name in names


def _not_in_view(row: Row, view: View, person: str, now: datetime) -> SafeText:
    contacted, left = row["first_contact_at"] is not None, row["window_ends_at"]
    if view is View.MINE or (view is View.UNCLAIMED and row["assignee"]):
        return _whose(row, person)
    if view is View.EASY:
        return SafeText("it has no comment now" if row["tags"] else "it has no tag now")
    if view in _STAGES:
        return safe(f"{row['promoter_stage']} now")
    if view in _WINDOWS and isinstance(left, datetime):
        return SafeText(f"{times.due(left, now)} left now")
    if view in _AGAIN:
        return SafeText(_AGAIN[view])
    if contacted:
        return SafeText("contacted: in work")
    if view in (View.QUEUE, View.UNCLAIMED) and not row["reachable"]:
        return SafeText("no contact data any more")
    return safe(_NOT_YET.get(view, f"a {row['category']} now"))


_WINDOWS = (View.UNDER_30, View.FROM_30, View.FROM_60)
_STAGES = (View.ASKED, View.AGREED, View.REFERRED)
_AGAIN = {
    View.SNOOZED: "awake again",
    View.LAPSED: "open again",
    View.HANDED_ON: "not handed on any more",
    View.THANKED_LONG_AGO: "thanked again",
    View.PRAISE: "handed on",
    View.ASK_AGAIN: "answered, or no longer told",
}
_NOT_YET = {
    View.IN_WORK: "its contact was taken back",
    View.LATE: "not late any more",
    View.NO_CONTACT_DATA: "it has contact data now",
    View.THIS_WEEK: "of last week now",
}


def _whose(row: Row, person: str) -> SafeText:
    owner = row["assignee"]
    if not owner:
        return SafeText("nobody's now")
    return SafeText("you have it") if owner == person else safe(f"{owner} has it")
