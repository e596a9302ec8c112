"""The demo's data is what its maker makes, and holds nobody real."""

import csv
import json
import subprocess
import sys
from datetime import datetime
from itertools import pairwise, product
from pathlib import Path

from sample_data.demo_story import NEW_DISPATCH, SINCE

from npstui.model.category import Category, category_of

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data"


def rows() -> list[dict[str, str]]:
    with (SAMPLE / "demo_responses.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_maker_makes_what_is_committed(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "sample_data.make_demo", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=60,
    )
    for name in ("demo_responses.csv", "demo_events.json"):
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_every_mail_address_lies_in_a_domain_kept_for_examples() -> None:
    domains = {row["email"].split("@")[1] for row in rows() if row["email"]}
    assert domains <= {"example.com", "example.org", "example.net"}


def test_every_phone_number_is_one_that_nobody_can_have() -> None:
    nobody = ("+47 00 ", "+46 70 174 06 ", "+31 20 000 ", "+886 2 0000 ")
    assert [
        row["phone"] for row in rows() if row["phone"] and not row["phone"].startswith(nobody)
    ] == []


def test_the_comments_come_in_five_languages_and_repeat_little() -> None:
    with (SAMPLE / "comments.csv").open(encoding="utf-8", newline="") as file:
        sentences = list(csv.DictReader(file))
    assert {row["language"] for row in sentences} == {"sv", "no", "nl", "zh", "en"}
    assert len({row["text"] for row in sentences}) == len(sentences) >= 400


def test_the_history_names_answers_that_are_there_and_comes_after_them() -> None:
    answered = {row["response_id"]: datetime.fromisoformat(row["responded_at"]) for row in rows()}
    newest = max(answered.values())
    for told in json.loads((SAMPLE / "demo_events.json").read_text(encoding="utf-8")):
        for response_id in told["ids"]:
            age = (newest - answered[response_id]).total_seconds() / 60
            assert 0 < told["before"] < age, told


def test_it_is_eighteen_months_of_one_survey() -> None:
    listed = rows()
    assert 5_800 <= len(listed) <= 6_200
    assert 3_300 <= len({row["customer_id"] for row in listed}) <= 3_700
    assert {row["survey_type"] for row in listed} == {"transactional"}
    times = [datetime.fromisoformat(row["responded_at"]) for row in listed]
    assert times == sorted(times)
    assert 77 * 7 <= (times[-1] - times[0]).days <= 78 * 7


def test_it_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in SAMPLE.iterdir() if file.is_file()) < 1_700_000


def test_two_of_five_say_nothing_and_some_say_it_in_several_lines() -> None:
    comments = [row["comment"] for row in rows()]
    assert 0.36 <= comments.count("") / len(comments) <= 0.44
    assert len(set(comments)) > 1_000
    assert sum("\n" in comment for comment in comments) > 50


def test_some_cannot_be_reached_and_some_do_not_want_to_be() -> None:
    listed = rows()
    assert 100 <= sum(not row["email"] and not row["phone"] for row in listed) <= 500
    assert 80 <= sum(row["do_not_contact"] == "yes" for row in listed) <= 300
    wishes = {row["preferred_channel"] for row in listed}
    assert wishes == {"", "mail", "phone", "sms"}


def test_customers_change_their_minds() -> None:
    by_customer: dict[str, list[Category]] = {}
    for row in rows():
        if row["customer_id"]:
            by_customer.setdefault(row["customer_id"], []).append(category_of(int(row["score"])))
    pairs = [pair for said in by_customer.values() for pair in pairwise(said)]
    assert len(pairs) > 2_000
    assert {(a, b) for a, b in pairs} == set(product(Category, repeat=2))
    assert sum(a == b for a, b in pairs) > len(pairs) * 0.45


def test_nobody_speaks_of_what_is_yet_to_come() -> None:
    with (SAMPLE / "comments.csv").open(encoding="utf-8", newline="") as file:
        since = {row["text"].lower(): row["since"] for row in csv.DictReader(file)}
    newest = max(datetime.fromisoformat(row["responded_at"]) for row in rows())
    ages: dict[str, float] = {}
    for row in rows():
        age = (newest - datetime.fromisoformat(row["responded_at"])).total_seconds() / 60
        for text in (row["comment"].lower(), row["comment"].lower().split("\n")[0]):
            told = since.get(text, "")
            ages[told] = max(ages.get(told, 0), age)
    assert set(ages) == set(SINCE)
    assert all(age <= SINCE[told] for told, age in ages.items())


def test_late_drivers_are_mended_by_the_new_dispatch() -> None:
    newest = max(datetime.fromisoformat(row["responded_at"]) for row in rows())
    said: dict[bool, list[bool]] = {True: [], False: []}
    with (SAMPLE / "comments.csv").open(encoding="utf-8", newline="") as file:
        late = {row["text"] for row in csv.DictReader(file) if row["topic"] == "late-driver"}
    for row in rows():
        age = (newest - datetime.fromisoformat(row["responded_at"])).total_seconds() / 60
        if int(row["score"]) <= 6 and row["comment"]:
            said[age > NEW_DISPATCH].append(row["comment"].startswith(tuple(late)))
    share = {before: sum(found) / len(found) for before, found in said.items()}
    assert share[True] > 0.3
    assert share[False] < 0.2


def test_the_score_is_what_a_good_company_has() -> None:
    categories = [category_of(int(row["score"])) for row in rows()]
    nps = 100 * (categories.count("promoter") - categories.count("detractor")) / len(categories)  # type: ignore[arg-type]
    assert 28 <= nps <= 38


def test_the_last_week_is_hardly_busier_than_those_before() -> None:
    times = [datetime.fromisoformat(row["responded_at"]) for row in rows()]
    ages = [(times[-1] - at).days for at in times]
    weeks = [sum(age // 7 == week for age in ages) for week in range(9)]
    assert weeks[0] <= 1.35 * max(weeks[1:])
    assert min(weeks[1:]) >= 0.8 * max(weeks[1:])
