"""`npstui import`: every row accounted for, the real files right, and what cannot be taken said."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Cli

REAL = Path(__file__).parents[3] / "shared" / "data" / "real"
COUNTS = ("rows", "imported", "undated", "already_known", "changed", "updated", "quarantined")


def balanced(counts: dict[str, Any]) -> bool:
    """CLI.md's equation."""
    parts = ("imported", "already_known", "changed", "updated", "quarantined")
    whole: int = sum(counts[part] for part in parts) + sum(counts["set_aside"].values())
    return bool(counts["rows"] == whole)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real survey files are not on this machine")
@pytest.mark.parametrize(
    ("name", "n", "nps"),
    [
        ("pt_br_feedbacks_semicolon_MIT.csv", 99, 29.3),
        ("en_clickstream_feedback_MIT.csv", 800, -30.0),
        ("pt_br_software_nps_comments_MIT.csv", 1287, 62.9),
    ],
)
def test_a_real_file_gives_its_n_and_nps_and_once_is_enough(
    cli: Cli, name: str, n: int, nps: float
) -> None:
    first = cli("import", REAL / name, "--json")
    assert first.code == 0, first.err
    assert first.json["totals"]["imported"] == n
    assert balanced(first.json["totals"])
    score = cli("score", "--json").json["score"]
    assert score["n"] == n
    assert round(score["nps"], 1) == nps
    again = cli("import", REAL / name, "--json")
    assert (again.code, again.json["totals"]["imported"]) == (0, 0)
    assert again.json["totals"]["already_known"] == n
    assert cli("score", "--json").json["score"] == score
    cases = cli("list", "cases", "--json", "--where", "due:..0m").json
    assert cases == []


def test_the_document_holds_a_file_key_by_key(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("id,score,comment\n1,9,a\n2,,\n3,11,b\n4,x,c\n")
    ran = cli("import", file, "--json")
    assert ran.code == 3
    document = ran.json
    assert list(document) == ["files", "totals"]
    told = document["files"][0]
    assert list(told)[:12] == [
        "path", "format", "preset", "mapping", *COUNTS, "set_aside",
    ]  # fmt: skip
    assert told["path"] == str(file)
    assert told["format"] == "csv"
    assert told["mapping"] == {"response_id": "id", "score": "score", "comment": "comment"}
    assert (told["rows"], told["imported"], told["undated"], told["quarantined"]) == (4, 1, 1, 2)
    assert sum(told["set_aside"].values()) == 1
    assert Path(told["quarantine_file"]).read_text().count("\n") >= 3
    assert told["quarantine_file"] in ran.err
    assert balanced(told)
    assert {key: told[key] for key in (*COUNTS, "set_aside")} == document["totals"]


def test_a_changed_row_is_left_and_update_takes_it(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("id,score,comment\n1,9,a\n")
    cli("import", file)
    file.write_text("id,score,comment\n1,9,b\n")
    ran = cli("import", file, "--json")
    assert (ran.code, ran.json["totals"]["changed"]) == (0, 1)
    assert "--update takes them" in ran.err
    assert cli("import", file, "--update", "--json").json["totals"]["updated"] == 1
    assert cli("list", "responses", "--json").json[0]["comment"] == "b"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.csv", None, "no such file"),
        ("empty.csv", b"", "empty"),
        ("binary.csv", b"a,score\x00\x01\n", "binary"),
        ("header.csv", b"id,score,comment\n", "no rows"),
        ("other.csv", b"name,city\nAda,Oslo\n", "--map"),
    ],
)
def test_a_file_that_cannot_be_imported_is_a_sentence_and_leaves_no_store(
    cli: Cli, tmp_path: Path, store_path: Path, name: str, content: bytes | None, said: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    ran = cli("import", file)
    assert ran.code == 1
    assert ran.out == ""
    assert said in ran.err
    assert name in ran.err
    assert ran.err.count("\n") == 1
    assert not store_path.exists()


def test_some_files_refused_and_others_not_is_done_in_part(cli: Cli, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("id,score\n1,9\n")
    ran = cli("import", tmp_path / "missing.csv", good, "--json")
    assert ran.code == 3
    assert [bool(told["refusal"]) for told in ran.json["files"]] == [True, False]
    assert ran.json["totals"]["imported"] == 1


def test_a_dry_run_says_what_would_come_and_keeps_nothing(
    cli: Cli, tmp_path: Path, store_path: Path
) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("id,score\n1,9\n2,12\n")
    ran = cli("import", file, "--dry-run", "--json")
    assert ran.code == 3
    assert ran.json["totals"]["imported"] == 1
    assert ran.json["files"][0]["quarantine_file"] is None
    assert "A dry run: nothing was kept." in ran.err
    assert not store_path.exists()


def test_a_dry_run_says_how_each_column_is_read_and_shows_rows_as_they_would_land(
    cli: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("編號,推薦分數,評論,城市\n1,9,很快 [2J,台北\n2,3,,台中\n")
    ran = cli("import", file, "--dry-run", "--map", "score=推薦分數", "--leave-out", "城市")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "acme.csv: csv"
    assert any(line.split()[:4] == ["推薦分數", "score", "told:", "as"] for line in lines)
    assert any(line.startswith("城市") and "not kept" in line for line in lines)
    at = lines.index("The first 2 as they would land:")
    # A wide character takes two cells: what stands behind it is one column all the same.
    heads, first = lines[at + 1], lines[at + 2]
    assert heads.split()[:2] == ["score", "comment"]
    assert "\x1b" not in ran.out
    assert "很快 [2J" in first
    assert any(line.startswith("as usual") for line in lines)
    told = cli("import", file, "--dry-run", "--follow-up-from", "all", "--json").json
    assert told["follow_up"]["choices"] == []
    (shape,) = told["files"]
    assert [column["role"] for column in shape["columns"]][:2] == ["field", "field"]
    assert shape["landing"][0]["score"] == 9


def test_a_dry_run_leaves_a_store_as_it_is(cli: Cli, acme: Path, tmp_path: Path) -> None:
    def there() -> dict[str, bytes]:
        files = (path for path in acme.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files if "presence" not in path.parts}

    before = there()
    file = tmp_path / "more.csv"
    file.write_text("id,score\n1,9\n2,12\n")
    assert cli("import", file, "--dry-run").code == 3
    assert there() == before


def test_a_refused_file_shows_its_columns_and_the_way_out(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("who,points\nAda,9\nBo,3\n")
    ran = cli("import", file, "--dry-run")
    assert ran.code == 1
    assert any(line.split() == ["points", "9", "|", "3"] for line in ran.out.splitlines())
    assert "--map score=COLUMN" in ran.err


def test_standard_input_wants_a_name_and_is_taken_with_one(cli: Cli) -> None:
    refused = cli("import", "-", stdin="id,score\n1,9\n")
    assert refused.code == 2
    assert "--source" in refused.err
    taken = cli("import", "-", "--source", "web", "--json", stdin="id,score\n1,9\n")
    assert (taken.code, taken.json["totals"]["imported"]) == (0, 1)


def test_a_column_is_named_with_map(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("who,points\nAda,9\n")
    ran = cli("import", file, "--map", "score=points", "--map", "customer_name=who", "--json")
    assert ran.code == 0, ran.err
    assert ran.json["files"][0]["mapping"] == {"score": "points", "customer_name": "who"}


def test_a_scale_and_an_order_of_dates_are_told(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("id,How likely (1-5),date\n1,5,1/2/2026\n2,4,3/1/2026\n3,1,2/3/2026\n")
    mapped = ("--map", "score=How likely (1-5)")
    assert "--scale 1-5" in cli("import", file, *mapped).err
    assert "--date-order" in cli("import", file, *mapped, "--scale", "1-5").err
    ran = cli("import", file, *mapped, "--scale", "1-5", "--date-order", "dmy", "--json")
    assert ran.code == 0, ran.err
    told = ran.json["files"][0]
    assert (told["imported"], told["undated"]) == (3, 0)
    assert told["confidence"]["score"] == "told"
    listed = cli("list", "responses", "--json").json
    assert sorted((row["score"], row["responded_at"][:10]) for row in listed) == [
        (0, "2026-03-02"), (8, "2026-01-03"), (10, "2026-02-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "score"], "FIELD=COLUMN"),
        (["--map", "scroe=points"], "Did you mean score?"),
        (["--time-zone", "Europe/Osloo"], "no time zone"),
        (["--follow-up-from", "soon"], "no start"),
        (["--scale", "ten"], "no scale"),
        (["--date-order", "us"], "31/12/2026"),
    ],
)
def test_an_option_that_cannot_be_followed_is_wrong_usage(
    cli: Cli, tmp_path: Path, store_path: Path, words: list[str], said: str
) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("id,score\n1,9\n")
    ran = cli("import", file, *words)
    assert ran.code == 2
    assert said in ran.err
    assert not store_path.exists()


def test_follow_up_from_sets_when_cases_open(cli: Cli, acme: Path, tmp_path: Path) -> None:
    assert {row["response_id"] for row in cli("list", "detractors", "--json").json} == {
        "d1", "d2", "d3",
    }  # fmt: skip
    other = tmp_path / "other.nps"
    cli("--store", other, "import", acme, "--follow-up-from", "now")
    assert cli("--store", other, "list", "detractors", "--json").json == []


def test_the_words_for_people_go_to_stderr_alone(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("id,score\n1,9\n")
    ran = cli("import", file)
    assert ran.out == ""
    assert ran.err == (
        f"{file}: 1 row: 1 new answer (1 without a date).\n"
        "  0 of 1 promoter waits for a first contact; 1 is without a date.\n"
    )
    assert cli("import", file).err == f"{file}: 1 row: nothing new; 1 known already.\n"


def test_the_document_is_one_even_for_a_refused_file(cli: Cli, tmp_path: Path) -> None:
    ran = cli("import", tmp_path / "missing.csv", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["totals"]["rows"] == 0


def test_ctrl_c_leaves_nothing_of_the_file_nor_a_store(
    cli: Cli, tmp_path: Path, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "acme.csv"
    file.write_text("id,score\n1,9\n")
    # The first press is heard after the chunk under way.
    monkeypatch.setattr("npstui.cli.importing._Stop.asked", lambda _stop: True)
    ran = cli("import", file)
    assert ran.code == 130
    assert ran.err == f"{file}: the import was stopped; nothing of the file was kept.\n"
    assert not store_path.exists()
    assert cli("import", file, "--dry-run").code == 130
    assert not store_path.exists()
