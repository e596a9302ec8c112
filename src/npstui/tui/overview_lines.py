"""What the lines of screen 1 stand for: what enter opens, and what i says."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from npstui.present.explained import Explanation
from npstui.tui.explaining import Explained, explained_queue, explained_score
from npstui.tui.lines.overview import Counts, Spot, Target
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.present.parts import Cases
    from npstui.tui.screens.base import DeskScreen


def first_to_do(spots: Sequence[Spot]) -> int:
    """The place of what waits first: where the cursor begins."""
    counts = [spot.target.counts for spot in spots]
    return counts.index(Counts.QUEUE) if Counts.QUEUE in counts else 0


def open_target(screen: "DeskScreen", target: Target) -> None:
    """Open what a line counts: a case, some answers, or a queue."""
    app = screen.desk_app
    if target.asked is not None:
        app.show_answers(replace(target.asked, person=screen.session.person))
    elif target.ref is not None:
        app.show_case(target.ref)
    elif target.counts is Counts.WITHIN:
        screen.do_screen_health()
    elif target.counts is Counts.QUARANTINE:
        screen.do_imports()
    else:
        app.show_queue(target.category, target.view)


def explained_target(session: Session, target: Target) -> Explained:
    """What i says of a line."""
    if target.counts is Counts.QUEUE and target.category is not None:
        return explained_queue(session, target.category)
    if target.counts in (Counts.SCORE, Counts.CATEGORY, Counts.HISTOGRAM):
        return explained_score(session)
    return _explained_line(session, target)


def explained_cases(session: Session, which: "Cases") -> Explained:
    """What i says of the cases that a line counted."""
    from npstui.present.parts import Cases

    counts = {
        Cases.DUE_SOON: Counts.DUE,
        Cases.DUE_TODAY: Counts.MINE,
        Cases.LATE_ON_ARRIVAL: Counts.CAME_LATE,
    }
    return _explained_line(session, Target(counts=counts[which]))


def _explained_line(session: Session, target: Target) -> Explained:
    now, overview = session.now(), session.overview

    def ask(desk: "Desk") -> Sequence[Explanation]:
        from npstui.desk import explain_lines as told
        from npstui.desk.explain import explain_within_time
        from npstui.model.category import Category

        if overview is None:
            return ()
        settings = desk.settings
        match target.counts:
            case Counts.MINE:
                return [told.explain_mine(overview, session.person)]
            case Counts.WITHIN:
                in_time, decided = desk.following_up.within_time(now)
                due = settings.due[Category.DETRACTOR]
                return [explain_within_time(in_time, decided, goal=settings.goal, due=due)]
            case Counts.DUE:
                return [told.explain_due(overview.due_by_hour, now, session.zone)]
            case Counts.WEEK:
                return _explained_week(session, target, settings.minimum_n)
            case Counts.GROUP:
                return _explained_group(session, target)
            case Counts.QUARANTINE:
                return [told.explain_quarantine(overview, desk.store)]
            case _:
                return [told.explain_facts(overview, session.zone)]

    return ask


def _explained_week(session: Session, target: Target, minimum_n: int) -> list[Explanation]:
    from npstui.desk.explain_lines import explain_week, week_text

    overview, zone = session.overview, session.zone
    assert overview is not None
    return [
        explain_week(week, zone, overview.counting, minimum_n)
        for week in overview.weeks
        if target.asked is not None and week_text(week, zone) == target.asked.period
    ]


def _explained_group(session: Session, target: Target) -> list[Explanation]:
    from npstui.desk.explain_lines import explain_group

    split, asked = session.split_value, target.asked
    if split is None or asked is None:
        return []
    meant = (group for group in split.groups if group.value in asked.values)
    group = None if asked.others else next(meant, None)
    return [explain_group(split, group, session.counting)]
