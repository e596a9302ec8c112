"""What a column's header says: which canonical field it may feed, and what it is surely not."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from npstui.intake.languages import LANGUAGES
from npstui.intake.languages.language import listed
from npstui.intake.words import folded
from npstui.model.response import RESERVED_NAMES, name_beside


class Candidate(NamedTuple):
    """A column that may hold a field; the lower the rank the surer."""

    rank: int
    place: int

    @property
    def sure(self) -> bool:
        """Whether the header means the field and hardly anything else."""
        return self.rank < GENERIC

    @property
    def asked(self) -> bool:
        """Whether the header is the field's question, or names it."""
        return self.rank <= QUESTION

    @classmethod
    def unsure(cls, place: int) -> "Candidate":
        """A column whose header says nothing."""
        return cls(SCALE + 1, place)


QUESTION, GENERIC, SCALE = 1000, 2000, 3000  # ranks; a surer name ranks by its place in its list
FIRST_NAME, LAST_NAME = "first name", "last name"  # beside the canonical fields: parts of a name


def candidates(header: Sequence[str], field: str) -> list[Candidate]:
    """The columns whose headers name the field, surest first, then in the file's order."""
    found = [
        Candidate(rank, place)
        for place, name in enumerate(header)
        if (rank := fields_named(name).get(field)) is not None
    ]
    return sorted(found)


@lru_cache(maxsize=1 << 15)
def fields_named(name: str) -> Mapping[str, int]:
    """The fields that a header may name, with their ranks."""
    ranks: dict[str, int] = {}
    for penalty, text in enumerate(readings(name)):
        plain = folded(text)
        for field, rank in _NAMES.get(plain, {}).items():
            ranks[field] = min(rank + penalty, ranks.get(field, rank + penalty))
        for field, rules in _QUESTIONS.items():
            # Most headers say none of the words, and one search over all is the quickest no.
            if _HINTS[field].search(plain) and any(_asks(plain, rule) for rule in rules):
                ranks[field] = min(QUESTION, ranks.get(field, QUESTION))
        # “How satisfied are you, from 0 to 10?” is asked on the same scale and is no NPS.
        if any(phrase in plain for phrase in _SCALES) and not _OTHER_METRIC.search(plain):
            ranks.setdefault("score", SCALE)
    if ranks.get("score", SCALE) < SCALE and ranks.get("comment") == QUESTION:
        # “How likely …? Please explain your score” asks for the score first.
        del ranks["comment"]
    return ranks


def another_time(name: str) -> bool:
    """Whether the header is about a time at which nobody answered: sent, opened, born."""
    return _speaks_of(name, _ELSEWHEN)


def another_person(name: str) -> bool:
    """Whether the header is about somebody who is not the customer: the agent, an owner."""
    return _speaks_of(name, _OTHERS)


def an_address(name: str) -> bool:
    """Whether the header is about an address or a browser: text that nobody wrote as an answer."""
    return _speaks_of(name, _PLACES)


def a_part(text: str) -> bool:
    """Whether the text is what the second of two header rows says of a column."""
    return folded(text) in _PARTS


def grouped(name: str) -> bool:
    """Whether the header says that the column holds the category of a score, not the score."""
    plain = name.strip().casefold()
    return _GROUP.search(plain) is not None


def column_names(header: Sequence[str]) -> list[str]:
    """The headers as names: spaces made one, an escaping ' off, empty ones by their place, a
    second of a name numbered.
    """
    names: list[str] = []
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for place, text in enumerate(header):
        plain = " ".join(unescaped(text.strip()).replace("\0", " ").split())
        name = free_name(plain or f"column {place + 1}", taken, numbers)
        taken.add(name)
        names.append(name)
    return names


def extra_names(names: Mapping[int, str], canonical: set[str]) -> dict[int, str]:
    """The names of the columns that feed no canonical field, clear of every name in use."""
    taken = {*canonical, *RESERVED_NAMES}
    chosen: dict[int, str] = {}
    for place, name in names.items():
        chosen[place] = free_name(name_beside(name), taken)
        taken.add(chosen[place])
    return chosen


def free_name(name: str, taken: set[str], numbers: dict[str, int] | None = None) -> str:
    """The name, numbered from 2 where it is taken; `numbers` remembers how far each name got."""
    if name not in taken:
        return name
    number = 2 if numbers is None else numbers.get(name, 2)
    while f"{name} ({number})" in taken:
        number += 1
    if numbers is not None:
        numbers[name] = number + 1
    return f"{name} ({number})"


def unescaped(text: str) -> str:
    """Without the ' that keeps a spreadsheet from taking text for a formula."""
    return text[1:] if _MARKED.match(text) else text


# One ' comes off, however many there are: a text that begins so by itself was given one more.
_MARKED = re.compile(r"''*[=+\-@\t\r]")
# “Q1. How likely…”, “Q#1: …”, “1、…”, “CODE[SQ001]. …”
_CODE = re.compile(r"\s*(?:Q?\s?#?\d{1,3}\s*[.:、)．：]|[A-Za-z]\w*(?:\[\w*\])*\.(?=\s))\s*")
_BRACKETED = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
_GROUP = re.compile(
    r"[\s_.:–—-](?:nps[\s_-]?)?(?:group|gruppe|grupp|groep|groupe|grupo|category|categoria|kategorie"
    r"|kategori|categorie|catégorie|categoría|segment|组|組|分组|分類|그룹|グループ)\s*$"
)


def readings(name: str) -> Iterator[str]:
    """The header, and the same without a code before it or brackets behind it."""
    yield name
    plain = _CODE.sub("", name, count=1) if _CODE.match(name) else name
    if plain != name and plain:
        yield plain
    bare = _BRACKETED.sub("", plain)
    if bare and bare != plain:
        yield bare


def _asks(plain: str, rule: Sequence[Sequence[str]]) -> bool:
    return all(any(piece in plain for piece in group) for group in rule)


def _speaks_of(name: str, words: Sequence[str]) -> bool:
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    tokens = " " + " ".join(folded(token) for token in re.split(r"[\W_]+", split) if token)
    return any(
        word in tokens.replace(" ", "") if not word.isascii() else f" {word}" in tokens
        for word in words
    )


def _folded_words(text: str) -> Iterator[str]:
    for phrase in listed(text):
        yield " ".join(folded(token) for token in re.split(r"[\W_]+", phrase) if folded(token))


def _named() -> dict[str, dict[str, int]]:
    named: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        lists = [(field, 0, words) for field, words in language.names.items()]
        lists += [(field, GENERIC, words) for field, words in language.generic.items()]
        lists += [(FIRST_NAME, 0, language.first_name), (LAST_NAME, 0, language.last_name)]
        for field, first, words in lists:
            for order, name in enumerate(listed(words)):
                ranks = named.setdefault(folded(name), {})
                # Between two names of the same kind the tenth of a list is no surer than the
                # first; readings without code or brackets stand in between.
                rank = first + 10 * order
                ranks[field] = min(rank, ranks.get(field, rank))
    named.pop("", None)
    return named


def _questions() -> dict[str, list[list[list[str]]]]:
    questions: dict[str, list[list[list[str]]]] = {}
    for language in LANGUAGES:
        for field, rules in language.questions.items():
            for rule in rules:
                groups = [
                    [folded(piece) for piece in group.split("|")] for group in rule.split("&")
                ]
                # The rarer words first: most headers say none of them.
                questions.setdefault(field, []).append(sorted(groups, key=len))
    return questions


_NAMES = _named()
_QUESTIONS = _questions()
_HINTS = {
    field: re.compile("|".join(sorted({re.escape(word) for rule in rules for word in rule[0]})))
    for field, rules in _QUESTIONS.items()
}
_SCALES = {folded(phrase) for language in LANGUAGES for phrase in listed(language.scale)}
_OTHER_METRIC = re.compile(
    "|".join(
        sorted({folded(word) for language in LANGUAGES for word in listed(language.other_metrics)})
    )
)
_ELSEWHEN = [word for language in LANGUAGES for word in _folded_words(language.elsewhen)]
_OTHERS = [word for language in LANGUAGES for word in _folded_words(language.others)]
_PLACES = [word for language in LANGUAGES for word in _folded_words(language.places)]
_PARTS = {folded(word) for language in LANGUAGES for word in listed(language.parts)}
