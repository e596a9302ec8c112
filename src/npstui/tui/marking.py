"""M and the palette: a marker is put on the line, or taken off it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from npstui.model.calendar import local
from npstui.present import times
from npstui.present.marker_value import MarkerValue
from npstui.present.text import SafeText, safe
from npstui.tui.hands import READ_ONLY
from npstui.tui.widgets.marker_form import Draft, MarkerForm
from npstui.tui.widgets.picker import Option, Picker

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.present.trends_value import PeriodValue
    from npstui.tui.screens.trends import TrendsScreen

NONE = SafeText("There is no marker to drop; M adds one.")
ROWS = 6


def add_marker(screen: "TrendsScreen", here: "PeriodValue | None") -> None:
    """Ask what was changed; the day is the first of the period under the cursor."""
    session = screen.session
    if session.read_only:
        screen.say(READ_ONLY)
        return
    now = session.now()
    at = now if here is None else min(here.start, now)
    draft = screen.draft or Draft(local(at, session.zone).date().isoformat())

    def done(given: Draft) -> None:
        screen.draft = given

        def add(desk: "Desk") -> tuple[bool, SafeText]:
            from npstui.desk.marking import MarkerError
            from npstui.desk.narrowing import CaseWordInScore
            from npstui.filters.error import FilterError

            try:
                row, is_new = desk.timeline.add(given.day, given.what, now, given.whom)
            except (MarkerError, CaseWordInScore, FilterError) as error:
                return False, safe(str(error))
            day = times.dated(row.at, now, session.zone)
            said = f"Marked {day}: {row.text}. u undoes" if is_new else f"{day} has it already"
            return True, safe(said)

        def added(result: tuple[bool, SafeText]) -> None:
            kept, words = result
            if kept:
                screen.draft = None
            screen.say(words)
            screen.follow()
            if form.is_attached:
                form.answered(kept=kept)

        session.bridge.run(add, added)

    def left(given: Draft) -> None:
        screen.draft = given if given.what else None
        screen.close_dialog()
        if given.what:
            screen.say(SafeText("Kept as a draft, M goes on with it."))

    form = MarkerForm(draft, done, left, palette=session.palette, glyphs=session.glyphs)
    screen.open_dialog(form)


def drop_marker(screen: "TrendsScreen", markers: Sequence[MarkerValue]) -> None:
    """Pick the marker to take off; undo brings it back."""
    session = screen.session
    if session.read_only:
        screen.say(READ_ONLY)
        return
    if not markers:
        screen.say(NONE)
        return
    now = session.now()

    def picked(option: Option) -> None:
        screen.close_dialog()
        number = int(option.value)

        def drop(desk: "Desk") -> SafeText:
            from npstui.desk.marking import MarkerError

            try:
                row = desk.timeline.drop(number, now)
            except MarkerError as error:
                return safe(str(error))
            day = times.dated(row.at, now, session.zone)
            return safe(f"Dropped the marker of {day}: {row.text}. u undoes")

        def dropped(words: SafeText) -> None:
            screen.say(words)
            screen.follow()

        session.bridge.run(drop, dropped)

    options = [
        Option(
            str(each.marker_id),
            SafeText(f"{each.letter}  {each.text}"),
            times.dated(each.at, now, session.zone),
            SafeText(f"for {each.where}") if each.where else SafeText(""),
        )
        for each in reversed(markers)
    ]
    screen.open_dialog(
        Picker(
            SafeText("drop the marker"),
            options,
            picked,
            screen.close_dialog,
            changed=screen.dialog_changed,
            help_words="enter drops it",
            rows=min(len(options), ROWS),
            palette=session.palette,
            glyphs=session.glyphs,
        )
    )
