"""Playbooks: what to do for a category or theme, and what to say in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from npstui.model.category import Category
from npstui.model.templates import Template


class Piece(StrEnum):
    """What a playbook has in a language."""

    SUBJECT = "subject"  # of a mail
    TEXT = "text"  # of a mail, letter or chat
    SMS = "sms"


# What a text may say. `told` is the month we ask again in; `difference` and `remedy` are the
# store's own words, so is every fact that it adds.
FACTS: Mapping[str, str] = {
    "name": "the customer's whole name",
    "first_name": "the first name, the whole one where it is no first name",
    "company": "the customer's company",
    "product": "what they bought",
    "touchpoint": "where they met us",
    "region": "where that was",
    "agent": "whom they dealt with",
    "team": "that person's team",
    "score": "the score they gave",
    "comment": "their own words, at most 280 characters",
    "answered": "the day they answered",
    "assignee": "who signs: the case's assignee",
    "store": "the name of the store: who writes",
    "told": "the month in which we ask again",
    "difference": "what is different about us",
    "remedy": "what the customer gets",
    "mended": "what was mended of what they raised",
}

# The playbook that tells customers that what they raised is mended, and the beginning of the
# names of a store's own ones that do.
FIXED = "fixed"
_TOLD = "told-"


def told_tag(name: str) -> str | None:
    """The tag that a contact made with a playbook leaves, so that nobody is told twice.

    None for a playbook that tells of nothing mended.
    """
    return f"{_TOLD}{name}" if name == FIXED or name.startswith(f"{FIXED}-") else None


# What a store says for a fact, by language; "" as a language is for all.
OwnFacts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Playbook:
    """One playbook. `tags` are the tags and themes it is for, its own name among them.

    `texts` holds templates by language and piece; every language has a text.
    """

    name: str
    does: str  # in one line
    categories: frozenset[Category]
    tags: tuple[str, ...] = ()
    texts: Mapping[str, Mapping[Piece, Template]] = field(default_factory=dict)
    of_category: bool = False  # the one for cases of its category that no theme fits
    facts: "OwnFacts" = field(default_factory=dict)  # over those of the store
    ask: str = ""  # what its texts ask a promoter for, of Ask

    def piece(self, language: str, piece: Piece) -> Template | None:
        """A piece in a language it has; None where it has none."""
        return self.texts[language].get(piece)


@dataclass(frozen=True, slots=True)
class Playbooks:
    """All playbooks of a store, by name, and the words it gives its own facts by language.

    `ask_again` is how long after a contact with a passive we ask again, as a duration, "" never.
    """

    by_name: Mapping[str, Playbook]
    facts: OwnFacts = field(default_factory=dict)
    language: str = "en"
    ask_again: str = "3mo"

    def for_case(self, category: Category, tags: Iterable[str]) -> Playbook | None:
        """The playbook of the first tag that has one for the category, else the category's."""
        fitting = [book for book in self.by_name.values() if category in book.categories]
        for tag in tags:
            for book in fitting:
                if tag in book.tags:
                    return book
        return next((book for book in fitting if book.of_category), None)

    def own_facts(self, book: Playbook, language: str) -> dict[str, str]:
        """The words that the store gives its own facts in a language, the playbook's first."""
        told = {}
        for facts in (self.facts, book.facts):
            for name, said in facts.items():
                if words := said.get(language) or said.get(""):
                    told[name] = words
        return told
