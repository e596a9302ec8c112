"""What narrows every screen of a sitting: the filter, the period, how answers are counted.

The filter's facts of the response narrow score and lists, its words of the case lists only; the
period narrows scores and never a queue.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from npstui.filters.error import FilterError
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.widgets.filter_entry import FilterEntry, Reading

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.filters.tree import Filter
    from npstui.tui.screens.base import DeskScreen
    from npstui.tui.session import Session

NOT_HERE = SafeText("That key works in a list and on the overview.")
NO_ROW = SafeText("Left and right go along the rows of the overview and the line of Trends.")
NO_SPLIT = SafeText("Scores are split on the overview and on Trends; 1 and 5 go there.")


def type_filter(screen: "DeskScreen") -> None:
    """A line to type a filter into; what is listed follows every character."""
    session = screen.session
    before = session.where

    def typed(text: str) -> None:
        def read(desk: "Desk") -> "tuple[Reading, Filter | None]":
            return read_filter(desk, text, session.now())

        session.bridge.ask("filter", read, came)

    def came(answer: "tuple[Reading, Filter | None]") -> None:
        reading, where = answer
        if screen.dialog is entry:
            if not reading.wrong:
                narrow(screen, where)
            entry.told(reading)

    def left() -> None:
        session.bridge.forget("filter")
        narrow(screen, before)
        screen.close_dialog()

    entry = FilterEntry(
        str(before or ""),
        typed,
        screen.close_dialog,
        left,
        palette=session.palette,
        glyphs=session.glyphs,
    )
    screen.open_dialog(entry)
    if before:
        typed(str(before))


def read_filter(desk: "Desk", text: str, now: datetime) -> "tuple[Reading, Filter | None]":
    """What a typed text means to the desk; no filter where it is empty or wrong."""
    try:
        where = desk.filter(text)
    except FilterError as error:
        offer = None if error.nearest else desk.filter_help(text, now)
        said = offer.words if offer is not None else error.sentence
        return Reading(text, EMPTY, safe(said), error.position, error.nearest), None
    offer = desk.filter_help(text, now)
    if offer is None:
        return Reading(text, safe(where.words())), where or None
    return Reading(
        text,
        safe(where.words()),
        EMPTY,
        offer.start,
        offer.text,
        safe(offer.words),
        offer.end,
    ), where or None


def narrow(screen: "DeskScreen", where: "Filter | None") -> None:
    """From here on every screen is narrowed to this; the one in front at once."""
    session = screen.session
    before, session.where = session.where, where
    if before == where:
        return
    screen.narrowed()
    if facts_of(before) != facts_of(where):
        scores_follow(screen)


def make_ready(session: "Session") -> None:
    """Have the desk read what filters ask for, once the first list stands."""
    now = session.now()
    session.ready = True
    session.bridge.ask("ready", lambda desk: desk.make_ready(now), lambda _done: None)


def clear_filter(screen: "DeskScreen") -> None:
    """No filter any more; it is said which it was, to be typed again."""
    before = screen.session.where
    if before is None:
        screen.say(SafeText("There is no filter; f sets one."))
        return
    narrow(screen, None)
    screen.say(safe(f"No filter any more; it was {before}"))


def facts_of(where: "Filter | None") -> str:
    """The half of a filter that narrows scores, as text."""
    return "" if where is None else str(where.response_half())


def scores_follow(screen: "DeskScreen") -> None:
    """The live score anew, and what else the screen in front shows of it."""
    screen.desk_app.asking.header()
    screen.rescored()


def filter_words(session: "Session", *, scores: bool = False) -> SafeText:
    """The filter in force as it was typed; on a screen of scores only what holds there."""
    where = session.where
    if where is None:
        return EMPTY
    if not scores:
        return safe(str(where))
    facts = facts_of(where)
    return safe(facts) if facts else safe(f"{where} (lists only)")


def _where_it_works(
    command: "Callable[[DeskScreen], None]",
) -> "Callable[[DeskScreen], None]":
    def run(screen: "DeskScreen") -> None:
        if screen.NARROWS:
            command(screen)
        else:
            screen.say(NOT_HERE)

    return run


def _pick_period(screen: "DeskScreen") -> None:
    from npstui.tui.periods import pick_period

    pick_period(screen)


def _pick_view(screen: "DeskScreen") -> None:
    from npstui.tui.view_picker import pick_view

    pick_view(screen)


def _pick_split(screen: "DeskScreen") -> None:
    if not hasattr(screen, "split_chosen"):
        screen.say(NO_SPLIT)
        return
    from npstui.tui.splitting import pick_split

    pick_split(screen)


def _no_row(screen: "DeskScreen") -> None:
    screen.say(NO_ROW)


def _step(by: int) -> "Callable[[DeskScreen], None]":
    def run(screen: "DeskScreen") -> None:
        from npstui.tui.periods import step_period

        step_period(screen, by)

    return run


# The commands that every screen of lists or scores has, by the catalogue's id.
COMMANDS: "Mapping[str, Callable[[DeskScreen], None]]" = {
    name: _where_it_works(command)
    for name, command in {
        "filter": type_filter,
        "filter.clear": clear_filter,
        "views": _pick_view,
        "period": _pick_period,
        "split": _pick_split,
        "period.shorter": _step(-1),
        "period.longer": _step(1),
    }.items()
} | {"along.left": _no_row, "along.right": _no_row}
