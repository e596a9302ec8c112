"""One more shift: a fault is mended, and everybody who raised it is told, once, by keys alone."""

import csv
from datetime import timedelta
from pathlib import Path

from tests.pty.desks import npstui
from tests.pty.shifts.kit import WIDE, answers, at_work, events, store_of

RAISED = 24  # detractors, of whom half are resolved by now
BARRED = 2
PASSIVES = 6
FEW_KEYS = 70  # 27 of them are the filter


def test_when_the_fault_is_mended_everybody_who_raised_it_is_told(tmp_path: Path) -> None:
    rows = [
        *answers("d", RAISED, 2, timedelta(hours=20)),
        *answers("p", PASSIVES, 8, timedelta(hours=19)),
        *answers("g", 5, 10, timedelta(hours=18)),
    ]
    for row in rows[:BARRED]:
        row["do_not_contact"] = "yes"
    store = store_of(tmp_path, rows)
    raised = [row["id"] for row in rows[: RAISED + PASSIVES]]
    npstui(tmp_path, "--store", store, "case", "tag", "app", *raised)
    npstui(tmp_path, "--store", store, "case", "resolve", "solved", *raised[: RAISED // 2])
    to_tell = RAISED + PASSIVES
    with at_work(tmp_path, store, size=WIDE) as alice:
        # The open cases of all, then those that ended too, by the tag.
        alice.do("v", "all open", until="all open cases +of every")
        alice.do("enter", until=r"With ended \d+|All \d+")
        alice.do("v", "ended", until="With ended")
        alice.do("enter", until=rf" of {to_tell + 5} ")
        alice.do("f", "tag:app -tag:told-fixed", until=rf"{to_tell} of {to_tell + 5}")
        alice.do("enter", "*", until=rf"{to_tell} marked")
        # The last of the texts is the one that says it is mended.
        alice.do("c", until=rf"{RAISED // 2 + PASSIVES} rows +{RAISED // 2} left out: .*resolved")
        alice.do("tab", "tab", "left", until=rf"{to_tell - BARRED} rows +{BARRED} left out")
        alice.sees(">fixed", "it is mended now")
        alice.do("ctrl+s", until=rf"{to_tell - BARRED} rows to send in .*u undoes")
        assert alice.keys < FEW_KEYS
        alice.leave()
        (file,) = tmp_path.glob("*-contact-*.csv")
        with file.open(encoding="utf-8", newline="") as lines:
            written = list(csv.DictReader(lines))
        assert len(written) == to_tell - BARRED
        told = alice.asked("list", "cases", "--where", "tag:app tag:told-fixed")
        assert len(told) == to_tell - BARRED
        # What was resolved stays so.
        assert [case["status"] for case in told].count("resolved") == RAISED // 2 - BARRED
        left = alice.asked("list", "cases", "--where", "tag:app -tag:told-fixed")
        assert sorted(case["response_id"] for case in left) == raised[:BARRED]
        contacts = events(alice, "contacted")
        assert {entry["data"]["template"] for entry in contacts} == {"fixed"}
        assert len({entry["verb_id"] for entry in contacts}) == 1
