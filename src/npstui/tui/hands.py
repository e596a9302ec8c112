"""From a key to a verb carried out: what is asked for, and the answer in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from textual.widget import Widget

from npstui.desk.catalogue import Command, Verb
from npstui.model.category import Category
from npstui.model.outcomes import Channel, ExclusionReason
from npstui.model.response import ResponseRef
from npstui.present import numbers, times
from npstui.present.text import EMPTY, SafeText, safe
from npstui.present.values import Answer, CaseValue, PersonLoad, TagCount
from npstui.tui.outcomes_offered import outcome_options
from npstui.tui.session import Session
from npstui.tui.widgets.picker import Option, Picker

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.tui.widgets.forms import Form

GOING_ON = frozenset({"case.resolve", "case.snooze"})  # the cursor goes to the next case
NO_CASE = SafeText("There is no case here.")
NOTHING_YET = SafeText("There is no command to repeat yet.")
READ_ONLY = SafeText("This desk shows the past; nothing can be changed here.")
SNOOZES = (("1h", "1 h"), ("4h", "4 h"), ("tomorrow", "tomorrow"), ("3d", "3 d"), ("7d", "7 d"))
_AHEAD = {"1h": timedelta(hours=1), "4h": timedelta(hours=4), "3d": timedelta(days=3),
          "7d": timedelta(days=7)}  # fmt: skip


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

    def given(self, verb_id: str, targets: Targets) -> None:
        """A verb was given; its answer will come."""
        ...

    def answered(self, verb_id: str, targets: Targets, answer: Answer) -> None:
        """The desk has answered."""
        ...


class Hands:
    """Carries the verbs of the catalogue out for one screen."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def start(self, command: Command) -> None:
        """Begin a verb: at once, or with what it has to be asked first."""
        targets = self._host.targets()
        if targets is None:
            self._host.say(NO_CASE)
        elif self._host.session.read_only:
            self._host.say(READ_ONLY)
        elif isinstance(command, Verb):
            self._FLOWS.get(command.id, Hands._at_once)(self, command.id, targets)

    def run(self, verb_id: str, targets: Targets, arguments: Mapping[str, object]) -> None:
        """Give the verb to the desk; the screen goes on meanwhile."""
        host, now = self._host, self._host.session.now()
        host.session.last_verb = (verb_id, arguments)
        host.given(verb_id, targets)
        host.session.bridge.run(
            lambda desk: desk.run(verb_id, targets.among(desk), arguments, now),
            lambda answer: host.answered(verb_id, targets, answer),
        )

    def repeat(self) -> None:
        """The last command with what it was given, on the cases that are here now."""
        session, targets = self._host.session, self._host.targets()
        if session.last_verb is None:
            self._host.say(NOTHING_YET)
        elif session.read_only:
            self._host.say(READ_ONLY)
        elif targets is None:
            self._host.say(NO_CASE)
        else:
            self.run(session.last_verb[0], targets, session.last_verb[1])

    def _at_once(self, verb_id: str, targets: Targets) -> None:
        self.run(verb_id, targets, {})

    def _tag(self, _verb_id: str, targets: Targets) -> None:
        session = self._host.session

        def picked(option: Option) -> None:
            self._host.close_dialog()
            verb_id = "case.untag" if option.value in targets.tags else "case.tag"
            self.run(verb_id, targets, {"tags": [option.value]})

        def typed(text: str) -> Option | None:
            tag = text.strip().lower()
            return Option(tag, safe(tag), "", SafeText("new tag")) if tag else None

        def options() -> list[Option]:
            listed = {tag.tag: tag.count for tag in session.tags or ()}
            # What the case has comes first: it is what a second look may take off.
            own = [tag for tag in listed if tag in targets.tags]
            own += [safe(tag) for tag in sorted(targets.tags) if tag not in listed]
            rest = [tag for tag in listed if tag not in targets.tags]
            return [
                Option(
                    tag,
                    safe(tag),
                    numbers.thousands(listed.get(SafeText(tag), 0)),
                    SafeText("on, enter takes it off") if tag in targets.tags else EMPTY,
                )
                for tag in (*rest, *own)
            ]

        words = "enter adds, on a tag they all have takes off   tab more"
        self._pick_offered(f"tag {targets.name}", options, picked, words, typed)

    def _assign(self, _verb_id: str, targets: Targets) -> None:
        session = self._host.session
        me = session.person

        def picked(option: Option) -> None:
            self._host.close_dialog()
            if option.value:
                self.run("case.assign", targets, {"person": option.value})
            else:
                self.run("case.unassign", targets, {})

        def typed(text: str) -> Option | None:
            name = text.strip()
            if not name or session.has_team:
                return None
            return Option(name, safe(name), "", SafeText("not seen before"))

        def options() -> list[Option]:
            loads = {load.person: load.open_cases for load in session.people or ()}
            others = [
                Option(name, name, _load(load), SafeText("open"))
                for name, load in loads.items()
                if name != me
            ]
            return [
                Option(me, safe(me), _load(loads.get(safe(me), 0)), SafeText("open, you")),
                Option("", SafeText("nobody")),
                *others,
            ]

        title = f"assign {targets.name} to"
        self._pick_offered(title, options, picked, "enter assigns", typed)

    def _resolve(self, _verb_id: str, targets: Targets) -> None:
        if targets.resolved:
            self.run("case.reopen", targets, {})
            return

        def picked(option: Option) -> None:
            self._host.close_dialog()
            self.run("case.resolve", targets, {"outcome": option.value})

        counts = targets.categories or {targets.category: len(targets.refs)}
        options = outcome_options(counts, self._host.session.outcomes)
        rows = min(len(options), 9)
        self._pick(f"resolve {targets.name}", options, picked, "enter resolves", rows=rows)

    def _exclude(self, verb_id: str, targets: Targets) -> None:
        def picked(option: Option) -> None:
            self._host.close_dialog()
            self.run(verb_id, targets, {"reason": option.value})

        options = [Option(word, safe(word.replace("-", " "))) for word in tuple(ExclusionReason)]
        self._pick(f"leave {targets.name} out of the numbers", options, picked, "enter excludes")

    def _snooze(self, _verb_id: str, targets: Targets) -> None:
        session = self._host.session
        now = session.now()

        def picked(option: Option) -> None:
            self._host.close_dialog()
            self.run("case.snooze", targets, {"until": option.value})

        def typed(text: str) -> Option | None:
            words = SafeText("until then: 2h, 5d, 2w, 2026-12-01, now")
            return Option(text.strip(), safe(text), "", words) if text.strip() else None

        options = []
        for value, shown in SNOOZES:
            until = now + _AHEAD[value] if value in _AHEAD else None
            hint = f"until {times.moment(until, now, session.zone)}" if until else "until 09:00"
            options.append(Option(value, SafeText(shown), "", SafeText(hint)))
        rows = len(options)
        self._pick(f"snooze {targets.name}", options, picked, "enter snoozes", typed, rows=rows)

    def _note(self, _verb_id: str, targets: Targets) -> None:
        from npstui.tui.widgets.forms import Look, NoteForm

        session = self._host.session
        key = ("note", targets.refs[0])

        def done(values: dict[str, str]) -> None:
            if not values["text"].strip():
                self._host.say(SafeText("A note needs a text; esc leaves."))
                return
            session.drafts[key] = values
            self._host.close_dialog()
            self.run("case.note", targets, values)

        form = NoteForm(
            SafeText(f"Note on {targets.name}"),
            session.drafts.get(key, {}),
            done,
            self._keep(key),
            Look(session.palette, session.glyphs),
        )
        self._open_form(form, targets)

    def _open_form(self, form: "Form", targets: Targets) -> None:
        """The others see who writes, and the writer what they do meanwhile."""
        from npstui.tui.writing import WritingOn

        version = None if targets.case is None else targets.case.version
        session = self._host.session
        form.writing = WritingOn(session, targets.refs, version, self._host.say)
        form.writing.begin()
        self._host.open_dialog(form)

    def _contact(self, _verb_id: str, targets: Targets) -> None:
        from npstui.tui.widgets.forms import ContactForm, Look

        session = self._host.session
        key = ("contact", targets.refs[0])
        draft = session.drafts.get(key) or {"channel": _likely_channel(targets.case)}

        def done(values: dict[str, str]) -> None:
            session.drafts[key] = values
            self._host.close_dialog()
            self.run("case.contact", targets, values)

        form = ContactForm(
            SafeText(f"Contact {targets.name}"),
            _addresses(targets.case),
            draft,
            done,
            self._keep(key),
            Look(session.palette, session.glyphs),
        )
        self._open_form(form, targets)

    def _keep(self, key: tuple[str, ResponseRef]) -> Callable[[dict[str, str]], None]:
        def left(values: dict[str, str]) -> None:
            text = values.get("text") or values.get("note") or ""
            if text.strip():
                self._host.session.drafts[key] = values
                self._host.say(SafeText("Kept as a draft, the same key goes on with it."))
            else:
                self._host.session.drafts.pop(key, None)
            self._host.close_dialog()

        return left

    def _pick_offered(
        self,
        title: str,
        options: Callable[[], list[Option]],
        picked: Callable[[Option], None],
        words: str,
        typed: Callable[[str], Option | None],
    ) -> None:
        """Pick of what the desk offers; a picker opened before that is known waits for it."""
        session, now = self._host.session, self._host.session.now()
        known = session.tags is not None and session.people is not None
        picker = self._pick(title, options() if known else None, picked, words, typed)

        def came(offers: tuple[tuple[TagCount, ...], tuple[PersonLoad, ...]]) -> None:
            session.tags, session.people = offers
            picker.load(options())

        if not known:
            session.bridge.ask("picker", lambda desk: (desk.tags(now), desk.people(now)), came)

    def _pick(
        self,
        title: str,
        options: list[Option] | None,
        picked: Callable[[Option], None],
        words: str,
        typed: Callable[[str], Option | None] = lambda _text: None,
        rows: int = 6,
    ) -> Picker:
        session = self._host.session
        picker = Picker(
            safe(title),
            options,
            picked,
            self._host.close_dialog,
            changed=self._host.dialog_changed,
            typed=typed,
            help_words=words,
            rows=rows,
            palette=session.palette,
            glyphs=session.glyphs,
        )
        self._host.open_dialog(picker)
        return picker

    _FLOWS: "dict[str, Callable[[Hands, str, Targets], None]]" = {  # noqa: RUF012 - never changed
        "case.tag": _tag,
        "case.assign": _assign,
        "case.resolve": _resolve,
        "case.snooze": _snooze,
        "case.note": _note,
        "response.exclude": _exclude,
        "case.contact": _contact,
    }


def forget_draft(session: Session, verb_id: str, targets: Targets, answer: Answer) -> None:
    """Let go of a draft once the desk has what it said."""
    if answer.verb_id is not None:
        session.drafts.pop((verb_id.removeprefix("case."), targets.refs[0]), None)


def answer_words(answer: Answer) -> SafeText:
    """The answer for the status line, with the way back where something was written."""
    said = answer.said.rstrip(".")
    return SafeText(f"{said}. u undoes" if answer.verb_id is not None else answer.said)


def export_name(store: SafeText, what: str, day: str) -> str:
    """The path an export form begins with, in the folder the desk was started in."""
    stem = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in store)
    return str(Path(f"{stem or 'npstui'}-{what}-{day}.csv"))


def _load(open_cases: int) -> str:
    return numbers.thousands(open_cases)


def _likely_channel(case: CaseValue | None) -> str:
    if case is None:
        return Channel.MAIL
    preferred = (case.preferred_channel or "").casefold()
    if preferred in tuple(Channel):
        return preferred
    return Channel.PHONE if case.phone and not case.mail else Channel.MAIL


def _addresses(case: CaseValue | None) -> dict[str, SafeText]:
    if case is None:
        return {}
    found: dict[str, SafeText] = {}
    if case.mail:
        found[Channel.MAIL] = case.mail
    if case.phone:
        found[Channel.PHONE] = found[Channel.SMS] = case.phone
    return found
