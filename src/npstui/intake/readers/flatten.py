"""Nested JSON as one row of text: person.email, answers[].text, customProps.plan."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One record: its number (of NDJSON its line), or the reason why it is none."""

    line: int
    record: Record | None
    reason: str = ""
    text: str = ""


_SURROGATES = re.compile("[\ud800-\udfff]")
_NAMES = ("name", "key", "label")
_VALUES = ("value", "answer")
_SEGMENT = re.compile(r"(?P<key>[^.\[\]]*)(?P<list>\[(?P<filter>[^\]]*)\])?(?:\.|$)")


def flatten(record: Record) -> dict[str, str]:
    """Path -> text of every value that says something, in the record's order.

    A list of plain values is one text. Of a list of objects each path gives its first value, under
    “list[].path”, and where there are several the whole list stands under its own name too; objects
    that are a name and a value give “list.NAME”.
    """
    cells: dict[str, str] = {}
    for path, value in _leaves(record, ""):
        cells.setdefault(path if path.isascii() else _whole(path), value)
    return cells


def value_at(record: Any, path: str) -> str | None:
    """The text at a path, in which “answers[field.type=nps].number” looks for the object of a list
    whose own path has that value. None where there is none.
    """
    found = next(_walk(record, path), None)
    return None if found is None else text_of(found)


def is_filtered(path: str) -> bool:
    """Whether a path looks for one object of a list, so that no flat column has its name."""
    return re.search(r"\[[^\]/]+=[^\]/]+\]", path) is not None


def text_of(value: Any) -> str | None:
    """A plain value as text; None for null and for what is not plain."""
    if isinstance(value, str):
        return _whole(value)
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return None


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        yield from _list_leaves(value, path)
    elif (text := text_of(value)) is not None:
        yield path, text


def _list_leaves(values: list[Any], path: str) -> Iterator[tuple[str, str]]:
    plain = [text for each in values if (text := text_of(each)) is not None]
    objects = [each for each in values if isinstance(each, dict)]
    if plain:
        yield path, ", ".join(plain)
    if not objects:
        return
    named = [_named(each) for each in objects]
    if all(pair is not None for pair in named):
        yield from ((f"{path}.{pair[0]}", pair[1]) for pair in named if pair is not None)
        return
    for each in objects:
        yield from _leaves(each, f"{path}[]")
    if len(objects) > 1:
        yield path, _whole(_as_json(objects))


def _named(value: Record) -> tuple[str, str] | None:
    name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    given = next((value[key] for key in _VALUES if key in value), None)
    if name is None or isinstance(given, dict | list):
        return None
    text = text_of(given)
    return None if text is None and not any(key in value for key in _VALUES) else (name, text or "")


def _walk(value: Any, path: str) -> Iterator[Any]:
    if not path:
        if not isinstance(value, dict | list | None):
            yield value
        return
    segment = _SEGMENT.match(path)
    # A filter holds points too: the segment ends where its bracket does.
    if segment is None or not isinstance(value, dict) or not segment.end():
        return
    inner, rest = value.get(segment["key"]), path[segment.end() :]
    if segment["list"] is None:
        yield from _walk(inner, rest)
        return
    wanted, _, text = segment["filter"].partition("=")
    for each in inner if isinstance(inner, list) else ():
        if not wanted or value_at(each, wanted) == text:
            yield from _walk(each, rest)


def _whole(text: str) -> str:
    """The text with a stand-in for every half of a character."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
