"""Ten shifts of an ops person, the tenth: the end of the month, for those who ask how we stand."""

import csv
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.pty.desks import npstui
from tests.pty.shifts.kit import WIDE, answers, at_work, store_of


def month(before: date) -> date:
    """The first day of the month before."""
    return (before.replace(day=1) - timedelta(days=1)).replace(day=1)


def of_month(first: date, name: str, promoters: int, passives: int, detractors: int) -> list[Any]:
    """Answers of noon on the third day of a month and after, a minute apart."""
    begins = datetime(first.year, first.month, 3, 12, tzinfo=UTC)
    age = datetime.now(UTC) - begins
    return [
        *answers(f"{name}g", promoters, 10, age),
        *answers(f"{name}p", passives, 8, age),
        *answers(f"{name}d", detractors, 3, age),
    ]


def test_the_end_of_a_month(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    last, before = month(today), month(month(today))
    # 60, 20 and 20 of a hundred are +40; 40, 20 and 40 are 0.
    rows = [*of_month(last, "l", 120, 40, 40), *of_month(before, "b", 80, 40, 80)]
    store = store_of(tmp_path, rows)
    with at_work(tmp_path, store, size=WIDE) as alice:
        # How did the month end, and is it better than the one before?
        alice.do("w", "last month", "enter", until=r"NPS \+40 .*200 answers +\+40, clearly better")
        alice.sees(r"\+40 +95 % interval", "Promoters +120 +60 %", "Detractors +40 +20 %")
        alice.do("i", until="120 promoters|promoters +120")
        alice.do("q", until="Score +")
        # By region, then the line of months with what was changed.
        alice.do("d", "region", "enter", until="By region(.|\n)*Bergen +100(.|\n)*Oslo +100")
        alice.do("5", until=r"By +week +month(.|\n)*week \d+, ")
        alice.do("tab", until=r"day +\d+ months")
        alice.do("M", "New dispatch", until="What +New dispatch")
        alice.do("up", "ctrl+u", last.isoformat(), until=f"Day +{last}")
        alice.do("enter", until="Marked .*New dispatch. u undoes")
        alice.sees("New dispatch +before 0 +after .40 +clearly better")
        # Two files for the manager: the line of months, and the month's detractors.
        alice.do("e", "enter", until=r"months? written|rows? written to \S+trend-by-month\S+\.csv")
        alice.do("e", "ctrl+u", "nps.xlsx", "enter", until="written to nps.xlsx")
        alice.leave()
        assert zipfile.is_zipfile(tmp_path / "nps.xlsx")
        (file,) = tmp_path.glob("*-trend-by-month-*.csv")
        with file.open(encoding="utf-8", newline="") as lines:
            told = {row["from"][:7]: row for row in csv.DictReader(lines)}
        assert float(told[f"{last:%Y-%m}"]["nps"]) == 40
        assert float(told[f"{before:%Y-%m}"]["nps"]) == 0
        # What the commands say is what stood on the screen.
        score = alice.asked("score", "--period", "last-month", "--by", "region")
        assert (score["score"]["nps"], score["previous"]["nps"]) == (40, 0)
        assert score["change"]["clear"]
        assert sum(group["score"]["n"] for group in score["groups"]) == 200
        (effect,) = alice.asked("marker", "effect")
        assert effect["change"]["points"] == 40
        told_of = npstui(tmp_path, "--store", store, "brief", "--period", "last-month")
        assert "NPS +40" in told_of
        assert "clearly better" in told_of
