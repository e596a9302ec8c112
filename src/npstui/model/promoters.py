"""How far a promoter has come: thanked, asked for one thing, agreed, and done it."""

from datetime import datetime
from enum import StrEnum

from npstui.model.case import CaseState


class Stage(StrEnum):
    """The stages of a promoter, in their order; declined ends them as well."""

    NEW = "new"
    THANKED = "thanked"
    ASKED = "asked"
    AGREED = "agreed"
    REFERRED = "referred"
    REVIEWED = "reviewed"
    DECLINED = "declined"


# Outcomes that are a stage of their own.
ENDS = (Stage.REFERRED, Stage.REVIEWED, Stage.DECLINED)
DONE = (Stage.REFERRED, Stage.REVIEWED)


def stage_of(state: CaseState, responded_at: datetime | None) -> tuple[Stage, datetime | None]:
    """The stage of a promoter's case, and since when; contacts and outcomes tell."""
    if state.outcome in ENDS:
        return Stage(str(state.outcome)), state.resolved_at
    if state.answer is not None:
        agreed = state.answer == Stage.AGREED
        return Stage.AGREED if agreed else Stage.DECLINED, state.asked_at
    if state.ask is not None:
        return Stage.ASKED, state.asked_at
    if state.first_contact_at is not None:
        return Stage.THANKED, state.first_contact_at
    if state.outcome == Stage.THANKED:
        return Stage.THANKED, state.resolved_at
    return Stage.NEW, responded_at
