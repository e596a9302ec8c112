"""Answers that APIs give in pieces. The samples are made up after the platforms' own documents."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.intake.conftest import NOW, responses

from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.store.store import Store

LIKELY = "How likely are you to recommend us to a friend?"


def take(store: Store, path: Path, content: Any) -> FileResult:
    path.write_text(json.dumps(content), encoding="utf-8")
    (result,) = import_files(store, [path], ImportOptions(), actor="a", person="a", now=NOW)
    return result


def event(poll: str, visitor: str, said: str, at: int) -> dict[str, Any]:
    return {"poll_id": poll, "visitor_id": visitor, "guide_id": "g", "poll_response": said,
            "account_id": "acme", "browser_time": at, "type": "poll", "country": "NO"}  # fmt: skip


PENDO = [
    event("p1", "v1", "9", 1793520000000),
    event("p2", "v1", "fast and friendly", 1793520001000),
    event("p1", "v2", "3", 1793520002000),
    event("p2", "v3", "no score, only words", 1793520003000),
]


@pytest.mark.parametrize("name", ["polls.json", "polls.ndjson"])
def test_pendo_s_score_and_reason_are_one_answer(store: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = json.dumps({"results": PENDO})
    if name.endswith("ndjson"):
        text = "".join(f"{json.dumps(each)}\n" for each in PENDO)
    for again in (False, True):
        path.write_text(text)
        (result,) = import_files(store, [path], ImportOptions(), actor="a", person="a", now=NOW)
        assert result.preset == "pendo"
        assert result.fates.rows == 4
        assert result.fates.set_aside == {"joined to its score": 1, "another metric": 1}
        assert (result.fates.imported, result.fates.already_known) == ((0, 2) if again else (2, 0))
    rows = responses(store).sort("score").select("score", "comment", "customer_id", "company")
    assert rows.rows() == [(3, None, "v2", "acme"), (9, "fast and friendly", "v1", "acme")]


def monkey(*answers: dict[str, Any]) -> dict[str, Any]:
    return {"data": [
        {"id": str(number), "survey_id": "5", "collector_id": "9", "response_status": "completed",
         "date_created": "2026-11-01T08:00:00+00:00", "date_modified": "2026-11-01T08:09:25+00:00",
         "pages": [{"id": "1", "questions": [
             {"id": "q1", "answers": [answer]},
             {"id": "q2", "answers": [{"text": f"because {number}"}]}]}]}
        for number, answer in enumerate(answers)
    ]}  # fmt: skip


DETAILS = {
    "id": "5", "title": "NPS", "pages": [{"id": "1", "questions": [
        {"id": "q1", "headings": [{"heading": LIKELY}], "answers": {"choices": [
            {"id": "c9", "text": "9"}, {"id": "c0", "text": "Not at all likely - 0"}]}},
        {"id": "q2", "headings": [{"heading": "Why did you give that score?"}]}]}],
}  # fmt: skip


def test_surveymonkey_s_choices_are_read_by_the_details_beside(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "details.json").write_text(json.dumps(DETAILS))
    answers = monkey({"choice_id": "c9", "row_id": "r"}, {"choice_id": "c0", "row_id": "r"})
    result = take(store, tmp_path / "answers.json", answers)
    assert (result.preset, result.mapping) == (
        "surveymonkey",
        {"response_id": "id", "responded_at": "date_modified", "score": LIKELY,
         "comment": "Why did you give that score?", "survey": "survey_id"},
    )  # fmt: skip
    rows = responses(store).sort("response_id").select("response_id", "score", "comment")
    assert rows.rows() == [("0", 9, "because 0"), ("1", 0, "because 1")]
    assert take(store, tmp_path / "answers.json", answers).fates.already_known == 2


def test_surveymonkey_s_simple_texts_need_no_details(store: Store, tmp_path: Path) -> None:
    answers = monkey({"choice_id": "c9", "simple_text": "9"})
    for record in answers["data"]:
        record["pages"][0]["questions"][0]["heading"] = LIKELY
    assert take(store, tmp_path / "answers.json", answers).fates.imported == 1
    assert responses(store)["score"].to_list() == [9]


def test_choices_that_nothing_explains_are_refused_in_words(store: Store, tmp_path: Path) -> None:
    result = take(store, tmp_path / "answers.json", monkey({"choice_id": "c9"}))
    assert result.refusal is not None
    assert "its answers are ids of choices" in result.refusal
    assert responses(store).is_empty()
