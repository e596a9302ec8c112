"""One case as lines: the pane under a list, and the case on a screen of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.model.case import Returned, Status
from npstui.model.category import Category
from npstui.present import numbers, times
from npstui.present.cells import cell_width, wrap
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import CATEGORY_STYLES, NO_COMMENT, NO_NAME, Style
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import CaseValue, EarlierValue, Fact, StoryLine
from npstui.tui.lines.drawing import Line, Pieces

SMALL_BELOW = 12  # lines of the pane; under it labels and gaps narrow
COMMENT_LINES, COMMENT_LINES_SMALL = 3, 2
HEAD_LINES_OF_PAGE = 3
EARLIER_SHOWN = 4
LABEL_CELLS = 16


@dataclass(frozen=True, slots=True)
class CaseLook:
    """What the drawing of a case depends on beside the case."""

    width: int
    now: datetime
    zone: ZoneInfo
    glyphs: Glyphs = UNICODE
    writing: tuple[SafeText, ...] = ()  # others who write on the case now


def case_pane(value: CaseValue, look: CaseLook, height: int) -> list[Pieces]:
    """The case in exactly as many lines as the pane has: who, what was said, facts, story."""
    small = height < SMALL_BELOW
    lines = _heads(value, look, small, most=1)
    gap: list[Pieces] = [] if small else [[]]
    comment = _comment(value, look, COMMENT_LINES_SMALL if small else COMMENT_LINES)
    lines += gap + comment + gap
    story = _last_of_story(value, look)
    playbook = _playbook(value, look)
    room = height - len(lines) - len(gap) - 1 - (len(gap) + 1 if playbook else 0)
    lines += _facts(value, look, room, small)
    below = [playbook, story] if playbook else [story]
    lines += [[]] * (height - len(below) - len(lines))
    return [*lines[: height - len(below)], *below]


def case_page(value: CaseValue, look: CaseLook) -> list[Pieces]:
    """The whole case: every line of the comment, every fact, everything that happened."""
    lines = [*_heads(value, look, small=False, most=HEAD_LINES_OF_PAGE), []]
    lines += _comment(value, look, 10_000)
    lines.append([])
    facts = _all_facts(value, look, small=False)
    label = _label_cells(facts, 9)
    for fact in facts:
        lines += _whole_fact(look, fact, label)
    if value.story:
        lines += [[], Line().say(" What happened").pieces]
    for entry in value.story:
        line = Line(look.glyphs).say(f" {times.moment(entry.at, look.now, look.zone):<10} ")
        line.put(entry.who).say(" ")
        style = Style.DIM if entry.undone else Style.TEXT
        for number, part in enumerate(wrap(entry.what, max(look.width - line.width - 12, 20), 500)):
            if number:
                lines.append(line.pieces)
                line = Line(look.glyphs).say(" " * 12)
            line.put(part, style)
        if entry.undone:
            line.say(" (taken back)", Style.DIM)
        lines.append(line.pieces)
    return lines


def _heads(value: CaseValue, look: CaseLook, small: bool, most: int) -> list[Pieces]:
    """Who, and where the case stands; what does not fit goes on a line more, up to `most`."""
    gap = "   "
    style = CATEGORY_STYLES[value.category]
    line = Line(look.glyphs).say(" ")
    line.say(f"{look.glyphs.categories[value.category]} {value.score}", style).say("  ")
    line.cut_put(value.customer or NO_NAME, 32 if not small else 24, Style.STRONG)
    parts: list[tuple[str, Style]] = []
    if not small:
        parts.append((value.category.value, Style.TEXT))
        if value.answered_at is not None:
            at = times.moment(value.answered_at, look.now, look.zone)
            parts.append(
                (f"answered {at}, {times.age(value.answered_at, look.now)} ago", Style.TEXT)
            )
        else:
            parts.append(("answered at an unknown time", Style.DIM))
    parts += _standing(value, look)
    if small and value.answered_at is not None:
        parts.append((times.moment(value.answered_at, look.now, look.zone), Style.TEXT))
    lines = [line]
    for words, part_style in parts:
        if lines[-1].width + len(gap) + cell_width(words) > look.width:
            if len(lines) == most:
                break
            lines.append(Line(look.glyphs).say(" "))
        line = lines[-1].say(gap)
        line.cut_put(SafeText(words), look.width - line.width, part_style)
    return [line.pieces for line in lines]


def _standing(value: CaseValue, look: CaseLook) -> list[tuple[str, Style]]:
    """Where the case stands, in words: who writes on it, its clock or its end, and whose it is."""
    parts: list[tuple[str, Style]] = []
    if look.writing:
        who = " and ".join(look.writing[:2])
        parts.append((f"{who} {'is' if len(look.writing) == 1 else 'are'} writing", Style.STRONG))
    return parts + _clock_and_owner(value, look)


def _clock_and_owner(value: CaseValue, look: CaseLook) -> list[tuple[str, Style]]:
    parts: list[tuple[str, Style]] = []
    owner = value.assignee or "nobody's"
    if value.excluded:
        return [(f"excluded: {value.excluded.replace('-', ' ')}", Style.TEXT)]
    if value.status is None:
        return [("no case yet: any command opens one", Style.TEXT)]
    if value.status is Status.RESOLVED:
        when = f", {_moment(value.resolved_at, look)}" if value.resolved_at else ""
        parts.append((f"resolved: {_outcome(value)}{when}", Style.TEXT))
        if value.again_at is not None:
            parts.append((f"to look at again {_moment(value.again_at, look)}", Style.TEXT))
        return [*parts, (owner, Style.TEXT)]
    parts += _elsewhere(value, look)
    if value.snoozed_until is not None and value.snoozed_until > look.now:
        parts.append((f"snoozed until {_moment(value.snoozed_until, look)}", Style.TEXT))
    parts += _clock(value, look)
    if value.category is Category.PASSIVE and value.window_ends_at is not None:
        parts.append((f"window ends in {times.due(value.window_ends_at, look.now)}", Style.TEXT))
    if value.first_contact_at is None:
        owner += ", no contact yet" if not value.tries else f", {_tries(value.tries)}"
    parts.append((owner, Style.TEXT))
    if value.joined:
        parts.append((f"and {value.joined} earlier", Style.TEXT))
    return parts


def _clock(value: CaseValue, look: CaseLook) -> list[tuple[str, Style]]:
    """The clock of the first contact: stopped by one, running, late, or none."""
    if value.first_contact_at is not None:
        return [(f"contacted {_moment(value.first_contact_at, look)}", Style.TEXT)]
    if value.returned is Returned.AGAIN:
        return []  # it stopped with the resolution
    if value.due_at is None:
        return [("no clock", Style.TEXT)]
    due = times.due(value.due_at, look.now)
    is_late = value.due_at <= look.now
    counted = " (counted from the import)" if value.from_import else ""
    words = due if is_late else f"due in {due}"
    return [(f"{words}{counted}", Style.STRONG if is_late else Style.TEXT)]


def _elsewhere(value: CaseValue, look: CaseLook) -> list[tuple[str, Style]]:
    """Whom it waits for, or why it is back."""
    if value.returned is Returned.AGAIN:
        return [(f"to look at again, resolved before: {_outcome(value)}", Style.STRONG)]
    if value.handed_to is None:
        return []
    if value.returned is Returned.BACK:
        return [(f"back from {value.handed_to}", Style.STRONG)]
    until = f" until {_moment(value.handed_until, look)}" if value.handed_until else ""
    return [(f"waits for {value.handed_to}{until}", Style.STRONG)]


def _outcome(value: CaseValue) -> str:
    said = value.outcome or "answered again"
    if value.remedy:
        said += f", {value.remedy}"
    return said + (f" {value.amount:,.10g}" if value.amount is not None else "")


def _playbook(value: CaseValue, look: CaseLook) -> Pieces:
    """What to do, in a line."""
    if not value.does:
        return []
    line = Line(look.glyphs).say(" Playbook ", Style.DIM)
    if value.playbook:
        line.cut_put(value.playbook, 24, Style.STRONG).say("  ")
    return line.cut_put(value.does, look.width - line.width - 1).pieces


def _comment(value: CaseValue, look: CaseLook, most: int) -> list[Pieces]:
    if not value.comment:
        return [Line().say(" ").put(NO_COMMENT, Style.DIM).pieces]
    broken = wrap(value.comment, look.width - 3, most, look.glyphs.ellipsis)
    return [Line(look.glyphs).say(" ").put(part).pieces for part in broken]


def _facts(value: CaseValue, look: CaseLook, room: int, small: bool) -> list[Pieces]:
    """The facts in two columns; those that stand left are filled first."""
    facts = _all_facts(value, look, small)[: max(room, 0) * 2]
    rows = (len(facts) + 1) // 2
    left, right = facts[:rows], facts[rows:]
    labels = (_label_cells(left, 7 if small else 9), _label_cells(right, 7 if small else 9))
    middle = look.width // 2 if small else max(53, look.width * 53 // 120)
    return [
        _fact_line(look, fact, right[number] if number < len(right) else None, labels, middle)
        for number, fact in enumerate(left)
    ]


def _label_cells(facts: Sequence[Fact], least: int) -> int:
    """How wide the column of labels is, the space after it included."""
    longest = max((cell_width(SafeText(fact.label)) for fact in facts), default=0)
    return min(max(longest + 1, least), LABEL_CELLS)


def _fact_line(
    look: CaseLook, left: Fact, right: Fact | None, labels: tuple[int, int], middle: int
) -> Pieces:
    end = look.width - 1 if right is None else middle - 1
    line = Line(look.glyphs).say(" ")
    # On one style: the pane is repainted wherever the cursor rests.
    line.cut_put(SafeText(left.label), labels[0] - 1).at(1 + labels[0])
    line.cut_put(left.text, end - line.width)
    if right is not None:
        line.at(middle).cut_put(SafeText(right.label), labels[1] - 1).at(middle + labels[1])
        line.cut_put(right.text, look.width - 1 - line.width)
    return line.pieces


def _whole_fact(look: CaseLook, fact: Fact, label: int) -> list[Pieces]:
    """A fact to its end, under its own beginning."""
    lines: list[Pieces] = []
    parts = wrap(fact.text, max(look.width - label - 2, 20), 500, look.glyphs.ellipsis)
    for part in parts or (EMPTY,):
        line = Line(look.glyphs).say(" ")
        if not lines:
            line.cut_put(SafeText(fact.label), label - 1)
        lines.append(line.at(1 + label).put(part).pieces)
    return lines


def _all_facts(value: CaseValue, look: CaseLook, small: bool) -> list[Fact]:
    """What is known, in the order of use: how to reach them, tags, what they said before."""
    facts = [
        Fact("Phone", value.phone or SafeText("none")),
        Fact("Mail", value.mail or SafeText("none")),
        Fact("Contact", _contact(value, look, small)),
        Fact("Tags", SafeText(", ".join(value.tags)) if value.tags else SafeText("none")),
    ]
    if value.told_at is not None:
        facts.append(Fact("Told", SafeText(f"we ask again {_moment(value.told_at, look)}")))
    if value.category is Category.PROMOTER and value.stage:
        facts.append(Fact("Thanked", _thanked(value, look)))
    if value.earlier:
        facts.append(Fact("Earlier", _earlier(value.earlier, look)))
    return [*facts, *(_as_others_are_written(fact, look) for fact in value.facts)]


def _as_others_are_written(fact: Fact, look: CaseLook) -> Fact:
    if fact.at is None:
        return fact
    return Fact(fact.label, SafeText(times.dated(fact.at, look.now, look.zone)))


def _thanked(value: CaseValue, look: CaseLook) -> SafeText:
    """When, what they were asked for, and what they got for it."""
    if value.thanked_at is None:
        return SafeText("not yet")
    words = f"{_moment(value.thanked_at, look)} by {value.thanked_by}"
    if value.ask:
        words += f", asked for a {value.ask}" + (f": {value.answer}" if value.answer else "")
    amount = "" if value.amount is None else f" {value.amount:,.10g}"
    return SafeText(f"{words}, " + (f"{value.remedy}{amount}" if value.remedy else "no reward yet"))


def _earlier(answers: Sequence[EarlierValue], look: CaseLook) -> SafeText:
    said = [
        f"{look.glyphs.categories[answer.category]} {answer.score}"
        + (f" ({times.moment(answer.at, look.now, look.zone)})" if answer.at is not None else "")
        for answer in answers[:EARLIER_SHOWN]
    ]
    more = len(answers) - EARLIER_SHOWN
    return SafeText("   ".join(said) + (f"   +{more}" if more > 0 else ""))


def _contact(value: CaseValue, look: CaseLook, small: bool) -> SafeText:
    words = ["may not be contacted" if value.do_not_contact else "allowed"]
    if value.preferred_channel:
        if small and not value.do_not_contact:
            words.clear()  # it goes without saying, and there is little room
        words.append(f"prefers {value.preferred_channel}")
    if value.first_contact_at is not None:
        words.append(f"contacted {_moment(value.first_contact_at, look)}")
    elif value.tries:
        words.append(_tries(value.tries))
    else:
        words.append("never contacted")
    if value.capped:
        words.append(value.capped)
    return SafeText(", ".join(words))


def _tries(tries: int) -> str:
    return numbers.count(tries, "try without success", "tries without success")


def _last_of_story(value: CaseValue, look: CaseLook) -> Pieces:
    """The newest of what happened, as much as the line holds, oldest first."""
    kept: list[Line] = []
    room = look.width - 2
    for entry in reversed(value.story):
        line = _story_entry(entry, look)
        if kept and line.width + 3 > room:
            break
        kept.append(line)
        room -= line.width + 3
    line = Line(look.glyphs).say(" ")
    for number, entry_line in enumerate(reversed(kept)):
        line.say("   " if number else "").join(entry_line)
    return line.pieces


def _story_entry(entry: StoryLine, look: CaseLook) -> Line:
    style = Style.DIM if entry.undone else Style.TEXT
    line = Line(look.glyphs).say(f"{times.moment(entry.at, look.now, look.zone)} ", style)
    line.put(entry.who, style).say(" " if entry.who else "", style)
    line.cut_put(entry.what, max(look.width // 2, 20), style)
    return line.say(" (taken back)", style) if entry.undone else line


def _moment(at: datetime, look: CaseLook) -> str:
    return times.moment(at, look.now, look.zone)
