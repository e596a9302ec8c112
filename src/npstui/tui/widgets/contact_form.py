"""The form of c: how, what came of it, what is said, and where that goes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from npstui.model.category import Category
from npstui.model.languages import language_name
from npstui.model.outcomes import Ask, AskAnswer, Channel
from npstui.present.cells import cell_width
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.widgets.choices import LABEL, Choice
from npstui.tui.widgets.contacting import WRITTEN, Contacting, Values
from npstui.tui.widgets.forms import Look
from npstui.tui.widgets.own_texts import OwnTexts
from npstui.tui.widgets.text_entry import NoteArea

if TYPE_CHECKING:
    from textual import events

    from npstui.present.drafts import DraftValue

COPY, LINK, FILE, LOG = "copy", "mailto", "file", "log"
_AGAIN = ("", "1mo", "2mo", "3mo", "6mo", "12mo")
_AGAIN_WORDS = ("nothing told", "1 month", "2 months", "3 months", "6 months", "12 months")
_AGAIN_MEANS = SafeText("  when we ask them again")
FIRST_KEYS = SafeText("ctrl+s done   enter next   e editor   esc keeps it")
NEXT_KEYS = SafeText("ctrl+s done   enter next   esc keeps it")
TEXT_KEYS = SafeText("ctrl+s done   tab next   esc keeps it")  # the text keeps enter
_PLACES = {
    Channel.MAIL: "mail address",
    Channel.PHONE: "phone number",
    Channel.SMS: "phone number",
}
_NARROW = 100  # cells under which the languages stand further right than the middle


class ContactForm(Contacting):
    """One case. What is written is a draft of the playbook; what is said on the phone is a note.

    `ask` wants the draft of a playbook, in a language, with a time to ask again: "", "" and None
    for the case's own.
    """

    kept_keys = 1

    def __init__(
        self,
        name: SafeText,
        category: Category,
        kept: Values,
        channel: Channel,
        ask: Callable[[str, str, str | None], None],
        done: Callable[[Values], None],
        left: Callable[[Values], None],
        edit: Callable[[], None],
        say: Callable[[SafeText], None],
        look: Look,
        field_lines: int,
    ) -> None:
        super().__init__(name, NoteArea(""), done, left, look, lines=5, field_lines=field_lines)
        self._help = FIRST_KEYS
        self._field_lines, self._lines_told = field_lines, 0
        self._ask, self._edit, self._say = ask, edit, say
        self._channel_chosen = "channel" in kept
        self._name = name
        self._is_promoter = category is Category.PROMOTER
        self.draft: DraftValue | None = None
        self._texts = OwnTexts(kept)
        self._shown_kind, self._shown = "note", ""
        # Until the draft comes, what an earlier form had chosen stands.
        self.book = _known("Text", kept.get("playbook", ""))
        self.language = _known("In", kept.get("language", ""))
        self._language_chosen = "language" in kept
        self.asked, self.answer = asked_choice(), _answer_choice()
        self.asked.choose(kept.get("ask", ""))
        self._asked_chosen = "ask" in kept
        self.answer.choose(kept.get("answer", ""))
        self.again = again_choice()
        self._again_chosen = "told" in kept
        self.again.choose(kept.get("told", ""))
        self.then = Choice("Then", (COPY, LINK, FILE, LOG), ("copy", "mailto", "file", "log"))
        self.then.choose(kept.get("then", COPY))
        self.how.choose(channel)
        self.result.choose(kept.get("result", ""))
        self._result_chosen = bool(kept.get("result_chosen"))
        super().choose_channel(channel)

    @property
    def _kind(self) -> str:
        if self.channel not in WRITTEN:
            return "note"
        return "sms" if self.channel is Channel.SMS else "text"

    def rows(self) -> list[Choice]:
        """Top down: where a text is written, where it goes, which, and in what language."""
        written = [self.then, self.book, self.language] if self._writes else []
        last = [self.asked, self.answer] if self._is_promoter else [self.again]
        return [self.how, self.result, *written, *last]

    @property
    def _writes(self) -> bool:
        return self.channel in WRITTEN

    def came(self, draft: "DraftValue") -> None:
        """The draft, as filled; what was typed already stays."""
        if not self._channel_chosen:
            super().choose_channel(likely_channel(draft))
        if not self._again_chosen:
            self.again = again_choice(draft.usual)
        if not self._asked_chosen and self._writes:
            self.asked.choose(draft.asks)
        self.book = Choice("Text", draft.playbooks, draft.playbooks)
        self.book.choose(draft.playbook)
        names = [language_name(code) for code in draft.languages]
        self.language = Choice("In", draft.languages, names)
        self.language.choose(draft.language)
        self._keep_text()
        said = self._texts.came(draft, self.draft)
        self.draft = draft
        if self._shown != self._texts[self._kind]:
            self._show_text()
        words = f"{self._name}   {draft.playbook}, {language_name(draft.language)}"
        why_not = draft.barred or draft.refused
        self.heading = safe(f"{self._name}   {why_not}" if why_not else words)
        self.top.paint()
        self._choices.paint()
        if said:
            self._say(safe(said))

    def turned(self, choice: Choice) -> None:
        """Another channel has another text; a playbook, a language and a month fill a new one."""
        if choice is self.asked:
            self._asked_chosen = True
        elif choice is self.how:
            self._show_text()
            if not self._asked_chosen and self.draft is not None:
                self.asked.choose(self.draft.asks if self._writes else "")
        elif choice in (self.book, self.language, self.again):
            self._keep_text()
            self._again_chosen = self._again_chosen or choice is self.again
            self._language_chosen = self._language_chosen or choice is self.language
            if choice is not self.again:
                self._set_aside()
            self._ask(
                self.book.value,
                self.language.value if self._language_chosen else "",
                self.again.value if self._again_chosen else None,
            )

    def _set_aside(self) -> None:
        draft = self.draft
        if draft is not None and self._texts.set_aside(draft):
            whose = f"{draft.playbook}, {language_name(draft.language)}"
            self._say(safe(f"What you wrote stays with {whose}: choose that again to go on."))

    def choose_channel(self, channel: Channel) -> None:
        """From now on it is the person's choice."""
        self._channel_chosen = True
        super().choose_channel(channel)

    def press(self, event: "events.Key") -> None:
        """That the words are one's own shows from the first key."""
        before = self._texts.is_written(self._kind)
        super().press(event)
        self._keep_text()
        if self._texts.is_written(self._kind) != before or self._lines_told != self._lines():
            self._choices.paint()

    def _lines(self) -> int:
        """How many lines the text takes as it is wrapped here."""
        width = max(self.size.width - 2, 1)
        written = self.field.written.split("\n")
        return sum(max(-(-cell_width(safe(line)) // width), 1) for line in written)

    def to_row(self, row: int) -> None:
        """Letters are keys on the first row only; below it they are the text's."""
        super().to_row(row)
        words = TEXT_KEYS if self.in_text else NEXT_KEYS if self._row else FIRST_KEYS
        if words != self._help:
            self._help = words
            self.top.paint()

    def letter(self, key: str) -> None:
        """e takes the text to the editor."""
        if key == "e":
            self._edit()
        else:
            super().letter(key)

    def edited(self, text: str) -> None:
        """The editor has another text."""
        if isinstance(self.field, NoteArea):
            self.field.load_text(text)
        self._keep_text()
        self.to_row(len(self.rows()))

    def values(self) -> Values:
        """What was entered, for the verb and for a draft that is kept."""
        self._keep_text()
        told = {"told": self.again.value} if self._again_chosen else {}
        language = {"language": self.language.value} if self._language_chosen else {}
        asked = {"answer": self.answer.value} if self._is_promoter else {}
        if self._is_promoter and (self._asked_chosen or self.asked.value):
            asked["ask"] = self.asked.value
        return {
            **self._texts.kept(), **told, **language, **asked,
            "channel": self.channel.value, "result": self.result.value,
            "result_chosen": "yes" if self._result_chosen else "",
            "then": self.then.value if self._writes else LOG,
            "written": self._texts[self._kind], "playbook": self.book.value,
        }  # fmt: skip

    @property
    def is_touched(self) -> bool:
        """Whether a word of it was changed."""
        self._keep_text()
        return self._texts.any_written

    def _keep_text(self) -> None:
        text = self.field.written
        if text != self._shown:
            self._texts.write(self._shown_kind, text)
            self._shown = text

    def _show_text(self) -> None:
        self._keep_text()
        self._shown_kind = self._kind
        self._shown = self._texts[self._kind]
        if isinstance(self.field, NoteArea):
            self.field.load_text(self._shown)
            self._shown = self.field.written

    def _drawn(self, width: int, height: int) -> Sequence[Pieces]:  # noqa: ARG002
        """How, result; to whom and where it goes; which text; what was asked or when we ask."""
        glyphs, rows = self._look.glyphs, self.rows()
        here = rows[self._row] if self._row < len(rows) else None
        half = max(width // 2, 38)

        def row(choice: Choice, room: int) -> Line:
            return choice.line(room, glyphs, here=here is choice)

        to = Line(glyphs).say(" To", Style.DIM).at(LABEL)
        to.cut_put(self._address(), half - LABEL - 2)
        text, last = Line(glyphs), Line(glyphs)
        if self._writes:
            to.at(half).join(row(self.then, width - half))
            text = self._text_line(width, half, here)
        elif self.draft is not None and self.draft.barred:
            text.say(" ").put(self.draft.barred)
        elif self.draft is not None and self.draft.resolved and not self.draft.refused:
            text.say(" They are told that it is mended; what was said is the note.", Style.DIM)
        else:
            text.say(" What was said, or left as word, is the note.", Style.DIM)
        if self._is_promoter:
            last.join(row(self.asked, half)).at(half).join(row(self.answer, width - half))
        else:
            last.join(self._again_line(width, here))
        self._lines_told = self._lines()
        if self._lines_told > self._field_lines:
            told = f"text of {self._lines_told} lines, down goes on"
            if last.width + len(told) + 2 <= width:
                last.at(width - len(told) - 1).say(told, Style.DIM)
        lines = (row(self.how, width), row(self.result, width), to, text, last)
        return [line.pieces for line in lines]

    def _address(self) -> SafeText:
        """Where it goes, or that nobody knows; a letter, chat or visit has no place here."""
        draft = self.draft
        if draft is None or self.channel not in _PLACES:
            return SafeText("-")
        found = draft.mail if self.channel is Channel.MAIL else draft.phone
        return found or SafeText(f"no {_PLACES[self.channel]} known")

    def _text_line(self, width: int, half: int, here: Choice | None) -> Line:
        glyphs, draft = self._look.glyphs, self.draft
        line = Line(glyphs).say(" Text", Style.STRONG if here is self.book else Style.DIM).at(LABEL)
        if draft is None:
            return line.say("...", Style.DIM)
        if draft.barred:
            return line.cut_put(safe(f"none: {draft.barred}"), width - LABEL)
        style = Style.ACTIVE if here is self.book else Style.STRONG
        line.put(safe(f">{draft.playbook}"), style)
        narrow = width < _NARROW
        cell, label = (half + LABEL, len(" In  ")) if narrow else (half, LABEL)
        told = ["your words"] if self._texts.is_written(self._kind) else []
        if draft.missing:
            told.append(f"without {', '.join(name.replace('_', ' ') for name in draft.missing)}")
        if told:
            line.cut_put(safe("   " + ", ".join(told)), cell - line.width - 2, Style.DIM)
        line.at(cell)
        if here is self.language:
            return line.join(self.language.line(width - cell, glyphs, here=True, label=label))
        chosen = f">{self.language.words[self.language.chosen]}" if self.language.words else ""
        return line.say(" In", Style.DIM).at(cell + label).say(chosen, Style.STRONG)

    def _again_line(self, width: int, here: Choice | None) -> Line:
        if self._again_chosen or here is self.again:
            line = self.again.line(width, self._look.glyphs, here=here is self.again)
            return line if line.width + len(_AGAIN_MEANS) > width else line.say(_AGAIN_MEANS)
        line = Line(self._look.glyphs).say(" Again", Style.DIM).at(LABEL)
        told = self.draft.told if self.draft is not None and self._writes else None
        line.say(f"{told:%Y-%m-%d}" if told else "nothing told", Style.STRONG)
        return line.cut_put(_AGAIN_MEANS, width - line.width - 1, Style.DIM)


def again_choice(usual: str = "") -> Choice:
    """After how long we ask again, as the text tells them; `usual` stands first."""
    own = () if usual in _AGAIN else (usual,)
    choice = Choice("Again", (*own, *_AGAIN), (*own, *_AGAIN_WORDS))
    choice.choose(usual)
    return choice


def asked_choice() -> Choice:
    """What a promoter is asked for with this contact."""
    return Choice("Asked", ("", *(ask.value for ask in Ask)), ("nothing", "review", "referral"))


def _answer_choice() -> Choice:
    said = tuple(answer.value for answer in AskAnswer)
    return Choice("Answer", ("", *said), ("none", *said))


def _known(label: str, value: str) -> Choice:
    return Choice(label, (value,), (value,)) if value else Choice(label, (), ())


def likely_channel(draft: "DraftValue") -> Channel:
    """The one they prefer where they can be reached by it, else the one there is an address for."""
    reached: dict[str, SafeText | None] = {
        Channel.MAIL: draft.mail, Channel.PHONE: draft.phone, Channel.SMS: draft.phone,
    }  # fmt: skip
    by_it = reached.get(draft.prefers, SafeText("any other way"))
    if draft.prefers in tuple(Channel) and by_it:
        return Channel(draft.prefers)
    return Channel.PHONE if draft.phone and not draft.mail else Channel.MAIL
