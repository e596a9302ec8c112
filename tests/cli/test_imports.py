"""`npstui imports`: every import, and the rows that it refused."""

from datetime import UTC, datetime
from pathlib import Path

from tests.cli.conftest import Cli

from npstui.intake.refused_files import RefusedFile, keep_refusal
from npstui.store.store import Store


def filled(cli: Cli, folder: Path) -> None:
    june, july = folder / "june.csv", folder / "july.csv"
    june.write_text("id,score,why\n1,9,fine\n2,nine,odd \x1b[2J\n3,,\n")
    july.write_text("id,score,why\n1,9,fine\n4,3,slow\n")
    cli("import", june, "--map", "comment=why")
    cli("import", july)


def test_the_list_is_newest_first_with_what_became_of_the_rows(cli: Cli, tmp_path: Path) -> None:
    filled(cli, tmp_path)
    lines = cli("imports").out.splitlines()
    assert lines[0].split()[:4] == ["id", "when", "file", "rows"]
    assert [line.split()[3] for line in lines[1:]] == ["july.csv", "june.csv"]
    assert lines[2].split()[4:10] == ["3", "1", "0", "0", "1", "1"]
    assert len(cli("imports", "--limit", "1").out.splitlines()) == 2


def test_the_documents_key_by_key(cli: Cli, tmp_path: Path) -> None:
    filled(cli, tmp_path)
    july, june = cli("imports", "--json").json
    assert june["path"].endswith("june.csv")
    assert (june["rows"], june["imported"], june["quarantined"]) == (3, 1, 1)
    assert june["set_aside"] == {"unanswered": 1}
    assert june["mapping"]["comment"] == "why"
    assert june["remembered"]["fields"] == {"score": "score", "comment": "why"}
    assert Path(june["quarantine_file"]).is_file()
    assert july["quarantine_file"] is None
    told = cli("imports", june["import_id"], "--json").json
    (row,) = told["refused"]
    assert (row["line"], row["text"]) == (3, "2,nine,odd \x1b[2J")
    assert cli("imports", "last", "--json").json["import_id"] == july["import_id"]


def test_one_import_in_words_steers_no_terminal(cli: Cli, tmp_path: Path) -> None:
    filled(cli, tmp_path)
    (_, june) = cli("imports", "--json").json
    ran = cli("imports", june["import_id"])
    assert "2,nine,odd [2J" in ran.out
    assert "\x1b" not in ran.out
    assert "set aside: unanswered" in ran.out


def test_what_is_no_import_is_said(cli: Cli, tmp_path: Path) -> None:
    filled(cli, tmp_path)
    ran = cli("imports", "7")
    assert ran.code == 1
    assert ran.err == "There is no import “7”; npstui imports lists them.\n"


def test_followed_files_that_were_refused_are_listed_with_their_reasons(
    cli: Cli, tmp_path: Path, store_path: Path
) -> None:
    filled(cli, tmp_path)
    assert cli("imports", "--refused").out == "Every followed file was taken in.\n"
    file = tmp_path / "odd \x1b.csv"
    told = RefusedFile(str(file), datetime(2020, 1, 1, tzinfo=UTC), "ann", f"{file}: no score.")
    with Store.open(store_path) as store:
        keep_refusal(store, file, told)
    ran = cli("imports", "--refused")
    assert "no score." in ran.out
    assert "\x1b" not in ran.out
    (document,) = cli("imports", "--refused", "--json").json
    assert list(document) == ["path", "at", "person", "why"]
    assert document["path"] == str(file)
    assert "1 followed file not taken in; npstui imports --refused says why." in cli("imports").err
    assert cli("imports", "last", "--refused").code == 2
