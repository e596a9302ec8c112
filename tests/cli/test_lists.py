"""`npstui list` and `export`: the shapes, the forms, what goes round."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Cli

KEYS = [
    "response_id", "source", "responded_at", "score", "category", "comment", "customer_id",
    "customer_name", "status", "assignee", "tags", "due_at", "first_contact_at", "resolved_at",
    "outcome", "snoozed_until", "window_ends_at", "told_at", "handed_to", "handed_until",
    "again_at", "promoter_stage", "no_contact_reason", "excluded",
]  # fmt: skip


def test_a_row_key_by_key(cli: Cli, acme: Path) -> None:
    rows = cli("list", "responses", "--json").json
    assert len(rows) == 8
    first = next(row for row in rows if row["response_id"] == "d1")
    assert list(first)[: len(KEYS)] == KEYS
    assert (first["score"], first["category"], first["status"]) == (2, "detractor", "new")
    assert (first["tags"], first["assignee"], first["excluded"]) == ([], None, None)
    assert first["responded_at"].endswith("+00:00")
    assert first["due_at"] > first["responded_at"]
    assert (first["region"], first["email"]) == ("Oslo", "p0@example.org")
    without_case = next(row for row in rows if row["response_id"] == "g3")
    assert (without_case["status"], without_case["tags"]) == (None, [])


def test_ndjson_csv_and_ids_hold_the_same_rows(cli: Cli, acme: Path) -> None:
    rows = cli("list", "responses", "--json").json
    lines = cli("list", "responses", "--format", "ndjson").out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    written = cli("list", "responses", "--format", "csv").out
    cells = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [row["response_id"] for row in cells] == [row["response_id"] for row in rows]
    assert cells[rows.index(next(row for row in rows if row["response_id"] == "d3"))][
        "comment"
    ].startswith("'=HYPERLINK")
    names = cli("list", "responses", "--format", "ids").out.splitlines()
    assert names == [row["response_id"] for row in rows]


def test_sort_limit_and_where(cli: Cli, acme: Path) -> None:
    rows = cli("list", "responses", "--sort", "-score", "--limit", "2", "--json").json
    assert [row["score"] for row in rows] == [10, 9]
    found = cli("list", "cases", "--where", "score:..6 region:Oslo", "--format", "ids").out.split()
    assert sorted(found) == ["d1", "d2"]


def test_an_empty_list_is_no_failure(cli: Cli, acme: Path) -> None:
    where = ["--where", "id:zz9"]
    for form, out in (("json", "[]\n"), ("ndjson", ""), ("ids", "")):
        ran = cli("list", "detractors", *where, "--format", form)
        assert (ran.code, ran.out) == (0, out)
    assert cli("list", "detractors", *where).out == "Nothing to list.\n"
    assert cli("list", "detractors", *where, "--format", "csv").out.startswith("response_id,")


def test_the_queues_list_what_is_open_and_cases_the_resolved_too(cli: Cli, acme: Path) -> None:
    cli("case", "resolve", "solved", "d1")
    assert "d1" not in cli("list", "detractors", "--format", "ids").out.split()
    assert "d1" in cli("list", "cases", "--format", "ids").out.split()


def test_a_table_for_people_holds_no_control_characters(cli: Cli, acme: Path) -> None:
    out = cli("list", "responses").out
    assert "\x1b" not in out
    assert out.splitlines()[0].split()[:2] == ["id", "sc"]
    assert "Late, forty minutes" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["respones"], "The nearest is responses"),
        (["responses", "--format", "jsno"], "The nearest is json"),
        (["responses", "--sort", "scor"], "Did you mean score?"),
        (["responses", "--where", "scor:3"], "^"),
        (["responses", "--limit", "-1"], "--limit"),
        ([], "WHAT"),
    ],
)
def test_what_cannot_be_listed_is_wrong_usage(
    cli: Cli, acme: Path, words: list[str], said: str
) -> None:
    ran = cli("list", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_export_holds_the_rows_of_list(cli: Cli, acme: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.ndjson"
    ran = cli("export", target, "--what", "detractors", "--json")
    assert ran.code == 0
    assert ran.json == {"path": str(target), "what": "detractors", "format": "ndjson", "rows": 3}
    assert ran.err == f"Wrote 3 rows to {target}.\n"
    rows = [json.loads(line) for line in target.read_text().splitlines()]
    assert [row.pop("notes") for row in rows] == [[], [], []]
    assert rows == cli("list", "detractors", "--json").json


def test_an_export_to_standard_output_is_the_data_alone(cli: Cli, acme: Path) -> None:
    ran = cli("export", "-", "--what", "passives", "--columns", "response_id,score")
    assert (ran.code, ran.err) == (0, "")
    assert sorted(ran.out.splitlines()) == ["p1,7", "p2,8", "response_id,score"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["acme.csv"], 1, "--force replaces it"),
        (["out.xlsm"], 1, "csv, xlsx, json, ndjson, parquet, md"),
        (["no/where.csv"], 1, "There is no folder"),
        (["out.csv", "--columns", "respons_id"], 2, "The nearest is response_id"),
        (["out.csv", "--what", "detractor"], 2, "The nearest is detractors"),
        (["out.csv", "--what", "log", "--where", "id:d1"], 2, "does not narrow the log"),
        ([], 2, "PATH"),
    ],
)
def test_what_cannot_be_exported_is_a_sentence_and_writes_nothing(
    cli: Cli, acme: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(acme.parent)
    before = sorted(acme.parent.iterdir())
    ran = cli("export", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert sorted(acme.parent.iterdir()) == before


def test_what_is_exported_comes_in_again_as_the_same_responses(
    cli: Cli, acme: Path, tmp_path: Path
) -> None:
    cli("case", "tag", "late,app", "d1")
    target = tmp_path / "anything.csv"
    assert cli("export", target).code == 0
    other = tmp_path / "other.nps"
    ran = cli("--store", other, "import", target, "--json")
    assert (ran.code, ran.json["totals"]["imported"]) == (0, 8), ran.err
    facts = ("response_id", "source", "responded_at", "score", "comment", "customer_name", "email")

    def told(*words: str | Path) -> list[dict[str, object]]:
        return [{key: row[key] for key in facts} for row in cli(*words).json]

    listing = ("list", "responses", "--sort", "response_id", "--json")
    assert told("--store", other, *listing) == told(*listing)
    back = cli("import", target, "--json").json["totals"]
    assert (back["imported"], back["already_known"]) == (0, 8)


def test_the_import_an_answer_came_with_narrows_a_listing(cli: Cli, acme: Path) -> None:
    came = next(
        entry["data"]["import_id"]
        for entry in cli("log", "--json").json
        if entry["kind"] == "import"
    )
    for what in ("responses", "cases", "detractors"):
        every = cli("list", what, "--json").json
        assert "import_id" not in every[0]
        assert cli("list", what, "--json", "--where", f"import_id:{came}").json == every
        assert cli("list", what, "--json", "--where", "import_id:1").json == []
    assert len(cli("export", "-", "--where", f"import_id:{came}").out.splitlines()) == 9
    assert cli("list", "responses", "--sort", "import_id").code == 2


def test_a_limit_beyond_every_machine_is_wrong_usage(cli: Cli, acme: Path) -> None:
    for words in (("list", "responses"), ("log",)):
        assert cli(*words, "--limit", str(10**9)).code == 0
        ran = cli(*words, "--limit", str(10**20))
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
