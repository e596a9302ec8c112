"""The [[rules]] of store.toml: what is done to cases as they come in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from npstui.model.category import Category
from npstui.model.durations import Duration, parse_duration

_KEYS = ("name", "where", "words", "by", "assign", "tag", "due")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Which cases: `where` lets them through, and one of `words` stands in the comment.

    What is done: they are assigned to `assign`, or by the value of the column `by` to whom
    `assign_by` names; get the tags; and are due no later than `due` after the answer.
    """

    name: str
    where: str = ""
    words: tuple[str, ...] = ()
    by: str = ""
    assign: str = ""
    assign_by: Mapping[str, str] = field(default_factory=dict)
    tag: tuple[str, ...] = ()
    due: Mapping[Category, Duration] = field(default_factory=dict)


def rules_from(value: object) -> tuple[Rule, ...]:
    """The rules of a settings file, in its order. Raises TypeError and ValueError in words."""
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise TypeError("it wants [[rules]] with a name each")
    rules = tuple(_rule(table, place) for place, table in enumerate(value, 1))
    names = [rule.name.casefold() for rule in rules]
    for rule in rules:
        if names.count(rule.name.casefold()) > 1:
            raise ValueError(f"two rules are called “{rule.name}”")
    return rules


def table_of(rule: Rule) -> dict[str, object]:
    """A rule as its table in a settings file."""
    parts: dict[str, object] = {
        "name": rule.name,
        "where": rule.where,
        "words": list(rule.words),
        "by": rule.by,
        "assign": rule.assign or dict(rule.assign_by),
        "tag": list(rule.tag),
        "due": {category.value: str(span) for category, span in rule.due.items()},
    }
    return {key: part for key, part in parts.items() if part}


def _rule(table: Mapping[str, object], place: int) -> Rule:
    name = table.get("name")
    if not isinstance(name, str) or not 1 <= len(" ".join(name.split())) <= _LONGEST_NAME:
        raise ValueError(f"rule {place} wants a name of 1 to {_LONGEST_NAME} characters")
    named = f"rule “{name}”"
    for key in table:
        if key not in _KEYS:
            raise ValueError(f"{named} has “{key}”; a rule has {', '.join(_KEYS)}")
    read: dict[str, object] = {}
    for key, value in table.items():
        try:
            read |= _READERS[key](value)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{named}: {key} {error}") from error
    rule = Rule(**read)  # type: ignore[arg-type]
    if not (rule.where or rule.words or rule.by):
        raise ValueError(f"{named} names no column: it wants where, words or by")
    if bool(rule.by) != bool(rule.assign_by):
        raise ValueError(
            f'{named}: by = "region" goes with assign = {{ Oslo = "alice" }}, one with the other'
        )
    if not (rule.assign or rule.assign_by or rule.tag or rule.due):
        raise ValueError(f"{named} does nothing: it wants assign, tag or due")
    return rule


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("wants a text")
    return " ".join(value.split())


def _texts(value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed:
        raise TypeError("wants a text or a list of texts")
    return tuple(_text(each) for each in listed)


def _tags(value: object) -> tuple[str, ...]:
    tags = tuple(text.lower() for text in _texts(value))
    for tag in tags:
        if " " in tag or "," in tag:
            raise ValueError(f"“{tag}” has a space or comma, a tag has none")
    return tags


def _assign(value: object) -> dict[str, object]:
    if isinstance(value, dict) and value:
        return {"assign_by": {_text(key): _text(person) for key, person in value.items()}}
    return {"assign": _text(value)}


def _due(value: object) -> dict[str, object]:
    if isinstance(value, str):
        return {"due": dict.fromkeys(Category, _span(value))}
    if not isinstance(value, dict) or not set(value) <= set(Category):
        raise TypeError("wants a time such as 4h, or a table with detractor, passive, promoter")
    return {"due": {Category(key): _span(span) for key, span in value.items()}}


def _span(value: object) -> Duration:
    span = parse_duration(_text(value))
    if span == Duration():
        raise ValueError("wants some time, such as 4h")
    return span


_READERS: Mapping[str, Callable[[object], dict[str, object]]] = {
    "name": lambda value: {"name": _text(value)},
    "where": lambda value: {"where": _text(value)},
    "words": lambda value: {"words": _texts(value)},
    "by": lambda value: {"by": _text(value)},
    "assign": _assign,
    "tag": lambda value: {"tag": _tags(value)},
    "due": _due,
}
