"""Ten shifts of an ops person, seven to nine: to a lead, a call in Chinese, before a holiday."""

from pathlib import Path

from tests.pty.shifts.kit import at_work, events


def test_a_case_is_handed_on_to_a_lead(nordtaxi: Path, tmp_path: Path) -> None:
    with at_work(tmp_path, nordtaxi) as alice:
        # Found by a word of its comment: somebody was charged twice.
        waiting = alice.asked("list", "detractors", "--where", "status:new")
        keys = ("comment", "due_at", "customer_name")
        queued = next(case for case in waiting if all(case[key] for key in keys))
        name, word = queued["customer_name"], queued["comment"][:12]
        alice.do("2", until=" 1 of ")
        alice.do("/", word, "enter", until=f"▾ . +{name} +(late|due in)")
        # What we know goes along, no contact data; it is back on Wednesday or before it is late.
        alice.do("h", until="1 payments")
        alice.do("1", until="waits for payments")
        alice.do("2", until="Waits for payments until 3d; text sent.* u undoes")
        alice.sees(f"{name} +waits for payments until")
        # Wrong one: back, and to the app team.
        alice.do("u", until="Took back: Waits for payments")
        alice.do("h", "app", "enter", until="waits for app team")
        alice.do("3", until="Waits for app team until 7d; text sent.* u undoes")
        assert alice.keys < 30
        alice.leave()
        (case,) = alice.asked("list", "detractors", "--where", f"id:{queued['response_id']}")
        assert case["status"] == "waiting"
        assert case["first_contact_at"] is None
        handed = events(alice, "handed-on")[-1]
        assert (handed["response_id"], handed["data"]["to"]) == (case["response_id"], "app team")


def test_a_call_in_chinese(nordtaxi: Path, tmp_path: Path) -> None:
    with at_work(tmp_path, nordtaxi, person="chen") as chen:
        chen.do("2", "f", "language:zh", "enter", until=r"language:zh +\d+ of \d+")
        (first, second, *_) = [
            case["customer_name"]
            for case in chen.asked("list", "detractors", "--where", "language:zh")
            if case["status"] in ("new", "in-progress") and case["due_at"]
        ]
        chen.do("m", until="Yours. u undoes")
        # The letter would be in Chinese; the customer is called instead.
        chen.do("c", until=rf"Contact {first}(.|\n)*ctrl.s done(.|\n)*{first}您好")
        chen.do("esc", until=r" 1 of \d ")
        chen.do("c", "p", until=r">phone(.|\n)*>reached")
        chen.do(
            "已說明退費流程，客戶接受", "ctrl+s", until="phone, reached; the first contact is made"
        )
        # Agreed: done. The cursor is on the next, and full-width punctuation is its twin.
        chen.do("x", "2", until="Resolved: apologised.* u undoes")
        chen.sees(f"{second} +(due in|late)")
        chen.do("？", until="Make it mine")
        chen.do("q", until=r" 1 of \d ")
        chen.leave()
        told = events(chen, "contacted", "resolved")[-2:]
        assert told[0]["data"]["note"] == "已說明退費流程，客戶接受"
        assert told[1]["data"]["outcome"] == "apologised"
        assert {event["person"] for event in told} == {"chen"}


def test_all_is_handed_over_before_a_holiday(nordtaxi: Path, tmp_path: Path) -> None:
    with at_work(tmp_path, nordtaxi) as alice:
        waiting = [case for case in alice.asked("list", "cases", "--where", "owner:bob")
                   if case["status"] not in ("resolved", "lapsed")]  # fmt: skip
        alice.do(":", "hand e", until="Hand everything over")
        alice.do("enter", until="hand over all that somebody has")
        alice.do("bob", "enter", until="hand all of bob over to")
        alice.do("mona", "enter", until="Handed over from bob to mona: .* cases. u undoes")
        alice.sees(f"mona: {len(waiting)} cases")
        alice.leave()
        now = alice.asked("list", "cases", "--where", "owner:mona")
        before = {case["response_id"]: case for case in waiting}
        after = {case["response_id"]: case for case in now}
        assert before.keys() <= after.keys()
        # Snoozed stays snoozed, what waits waits, and nothing is due at another time.
        for name, case in before.items():
            same = ("status", "due_at", "snoozed_until")
            assert [after[name][key] for key in same] == [case[key] for key in same]
