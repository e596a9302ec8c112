"""A customer's page as lines: who, how their scores went, every answer, every contact."""

from collections.abc import Sequence
from dataclasses import dataclass

from npstui.present import numbers, spark, times
from npstui.present.cells import wrap
from npstui.present.styles import CATEGORY_STYLES, NO_COMMENT, NO_NAME, Style
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import CustomerAnswer, CustomerValue, StoryLine
from npstui.tui.lines.case import CaseLook
from npstui.tui.lines.drawing import Line, Pieces

WHEN, SCORE, STANDS = 1, 13, 19  # the cells where the columns of an answer begin
COMMENT, COMMENT_SMALL = 48, 40
SMALL_BELOW = 100
SPARK_CELLS = 60  # the newest scores that are drawn
LABEL = 11


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """The lines of the page; the answers stand from line `first` on, one a line."""

    lines: list[Pieces]
    first: int


def customer_page(value: CustomerValue, look: CaseLook) -> CustomerPage:
    """The whole page."""
    lines = [_head(value, look), []]
    for label, text in _facts(value):
        lines += _labelled(label, text, look)
    lines.append(_scores(value, look))
    lines += [[], Line().at(WHEN).say("answered").at(SCORE).say("score").at(STANDS)
              .say("case").at(_comment_at(look)).say("comment").pieces]  # fmt: skip
    first = len(lines)
    lines += [_answer(answer, look) for answer in value.answers]
    lines += [[], Line().say(" Contacts", Style.STRONG).pieces]
    for contact in value.contacts:
        lines += _contact(contact, look)
    if not value.contacts:
        lines.append(Line().say(" Nobody has contacted them.").pieces)
    return CustomerPage(lines, first)


def _head(value: CustomerValue, look: CaseLook) -> Pieces:
    line = Line(look.glyphs).say(" ")
    line.cut_put(value.name or NO_NAME, 40, Style.STRONG)
    parts = [numbers.count(len(value.answers), "answer"), numbers.count(value.open_cases,
             "open case")]  # fmt: skip
    if value.value is not None:
        parts.append(f"value {numbers.thousands(value.value)}")
    for part in parts:
        if line.width + 3 + len(part) <= look.width:
            line.say("   ").say(part)
    return line.pieces


def _facts(value: CustomerValue) -> list[tuple[str, SafeText]]:
    """What is known, by label; what is not is left out, but for the ways to reach them."""
    none = SafeText("none")
    allowed = SafeText("may not be contacted" if value.do_not_contact else "allowed")
    told = [
        ("Phone", value.phone or none),
        ("Mail", value.mail or none),
        ("Contact", allowed),
        ("Customer", value.customer_id or EMPTY),
        ("Company", value.company or EMPTY),
        *((fact.label, fact.text) for fact in value.facts),
    ]
    return [(label, text) for label, text in told if text]


def _labelled(label: str, text: SafeText, look: CaseLook) -> list[Pieces]:
    lines: list[Pieces] = []
    for part in wrap(text, max(look.width - LABEL - 1, 20), 500, look.glyphs.ellipsis):
        line = Line(look.glyphs)
        if not lines:
            line.say(" ").cut_put(SafeText(label), LABEL - 2)
        lines.append(line.at(LABEL).put(part).pieces)
    return lines


def _scores(value: CustomerValue, look: CaseLook) -> Pieces:
    """Their scores from the oldest to the newest, 0 the lowest block and 10 the highest."""
    room = min(SPARK_CELLS, look.width - LABEL - 30)
    newest: Sequence[CustomerAnswer] = value.answers[: max(room, 1)]
    scores = [float(answer.score) for answer in reversed(newest)]
    line = Line(look.glyphs).say(" Scores").at(LABEL).say(spark.spark(scores, 0, 10, look.glyphs))
    if len(scores) == 1:
        return line.say(f"   {scores[0]:.0f}").pieces
    first, last = scores[0], scores[-1]
    more = len(value.answers) - len(scores)
    words = f"   from {first:.0f} to {last:.0f}" + (f", {more:,} older not drawn" if more else "")
    return line.say(words).pieces


def _answer(answer: CustomerAnswer, look: CaseLook) -> Pieces:
    at = times.moment(answer.at, look.now, look.zone) if answer.at else "unknown"
    line = Line(look.glyphs).at(WHEN).say(at).at(SCORE)
    glyph = look.glyphs.categories[answer.category]
    line.say(f"{glyph} {answer.score:>2}", CATEGORY_STYLES[answer.category]).at(STANDS)
    until = _comment_at(look)
    line.cut_put(_stands(answer), until - STANDS - 2).at(until)
    if answer.comment:
        return line.cut_put(answer.comment, look.width - until - 1).pieces
    return line.put(NO_COMMENT, Style.DIM).pieces


def _stands(answer: CustomerAnswer) -> SafeText:
    """How its case stands: its end or its status, and whose it is."""
    if answer.status is None:
        return SafeText("no case")
    words = answer.outcome.replace("-", " ") if answer.outcome else answer.status.value
    return SafeText(f"{words.replace('-', ' ')}, {answer.assignee}" if answer.assignee else words)


def _contact(contact: StoryLine, look: CaseLook) -> list[Pieces]:
    lines = []
    line = Line(look.glyphs).say(f" {times.moment(contact.at, look.now, look.zone):<11} ")
    line.put(contact.who).say(" ")
    for number, part in enumerate(wrap(contact.what, max(look.width - line.width - 1, 20), 20)):
        if number:
            line = Line(look.glyphs).say(" " * 13)
        lines.append(line.put(part).pieces)
    return lines


def _comment_at(look: CaseLook) -> int:
    return COMMENT_SMALL if look.width < SMALL_BELOW else COMMENT
