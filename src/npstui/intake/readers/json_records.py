"""The records of JSON: of a list, of an API's envelope, of one webhook body, of NDJSON lines."""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from npstui.intake.errors import IntakeError
from npstui.intake.formats import Format
from npstui.intake.headers import fields_named
from npstui.intake.parts import Part, window
from npstui.intake.readers.flatten import Item
from npstui.intake.readers.joins import joined
from npstui.intake.streams import open_plain, packed_bytes

WHOLE_LIMIT = 16 << 20  # a document up to here is read at once, a longer one record by record
ITEM_LIMIT = 64 << 20
_BLOCK = 1 << 20
# What the list of answers is called in the envelopes of APIs.
ENVELOPES = (
    *("data", "responses", "results", "items", "records", "answers", "feedback", "rows"),
    *("surveys", "entries", "survey_responses", "nps_responses", "submissions", "values"),
    *("edges", "nodes"),
)
_DEPTH = 3
_SEVERAL = 2
_LIST = re.compile(rf'"(?:{"|".join(ENVELOPES)})"\s*:\s*\[\s*(?=\{{)')
_TOO_DEEP = "its JSON is nested too deep to be an answer"


def json_items(path: Path, kind: Format, part: Part | None = None) -> "JsonItems":
    """The records of a file, or of a part of NDJSON. Raises OSError, IntakeError."""
    return JsonItems(path, kind, part)


class JsonItems:
    """A file of JSON being read; iterate over its records once."""

    def __init__(self, path: Path, kind: Format, part: Part | None = None) -> None:
        self._path = path
        self._file = open_plain(path)
        self._stream = self._file if part is None else window(self._file, part)
        self._first_line = 1 if part is None else part.line
        self._kind = kind
        self.reached: tuple[int, int] | None = None  # as RowSource says

    @property
    def bytes_read(self) -> int:
        """How far the file is read."""
        packed = packed_bytes(self._stream)
        return self._stream.tell() if packed is None else packed

    def __iter__(self) -> Iterator[Item]:
        if self._kind is Format.NDJSON:
            return joined(self._lines(), self._path)
        return joined(_document(self._stream), self._path)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _lines(self) -> Iterator[Item]:
        line = self._first_line
        for line, item in _numbered(self._stream, self._first_line):  # noqa: B007
            if item is not None:
                yield item
        if packed_bytes(self._stream) is None:
            self.reached = (self._stream.tell(), line)


def records_in(document: Any) -> list[Any]:
    """The answers in a document: its own items, those of the envelope, else itself."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        raise IntakeError("its JSON is a single value, no answers")
    level: list[dict[str, Any]] = [document]
    for _ in range(_DEPTH):
        for each in level:
            for name in ENVELOPES:
                found = each.get(name)
                if isinstance(found, list) and _is_envelope(each, name, found):
                    return found
        level = [inner for each in level for inner in each.values() if isinstance(inner, dict)]
    return _list_of_scores(document) or [document]


def _list_of_scores(document: dict[str, Any]) -> list[Any]:
    """The list, whatever it is called, of which several objects have a score; the longest of such.
    None where the document has one itself: then its lists are parts of one answer.
    """
    found: list[Any] = []
    level: list[dict[str, Any]] = [document]
    for _ in range(_DEPTH):
        if any(_has_score(each) for each in level):
            return []
        for each in level:
            for held in each.values():
                if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
                    continue
                if len(held) > len(found) and sum(map(_has_score, held)) >= _SEVERAL:
                    found = held
        level = [inner for each in level for inner in each.values() if isinstance(inner, dict)]
    return found


def _has_score(record: dict[str, Any]) -> bool:
    return any(
        "score" in fields_named(key) for key, held in record.items() if not isinstance(held, list)
    )


def _is_envelope(holder: dict[str, Any], name: str, found: list[Any]) -> bool:
    """Whether a list is the answers, and not the answers to the questions of one."""
    if any(not isinstance(each, dict) for each in found):
        return False
    single = {"score", "rating", "token", "form_id", "responseId", "response_id", "uuid"}
    return not (single & holder.keys()) and (bool(found) or name != "answers")


def _numbered(stream: BinaryIO, first_line: int) -> Iterator[tuple[int, Item | None]]:
    """The line after each one that was read, and the record it is; None where it is blank."""
    line = first_line - 1
    while data := stream.readline(ITEM_LIMIT + 1):
        line += 1
        if len(data) > ITEM_LIMIT:
            raise IntakeError(
                f"line {line} is longer than {ITEM_LIMIT >> 20} MB; this is no list of answers"
            )
        if line == 1:
            data = data.removeprefix(codecs.BOM_UTF8)
        if not data.strip():
            yield line + 1, None
            continue
        text = data.decode(errors="replace").rstrip("\r\n")
        try:
            value = json.loads(data)
        except UnicodeDecodeError:
            yield line + 1, Item(line, None, "the row holds bytes that are not UTF-8", text)
        except RecursionError:
            yield line + 1, Item(line, None, _TOO_DEEP, text)
        except ValueError as error:
            yield line + 1, Item(line, None, f"the row is no JSON ({_why(error)})", text)
        else:
            yield line + 1, _item(line, value, text)


def _document(stream: BinaryIO) -> Iterator[Item]:
    head = stream.read(WHOLE_LIMIT + 1)
    if len(head) <= WHOLE_LIMIT:
        values: Iterator[Any] = iter(records_in(_loaded(head)))
    else:
        values = _items_of_list(stream, head)
    for number, value in enumerate(values, 1):
        yield _item(number, value)


def _item(line: int, value: Any, text: str = "") -> Item:
    if isinstance(value, dict):
        return Item(line, value)
    text = text or json.dumps(value, ensure_ascii=False)
    return Item(line, None, "the record is no object with named values", text)


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data)  # tells UTF-16 and a mark of order by itself
    except UnicodeDecodeError as error:
        raise IntakeError("its JSON is not UTF-8; save it in UTF-8") from error
    except RecursionError as error:
        raise IntakeError(_TOO_DEEP) from error
    except ValueError as error:
        raise IntakeError(f"its JSON is broken or cut off ({_why(error)})") from error


def _items_of_list(stream: BinaryIO, head: bytes) -> Iterator[Any]:
    """The items of the one list of a document that is too long to be held."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    decode = json.JSONDecoder().raw_decode
    try:
        text = decoder.decode(head)
        at = _list_start(text)
        block = _BLOCK
        while True:
            at = _past_gap(text, at)
            if text.startswith("]", at):
                return
            try:
                value, end = decode(text, at)
            except ValueError as error:
                data = stream.read(block)
                if not data:
                    raise IntakeError(f"its JSON is broken or cut off ({_why(error)})") from error
                if len(text) - at > ITEM_LIMIT:
                    raise IntakeError(
                        f"one record is longer than {ITEM_LIMIT >> 20} MB, or its JSON is broken "
                        f"({_why(error)})"
                    ) from error
                block = max(_BLOCK, len(text) - at)  # or a long record is tried again and again
                text, at = text[at:] + decoder.decode(data), 0
                continue
            yield value
            at = end
    except UnicodeDecodeError as error:
        raise IntakeError("its JSON is not UTF-8; save it in UTF-8") from error
    except RecursionError as error:
        raise IntakeError(_TOO_DEEP) from error


def _list_start(text: str) -> int:
    first = re.match(r"\s*\[", text)
    found = first or _LIST.search(text)
    if found is None:
        raise IntakeError(
            f"it is one JSON document of more than {WHOLE_LIMIT >> 20} MB without a list of "
            "answers; save it as a list, or as NDJSON, one answer a line"
        )
    return found.end()


_GAP = re.compile(r"[\s,]*")


def _past_gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return at if found is None else found.end()


def _why(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} in line {error.lineno}, column {error.colno}"
    return str(error)
