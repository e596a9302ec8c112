"""The import page at a terminal, on files of real respondents."""

from pathlib import Path

import pytest
from tests.pty.desks import asked, desk, npstui
from tests.pty.terminal import ROOT

REAL = ROOT.parent / "shared" / "data" / "real"
GARDEN = REAL / "fr_garden_retail_nps_CC0.csv"
STAR_WARS = REAL / "surveymonkey_starwars_2row_header_CCBY.csv"
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real survey files are not beside the checkout"
)


def test_another_column_is_the_score_and_next_month_s_file_needs_no_telling(
    tmp_path: Path,
) -> None:
    june, july = tmp_path / "june.csv", tmp_path / "july.csv"
    lines = GARDEN.read_bytes().splitlines(keepends=True)
    june.write_bytes(b"".join(lines[:2001]))
    july.write_bytes(b"".join([lines[0], *lines[2001:4001]]))
    with desk(tmp_path, june) as terminal:
        terminal.wait_for("Follow up from", quiet=0.0)
        assert "score     nps" in terminal.text
        terminal.do("m", until="how its columns are read")
        terminal.do(*["down"] * 5, until=r"> satisfaction")
        terminal.do("enter", until="read satisfaction as")
        terminal.do(*"score", "enter", until=r"> satisfaction +score +as told")
        terminal.wait_for(r"[\d,]+ answers", quiet=0.0)
        terminal.do("esc", until="score     satisfaction")
        terminal.do("enter", until="1 Overview")
        terminal.do("q", until="")
        assert terminal.exit_code() == 0
    store = tmp_path / "june.nps"
    told = asked(tmp_path, store, "import", str(july))
    (result,) = told["files"]
    assert result["mapping"]["score"] == "satisfaction"
    assert result["confidence"]["score"] == "remembered"
    newest, first = asked(tmp_path, store, "imports")
    assert (first["mapping"], newest["mapping"]) == (result["mapping"], result["mapping"])


def test_a_file_in_which_no_score_is_known_is_mended_on_screen(tmp_path: Path) -> None:
    file = tmp_path / "films.csv"
    file.write_bytes(STAR_WARS.read_bytes())
    with desk(tmp_path, file, columns=80, lines=24) as terminal:
        terminal.wait_for("m shows its columns", quiet=0.0)
        terminal.do("m", "enter", until="as: ")
        terminal.do("esc", *["down"] * 9, until=r"> Please rank")
        terminal.do("enter", *"score", "enter", until="None of its 835 scores")
        assert "> Please rank" in terminal.text
        # Films are ranked from 1 to 6: the scale is told on the page too.
        terminal.do("home", "down", until="> scale")
        terminal.do("enter", until="scale: ")
        terminal.do(*"1-6", "enter", until=r"\d+ answers")
        terminal.do("esc", until="Follow up from")
        terminal.do("enter", until="1 Over")
        terminal.do("q", until="")
        assert terminal.exit_code() == 0
    (row,) = asked(tmp_path, tmp_path / "films.nps", "imports")
    assert row["remembered"]["scale"] == "1-6"
    assert row["imported"] > 800
    assert "films.csv" in npstui(tmp_path, "--store", tmp_path / "films.nps", "imports")
