"""Line 1 in the room there is."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from npstui.model.counting import Counting
from npstui.present.text import safe
from npstui.present.values import Failing, HeaderValue, ScoreValue
from npstui.tui.lines.header import header_line

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
SCORE = ScoreValue(nps=32.0, low=27.0, high=36.0, promoters=600, passives=390, detractors=214)
VALUE = HeaderValue(
    store=safe("nordtaxi"), person=safe("alice"), score=SCORE, change=None, period="last 30 days",
    period_short="30 d", counting=Counting.ANSWERS, few=False, pooled=False, newest=NOW,
)  # fmt: skip
FAILING = Failing(safe("survey.csv"), NOW.replace(minute=2))


def line(width: int, failing: Failing | None) -> str:
    pieces = header_line(VALUE, width, NOW, ZoneInfo("UTC"), failing=failing)
    return "".join(text for text, _ in pieces)


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (200, "cannot read survey.csv since 14:02; showing what was there   alice"),
        (120, "cannot read survey.csv since 14:02; showing what was there"),
        (80, "cannot read survey.csv since 14:02"),
        (60, "unread since 14:02"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_the_words_there_is_room_for(
    width: int, words: str
) -> None:
    said = line(width, FAILING)
    assert words in said
    assert "+32" in said
    assert len(said) <= width


def test_without_one_the_age_of_the_data_stands_there() -> None:
    assert "data to 14:30   alice" in line(120, None)
    assert "+32" in line(20, FAILING)


@pytest.mark.parametrize(
    ("period", "short", "said"),
    [("last 30 days", "30 d", "no answers, last 30 days"), ("all answers", "all", "no answers"),
     ("this week", "this week", "no answers, this week")],
)  # fmt: skip
def test_that_nobody_answered_reads_well_for_every_period(
    period: str, short: str, said: str
) -> None:
    value = replace(VALUE, score=None, period=period, period_short=short, newest=None)
    text = "".join(part for part, _ in header_line(value, 80, NOW, ZoneInfo("UTC")))
    assert text.split("   ")[1].strip() == said
