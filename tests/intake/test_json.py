"""JSON in every form: a list, an envelope, a body, lines; nested, long, and broken."""

import gzip
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.conftest import Import, Write, responses

from npstui.intake.accounting import rows_accounted
from npstui.intake.formats import Format
from npstui.intake.readers import json_records
from npstui.intake.readers.flatten import flatten, value_at
from npstui.intake.readers.json_records import json_items, records_in
from npstui.store.store import Store

ANSWERS: list[dict[str, Any]] = [
    {"id": "1", "score": 9, "comment": "fine", "person": {"email": "a@x.no"}, "tags": ["a", "b"]},
    {"id": "2", "score": 3.0, "comment": None, "person": {"email": "b@x.no", "plan": "Pro"}},
    {"id": "3", "score": None, "comment": "", "person": None},
    {"id": "4", "score": 11},
]


def check(store: Store, result: Any) -> None:
    assert result.refusal is None
    assert (result.fates.rows, result.fates.imported, result.fates.quarantined) == (4, 2, 1)
    assert result.fates.set_aside == {"unanswered": 1}
    rows = responses(store).sort("response_id").to_dicts()
    assert [row["email"] for row in rows] == ["a@x.no", "b@x.no"]
    assert [row["person.plan"] for row in rows] == [None, "Pro"]
    assert rows[0]["tags (file)"] == "a, b"


@pytest.mark.parametrize(
    "document",
    [
        ANSWERS,
        {"data": ANSWERS, "total": "4"},
        {"success": True, "data": {"pages": 1, "responses": ANSWERS}},
        {"results": ANSWERS, "paging": {"next": {"after": "x"}}},
    ],
)
def test_a_list_and_every_envelope_hold_the_same_answers(
    store: Store, take: Import, document: Any
) -> None:
    check(store, take(json.dumps(document, indent=1), "a.json"))


def test_lines_of_json_come_in_with_their_line_numbers(store: Store, take: Import) -> None:
    lines = [json.dumps(each) for each in ANSWERS]
    result = take("\ufeff" + "\n\n".join(lines), "a.ndjson")
    assert result.format == "ndjson"
    check(store, result)
    kept = (store.path / str(result.quarantine_file)).read_text()
    assert kept.splitlines()[1].startswith("7,")


def test_a_broken_line_costs_itself(store: Store, take: Import) -> None:
    lines = [*(json.dumps(each) for each in ANSWERS[:2]), '{"id": "9", "score":', "[1]", '"x"']
    content = "\n".join(lines).encode() + b'\n{"id": "\xff", "score": 1}\n{"id":"\\u0000"}\n'
    fates = take(content, "a.ndjson").fates
    assert (fates.rows, fates.imported, fates.quarantined) == (7, 2, 5)


def test_packed_json_is_unpacked_as_it_is_read(store: Store, take: Import) -> None:
    check(store, take(gzip.compress(json.dumps(ANSWERS).encode()), "a.json.gz"))


def test_utf16_json_is_read(store: Store, take: Import) -> None:
    content = json.dumps(ANSWERS).encode("utf-8-sig")
    check(store, take(content, "a.json"))


def test_a_long_document_is_read_record_by_record(
    store: Store, take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_records, "WHOLE_LIMIT", 64)
    monkeypatch.setattr(json_records, "_BLOCK", 16)
    check(store, take(json.dumps({"total": 4, "data": ANSWERS}, indent=2), "a.json"))


def test_a_column_that_comes_late_is_kept(store: Store, take: Import) -> None:
    many = [{"id": str(place), "score": place % 11} for place in range(500)]
    many.append({"id": "last", "score": 5, "late": "yes"})
    take(json.dumps(many), "a.json")
    assert responses(store)["late"].count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('[{"id": 1, "score": 9}', "broken or cut off"),
        ("[" * 100_000, "nested too deep"),
        ("[]", "holds no answers"),
        ("[1, 2]", "holds no answers"),
        ('{"a": 1}', "no column of scores"),
        (b'[{"score": "\xff"}]', "not UTF-8"),
        ('[{"score": ' + "9" * 5000 + "}]", "broken"),
        ("{\n", "broken or cut off"),
    ],
)
def test_json_that_cannot_be_read_is_refused_in_words(
    store: Store, take: Import, content: str, sentence: str
) -> None:
    refusal = take(content, "a.json").refusal
    assert refusal is not None
    assert sentence in refusal
    assert store.imports() == []


def test_one_endless_line_is_refused(take: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "ITEM_LIMIT", 100)
    content = '{"score": 9}\n{"score": 8}\n{"x": "' + "y" * 200 + '"}\n'
    assert "longer than" in str(take(content, "a.ndjson").refusal)


def test_nested_values_have_paths() -> None:
    record = {
        "a": {"b": 1, "c": [True, None, "x"]},
        "props": [{"name": "plan", "value": "Pro"}, {"name": "size", "value": 3}],
        "answers": [{"type": "number", "number": 4}, {"type": "text", "text": "why"}],
        "bad": "\ud800",
        "none": [],
    }
    cells = flatten(record)
    assert (cells["a.b"], cells["a.c"]) == ("1", "true, x")
    assert (cells["props.plan"], cells["props.size"]) == ("Pro", "3")
    assert (cells["answers[].number"], cells["answers[].text"]) == ("4", "why")
    assert json.loads(cells["answers"]) == record["answers"]
    assert cells["bad"] == "\N{REPLACEMENT CHARACTER}"
    assert value_at(record, "answers[type=text].text") == "why"
    assert value_at(record, "answers[type=date].date") is None
    assert value_at({"a": [{"f": {"t": "nps"}, "n": 0}]}, "a[f.t=nps].n") == "0"


def test_a_body_with_answers_of_its_own_is_one_record() -> None:
    body = {"token": "x", "answers": [{"type": "number", "number": 4}]}
    assert records_in(body) == [body]
    assert records_in({"form_response": body}) == [{"form_response": body}]
    assert records_in({"items": [body]}) == [body]


values = st.recursive(
    st.none() | st.booleans() | st.integers(-20, 20) | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
records = st.lists(
    st.dictionaries(st.sampled_from(["id", "score", "comment", "x", "a.b"]), values) | values,
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(records, st.booleans())
def test_every_record_is_accounted_for(listed: list[Any], lines: bool) -> None:
    import tempfile
    from pathlib import Path

    from tests.intake.conftest import NOW

    from npstui.intake.importer import import_files
    from npstui.intake.options import ImportOptions

    listed = [{"id": "0", "score": 5}, {"id": "00", "score": 6}, *listed]
    dumped = [json.dumps(each) for each in listed]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "a.json"
        path.write_text("\n".join(dumped) if lines else f"[{','.join(dumped)}]")
        with Store.create(Path(place) / "a.nps", time_zone="UTC") as store:
            for again in (False, True):
                (result,) = import_files(
                    store, [path], ImportOptions(), actor="ann", person="ann", now=NOW
                )
                assert result.refusal is None
                assert result.fates.rows == len(listed) == rows_accounted(result.fates)
                assert not again or not result.fates.imported


def test_records_are_numbered(write: Write) -> None:
    path = write('{"a": 1}\n\n{"a": 2}\n', "a.ndjson")
    items = json_items(path, Format.NDJSON)
    assert [item.line for item in items] == [1, 3]
    items.close()


def test_half_a_character_in_a_name_gets_a_stand_in(store: Store, take: Import) -> None:
    content = b'[{"id": "1", "score": 9, "k\\udc00": "x", "a": [{"name": "q\\ud800", "value": 3}]}]'
    assert take(content, "a.json").fates.imported == 1
    (row,) = responses(store).to_dicts()
    assert (row["k\N{REPLACEMENT CHARACTER}"], row["a.q\N{REPLACEMENT CHARACTER}"]) == ("x", 3)


@pytest.mark.parametrize(
    "document",
    [
        {
            "data": {
                "responses": {
                    "edges": [
                        {"node": {"id": "a", "npsScore": 9}},
                        {"node": {"id": "b", "npsScore": 3}},
                    ]
                }
            }
        },
        {"meta": {"page": 1}, "npsAnswers": [{"id": "a", "score": 9}, {"id": "b", "score": 3}]},
        {
            "x": {"y": [{"id": 1}]},
            "all": [{"id": "a", "nps": 9}, {"id": "b", "nps": 3}, {"id": "c"}],
        },
    ],
)
def test_a_list_of_answers_by_any_name_is_read_whole(
    store: Store, take: Import, document: dict[str, object]
) -> None:
    assert take(json.dumps(document), "a.json").fates.imported == 2
    assert sorted(responses(store)["score"]) == [3, 9]


def test_a_list_inside_of_one_answer_is_a_part_of_it(store: Store, take: Import) -> None:
    parts = [{"id": 1, "score": 2}, {"id": 2, "score": 3}]
    result = take(json.dumps({"id": "a", "score": 9, "parts": parts}), "a.json")
    assert (result.fates.rows, responses(store)["score"].to_list()) == (1, [9])
