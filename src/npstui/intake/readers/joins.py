"""APIs whose answers are in pieces: SurveyMonkey's choices are ids, Pendo's score and reason two
events. They are put together here; every other record passes as it is.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from npstui.intake.errors import IntakeError
from npstui.intake.readers.flatten import Item

_DETAILS_LIMIT = 8 << 20
_NO_CHOICES = (
    "its answers are ids of choices, and what they stand for is not in it; put the survey's "
    "details (GET /surveys/ID/details) as JSON into the same folder, or fetch the answers with "
    "simple=true"
)
Question = tuple[str, Mapping[str, str]]  # the heading, and the text of each choice by its id


def joined(items: Iterable[Item], path: Path) -> Iterator[Item]:
    """The records with what belongs to each. Raises IntakeError where that is not to be found."""
    each = iter(items)
    first = list(islice(each, 1))
    record = first[0].record if first else None
    if not isinstance(record, dict):
        return chain(first, each)
    if {"poll_id", "visitor_id", "poll_response"} <= record.keys():
        return _with_reasons(chain(first, each))
    if "response_status" in record and isinstance(record.get("pages"), list):
        return _with_choices(chain(first, each), path, record)
    return chain(first, each)


def _with_reasons(items: Iterable[Item]) -> Iterator[Item]:
    """Pendo: the text that a visitor gave in a guide stands beside his score there too. The event
    of the text says so and is no answer of its own.
    """
    held = list(items)
    reasons: dict[tuple[Any, Any], str] = {}
    scored: set[tuple[Any, Any]] = set()
    for item in held:
        record = item.record
        if not isinstance(record, dict):
            continue
        if _is_score(record.get("poll_response")):
            scored.add(_visit(record))
        elif isinstance(record.get("poll_response"), str):
            reasons.setdefault(_visit(record), record["poll_response"])
    for item in held:
        record = item.record
        if not isinstance(record, dict):
            yield item
            continue
        made = dict(record)
        parts = (record.get(name) for name in ("poll_id", "visitor_id", "browser_time"))
        made["event_id"] = "/".join(str(part) for part in parts)
        if _is_score(record.get("poll_response")):
            made["score"], made["reason"] = record["poll_response"], reasons.get(_visit(record))
            made["part"] = "score"
        else:
            made["part"] = "reason" if _visit(record) in scored else "other"
        yield replace(item, record=made)


def _visit(record: Mapping[str, Any]) -> tuple[Any, Any]:
    return str(record.get("guide_id")), str(record.get("visitor_id"))


def _is_score(value: Any) -> bool:
    try:
        return float(value) in range(11)
    except (TypeError, ValueError):
        return False


def _with_choices(items: Iterable[Item], path: Path, first: Mapping[str, Any]) -> Iterator[Item]:
    """SurveyMonkey: each question's heading with the text that was chosen or written."""
    questions = _questions_beside(path, str(first.get("survey_id", "")))
    for item in items:
        record = item.record
        if isinstance(record, dict) and isinstance(record.get("pages"), list):
            made = {name: value for name, value in record.items() if name != "pages"}
            for heading, said in _answers(record["pages"], questions):
                if heading not in made:
                    made[heading] = said
            yield replace(item, record=made)
        else:
            yield item


def _answers(pages: Any, questions: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    for question in _questions_of(pages):
        name = str(question.get("id"))
        heading, choices = questions.get(name, ("", {}))
        heading = heading or str(question.get("heading") or f"question {name}")
        said = [_said(answer, choices) for answer in _dicts(question.get("answers"))]
        if said:
            yield heading, ", ".join(said)


def _said(answer: Mapping[str, Any], choices: Mapping[str, str]) -> str:
    if "choice_id" not in answer:
        return str(answer.get("text") or answer.get("simple_text") or "")
    text = choices.get(str(answer["choice_id"]))
    if text is None:
        text = answer.get("simple_text")
    if text is None:
        raise IntakeError(_NO_CHOICES)
    return str(text)


def _questions_beside(path: Path, survey: str) -> dict[str, Question]:
    """The questions of a survey's details, which stand in a file of the same folder."""
    try:
        beside = sorted(each for each in path.parent.glob("*.json") if each != path)
        fitting = [each for each in beside if each.stat().st_size <= _DETAILS_LIMIT]
    except OSError:
        return {}
    for each in fitting:
        try:
            found = json.loads(each.read_bytes())
        except (OSError, ValueError, RecursionError):
            continue
        if not isinstance(found, dict) or str(found.get("id", "")) != survey:
            continue
        questions: dict[str, Question] = {
            str(question.get("id")): (_heading(question), _choices(question))
            for question in _questions_of(found.get("pages"))
        }
        if any(heading for heading, _ in questions.values()):
            return questions
    return {}


def _heading(question: Mapping[str, Any]) -> str:
    headings = _dicts(question.get("headings"))
    return " ".join(str(each["heading"]) for each in headings if each.get("heading"))


def _choices(question: Mapping[str, Any]) -> dict[str, str]:
    answers = question.get("answers")
    listed = _dicts(answers.get("choices")) if isinstance(answers, dict) else []
    return {str(each["id"]): str(each.get("text", "")) for each in listed if "id" in each}


def _questions_of(pages: Any) -> Iterator[Mapping[str, Any]]:
    for page in _dicts(pages):
        yield from _dicts(page.get("questions"))


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
