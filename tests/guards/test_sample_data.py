"""The demo's data is what its maker makes, and holds nobody real."""

import csv
import json
import subprocess
import sys
from pathlib import Path

from npstui.model.category import category_of

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
    assert len({row["text"] for row in sentences}) == len(sentences) >= 120


def test_the_history_names_answers_that_are_there_and_comes_after_them() -> None:
    from datetime import datetime

    answered = {row["response_id"]: datetime.fromisoformat(row["responded_at"]) for row in rows()}
    newest = max(answered.values())
    for told in json.loads((SAMPLE / "demo_events.json").read_text(encoding="utf-8")):
        for response_id in told["ids"]:
            age = (newest - answered[response_id]).total_seconds() / 60
            assert 0 < told["before"] < age, told


def test_the_score_is_what_a_good_company_has() -> None:
    categories = [category_of(int(row["score"])) for row in rows()]
    nps = 100 * (categories.count("promoter") - categories.count("detractor")) / len(categories)  # type: ignore[arg-type]
    assert 28 <= nps <= 38
