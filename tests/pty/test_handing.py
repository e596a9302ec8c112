"""Two shifts: a case to a lead outside the desk, and a holiday's hand-over."""

from pathlib import Path

from tests.pty.desks import asked, desk, npstui, survey


def test_a_case_goes_to_a_lead_and_its_text_to_the_clipboard(tmp_path: Path) -> None:
    file, store = tmp_path / "acme.csv", tmp_path / "acme.nps"
    file.write_text(survey(12), encoding="utf-8")
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from", quiet=0.0)
        terminal.do("enter", until=r"2 Detractors \d")
        terminal.do("2", until=" 1 of 12 ")
        terminal.do("h", "Mona Lead", until="hand .* on, .*: Mona Lead_")
        terminal.do("enter", until="waits for Mona Lead")
        terminal.do("3", until="Waits for Mona Lead until 7d; text sent. u undoes")
        terminal.wait_for("waits for Mona Lead until", quiet=0.0)
        terminal.do("j", "h", until="Mona Lead +1 waiting")
        terminal.send("esc")
        terminal.do("u", until="Took back: Waits for Mona Lead")
        terminal.send("ctrl+r")
        terminal.wait_for("Did again: Waits for Mona Lead", quiet=0.0)
        terminal.send("q")
        assert terminal.exit_code() == 0
    (waiting,) = asked(tmp_path, store, "list", "detractors", "--where", "status:waiting")
    assert waiting["due_at"] is not None


def test_everything_somebody_has_goes_over_before_a_holiday(tmp_path: Path) -> None:
    file, store = tmp_path / "acme.csv", tmp_path / "acme.nps"
    file.write_text(survey(12), encoding="utf-8")
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from", quiet=0.0)
        terminal.do("enter", until=r"2 Detractors \d")
        npstui(tmp_path, "--store", store, "case", "take", "d1", "d2", "d3", person="bob")
        npstui(tmp_path, "--store", store, "case", "snooze", "5d", "d3", person="bob")
        terminal.do("2", until=" 1 of 11 ")
        terminal.do(":", "hand every", until="Hand everything")
        terminal.do("enter", until="hand over all that somebody has")
        terminal.do("bob", "enter", until="hand all of bob over to")
        terminal.do("alice", "enter", until="Handed over from bob to alice: 3 cases. u undoes")
        terminal.do("u", until="Took back: Handed over")
        terminal.send("ctrl+r")
        terminal.wait_for("Did again", quiet=0.0)
        terminal.send("q")
        assert terminal.exit_code() == 0
    theirs = asked(tmp_path, store, "list", "detractors", "--where", "owner:alice")
    assert {case["response_id"] for case in theirs} == {"d1", "d2", "d3"}
