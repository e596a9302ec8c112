"""What a draft may say of a customer: the facts of playbooks from a response's row."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from npstui.model.languages import choose_language, day_words, guess_language, language_code
from npstui.model.playbooks import Playbook, Playbooks
from npstui.present.text import safe

COMMENT_MOST = 280
# The columns of a response that facts are made of, and the address beside them.
COLUMNS = (
    "customer_name", "company", "email", "phone", "score", "comment", "responded_at", "product",
    "touchpoint", "region", "agent", "team", "language", "preferred_channel",
)  # fmt: skip
_AS_THEY_STAND = ("company", "product", "touchpoint", "region", "agent", "team")
_INITIAL_MOST = 2  # “P.”, “J”: an initial, and no name to call anybody by


def facts_of(
    row: Mapping[str, object],
    language: str,
    own: Mapping[str, str],
    *,
    assignee: str,
    store: str,
    told: str | None,
    zone: ZoneInfo,
) -> dict[str, str | None]:
    """The facts of one response in a language; `own` are the store's words, `told` a month."""
    answered = row.get("responded_at")
    name = one_line(row.get("customer_name"))
    facts: dict[str, str | None] = {key: one_line(row.get(key)) for key in _AS_THEY_STAND}
    facts |= {
        "name": name,
        "first_name": first_name(name),
        "score": str(row["score"]),
        "comment": shortened(one_line(row.get("comment"))),
        "answered": _day(answered, language, zone),
        "assignee": signed(assignee),
        "store": one_line(store),
        "told": told,
    }
    return {**facts, **own}


def language_of(row: Mapping[str, object], book: Playbook, books: Playbooks) -> str:
    """The language to write to a customer in: their own, else that of their comment, else the
    store's, among those the playbook has.
    """
    comment = row.get("comment")
    own = language_code(one_line(row.get("language")))
    wanted = own or guess_language(str(comment) if comment else None)
    return choose_language(wanted, books.language, book.texts)


def first_name(name: str | None) -> str | None:
    """What somebody is called by: “Ingrid” of “Ingrid Solberg” and of “Solberg, Ingrid”.

    The whole name where the first word is an initial, and in languages that are not written in
    letters with spaces between.
    """
    if not name:
        return None
    last, comma, rest = name.partition(",")
    called = f"{rest.strip()} {last.strip()}" if comma and rest.strip() else name
    first = called.split()[0]
    is_initial = len(first.rstrip(".")) < _INITIAL_MOST or first.endswith(".")
    return called if is_initial or not first[0].isalpha() else first


def signed(person: str) -> str | None:
    """A person's name as it stands under a letter: alice is a login, Alice signs."""
    name = one_line(person)
    return name[:1].upper() + name[1:] if name and name.islower() and name.isascii() else name


def shortened(comment: str | None) -> str | None:
    """A comment as it is quoted: whole, or its beginning up to a word."""
    if comment is None or len(comment) <= COMMENT_MOST:
        return comment
    cut = comment[:COMMENT_MOST]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[COMMENT_MOST // 2 :] else cut}…"


def one_line(value: object) -> str | None:
    """A value as one line that can steer no terminal; None where there is nothing in it."""
    return " ".join(safe(str(value)).split()) or None if value is not None else None


def _day(moment: object, language: str, zone: ZoneInfo) -> str | None:
    if not isinstance(moment, datetime):
        return None
    day: date = moment.astimezone(zone).date()
    return day_words(day, language)
