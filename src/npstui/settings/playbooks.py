"""Playbooks as TOML: the built-in set, the files of a store's playbooks/, and its [playbooks].

The later stand over the earlier, key by key: a store that changes one text keeps the others.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from npstui.model.category import Category
from npstui.model.durations import parse_duration
from npstui.model.languages import language_code
from npstui.model.outcomes import Ask
from npstui.model.playbooks import FACTS, OwnFacts, Piece, Playbook, Playbooks
from npstui.model.templates import Template, TemplateError, parse
from npstui.settings.documents import SettingsError, toml_document

FOLDER = "playbooks"
BUILT_IN = Path(__file__).resolve().parents[1] / FOLDER
_OF_STORE = ("language", "ask_again", "facts")
_OF_BOOK = ("does", "categories", "tags", "of_category", "facts", "ask")
_OWN_FACT = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*|[a-z]+")

Table = Mapping[str, Any]


def load_playbooks(store: Path, table: Table, written_in: Path) -> Playbooks:
    """All playbooks of a store: `table` is the [playbooks] of the file `written_in`.

    Raises SettingsError that names file and line.
    """
    sources = list(_sources(store, table, written_in))
    of_store = _Source(written_in, "playbooks", {k: table[k] for k in _OF_STORE if k in table})
    facts = of_store.facts()
    known = _known(sources, facts)
    books: dict[str, Playbook] = {}
    for name, source in sources:
        books[name] = source.over(name, books.get(name), known)
    return Playbooks(
        books,
        facts,
        of_store.language(),
        of_store.span("ask_again", "3mo"),
    )


def check_table(table: Table, written_in: Path) -> None:
    """Raise SettingsError for a [playbooks] that cannot be used.

    What is wrong in a file of the folder keeps no store from opening: it is said where playbooks
    are used, and by doctor.
    """
    try:
        load_playbooks(written_in.parent, table, written_in)
    except SettingsError as error:
        if str(error).startswith(str(written_in)):
            raise


def stamp(store: Path) -> tuple[object, ...]:
    """What moves when a file of the store's playbooks/ does."""
    return tuple(
        (file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in _files(store)
    )


def _files(store: Path) -> list[Path]:
    folder = store / FOLDER
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []


def _sources(store: Path, table: Table, written_in: Path) -> "Iterator[tuple[str, _Source]]":
    for file in (*sorted(BUILT_IN.glob("*.toml")), *_files(store)):
        yield file.stem, _Source(file, "", toml_document(file))
    for name, inner in table.items():
        if name not in _OF_STORE:
            source = _Source(written_in, f"{FOLDER}.{name}", inner)
            if not isinstance(inner, dict):
                near = get_close_matches(name, _OF_STORE, n=1)
                hint = f"did you mean {near[0]}?" if near else "a playbook is a table"
                over = _Source(written_in, FOLDER, {})
                raise over.error("", f"“{name}” is no setting of playbooks; {hint}", key=name)
            yield name, source


def _known(sources: "list[tuple[str, _Source]]", facts: OwnFacts) -> frozenset[str]:
    own = {name for _, source in sources for name in source.facts()}
    return frozenset({*FACTS, *facts, *own})


class _Source:
    """One table of playbooks, and where it is written."""

    def __init__(self, file: Path, heading: str, table: Table) -> None:
        self._file, self._heading, self._table = file, heading, table

    def over(self, name: str, under: Playbook | None, known: frozenset[str]) -> Playbook:
        """The playbook of this table over what stood before it."""
        texts = {code: dict(pieces) for code, pieces in under.texts.items()} if under else {}
        for key, value in self._table.items():
            if key not in _OF_BOOK:
                code = self._code(key, value)
                texts[code] = {**texts.get(code, {}), **self._pieces(key, value, known)}
        if not texts or any(Piece.TEXT not in pieces for pieces in texts.values()):
            section = next((key for key in self._table if key not in _OF_BOOK), "")
            reason = f"the playbook {name} wants a text for each of its languages"
            raise self.error(section, reason)
        categories = self._categories() or (under.categories if under else frozenset(Category))
        tags = self._texts("tags") if "tags" in self._table else (under.tags if under else ())
        return Playbook(
            name,
            self._text("does") or (under.does if under else ""),
            categories,
            tuple(dict.fromkeys((name, *tags))),
            texts,
            self._flag("of_category", under.of_category if under else False),
            {**(under.facts if under else {}), **self.facts()},
            self._ask(under.ask if under else ""),
        )

    def facts(self) -> dict[str, Mapping[str, str]]:
        """The facts that this table gives words to."""
        table = self._table.get("facts", {})
        if not isinstance(table, dict):
            raise self.error("", "facts is a table, such as difference = “...”", key="facts")
        told: dict[str, Mapping[str, str]] = {}
        for name, said in table.items():
            if not _OWN_FACT.fullmatch(name):
                raise self.error(
                    "facts", f"“{name}”: a fact has small letters, digits and _", key=name
                )
            by_language = said if isinstance(said, dict) else {"": said}
            if not all(isinstance(words, str) for words in by_language.values()):
                raise self.error("facts", f"“{name}” wants a text, or one a language", key=name)
            told[name] = {language_code(code) or "": text for code, text in by_language.items()}
        return told

    def language(self) -> str:
        """The language where a customer's is not known."""
        return language_code(self._text("language")) or "en"

    def span(self, key: str, default: str) -> str:
        """A duration as it is written; "" where there is none."""
        written = self._text(key) if key in self._table else default
        try:
            return str(parse_duration(written)) if written else ""
        except ValueError as error:
            raise self.error("", str(error), key=key) from error

    def error(self, section: str, reason: str, *, key: str = "", line: int = 0) -> SettingsError:
        """The error of a place in the file: a key in a section of this table, lines below it."""
        heading = ".".join(part for part in (self._heading, section) if part)
        at = _line_of(self._file, heading, key)
        place = f"{self._file}, line {at + line}" if at else str(self._file)
        return SettingsError(f"{place}: {reason}.")

    def _pieces(self, language: str, table: Table, known: frozenset[str]) -> dict[Piece, Template]:
        pieces: dict[Piece, Template] = {}
        for key, text in table.items():
            if key not in tuple(Piece):
                near = get_close_matches(key, tuple(Piece), n=1)
                hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(Piece)}"
                raise self.error(language, f"“{key}” is no piece of a playbook; {hint}", key=key)
            if not isinstance(text, str) or not text.strip():
                raise self.error(language, f"“{key}” wants a text", key=key)
            try:
                pieces[Piece(key)] = parse(text, known)
            except TemplateError as error:
                raise self.error(
                    language, str(error).rstrip("."), key=key, line=error.line
                ) from error
        return pieces

    def _code(self, key: str, value: object) -> str:
        code = language_code(key)
        if isinstance(value, dict) and code and _LANGUAGE.fullmatch(key):
            return code
        near = get_close_matches(key, _OF_BOOK, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_OF_BOOK)}"
        raise self.error(
            "", f"“{key}” is no setting of a playbook and no language; {hint}", key=key
        )

    def _categories(self) -> frozenset[Category]:
        named = self._texts("categories")
        try:
            return frozenset(Category(name) for name in named)
        except ValueError:
            wrong = next(name for name in named if name not in tuple(Category))
            reason = f"“{wrong}” is no category; there are {', '.join(Category)}"
            raise self.error("", reason, key="categories") from None

    def _ask(self, default: str) -> str:
        asked = self._text("ask") if "ask" in self._table else default
        if asked and asked not in tuple(Ask):
            reason = f"“{asked}” is nothing to ask for; there are {', '.join(Ask)}, or “”"
            raise self.error("", reason, key="ask")
        return asked

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error("", f"“{key}” wants a list of texts", key=key)
        return tuple(value)

    def _text(self, key: str) -> str:
        value = self._table.get(key, "")
        if not isinstance(value, str):
            raise self.error("", f"“{key}” wants a text", key=key)
        return value

    def _flag(self, key: str, default: bool) -> bool:
        value = self._table.get(key, default)
        if not isinstance(value, bool):
            raise self.error("", f"“{key}” is true or false", key=key)
        return value


_HEADING = re.compile(r"\s*\[([^\[\]]+)\]\s*(#.*)?$")


def _line_of(file: Path, heading: str, key: str) -> int:
    """The line from which a key's text counts; the heading's without one, 0 where neither is."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    here, found = "", 0
    wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]") if key else None
    for number, line in enumerate(lines, 1):
        if (head := _HEADING.match(line)) is not None:
            here = re.sub(r"[\"'\s]", "", head[1])
            found = number if here == heading else found
        elif here == heading and wanted is not None and wanted.match(line):
            return number + line.rstrip().endswith(('"""', "'''"))
    return found
