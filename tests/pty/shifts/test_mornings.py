"""Ten shifts of an ops person, one to three: the morning, a spike, two on one queue."""

import csv
from datetime import timedelta
from pathlib import Path

from tests.pty.desks import npstui, written
from tests.pty.shifts.kit import WIDE, answers, at_work, events, ids, spike, store_of

SPIKE = 400
CANNOT = 8  # of them ask not to be contacted
FEW_KEYS = 25


def test_a_morning_with_late_cases(nordtaxi: Path, tmp_path: Path) -> None:
    mail = npstui(tmp_path, "--store", nordtaxi, "brief")
    assert "5 late" in mail
    with at_work(tmp_path, nordtaxi) as alice:
        late = ids(alice.asked("brief")["late"]["first"])
        assert len(late) == 5
        alice.sees("Detractors +43 waiting +5 late", r"Mine +\d+ open")
        alice.do("2", until=r"! late 5 h .*Knut Bakken")
        # Nobody has the first: mine, and a word for whoever looks next.
        alice.do("m", until="Yours. u undoes")
        alice.do("n", "ringer kl 10", "enter", until="Noted. u undoes")
        # The second is called; what was said is the note.
        alice.do("j", "c", "p", until="Contact C5387(.|\n)*>reached")
        alice.do(
            "Ringte, ny tur lovet",
            "ctrl+s",
            until="phone, reached; the first contact is made. u und",
        )
        alice.sees(r"2 Det 42!4 ", "Late 4 ")
        # A letter to the third, from the playbook: to the clipboard, and logged.
        alice.do("j", "c", until="Contact Thijs Peeters")
        alice.sees("Goedendag Thijs,")
        alice.do("ctrl+s", until="paste it into your .* u undoes")
        # The fourth is solved already, and the cursor goes on to the last of them.
        alice.do("j", "x", "1", until="Resolved: solved.* u undoes")
        alice.sees(r"Ingela Stjerna +late <1 h +alice", r"2 Det 40!2 ")
        alice.do("1", until="Detractors +40 waiting +2 late")
        assert alice.keys < 60
        alice.leave()
        left = alice.asked("brief")["late"]
        assert ids(left["first"]) == [late[0], late[4]]
        done = events(alice, "contacted", "noted", "resolved")[-4:]
        assert [event["response_id"] for event in done] == late[:4]
        assert done[1]["data"]["note"] == "Ringte, ny tur lovet"


def test_a_spike_of_400_on_one_theme_takes_about_25_keys(tmp_path: Path) -> None:
    store = store_of(tmp_path, answers("g", 80, 10, timedelta(hours=4)))
    (tmp_path / "spike.csv").write_text(written(spike(SPIKE)), encoding="utf-8")
    with at_work(tmp_path, store) as alice:
        npstui(tmp_path, "--store", store, "import", tmp_path / "spike.csv")
        alice.sees(rf"2 Det {SPIKE}")
        # What it is about, in five languages: one word stands in all of them.
        alice.do("2", "f", "app", until=rf"{SPIKE} of {SPIKE}")
        alice.do("enter", "*", until=rf"{SPIKE} marked")
        alice.do("t", "app", "enter", until=rf"Tagged app: {SPIKE} cases. u undoes")
        # The tag chooses the playbook; three letters are shown filled, and who is left out.
        alice.do("c", until=r">app (.|\n)*392 rows +8 left out: the customer may not be cont")
        alice.do("ctrl+s", until="392 rows to send in .*u undoes")
        alice.sees(rf"2 Det {CANNOT} ", "contacted: in work")
        # Those who may not be written to go to chen, to be solved without a letter.
        alice.do("esc", until=f" 1 of {CANNOT} ")
        alice.do("*", until=f"{CANNOT} marked")
        alice.do("a", "ch", "enter", until=f"Assigned to chen: {CANNOT} cases. u undoes")
        assert alice.keys <= FEW_KEYS
        alice.leave()
        (file,) = tmp_path.glob("*-contact-*.csv")
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert len(rows) == SPIKE - CANNOT
        assert {row["language"] for row in rows} == {"en", "sv", "no", "nl", "zh-Hant"}
        assert all(row["email"] and row["text"] for row in rows)
        cases = alice.asked("list", "detractors", "--where", "tag:app")
        by_status = [case["status"] for case in cases]
        assert by_status.count("contacted") == SPIKE - CANNOT
        assert [case["assignee"] for case in cases].count("chen") == CANNOT


def test_two_on_one_queue(nordtaxi: Path, tmp_path: Path) -> None:
    with (
        at_work(tmp_path, nordtaxi) as alice,
        at_work(tmp_path, nordtaxi, person="bob", size=WIDE) as bob,
    ):
        for someone in (alice, bob):
            someone.do("2", "G", "g", "j", until=r" 2 of 43 (.|\n)*C5387 .*nobody's")
        # Both reach for the same case; one is told who was first.
        alice.do("m", until="Yours. u undoes")
        bob.sees("C5387 .* alice ")
        bob.do("m", until="alice has it")
        # While alice writes, bob sees that somebody does.
        alice.do("n", "ring", until="Note on C5387")
        bob.sees(r"C5387 .* alice\*")
        # Bob tags it meanwhile; alice's words stay, and she is told.
        bob.do("t", "vip", "enter", until="Tagged vip. u undoes")
        alice.sees("bob tagged vip", "ring")
        alice.do("enter", until="Noted. u undoes")
        bob.sees("alice noted: ring")
        # Undo is refused where somebody went on since; t takes the tag off all the same.
        bob.do("u", until="Cannot: alice has changed it since: Noted")
        bob.do("t", "vip", "enter", until="off.*vip.* u undoes|vip.* off.* u undoes")
        alice.leave()
        bob.leave()
        told = events(alice)[-4:]
        assert [(event["person"], event["kind"]) for event in told] == [
            ("alice", "assigned"),
            ("bob", "tagged"),
            ("alice", "noted"),
            ("bob", "untagged"),
        ]
        assert len({event["response_id"] for event in told}) == 1
