"""The morning as lines of at most 78 cells, without colours: a mail shows them as they are."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from npstui.model.category import Category
from npstui.present import numbers, times
from npstui.present.brief import BriefCase, BriefValue, Load
from npstui.present.cells import cell_width, cut, pad, wrap
from npstui.present.text import SafeText, safe

if TYPE_CHECKING:
    from npstui.analysis.answer import ScoreAnswer
    from npstui.desk.followup import Kept
    from npstui.settings.store_file import StoreSettings

WIDTH = 78
PEOPLE = 6  # lines of them; the rest is summed up in one
WHEN, NAME, OWNER = 9, 20, 8
NOTE = "Customers stand by name: no mail addresses or phone numbers are in this text."
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WAITING = {
    Category.DETRACTOR: ("Detractors", "waiting", "due within 6 h"),
    Category.PASSIVE: ("Passives", "open", "with under 30 days left"),
    Category.PROMOTER: ("Promoters", "to thank", "from this week"),
}


def brief_lines(
    value: BriefValue, answer: "ScoreAnswer", health: "Kept", settings: "StoreSettings"
) -> Iterator[SafeText]:
    """The whole text, 5 to 45 lines."""
    for line in _lines(value, answer, health, settings):
        yield cut(line, WIDTH)


def _lines(
    value: BriefValue, answer: "ScoreAnswer", health: "Kept", settings: "StoreSettings"
) -> Iterator[SafeText]:
    local = value.at.astimezone(settings.zone)
    day = f"{_DAYS[local.weekday()]} {local.day} {local:%B %Y, %H:%M}"
    whose = f", {value.person}'s morning" if value.person is not None else ""
    yield SafeText(f"{value.store}{whose}, {day}")
    yield SafeText("")
    if answer.score is None and not value.loads:
        yield SafeText(f"No answers in the {health.period.words}, and no open case.")
        yield from _refused(value)
        yield SafeText("")
        yield SafeText(NOTE)
        return
    yield from _score(value, answer, health, settings)
    yield SafeText("")
    yield from _queues(value)
    yield from _people(value)
    due, ends = _due(value), _ends(value)
    late = "Late" if value.person is None else "Late, yours"
    yield from _listed(late, value.late, value.late_total, due)
    if value.person is not None:
        yield from _listed("Due today", value.due_today, value.due_today_total, due)
    about = "Passives about to lapse"
    yield from _listed(about, value.lapsing, value.lapsing_total, ends)
    newest = (
        "Newest detractors, 24 h" if value.person is None else "Nobody's yet, detractors of 24 h"
    )

    def came(case: BriefCase) -> str:
        return times.moment(case.answered_at, value.at, settings.zone) if case.answered_at else ""

    yield from _listed(newest, value.newest, value.newest_total, came)
    yield from _refused(value)
    yield SafeText("")
    yield SafeText(NOTE)


def _score(
    value: BriefValue, answer: "ScoreAnswer", health: "Kept", settings: "StoreSettings"
) -> Iterator[SafeText]:
    from npstui.cli.words import score_words
    from npstui.desk.health import promise_words

    words = f"No answers in the {health.period.words}."
    if answer.score is not None:
        words = f"{score_words(answer.score)}, {health.period.words}"
        if answer.score.n < settings.minimum_n:
            words += " (few)"
    yield from wrap(SafeText(words), WIDTH, 2)
    if answer.change is not None and answer.previous is not None:
        before = numbers.signed(answer.previous.nps)
        changed = numbers.change(answer.change.points, answer.change.clear)
        yield SafeText(f"{changed} against {before} before")
    came = f"{numbers.count(value.answers, 'answer')} in the last 24 h"
    yield SafeText(f"{came}, {numbers.count(value.detractors, 'detractor')} among them")
    yield from value.came_late[:1]
    yield from wrap(promise_words(health), WIDTH, 2)


def _queues(value: BriefValue) -> Iterator[SafeText]:
    for each in value.queues:
        name, waiting, soon = _WAITING[each.category]
        line = f"{name:<11}{numbers.thousands(each.waiting):>6} {waiting}"
        if each.late:
            line += f"   {numbers.thousands(each.late)} late"
        if each.soon:
            line += f"   {numbers.thousands(each.soon)} {soon}"
        yield SafeText(line)


def _people(value: BriefValue) -> Iterator[SafeText]:
    if not value.loads:
        return
    yield SafeText("")
    yield SafeText(f"{'':<22}{'late':>8}{'due today':>11}{'open':>8}{'snoozed':>11}")
    most = PEOPLE - len(value.came_late[:1])  # that line is made room for here
    for each in value.loads[:most]:
        yield _load(each.person or SafeText("nobody"), *_counts(each))
    rest = value.loads[most:]
    if rest:
        sums = map(sum, zip(*(_counts(each) for each in rest), strict=True))
        yield _load(SafeText(f"and {len(rest)} more"), *sums)


def _counts(load: Load) -> tuple[int, int, int, int]:
    return load.late, load.due_today, load.open, load.snoozed


def _load(name: SafeText, *counts: int) -> SafeText:
    late, today, opened, snoozed = (numbers.thousands(count) for count in counts)
    return SafeText(f"{pad(name, 22)}{late:>8}{today:>11}{opened:>8}{snoozed:>11}")


def _due(value: BriefValue) -> Callable[[BriefCase], str]:
    return lambda case: times.due(case.due_at, value.at)


def _ends(value: BriefValue) -> Callable[[BriefCase], str]:
    return lambda case: times.due(case.window_ends_at, value.at)


def _listed(
    title: str, cases: Sequence[BriefCase], total: int, when: Callable[[BriefCase], str]
) -> Iterator[SafeText]:
    if not cases:
        return
    more = f", the first {len(cases)} of {numbers.thousands(total)}" if total > len(cases) else ""
    yield SafeText("")
    yield SafeText(f"{title}{more}")
    for case in cases:
        start = f"  {when(case):<{WHEN}} {case.score:>2}  {pad(case.customer, NAME)}  "
        end = f"  {cut(case.assignee or SafeText('-'), OWNER)}"
        room = WIDTH - cell_width(start) - max(cell_width(end), OWNER + 2)
        yield SafeText(f"{start}{pad(case.comment or SafeText('(no comment)'), room)}{end}")


def _refused(value: BriefValue) -> Iterator[SafeText]:
    if not value.refused:
        return
    words = f"{numbers.count(value.refused, 'refused row')} in quarantine"
    if value.refused_lately:
        files = ", ".join(
            f"{numbers.thousands(count)} of {name}" for name, count in value.refused_lately.items()
        )
        words += f"; new in 24 h: {files}"
    yield SafeText("")
    yield from wrap(safe(words), WIDTH, 2)
