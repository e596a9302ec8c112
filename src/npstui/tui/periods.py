"""The period and counting of all scores: one small picker, and steps to shorter and longer."""

from typing import TYPE_CHECKING

from npstui.analysis.period import OPENINGS, PeriodError, parse_period
from npstui.model.counting import Counting
from npstui.present.numbers import thousands
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.narrowing import scores_follow
from npstui.tui.widgets.picker import ROWS_OF_LONG, Option, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from npstui.tui.screens.base import DeskScreen

OFFERED = (
    *OPENINGS, "this-week", "last-week", "this-month", "last-month", "this-quarter",
    "last-quarter", "this-year",
)  # fmt: skip
COUNTINGS = {
    Counting.ANSWERS: "every answer",
    Counting.CUSTOMERS: "latest of each customer",
}
IN_FORCE = SafeText("in force")


def pick_period(screen: "DeskScreen") -> None:
    """Pick the period, or how answers are counted; any other period can be typed."""
    session = screen.session
    now, where, current = session.now(), session.where, _current(screen)

    def options(counts: "Sequence[int]" = ()) -> list[Option]:
        shown = [thousands(count) for count in counts] or [""] * len(OFFERED)
        periods = [
            Option(
                text,
                SafeText(parse_period(text, now, session.zone).words),
                count,
                IN_FORCE if text == current else EMPTY,
            )
            for text, count in zip(OFFERED, shown, strict=True)
        ]
        countings = [
            Option(counting, SafeText(words), "", IN_FORCE if counting is chosen else EMPTY)
            for counting, words in COUNTINGS.items()
        ]
        return [*periods[: len(OPENINGS)], *countings, *periods[len(OPENINGS) :]]

    def typed(text: str) -> Option | None:
        try:
            period = parse_period(text, now, session.zone)
        except PeriodError:
            return None
        return Option(period.text, safe(period.words), "", SafeText("as typed"))

    def picked(option: Option) -> None:
        screen.close_dialog()
        if option.value in COUNTINGS:
            session.counting = Counting(option.value)
        else:
            session.period = option.value
        scores_follow(screen)

    chosen = session.counting
    picker = Picker(
        SafeText("period"),
        options(),
        picked,
        screen.close_dialog,
        changed=screen.dialog_changed,
        typed=typed,
        help_words="enter takes it   or type 6mo, 2026-10, 2026-Q3",
        digits=False,
        rows=ROWS_OF_LONG,
        palette=session.palette,
        glyphs=session.glyphs,
    )
    screen.open_dialog(picker)
    session.bridge.ask(
        "picker",
        lambda desk: desk.period_counts(OFFERED, now, where),
        lambda counts: picker.load(options(counts)) if picker.is_attached else None,
    )


def step_period(screen: "DeskScreen", by: int) -> None:
    """The next shorter or longer of 30d, 90d, 12mo and all; from any other period to 30d."""
    current = _current(screen)
    at = OPENINGS.index(current) + by if current in OPENINGS else 0
    if not 0 <= at < len(OPENINGS):
        screen.say(
            SafeText(f"{'No shorter' if by < 0 else 'No longer'} step; w has other periods.")
        )
        return
    screen.session.period = OPENINGS[at]
    scores_follow(screen)


def _current(screen: "DeskScreen") -> str:
    """The period in force as it is written; what the desk opened on where none was chosen."""
    session = screen.session
    if session.period is not None or session.header is None:
        return session.period or ""
    return session.header.period_short.replace(" ", "")
