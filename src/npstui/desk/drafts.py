"""Drafts from playbooks: to one customer, and one text for many as a file for a mail merge."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from npstui.desk.contacting import Contacting
from npstui.desk.customer_facts import COLUMNS, facts_of, language_of, one_line
from npstui.desk.naming import customer_name
from npstui.desk.when import parse_when
from npstui.model.case import Status
from npstui.model.category import Category
from npstui.model.languages import choose_language, language_code, month_words
from npstui.model.outcomes import Channel
from npstui.model.playbooks import Piece, Playbook, Playbooks, told_tag
from npstui.model.response import ResponseRef
from npstui.model.templates import Filled, fill
from npstui.present.drafts import DraftValue, LeftOut, MergeValue, Sample
from npstui.present.text import SafeText, safe, safe_lines
from npstui.present.values import CaseValue
from npstui.settings.documents import SettingsError
from npstui.settings.playbooks import load_playbooks, stamp
from npstui.settings.store_file import FILE_NAME, StoreSettings
from npstui.store.store import Store

if TYPE_CHECKING:
    import polars as pl

    from npstui.desk.plan import CaseFacts

SAMPLES = 3
NAMES_SHOWN = 3
ADDRESS: Mapping[str, str] = {
    Channel.MAIL: "email", Channel.PHONE: "phone", Channel.SMS: "phone",
}  # fmt: skip
_LACKING = {"email": "no mail address", "phone": "no phone number"}
Rows = Callable[
    [Collection[ResponseRef], Sequence[str]], Mapping[ResponseRef, Mapping[str, object]]
]
CasesOf = Callable[[Collection[ResponseRef], datetime], "list[CaseFacts]"]


class NoSuchPlaybook(ValueError):
    """A playbook that the store has not; str() is the sentence."""


@dataclass(frozen=True, slots=True)
class MergeRow:
    """What one case gets of a merge."""

    ref: ResponseRef
    to: str
    name: str
    language: str
    subject: str
    text: str
    missing: tuple[str, ...]
    prefers: str


class Drafts:
    """The playbooks of one store, and what they say to its customers."""

    def __init__(
        self, store: Store, person: str, contacting: Contacting, rows: Rows, cases: CasesOf
    ) -> None:
        """`rows` gives the named columns of responses, `cases` what is known of their cases."""
        self._store = store
        self._person = person
        self._contacting = contacting
        self._rows, self._cases = rows, cases
        self._kept: tuple[object, Playbooks] | None = None

    def playbooks(self) -> Playbooks:
        """All of the store, read again where a file of them moved. Raises SettingsError."""
        settings, path = self._store.settings(), self._store.path
        now = (id(settings.playbooks), stamp(path))
        if self._kept is None or self._kept[0] != now:
            read = load_playbooks(path, settings.playbooks, path / FILE_NAME)
            self._kept = now, read
        return self._kept[1]

    def with_playbook(self, value: CaseValue, now: datetime) -> CaseValue:
        """The case with what its playbook says to do, and how often the customer was contacted.

        A playbook that cannot be read is said in its place.
        """
        settings = self._store.settings()
        made = self._contacting.made(value.ref, now, settings)
        cap, days = settings.contact_cap, settings.contact_days
        capped = safe(f"{made} of {cap} in {days} days") if cap and made else None
        try:
            book = self.playbooks().for_case(value.category, value.tags)
        except SettingsError as error:
            return replace(value, does=safe(str(error)), capped=capped)
        if book is None:
            return replace(value, capped=capped)
        return replace(value, playbook=safe(book.name), does=safe(book.does), capped=capped)

    def draft(
        self,
        ref: ResponseRef,
        now: datetime,
        *,
        playbook: str | None = None,
        language: str | None = None,
        told: str | None = None,
    ) -> DraftValue:
        """The draft for one case, by its own playbook and language unless others are named; for a
        resolved one by a playbook that tells of something mended, which alone it may be told.

        `told` is when we ask again, "" not at all; without it the store's usual time for a
        passive. Raises SettingsError, NoSuchPlaybook, and ValueError for a told that is no time.
        """
        settings, books = self._store.settings(), self.playbooks()
        case = self._cases([ref], now)[0]
        row = self._rows([ref], COLUMNS)[ref]
        mended = _mended(books, case) if not playbook and case.status is Status.RESOLVED else None
        book = mended or self._book(books, case.category, case.state.tags, playbook)
        code = _language(language, row, book, books)
        tag = told_tag(book.name)
        refused = _ended(case) if tag is None else _told_already(case, tag)
        moment = self._told("" if told is None and tag else told, case.category, books, now)
        barred = self._contacting.barred([ref], now, settings).get(ref)
        fitting = _fitting(books, case.category)
        value = DraftValue(
            ref, book.name, code, playbooks=fitting, languages=tuple(book.texts), told=moment,
            told_words=_month(moment, code, settings) or "", asked=case.state.ask or "",
            asks=book.ask if case.category is Category.PROMOTER and not case.state.ask else "",
            barred=safe(barred) if barred else None, editor=settings.editor,
            mail=_shown(row.get("email")), phone=_shown(row.get("phone")),
            prefers=(one_line(row.get("preferred_channel")) or "").casefold(),
            usual=books.ask_again if case.category is Category.PASSIVE else "",
            resolved=case.status is Status.RESOLVED, refused=safe(refused) if refused else None,
        )  # fmt: skip
        if barred:
            return value
        facts = self._facts(row, case, book, books, code, moment, settings)
        said = {piece: _filled(book, code, piece, facts) for piece in Piece}
        return replace(
            value,
            subject=safe(said[Piece.SUBJECT].text),
            text=safe_lines(said[Piece.TEXT].text),
            sms=safe_lines(said[Piece.SMS].text),
            missing=said[Piece.TEXT].missing,
        )

    def merge(
        self,
        refs: Collection[ResponseRef],
        now: datetime,
        channel: str,
        *,
        playbook: str | None = None,
        told: str | None = None,
    ) -> tuple[MergeValue, list[MergeRow], dict[ResponseRef, str]]:
        """One playbook for all, each in their own language: what would be written, its rows, and
        why the others get none.

        Without a name it is the playbook that fits most of them. Raises as `draft`.
        """
        settings, books = self._store.settings(), self.playbooks()
        cases = self._cases(refs, now)
        rows = self._rows(refs, COLUMNS)
        book = self._common(books, cases, playbook)
        barred = self._contacting.barred(refs, now, settings)
        address = ADDRESS.get(channel, "")
        piece = Piece.SMS if channel == Channel.SMS else Piece.TEXT
        made: list[MergeRow] = []
        out: dict[str, list[str]] = {}
        reasons: dict[ResponseRef, str] = {}
        # One date for all: a verb logs the same for each of its cases.
        passive = all(case.category is Category.PASSIVE for case in cases)
        whose = Category.PASSIVE if passive else Category.DETRACTOR
        tag = told_tag(book.name)
        # A text that something is mended says nothing of when we ask again.
        moment = self._told("" if told is None and tag else told, whose, books, now)
        written: set[str] = set()
        same: list[ResponseRef] = []
        for case in cases:
            row = rows[case.ref]
            to = _address(row, address) if address else ""
            name = customer_name(row) or case.ref.response_id
            reason = _ended(case) if tag is None else _told_already(case, tag)
            reason = reason or barred.get(case.ref)
            if reason := reason or ("" if to is not None else _LACKING[address]):
                out.setdefault(reason, []).append(name)
                reasons[case.ref] = reason
                continue
            if tag is not None and to and to.casefold() in written:
                same.append(case.ref)
                continue
            written.add((to or "").casefold())
            code = _language(None, row, book, books)
            facts = self._facts(row, case, book, books, code, moment, settings)
            said = _filled(book, code, piece, facts)
            subject = _filled(book, code, Piece.SUBJECT, facts).text if channel == "mail" else ""
            prefers = (one_line(row.get("preferred_channel")) or "").casefold()
            made.append(
                MergeRow(case.ref, to or "", name, code, subject, said.text, said.missing, prefers)
            )
        value = MergeValue(
            playbook=book.name,
            refs=tuple(row.ref for row in made),
            samples=tuple(_sample(row) for row in made[:SAMPLES]),
            left_out=tuple(_left_out(reason, names) for reason, names in out.items()),
            prefer_else=sum(row.prefers not in ("", channel) for row in made),
            playbooks=_offered(books.by_name),
            same_customer=tuple(same),
            told=moment,
            usual=books.ask_again if passive else "",
            asks=book.ask if all(case.category is Category.PROMOTER for case in cases) else "",
        )
        return value, made, reasons

    def _told(
        self, told: str | None, category: Category, books: Playbooks, now: datetime
    ) -> datetime | None:
        usual = books.ask_again if category is Category.PASSIVE else ""
        written = usual if told is None else told
        zone = self._store.settings().time_zone
        return parse_when(written, now, zone) if written else None

    def _book(
        self, books: Playbooks, category: Category, tags: Sequence[str], named: str | None
    ) -> Playbook:
        if named:
            return _named(books, named)
        found = books.for_case(category, tags)
        if found is None:
            raise NoSuchPlaybook(f"No playbook is for a {category}; write one in [playbooks].")
        return found

    def _common(
        self, books: Playbooks, cases: "Sequence[CaseFacts]", named: str | None
    ) -> Playbook:
        if named:
            return _named(books, named)
        count: dict[str, int] = {}
        for case in cases:
            name = self._book(books, case.category, case.state.tags, None).name
            count[name] = count.get(name, 0) + 1
        return books.by_name[max(count, key=lambda name: count[name])]

    def _facts(
        self,
        row: Mapping[str, object],
        case: "CaseFacts",
        book: Playbook,
        books: Playbooks,
        code: str,
        told: datetime | None,
        settings: StoreSettings,
    ) -> dict[str, str | None]:
        return facts_of(
            row, code, books.own_facts(book, code), assignee=case.assignee or self._person,
            store=settings.name, zone=settings.zone, told=_month(told, code, settings),
        )  # fmt: skip


def merge_table(rows: Sequence[MergeRow], channel: str, playbook: str) -> "pl.DataFrame":
    """The rows of a merge as a table: a header and a row a case."""
    import polars as pl

    address = ADDRESS.get(channel, "to")
    columns = {
        "response_id": [row.ref.response_id for row in rows],
        address: [row.to for row in rows],
        "name": [row.name for row in rows],
        "language": [row.language for row in rows],
        "playbook": [playbook for _ in rows],
        "subject": [row.subject for row in rows],
        "text": [row.text for row in rows],
        "missing": [" ".join(row.missing) for row in rows],
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _month(told: datetime | None, code: str, settings: StoreSettings) -> str | None:
    return None if told is None else month_words(told.astimezone(settings.zone).date(), code)


def _language(
    named: str | None, row: Mapping[str, object], book: Playbook, books: Playbooks
) -> str:
    if named:
        return choose_language(language_code(named), books.language, book.texts)
    return language_of(row, book, books)


def _named(books: Playbooks, name: str) -> Playbook:
    from difflib import get_close_matches

    if name in books.by_name:
        return books.by_name[name]
    near = get_close_matches(name, books.by_name, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(books.by_name)}."
    raise NoSuchPlaybook(f"There is no playbook “{name}”. {hint}")


def _told_already(case: "CaseFacts", tag: str) -> str | None:
    from npstui.desk.contact_verb import why_not_told

    return why_not_told(case, tag)


def _mended(books: Playbooks, case: "CaseFacts") -> Playbook | None:
    """The first playbook for the case that tells of something mended, and was not used on it."""
    for name in _fitting(books, case.category):
        tag = told_tag(name)
        if tag is not None and tag not in case.state.tags:
            return books.by_name[name]
    return None


def _ended(case: "CaseFacts") -> str | None:
    from npstui.desk.verbs import ended

    return ended(case)


def _shown(value: object) -> SafeText | None:
    return safe(str(value)) if value else None


def _address(row: Mapping[str, object], column: str) -> str | None:
    """An address as a program takes it: a phone number without what only people need."""
    found = one_line(row.get(column))
    if found is None or column != "phone":
        return found
    return "".join(sign for sign in found if sign.isalnum() or sign == "+") or None


def _fitting(books: Playbooks, category: Category) -> tuple[str, ...]:
    return _offered(name for name, book in books.by_name.items() if category in book.categories)


def _offered(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order; those that tell of something mended last, they are rarely meant."""
    return tuple(sorted(names, key=lambda name: told_tag(name) is not None))


def _filled(book: Playbook, code: str, piece: Piece, facts: Mapping[str, str | None]) -> Filled:
    template = book.piece(code, piece) or book.piece(code, Piece.TEXT)
    return Filled("", ()) if template is None else fill(template, facts)


def _sample(row: MergeRow) -> Sample:
    return Sample(
        safe(row.to or row.name), row.language, safe(row.subject), safe_lines(row.text), row.missing
    )


def _left_out(reason: str, names: Sequence[str]) -> LeftOut:
    return LeftOut(safe(reason), tuple(safe(name) for name in names[:NAMES_SHOWN]), len(names))
