"""Everything that one member of the team has, given to another in one verb."""

from datetime import datetime

import polars as pl

from npstui.desk.commands import Commands
from npstui.desk.frames import Frames
from npstui.model.people import NoSuchPerson, find_person
from npstui.model.response import ResponseRef
from npstui.present.text import safe
from npstui.present.values import Answer
from npstui.settings.store_file import StoreSettings
from npstui.store.expressions import KEY


def hand_over(
    commands: Commands,
    frames: Frames,
    settings: StoreSettings,
    giver: str,
    person: str,
    now: datetime,
) -> Answer:
    """Open cases, snoozed and waiting ones, and resolved ones to be looked at again later.

    `giver` may have left the team; a refusal names those who have something.
    """
    cases = frames.open_cases(now)
    comes_again = (pl.col("status") == "resolved") & pl.col("again_at").is_not_null()
    had = cases.filter((pl.col("open") | comes_again) & pl.col("assignee").is_not_null())
    holders = sorted({*settings.team, *had["assignee"].unique().to_list()})
    if not holders:
        return Answer(said=safe("Nobody has a case."))
    try:
        name = find_person(giver, holders)
    except NoSuchPerson as error:
        return Answer(said=safe(str(error)))
    theirs = had.filter(pl.col("assignee") == name).select(KEY)
    if not theirs.height:
        return Answer(said=safe(f"{name} has no case."))
    refs = [ResponseRef(*key) for key in theirs.iter_rows()]
    arguments = {"giver": name, "person": person}
    return commands.run("team.hand-over", refs, arguments, now, settings)
