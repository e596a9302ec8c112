"""a: give cases to a member of the team, or to nobody."""

from typing import TYPE_CHECKING

from npstui.present import numbers, times
from npstui.present.text import SafeText, safe
from npstui.present.values import PersonLoad
from npstui.tui.session import Session
from npstui.tui.widgets.picker import Option

if TYPE_CHECKING:
    from npstui.tui.hands import Hands, Targets


def assign(hands: "Hands", targets: "Targets") -> None:
    """Ask to whom, and give it to them."""
    session = hands.host.session
    me = session.person

    def picked(option: Option) -> None:
        hands.host.close_dialog()
        if option.value:
            hands.run("case.assign", targets, {"person": option.value})
        else:
            hands.run("case.unassign", targets, {})

    def typed(text: str) -> Option | None:
        name = text.strip()
        if not name or session.has_team:
            return None
        return Option(name, safe(name), "", SafeText("not seen before"))

    def options() -> list[Option]:
        loads = {load.person: load for load in session.people or ()}
        mine = loads.get(safe(me), PersonLoad(safe(me), 0))
        others = [person_option(load, session) for name, load in loads.items() if name != me]
        return [
            person_option(mine, session, "open, you"),
            Option("", SafeText("nobody")),
            *others,
        ]

    title = f"assign {targets.name} to"
    hands.pick_offered(title, options, picked, "enter assigns", typed)


def person_option(load: PersonLoad, session: Session, words: str = "open") -> Option:
    """A member of the team as a picker shows them: their load, its measure, and absence."""
    hint = words if load.capacity is None else f"{words} of {load.capacity:,}"
    if load.away_until is not None:
        today = session.now().astimezone(session.zone).date()
        hint += f", away until {times.day(load.away_until, today)}"
    # As the view Mine counts them, and what it leaves out.
    count = numbers.thousands(load.open_cases - load.snoozed)
    if load.snoozed:
        hint += f", {numbers.thousands(load.snoozed)} snoozed"
    return Option(load.person, load.person, count, SafeText(hint))
