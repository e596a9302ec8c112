"""The health of follow-up in words and tables, for the screen, the command line and exports."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from npstui.analysis.clock_fates import Fate
from npstui.analysis.endings import Ending, Recovery
from npstui.analysis.followup import CategoryHealth, Promise, Standing, Took
from npstui.analysis.score import Score
from npstui.analysis.spans import BANDS, Times
from npstui.desk.followup import FollowUp, Kept
from npstui.desk.health_tags import MOST_ROWS, contrast_section
from npstui.model.category import Category
from npstui.present import numbers
from npstui.present.health import HealthValue, Row, Section, span_words
from npstui.present.numbers import percent, shares, thousands
from npstui.present.text import SafeText, safe

NAMES = {
    Category.DETRACTOR: "Detractors",
    Category.PASSIVE: "Passives",
    Category.PROMOTER: "Promoters",
}
CAVEAT = (
    "Not proof that follow-up did it: who could be reached differs from who could not, "
    "and low scores move up, high ones down, by themselves."
)
IN_HOURS = "  in hours"
_TWO_DAYS = 48 * 3_600
_FATES = {
    Fate.IN_TIME: "contacted in time",
    Fate.TOO_LATE: "contacted too late",
    Fate.MISSED: "due, no contact",
    Fate.WAITING: "not due yet",
    Fate.ENDED: "ended before due",
    Fate.JOINED: "joined to a newer one",
    Fate.NO_CLOCK: "without a clock",
    Fate.FROM_IMPORT: "late when imported",
}


def health_value(found: FollowUp, team: Section | None = None) -> HealthValue:
    """The page of an answer: the promise, then a table each, the team now among them if given."""
    narrowed = f", {found.where}" if found.where else ""
    cases = numbers.count(sum(each.cases for each in found.categories), "case")
    return HealthValue(
        safe(f"Follow-up of the {found.period.words}{narrowed}: {cases}"),
        promise_words(found.kept),
        found.kept.met,
        tuple(_sections(found, team)),
    )


def promise_words(found: Kept) -> SafeText:
    """The share of detractors contacted in time against the goal, with its n."""
    promise, goal = found.promise, percent(found.goal)
    if promise.share is None:
        return SafeText(f"First contact in time: nobody to judge yet, goal {goal}")
    words = f"First contact in time: {percent(promise.share)} of {thousands(promise.judged)}"
    below = "the goal is kept" if found.met else "below the goal"
    return SafeText(f"{words}, goal {goal}: {below}")


def _sections(found: FollowUp, team: Section | None) -> Iterator[Section]:
    few = found.minimum_n
    yield _kept(found)
    yield _clocks(found.categories)
    yield _times("Time to first contact", found, lambda each: each.first_contact)
    yield _bands(found.categories)
    yield _times("Time to resolution", found, lambda each: each.resolution)
    if team is not None:
        yield team
    yield _standings("By person", found.people, few, nobody="nobody")
    if found.by is not None:
        yield _standings(f"By {found.by}", found.segments, few, nobody="(none)")
    yield _tries(found.categories)
    yield _touches(found)
    yield _channels(found)
    yield _endings("Outcomes", found.outcomes, few)
    yield _endings("Outcomes by tag", found.by_tag, few)
    yield contrast_section(found.contrast)
    yield _endings("Outcomes by channel of the last contact", found.by_channel, few)
    if found.by_playbook:
        yield _endings("Outcomes by playbook", found.by_playbook, few)
    yield _remedies(found)
    if found.departments:
        yield _departments(found)
    yield _recovery(found)


def _kept(found: FollowUp) -> Section:
    worked = any(each.promise_worked is not None for each in found.categories)
    rows = []
    for each in found.categories:
        cells = [NAMES[each.category], *_promise_cells(each.promise)]
        if each.promise_worked is not None:
            cells += _promise_cells(each.promise_worked)
        rows.append(_row(cells, few=each.promise.judged < found.minimum_n))
    headings = ("in time", "of", "share", *(("in hours", "of", "share") if worked else ()))
    notes = (SafeText("in hours: the due time counted in business hours only"),) if worked else ()
    return Section(SafeText("First contact by the due time"), headings, tuple(rows), notes=notes)


def _promise_cells(promise: Promise) -> list[str]:
    share = "-" if promise.share is None else percent(promise.share)
    return [thousands(promise.in_time), thousands(promise.judged), share]


def _clocks(categories: Sequence[CategoryHealth]) -> Section:
    def counted(name: str, count: Callable[[CategoryHealth], int]) -> Row:
        return _row([name, *(thousands(count(each)) for each in categories)])

    rows = [
        counted("cases", lambda each: each.cases),
        *(
            counted(f"  {words}", lambda each, fate=fate: each.fates[fate])  # type: ignore[misc]
            for fate, words in _FATES.items()
        ),
        counted("open now", lambda each: each.open),
        counted("late now", lambda each: each.late),
        counted("never touched", lambda each: each.never_touched),
        counted("  of these past due", lambda each: each.never_touched_due),
        counted("lapsed", lambda each: each.lapsed),
    ]
    return Section(SafeText("What became of the cases"), _headings(categories), tuple(rows))


def _times(title: str, found: FollowUp, took: Callable[[CategoryHealth], Took]) -> Section:
    rows = []
    for each in found.categories:
        taken = took(each)
        rows.append(_times_row(NAMES[each.category], taken.wall, found.minimum_n))
        if taken.worked is not None:
            name = IN_HOURS
            rows.append(_times_row(name, taken.worked, found.minimum_n, days=False))
    headings = ("n", "median", "75 %", "90 %", "longest")
    worked = any(took(each).worked is not None for each in found.categories)
    notes = (SafeText("in hours: business hours alone"),) if worked else ()
    return Section(SafeText(title), headings, tuple(rows), notes=notes)


def _times_row(name: str, times: Times, minimum_n: int, *, days: bool = True) -> Row:
    spans = (times.median, times.p75, times.p90, times.longest)
    cells = [name, thousands(times.n), *(span_words(each, days=days) for each in spans)]
    return _row(cells, few=times.n < minimum_n)


def _bands(categories: Sequence[CategoryHealth]) -> Section:
    ends = [span_words(band, days=band > _TWO_DAYS) for band in BANDS]
    names = [*(f"within {end}" for end in ends), f"after {ends[-1]}", "no contact yet"]
    rows = tuple(
        _row([name, *(thousands(each.bands[number]) for each in categories)])
        for number, name in enumerate(names)
    )
    return Section(SafeText("First contacts by how soon"), _headings(categories), rows)


def _standings(title: str, listed: Sequence[Standing], minimum_n: int, *, nobody: str) -> Section:
    rows = tuple(
        _row(
            [
                nobody if each.value is None else each.value,
                *(thousands(count) for count in (each.cases, each.open, each.late)),
                *_promise_cells(each.promise),
                thousands(each.never_touched),
            ],
            few=each.promise.judged < minimum_n,
        )
        for each in listed[:MOST_ROWS]
    )
    headings = ("cases", "open", "late", "in time", "of", "share", "untouched")
    return Section(safe(title), headings, rows, "No cases.", _left_out(len(listed)))


def _tries(categories: Sequence[CategoryHealth]) -> Section:
    names = ("none", "1", "2", "3 or more")
    rows = tuple(
        _row([name, *(thousands(each.tries[tries]) for each in categories)])
        for tries, name in enumerate(names)
    )
    return Section(SafeText("Contacts tried per case"), _headings(categories), rows)


def _touches(found: FollowUp) -> Section:
    balance = found.touches
    order = [each.category for each in found.categories]
    touched = shares([balance.total[category] for category in order])
    answered = shares([found.answers[category] for category in order])
    rows = tuple(
        _row(
            [
                NAMES[category],
                thousands(balance.total[category]),
                f"{share} %" if balance.n else "-",
                f"{of_answers} %" if sum(found.answers.values()) else "-",
            ],
            few=balance.n < found.minimum_n,
            trend=tuple(float(week.touches[category]) for week in balance.weeks),
        )
        for category, share, of_answers in zip(order, touched, answered, strict=True)
    )
    title = SafeText("Contacts made in the period, by category and week")
    headings = ("contacts", "share", "of cases", "weeks")
    return Section(title, headings, rows, trends=True, texts=frozenset({4}))


def _channels(found: FollowUp) -> Section:
    rows = tuple(
        _row(
            [
                use.channel,
                thousands(use.tries),
                thousands(use.through),
                percent(use.through / use.tries),
                _listed(use.results),
            ],
            few=use.tries < found.minimum_n,
        )
        for use in found.channels
    )
    headings = ("tries", "through", "share", "results")
    empty = "Nobody was contacted in the period."
    return Section(SafeText("Channels"), headings, rows, empty, texts=frozenset({4}))


def _endings(title: str, listed: Sequence[Ending], minimum_n: int) -> Section:
    rows = tuple(
        _row(
            [each.value, thousands(each.n), *_next_cells(each.next), _listed(each.outcomes)],
            few=each.n < minimum_n,
        )
        for each in listed[:MOST_ROWS]
    )
    headings = ("n", "next NPS", "of", "outcomes")
    return Section(
        SafeText(title), headings, rows, "No case has ended.", _left_out(len(listed)),
        texts=frozenset({4}),
    )  # fmt: skip


def _remedies(found: FollowUp) -> Section:
    rows = tuple(
        _row(
            [
                use.ending.value,
                thousands(use.ending.n),
                thousands(use.total) if use.amounts else "-",
                thousands(use.amounts),
                *_next_cells(use.ending.next),
                _listed(use.ending.outcomes),
            ],
            few=use.ending.n < found.minimum_n,
        )
        for use in found.remedies[:MOST_ROWS]
    )
    headings = ("n", "amount", "of", "next NPS", "of", "outcomes")
    empty = "No remedy was noted."
    return Section(SafeText("Remedies"), headings, rows, empty, texts=frozenset({6}))


def _departments(found: FollowUp) -> Section:
    rows = tuple(
        _row(
            [
                each.to,
                thousands(each.stays),
                thousands(each.waiting),
                span_words(each.median.total_seconds()),
                span_words(each.total.total_seconds()),
            ],
            few=each.stays < found.minimum_n,
        )
        for each in found.departments[:MOST_ROWS]
    )
    headings = ("stays", "there now", "median", "in all")
    notes = _left_out(len(found.departments))
    return Section(SafeText("Handed on: time in other hands"), headings, rows, notes=notes)


def _recovery(found: FollowUp) -> Section:
    rows: list[Row] = []
    notes: list[SafeText] = []
    for each in found.recovery:
        name = NAMES[each.category].lower()
        for words, score in (("contacted", each.contacted), ("not", each.not_contacted)):
            few = score is None or score.n < found.minimum_n
            rows.append(_row([f"{name}, {words}", *_score_cells(score)], few=few))
        notes.append(SafeText(_change_words(name, each)))
    headings = ("n", "next NPS", "between", "Pro", "Pas", "Det")
    notes.append(SafeText(CAVEAT))
    return Section(
        SafeText("The next answer of the same customers, contacted before it or not"),
        headings, tuple(rows), notes=tuple(notes),
    )  # fmt: skip


def _score_cells(score: Score | None) -> list[str]:
    if score is None:
        return ["0", *["-"] * 5]
    counts = (score.promoters, score.passives, score.detractors)
    span = numbers.interval(score.low, score.high)
    return [thousands(score.n), numbers.signed(score.nps), span, *map(thousands, counts)]


def _change_words(name: str, each: Recovery) -> str:
    waits = f"{numbers.count(each.no_answer_yet, 'case')} without a next answer yet"
    if each.change is None:
        return f"{name}: nothing to compare, {waits}"
    made = each.change
    return (
        f"{name}: contacted {numbers.change(made.points, made.clear)}, "
        f"{numbers.between(made.low, made.high)}; {waits}"
    )


def _next_cells(score: Score | None) -> list[str]:
    return ["-", "0"] if score is None else [numbers.signed(score.nps), thousands(score.n)]


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {thousands(count)}" for name, count in counts.items())


def _headings(categories: Sequence[CategoryHealth]) -> tuple[str, ...]:
    return tuple(NAMES[each.category].lower() for each in categories)


def _left_out(listed: int) -> tuple[SafeText, ...]:
    beyond = listed - MOST_ROWS
    return (SafeText(f"and {thousands(beyond)} more; --json has them all"),) if beyond > 0 else ()


def _row(cells: Sequence[str], *, few: bool = False, trend: tuple[float, ...] = ()) -> Row:
    return Row(tuple(safe(cell) for cell in cells), few, trend)
