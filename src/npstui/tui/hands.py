"""From a key to a verb carried out: what is asked for, and the answer in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from textual.widget import Widget

from npstui.desk.catalogue import Command, Verb
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.text import SafeText, safe
from npstui.present.values import Answer, CaseValue, PersonLoad, TagCount
from npstui.tui.lines.bars import WAY_BACK
from npstui.tui.session import Session
from npstui.tui.widgets.picker import Option, Picker

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.tui.app import DeskApp
    from npstui.tui.widgets.forms import Form

GOING_ON = frozenset({"case.resolve", "case.snooze"})  # the cursor goes to the next case
NO_CASE = SafeText("There is no case here.")
NOTHING_YET = SafeText("There is no command to repeat yet.")
# Where each verb's questions stand: module and function.
_ASKED_IN = {
    "case.tag": ("npstui.tui.tagging", "tag"),
    "case.assign": ("npstui.tui.assigning", "assign"),
    "case.resolve": ("npstui.tui.resolving", "resolve"),
    "case.hand-on": ("npstui.tui.handing", "hand_on"),
    "case.snooze": ("npstui.tui.snoozing", "snooze"),
    "response.exclude": ("npstui.tui.excluding", "exclude"),
}
READ_ONLY = SafeText("This desk shows the past; nothing can be changed here.")


@dataclass(frozen=True, slots=True)
class Targets:
    """The cases a key was pressed for. `tags` are those they all have.

    `categories` counts them where they may be of several. `everything` is the question for them
    where they are more than are listed.
    """

    refs: tuple[ResponseRef, ...]
    name: SafeText
    category: Category
    tags: frozenset[str] = frozenset()
    categories: Mapping[Category, int] = field(default_factory=dict)
    resolved: bool = False
    case: CaseValue | None = None  # where it is known already
    everything: "Callable[[Desk], Sequence[ResponseRef]] | None" = None

    def among(self, desk: "Desk") -> "Sequence[ResponseRef]":
        """All of them; asked in the worker."""
        return self.refs if self.everything is None else self.everything(desk)


class Host(Protocol):
    """The screen whose cases the hands work on."""

    session: Session

    def targets(self) -> Targets | None:
        """The marks, else the case under the cursor."""
        ...

    def open_dialog(self, dialog: Widget) -> None:
        """Show it over the list's lower lines; it gets every key."""
        ...

    def close_dialog(self) -> None:
        """Take it away."""
        ...

    def dialog_changed(self) -> None:
        """Its title reads otherwise now."""
        ...

    def say(self, words: SafeText) -> None:
        """Words for the status line."""
        ...

    def send_out(self, written: str) -> None:
        """Past the screen, to the terminal's clipboard."""
        ...

    def app_here(self) -> "DeskApp":
        """The app, whose terminal an editor may borrow."""
        ...

    def rows_here(self) -> int:
        """How many rows the terminal has."""
        ...

    def given(self, verb_id: str, targets: Targets) -> None:
        """A verb was given; its answer will come."""
        ...

    def answered(self, verb_id: str, targets: Targets, answer: Answer) -> None:
        """The desk has answered."""
        ...


class Hands:
    """Carries the verbs of the catalogue out for one screen."""

    def __init__(self, host: Host) -> None:
        self.host = host

    def start(self, command: Command) -> None:
        """Begin a verb: at once, or with what it has to be asked first."""
        targets = self.host.targets()
        if targets is None:
            self.host.say(NO_CASE)
        elif self.host.session.read_only:
            self.host.say(READ_ONLY)
        elif isinstance(command, Verb):
            self._begin(command.id, targets)

    def run(
        self, verb_id: str, targets: Targets, arguments: Mapping[str, object], instead: str = ""
    ) -> None:
        """Give the verb to the desk; the screen goes on meanwhile.

        `instead` is said for the answer where something was written.
        """
        host, now = self.host, self.host.session.now()
        host.session.last_verb = (verb_id, arguments)
        host.given(verb_id, targets)
        if verb_id == "case.hand-on":
            from npstui.tui.handing import give

            give(host, targets, arguments)
            return
        host.session.bridge.run(
            lambda desk: desk.run(verb_id, targets.among(desk), arguments, now),
            lambda answer: host.answered(verb_id, targets, _told(answer, instead)),
        )

    def repeat(self) -> None:
        """The last command with what it was given, on the cases that are here now."""
        session, targets = self.host.session, self.host.targets()
        if session.last_verb is None:
            self.host.say(NOTHING_YET)
        elif session.read_only:
            self.host.say(READ_ONLY)
        elif targets is None:
            self.host.say(NO_CASE)
        else:
            self.run(session.last_verb[0], targets, session.last_verb[1])

    def _begin(self, verb_id: str, targets: Targets) -> None:
        """Ask for what the verb needs; one that needs nothing is given at once."""
        if verb_id in _ASKED_IN:
            module, name = _ASKED_IN[verb_id]
            getattr(import_module(module), name)(self, targets)
        elif verb_id == "case.note":
            self._note(targets)
        elif verb_id == "case.contact":
            self._contact(targets)
        else:
            self.run(verb_id, targets, {})

    def _note(self, targets: Targets) -> None:
        from npstui.tui.widgets.forms import Look, NoteForm

        session = self.host.session
        key = ("note", targets.refs[0])

        def done(values: dict[str, str]) -> None:
            if not values["text"].strip():
                self.host.say(SafeText("A note needs a text; esc leaves."))
                return
            session.drafts[key] = values
            self.host.close_dialog()
            self.run("case.note", targets, values)

        form = NoteForm(
            SafeText(f"Note on {targets.name}"),
            session.drafts.get(key, {}),
            done,
            self.keep(key),
            Look(session.palette, session.glyphs),
        )

        def worth() -> dict[str, str] | None:
            values = form.values()
            return values if values["text"].strip() else None

        self.open_form(form, targets, worth, key)

    def open_form(
        self,
        form: "Form",
        targets: Targets,
        worth: Callable[[], Mapping[str, str] | None] | None = None,
        key: tuple[str, ResponseRef] | None = None,
    ) -> None:
        """The others see who writes, and the writer what they do meanwhile.

        With `worth` and a key what is typed is kept: see keeping.keep_while_typed.
        """
        from npstui.tui.keeping import keep_while_typed, of_earlier
        from npstui.tui.writing import WritingOn

        version = None if targets.case is None else targets.case.version
        session = self.host.session
        form.writing = WritingOn(session, targets.refs, version, self.host.say)
        form.writing.begin()
        self.host.open_dialog(form)
        if worth is not None and key is not None:
            keep_while_typed(session, key, form, worth)
            if words := of_earlier(session, key):
                self.host.say(words)

    def _contact(self, targets: Targets) -> None:
        from npstui.tui.contacting import contact

        contact(self, targets)

    def keep(self, key: tuple[str, ResponseRef]) -> Callable[[dict[str, str]], None]:
        from npstui.tui.keeping import drop, keep

        def left(values: dict[str, str]) -> None:
            text = values.get("text") or values.get("note") or ""
            if text.strip():
                self.host.session.drafts[key] = values
                keep(self.host.session, key, values)
                self.host.say(SafeText("Kept as a draft, the same key goes on with it."))
            elif key not in self.host.session.recovered:
                # One that was read while the form was open is still to be offered.
                self.host.session.drafts.pop(key, None)
                drop(self.host.session, [key])
            self.host.close_dialog()

        return left

    def pick_offered(
        self,
        title: str,
        options: Callable[[], list[Option]],
        picked: Callable[[Option], None],
        words: str,
        typed: Callable[[str], Option | None],
    ) -> None:
        """Pick of what the desk offers; a picker opened before that is known waits for it."""
        session, now = self.host.session, self.host.session.now()
        known = session.tags is not None and session.people is not None
        picker = self.pick(title, options() if known else None, picked, words, typed)

        def came(offers: tuple[tuple[TagCount, ...], tuple[PersonLoad, ...]]) -> None:
            session.tags, session.people = offers
            picker.load(options())

        if not known:
            session.bridge.ask("picker", lambda desk: (desk.tags(now), desk.people(now)), came)

    def pick(
        self,
        title: str,
        options: list[Option] | None,
        picked: Callable[[Option], None],
        words: str,
        typed: Callable[[str], Option | None] = lambda _text: None,
        rows: int = 6,
        more: Callable[[Option], None] | None = None,
    ) -> Picker:
        """Open a picker; `more` is what tab does with the option in light."""
        session = self.host.session
        picker = Picker(
            safe(title),
            options,
            picked,
            self.host.close_dialog,
            changed=self.host.dialog_changed,
            typed=typed,
            help_words=words,
            rows=rows,
            more=more,
            palette=session.palette,
            glyphs=session.glyphs,
        )
        self.host.open_dialog(picker)
        return picker


def forget_draft(session: Session, verb_id: str, targets: Targets, answer: Answer) -> None:
    """Let go of a draft once the desk has what it said."""
    if answer.verb_id is None:
        return
    done = [(verb_id.removeprefix("case."), targets.refs[0])]
    if verb_id == "case.resolve":
        done += [key for key in session.kept if key[1] in answer.done]
    for key in done:
        session.drafts.pop(key, None)
    if session.kept:
        from npstui.tui.keeping import drop

        drop(session, done)


def answer_words(answer: Answer) -> SafeText:
    """The answer for the status line, with the way back where something was written."""
    said = answer.said.rstrip(".")
    return SafeText(f"{said}. {WAY_BACK}" if answer.verb_id is not None else answer.said)


def _told(answer: Answer, instead: str) -> Answer:
    if not instead or answer.verb_id is None:
        return answer
    return replace(answer, said=safe(instead))


def export_name(store: SafeText, what: str, day: str) -> str:
    """The path an export form begins with, in the folder the desk was started in: a free one."""
    words = "".join(letter if letter.isalnum() or letter == "_" else " " for letter in store)
    name = f"{'-'.join(words.split()) or 'npstui'}-{what}-{day}"
    again = (f"{name}-{number}.csv" for number in range(2, 100))
    return next(
        (path for path in (f"{name}.csv", *again) if not Path(path).exists()), f"{name}.csv"
    )
