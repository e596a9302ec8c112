"""The form of c: how, what came of it, what is said and where that goes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from npstui.model.languages import language_name
from npstui.model.outcomes import Channel
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.widgets.choices import LABEL, Choice
from npstui.tui.widgets.contacting import WRITTEN, Contacting, Values
from npstui.tui.widgets.forms import Look
from npstui.tui.widgets.text_entry import NoteArea

if TYPE_CHECKING:
    from npstui.present.drafts import DraftValue

COPY, LINK, FILE, LOG = "copy", "mailto", "file", "log"
_AGAIN = ("", "1mo", "2mo", "3mo", "6mo", "12mo")
_AGAIN_WORDS = ("not said", "1 month", "2 months", "3 months", "6 months", "12 months")


class ContactForm(Contacting):
    """One case. What is written is a draft of the playbook; what is said on the phone is a note.

    `ask` wants the draft of a playbook and a time to ask again, "" of both for the case's own.
    """

    def __init__(
        self,
        name: SafeText,
        kept: Values,
        channel: Channel,
        ask: Callable[[str, str | None], None],
        done: Callable[[Values], None],
        left: Callable[[Values], None],
        edit: Callable[[], None],
        look: Look,
        field_lines: int,
    ) -> None:
        super().__init__(name, NoteArea(""), done, left, look, lines=4, field_lines=field_lines)
        self._ask, self._edit = ask, edit
        self._channel_chosen = "channel" in kept
        self._name = name
        self.draft: DraftValue | None = None
        self._texts = {kind: kept.get(kind, "") for kind in ("text", "sms", "note")}
        self._shown_kind, self._shown = "note", ""
        self._touched = {kind for kind, text in self._texts.items() if text}
        self.again = Choice("Again", _AGAIN, _AGAIN_WORDS)
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
        """Where a text is written, which, and where it goes too."""
        return [
            self.how,
            self.result,
            *([self.book, self.again, self.then] if self._writes else []),
        ]

    @property
    def _writes(self) -> bool:
        return self.channel in WRITTEN

    def came(self, draft: "DraftValue") -> None:
        """The draft, as filled; what was typed already stays."""
        self.draft = draft
        if not self._channel_chosen:
            super().choose_channel(likely_channel(draft))
        if not self._again_chosen:
            if draft.usual not in self.again.values:
                self.again = Choice("Again", (draft.usual, *_AGAIN), (draft.usual, *_AGAIN_WORDS))
            self.again.choose(draft.usual)
        self.book = Choice("Text", draft.playbooks, draft.playbooks)
        self.book.choose(draft.playbook)
        for kind, text in (("text", draft.text), ("sms", draft.sms)):
            if kind not in self._touched:
                self._texts[kind] = text
        if self._kind not in self._touched:
            self._show_text()
        words = f"{self._name}   {draft.playbook}, {language_name(draft.language)}"
        self.heading = safe(words if not draft.barred else f"{self._name}   {draft.barred}")
        self.top.paint()
        self._choices.paint()

    def turned(self, choice: Choice) -> None:
        """Another channel has another text, another playbook a new one."""
        if choice is self.how:
            self._show_text()
        elif choice in (self.book, self.again):
            self._keep_text()
            self._again_chosen = self._again_chosen or choice is self.again
            self._touched -= {"text", "sms"}
            self._ask(self.book.value, self.again.value if self._again_chosen else None)

    def choose_channel(self, channel: Channel) -> None:
        """From now on it is the person's choice."""
        self._channel_chosen = True
        super().choose_channel(channel)

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
        kept = {kind: text for kind, text in self._texts.items() if kind in self._touched}
        told = {"told": self.again.value} if self._again_chosen else {}
        return {
            **kept, **told, "channel": self.channel.value, "result": self.result.value,
            "result_chosen": "yes" if self._result_chosen else "",
            "then": self.then.value if self._writes else LOG,
            "written": self._texts[self._kind], "playbook": self.book.value,
        }  # fmt: skip

    @property
    def is_touched(self) -> bool:
        """Whether a word of it was changed."""
        self._keep_text()
        return bool(self._touched)

    def _keep_text(self) -> None:
        text = self.field.written
        if text != self._shown:
            self._texts[self._shown_kind] = text
            self._touched.add(self._shown_kind)
            self._shown = text

    def _show_text(self) -> None:
        self._keep_text()
        self._shown_kind = self._kind
        self._shown = self._texts[self._kind]
        if isinstance(self.field, NoteArea):
            self.field.load_text(self._shown)
            self._shown = self.field.written

    def _drawn(self, width: int, height: int) -> Sequence[Pieces]:  # noqa: ARG002
        """How, result, to whom and whereto, and which text."""
        glyphs = self._look.glyphs
        rows = self.rows()
        here = rows[self._row] if self._row < len(rows) else None
        how = self.how.line(width, glyphs, here=here is self.how)
        result = self.result.line(width, glyphs, here=here is self.result)
        to = Line(glyphs).say(" To", Style.DIM).at(LABEL)
        half = max(width // 2, 38)
        to.cut_put(self._address(), half - LABEL - 2)
        text = Line(glyphs)
        if self._writes:
            then = self.then.line(width - half, glyphs, here=here is self.then)
            to.at(half).join(then)
            text = self._text_line(half, here)
            text.at(half).join(self._again_line(width - half, here))
        elif self.draft is not None and self.draft.barred:
            text.say(" ").put(self.draft.barred)
        else:
            text.say(" What was said, or left as word, is the note.", Style.DIM)
        return [how.pieces, result.pieces, to.pieces, text.pieces]

    def _address(self) -> SafeText:
        draft = self.draft
        found = None
        if draft is not None:
            by_phone = self.channel in (Channel.PHONE, Channel.SMS)
            found = draft.mail if self.channel is Channel.MAIL else None
            found = draft.phone if by_phone else found
        return found or SafeText("-")

    def _text_line(self, width: int, here: Choice | None) -> Line:
        glyphs, draft = self._look.glyphs, self.draft
        line = Line(glyphs).say(" Text", Style.STRONG if here is self.book else Style.DIM).at(LABEL)
        if draft is None:
            return line.say("...", Style.DIM)
        if draft.barred:
            return line.cut_put(safe(f"none: {draft.barred}"), width - LABEL)
        style = Style.ACTIVE if here is self.book else Style.STRONG
        line.put(safe(f">{draft.playbook}"), style)
        if draft.missing:
            words = f"   without {', '.join(name.replace('_', ' ') for name in draft.missing)}"
            line.cut_put(safe(words), width - line.width - 1, Style.DIM)
        return line

    def _again_line(self, width: int, here: Choice | None) -> Line:
        if self._again_chosen or here is self.again:
            return self.again.line(width, self._look.glyphs, here=here is self.again)
        line = Line(self._look.glyphs).say(" Again", Style.DIM).at(LABEL)
        told = self.draft.told if self.draft is not None else None
        return line.say(f"{told:%Y-%m-%d}" if told else "not said", Style.STRONG)


def likely_channel(draft: "DraftValue") -> Channel:
    """The one they prefer where they can be reached by it, else the one there is an address for."""
    reached: dict[str, SafeText | None] = {
        Channel.MAIL: draft.mail, Channel.PHONE: draft.phone, Channel.SMS: draft.phone,
    }  # fmt: skip
    by_it = reached.get(draft.prefers, SafeText("any other way"))
    if draft.prefers in tuple(Channel) and by_it:
        return Channel(draft.prefers)
    return Channel.PHONE if draft.phone and not draft.mail else Channel.MAIL
