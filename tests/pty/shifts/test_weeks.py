"""Ten shifts of an ops person, four to seven: passives, a hand-on, a manager's CSV, a first day."""

import csv
import zipfile
from pathlib import Path

from tests.pty.desks import survey
from tests.pty.shifts.kit import WIDE, at_work, events, ids, seat


def test_the_weekly_passives(nordtaxi: Path, tmp_path: Path) -> None:
    with at_work(tmp_path, nordtaxi, size=WIDE) as alice:
        # Who is about to lapse first, then who is easily won: a comment and a tag.
        alice.do("3", "tab", until=r"Under 30 days \d+(.|\n)* 1 of \d+ ")
        alice.sees(r"window ends in \d+ d")
        alice.do("tab", "tab", "tab", until=r"Easy wins \d+(.|\n)*Gro Nilsen +passive")
        # The letter asks what would make it a 9 or a 10, and says when we ask again.
        alice.do("c", until="Contact Gro Nilsen   passive, Norwegian")
        alice.sees("Hei Gro,", r"Again +20\d\d-\d\d-\d\d")
        alice.do("ctrl+s", until="Logged as mailed. u undoes")
        alice.sees("Told +we ask again")
        # The next one was won over at the counter; the one after that has left.
        alice.do("j", "x", "1", until="Resolved: kept.* u undoes")
        alice.do("x", "3", until="Resolved: left.* u undoes")
        # Two that only need a look next week, in one go.
        alice.do("space", "space", "z", until="snooze 2 marked")
        alice.do("7d", "enter", until="Snoozed.* 2 cases.* u undoes")
        alice.leave()
        told = events(alice)[-6:]
        assert [event["kind"] for event in told] == [
            "assigned", "contacted", "resolved", "resolved", "snoozed", "snoozed",
        ]  # fmt: skip
        assert [event["data"].get("outcome") for event in told[2:4]] == ["kept", "left"]
        assert told[1]["data"]["told"]
        ask_again = alice.asked("list", "cases", "--where", "-told:none")
        assert told[1]["response_id"] in ids(ask_again)


def test_a_first_day(tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text(survey(30), encoding="utf-8")
    with seat(tmp_path, file) as carol:
        carol.sees("Follow up from", "70 answers")
        # How was it read? Which rows? Then in, as usual.
        carol.do("m", until="responded_at")
        carol.do("q", until="Follow up from")
        carol.do("enter", until=r"2 Det\w* 30")
        # What can I do here, and why is that?
        carol.do("?", until="Everywhere(.|\n)*Detractors +The detractor inbox")
        carol.do("q", "2", until=" 1 of 30 ")
        carol.do("i", until="24 h")
        carol.do("q", until=" 1 of 30 ")
        carol.leave()


def test_a_csv_for_a_manager(nordtaxi: Path, tmp_path: Path) -> None:
    with at_work(tmp_path, nordtaxi) as alice:
        # What came of everything this desk had, without anybody's name: chosen by the keys alone.
        alice.do("2", "f", "region:Oslo", "enter", until=r"region:Oslo +\d+ of \d+")
        listed = alice.asked("list", "detractors", "--where", "region:Oslo")
        alice.do("e", until=r"Columns +all, \d+ columns(.|\n)*Export .* as listed")
        alice.do("tab", "sco,due,assi,comm", until="score, due_at, assignee, comment")
        alice.do("tab", "right", until=">without: no name")
        assert alice.keys < 45
        alice.do("enter", until=r"\d+ rows written to \S+\.csv")
        (file,) = tmp_path.glob("*-detractors-*.csv")
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert list(rows[0]) == ["score", "due_at", "assignee", "comment"]
        assert 0 < len(rows) <= len(listed)
        # The same again as a workbook begins where the last one ended; a name is asked in vain.
        alice.do("e", until=">without: no name")
        alice.do("tab", ",email", until="“email” is personal data; leave it out")
        alice.do("enter", "tab", until="“email” is personal data(.|\n)*Export 1")
        alice.do("esc", until=" 1 of ")
        alice.do("e", "tab", *["backspace"] * 6, until="score, due_at, assignee, comment")
        alice.do("shift+tab", "ctrl+u", "oslo.xlsx", "enter", until="rows written to oslo.xlsx")
        alice.leave()
        assert zipfile.is_zipfile(tmp_path / "oslo.xlsx")
