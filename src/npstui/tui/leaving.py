"""Why a case is no longer in the view it was listed in, in two or three words."""

from datetime import datetime

from npstui.present.text import SafeText
from npstui.present.values import CaseValue, View


def why_left(case: CaseValue, view: View, person: str, now: datetime) -> SafeText:
    """The reason that stands in the dimmed row: "resolved: solved", "alice has it"."""
    if case.excluded:
        return SafeText(f"excluded: {case.excluded.replace('-', ' ')}")
    if case.resolved_at is not None:
        return SafeText(f"resolved: {case.outcome or 'answered again'}")
    if case.snoozed_until is not None and case.snoozed_until > now:
        return SafeText("snoozed")
    if view is View.SNOOZED:
        return SafeText("awake again")
    if view is View.MINE and case.assignee != person:
        return SafeText(f"{case.assignee} has it" if case.assignee else "nobody's now")
    if view is View.UNCLAIMED and case.assignee:
        who = "you have it" if case.assignee == person else f"{case.assignee} has it"
        return SafeText(who)
    if view is View.IN_WORK and case.first_contact_at is None:
        return SafeText("not contacted")
    if case.first_contact_at is not None:
        return SafeText("contacted: in work")
    return SafeText(f"no longer in {view.value.replace('-', ' ')}")
