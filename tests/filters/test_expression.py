"""Filters over a case frame: which rows hold."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from npstui.filters.keys import known_keys
from npstui.filters.parse import parse

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 21, 13, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOMENT = pl.Datetime("us", "UTC")

ROWS: list[dict[str, object]] = [
    {
        "response_id": "r1",
        "source": "web",
        "responded_at": NOW - 20 * HOUR,
        "score": 2,
        "comment": "App CRASHES, no answer (twice).",
        "region": "Oslo",
        "status": "new",
        "tags": ["Late-driver", "app"],
        "due_at": NOW + HOUR,
        "revenue": 10.5,
    },
    {
        "response_id": "r2",
        "source": "mail",
        "responded_at": NOW - 30 * HOUR,
        "score": 6,
        "comment": "Straße, 司機很有禮貌",
        "region": "oslo vest",
        "status": "in-progress",
        "assignee": "Alice",
        "tags": [],
        "due_at": NOW - 6 * HOUR,
        "do_not_contact": True,
    },
    {
        "response_id": "r3",
        "source": "web",
        "responded_at": datetime(2026, 10, 31, 22, 59, tzinfo=UTC),  # still 31 October in Oslo
        "score": 7,
        "region": "Bergen",
        "status": "contacted",
        "assignee": "bob",
        "due_at": NOW - 2 * DAY,
        "first_contact_at": NOW - 5 * HOUR,
        "window_ends_at": NOW + 9 * DAY,
        "do_not_contact": False,
        "excluded": "test",
    },
    {"response_id": "r4", "source": "web", "score": 10},
    {
        "response_id": "r5",
        "responded_at": NOW - 3 * DAY,
        "score": 0,
        "status": "resolved",
        "due_at": NOW - 2 * DAY,
        "resolved_at": NOW - DAY,
        "outcome": "unreachable",
        "revenue": -3.0,
    },
]
SCHEMA: dict[str, type[pl.DataType] | pl.DataType] = {
    "response_id": pl.String,
    "source": pl.String,
    "responded_at": MOMENT,
    "score": pl.Int8,
    "comment": pl.String,
    "region": pl.String,
    "revenue": pl.Float64,
    "do_not_contact": pl.Boolean,
    "status": pl.String,
    "assignee": pl.String,
    "tags": pl.List(pl.String),
    "due_at": MOMENT,
    "first_contact_at": MOMENT,
    "resolved_at": MOMENT,
    "window_ends_at": MOMENT,
    "outcome": pl.String,
    "excluded": pl.String,
}
FRAME = pl.LazyFrame([{name: row.get(name) for name in SCHEMA} for row in ROWS], schema=SCHEMA)


def holds(text: str) -> str:
    """The digits of the ids of the rows that pass."""
    expression = parse(text, known_keys()).expression(NOW, OSLO)
    found = FRAME.filter(expression).collect()["response_id"]
    return "".join(str(name)[1:] for name in found)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", "12345"),
        ("score:0..3", "15"),
        ("-score:0..3", "234"),
        ("score:7..", "34"),
        ("score:0,6,10", "245"),
        ("category:detractor", "125"),
        ("category:passive,promoter", "34"),
        ("region:OSLO", "1"),
        ("region:oslo*", "12"),
        ("region:*o*,Bergen", "123"),
        ("-region:oslo*", "345"),
        ("region:none", "45"),
        ("region:any", "123"),
        ("owner:none", "145"),
        ("owner:alice,none", "1245"),
        ("tag:late-driver", "1"),
        ("tag:late*", "1"),
        ("tag:APP,other", "1"),
        ("-tag:app", "2345"),
        ("tag:none", "2345"),
        ("tag:any", "1"),
        ("crash", "1"),
        ("crash answer", "1"),
        ('"no answer"', "1"),
        ("crash driver", ""),
        ("STRASSE", ""),
        ("straße", "2"),
        ("禮貌", "2"),
        ("(twice).", "1"),
        ("-crash", "2345"),
        ("comment:none", "345"),
        ("comment:crash*twice", "1"),
        ("comment:crash,禮貌", "12"),
        ("age:24h..", "235"),
        ("age:..24h", "1"),
        ("age:1h..30h", "12"),
        ("age:none", "4"),
        ("due:..2h", "12"),
        ("due:..0m", "2"),
        ("due:-1h..", "1"),
        ("due:..-5h", "2"),
        ("due:any", "12"),
        ("due:none", "345"),
        ("due_at:2026-11-19", "35"),
        ("left:..10d", "3"),
        ("left:10d..", ""),
        ("left:any", "3"),
        ("date:2026-10", "3"),
        ("date:2026-11", "125"),
        ("date:2026-10..2026-W47", "1235"),
        ("date:today,yesterday", "12"),
        ("date:..2026-11-20T08:00", "35"),  # the moment itself is not included
        ("date:..2026-11-20T08:01", "235"),
        ("date:none", "4"),
        ("-date:2026", "4"),
        ("contacted:yes", "3"),
        ("contacted:no", "1245"),
        ("contacted:today", "3"),
        ("resolved:any", "5"),
        ("status:new,contacted", "13"),
        ("status:none", "4"),
        ("outcome:unreachable", "5"),
        ("excluded:no", "1245"),
        ("excluded:test", "3"),
        ("revenue:..0", "5"),
        ("revenue:10.5", "1"),
        ("do_not_contact:yes", "2"),
        ("do_not_contact:no", "1345"),
        ("do_not_contact:none", "145"),
        ("id:R1,r4", "14"),
        ("id:web:r1,mail:r1", "1"),
        ("id:r*", "12345"),
        ("score:0..6 owner:none age:24h..", "5"),
    ],
)
def test_a_filter_holds_for_these_rows(text: str, rows: str) -> None:
    assert holds(text) == rows


@pytest.mark.parametrize("text", ["region:Oslo", "tag:app", "due:..2h", "age:1d..", "crash"])
def test_a_part_and_its_negation_share_the_rows_between_them(text: str) -> None:
    assert sorted(holds(text) + holds(f"-{text}")) == list("12345")


def test_the_response_half_needs_no_column_of_the_case() -> None:
    half = parse("region:Oslo tag:late", known_keys()).response_half()
    responses = FRAME.select("response_id", "region")
    assert responses.filter(half.expression(NOW, OSLO)).collect().height == 1


def test_reading_a_filter_loads_no_polars() -> None:
    code = (
        "import sys; from npstui.filters.keys import known_keys;"
        "from npstui.filters.parse import parse;"
        "f = parse('score:0..3 tag:late', known_keys()); str(f), f.words();"
        "sys.exit('polars' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("language:Swedish", ["sv", "sv-SE", "Svenska"]),
        ("language:svenska", ["sv", "sv-SE", "Svenska"]),
        ("language:norwegian", ["nb_NO", "no"]),
        ("language:中文", ["zh-TW", "zh_Hant_HK"]),
        ("language:no", ["no"]),
        ("language:sv", ["sv"]),
        ("language:zh-TW", ["zh-TW"]),
        ("language:swedish,fi", ["sv", "sv-SE", "Svenska", "fi"]),
        ("-language:swedish", ["nb_NO", "no", "zh-TW", "zh_Hant_HK", "zh-CN", "fi", None]),
        ("language:klingon", []),
    ],
)
def test_a_language_is_found_by_its_name_however_the_file_wrote_it(
    text: str, found: list[str | None]
) -> None:
    written = ["sv", "sv-SE", "Svenska", "nb_NO", "no", "zh-TW", "zh_Hant_HK", "zh-CN", "fi", None]
    frame = pl.DataFrame({"language": written}, schema={"language": pl.String})
    held = frame.filter(parse(text, known_keys()).expression(NOW, OSLO))
    assert held["language"].to_list() == found
