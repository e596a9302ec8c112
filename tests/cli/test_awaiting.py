"""An import says who of the new answers waits for a first contact, and why the others do not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Cli

from npstui.desk import awaiting

NOW = datetime.now(UTC)
NOTHING = {
    "answers": 0, "waiting": 0, "without_contact_data": 0, "before_start": 0, "lapsed": 0,
    "undated": 0, "with_newer": 0,
}  # fmt: skip


def survey(folder: Path, *rows: tuple[int, float | None, str]) -> Path:
    """A file of answers: of each its score, its age in days, and the customer's mail address."""
    file = folder / f"a{len(list(folder.glob('*.csv')))}.csv"
    lines = ["id,score,responded_at,email"]
    for number, (score, days, mail) in enumerate(rows):
        at = "" if days is None else (NOW - timedelta(days=days)).isoformat()
        lines.append(f"{file.stem}-{number},{score},{at},{mail}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def of(ran: Any, category: str) -> dict[str, int]:
    """The parts of a category that are not 0."""
    told = ran.json["files"][0]["follow_up"][category]
    assert sum(told.values()) == 2 * told["answers"]
    return {name: number for name, number in told.items() if number}


def test_who_waits_and_who_is_older_than_the_follow_up_start(cli: Cli, tmp_path: Path) -> None:
    file = survey(
        tmp_path, (3, 0.1, "a@x.org"), (2, 1, "b@x.org"), (1, 20, "c@x.org"), (0, 9, "d@x.org")
    )
    start = (NOW - timedelta(days=7)).date()
    ran = cli("import", file, "--follow-up-from", start.isoformat(), "--json")
    day = f"{start.day} {start:%b %Y}"
    sentence = (
        "  2 detractors wait for a first contact; "
        f"2 are older than the follow-up start {day} (--follow-up-from).\n"
    )
    assert ran.err.endswith(f"4 new answers.\n{sentence}")  # of others there is nothing to say
    assert of(ran, "detractors") == {"answers": 4, "waiting": 2, "before_start": 2}
    assert ran.json["files"][0]["follow_up"]["passives"] == NOTHING
    assert len(cli("list", "cases", "--json", "--where", "category:detractor").json) == 2
    # What is known already brings nothing, and so nothing to say.
    again = cli("import", file, "--json")
    assert "first contact" not in again.err
    assert again.json["files"][0]["follow_up"] is None


def test_why_the_others_do_not_wait(cli: Cli, tmp_path: Path) -> None:
    file = survey(
        tmp_path, (3, 40, "a@x.org"), (2, 1, "b@x.org"), (1, 2, "b@x.org"), (0, 9, ""),
        (5, None, "e@x.org"), (8, 200, "f@x.org"), (10, 1, "g@x.org"),
    )  # fmt: skip
    ran = cli("import", file, "--follow-up-from", "all", "--json")
    old = "1 is so old that the time to follow up is over"
    assert ran.err.splitlines()[1:] == [
        (
            f"  1 detractor waits for a first contact; {old}; 1 is without a date; "
            "1 is without contact data; 1 is counted with a newer answer of the same customer."
        ),
        f"  0 of 1 passive waits for a first contact; {old}.",
        "  1 promoter waits for a first contact.",
    ]
    assert of(ran, "detractors") == {
        "answers": 5, "waiting": 1, "without_contact_data": 1, "lapsed": 1, "undated": 1,
        "with_newer": 1,
    }  # fmt: skip


def test_a_newer_answer_of_an_earlier_import_is_seen(cli: Cli, tmp_path: Path) -> None:
    cli("import", survey(tmp_path, (10, 0.1, "a@x.org")), "--follow-up-from", "all")
    ran = cli("import", survey(tmp_path, (8, 1, "a@x.org"), (3, 35, "b@x.org")), "--json")
    assert of(ran, "passives") == {"answers": 1, "with_newer": 1}
    assert of(ran, "detractors") == {"answers": 1, "lapsed": 1}
    # That it came too late is said once, where lateness is.
    assert ran.err.count("lapsed") == 1


def test_a_dry_run_keeps_its_own_words(cli: Cli, tmp_path: Path) -> None:
    ran = cli("import", survey(tmp_path, (3, 1, "a@x.org")), "--dry-run", "--json")
    assert ran.json["files"][0]["follow_up"] is None
    assert ran.json["follow_up"]["detractors"] == 1


def test_a_store_of_very_many_answers_is_not_read_for_it(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awaiting, "MOST", 1)
    file = survey(tmp_path, (3, 0.1, "a@x.org"), (2, 1, "b@x.org"))
    ran = cli("import", file, "--json")
    assert "first contact" not in ran.err
    assert ran.json["files"][0]["imported"] == 2
    assert ran.json["files"][0]["follow_up"] is None
