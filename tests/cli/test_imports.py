"""`npstui imports`: every import, and the rows that it refused."""

from datetime import UTC, datetime
from pathlib import Path

from tests.cli.conftest import Cli, survey

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
    assert lines[2].split()[4:11] == ["3", "1", "0", "0", "0", "1", "1"]
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


LATE = (
    "2 of 3 new detractors came in late, more than 24 h after they were given; "
    "1 came in with less than a quarter of their 24 h left"
)


def test_answers_that_were_late_on_arrival_are_told_everywhere(
    cli: Cli, acme: Path, tmp_path: Path
) -> None:
    file = tmp_path / "delayed.csv"
    rows = [("a1", 3, 30.0, "", "Oslo"), ("a2", 0, 25.0, "", "Oslo"), ("a3", 5, 20.0, "", "Oslo"),
            ("a4", 10, 30.0, "", "Oslo")]  # fmt: skip
    file.write_text(survey(datetime.now(UTC), rows), encoding="utf-8")
    ran = cli("import", file, "--json")
    assert ran.code == 0
    assert f"\n  {LATE}.\n" in ran.err
    told = ran.json["files"][0]["arrivals"]
    assert told["detractors"] == {"answers": 3, "late": 2, "close": 1, "lapsed": 0}
    assert told["promoters"] == {"answers": 1, "late": 0, "close": 0, "lapsed": 0}
    delayed, first = cli("imports", "--json").json
    assert (delayed["arrivals"], first["arrivals"]) == (told, None)
    line = cli("imports", "--limit", "1").out.splitlines()[1]
    assert line.split()[4:7] == ["4", "4", "2"]  # rows, new, late
    assert f"\n{LATE}\n" in cli("imports", "last").out
    assert f"\n{LATE}"[:70] in cli("brief").out
    assert cli("brief", "--json").json["arrivals"] == told
    # A first import has its clock counted from the import: nothing to warn of.
    assert "came in late" not in cli("imports", first["import_id"]).out


def test_what_came_in_time_is_not_spoken_of(cli: Cli, acme: Path, tmp_path: Path) -> None:
    file = tmp_path / "fresh.csv"
    file.write_text(survey(datetime.now(UTC), [("b1", 3, 2.0, "", "Oslo")]), encoding="utf-8")
    assert "late" not in cli("import", file).err
    # The same file again brings nothing, and so nothing late, however old it is by then.
    assert "late" not in cli("import", file).err
    assert cli("imports", "--json").json[0]["arrivals"]["detractors"]["answers"] == 0
