"""[business_hours]: read, written again, typed, and what cannot be."""

from datetime import date
from pathlib import Path

import pytest

from npstui.settings.changing import changed
from npstui.settings.documents import SettingsError
from npstui.settings.origins import store_settings
from npstui.settings.store_file import StoreSettings, dump_store_settings, load_store_settings

WRITTEN = """
[business_hours]
mon-fri = "08:00-12:00 13:30-18:00"
sat = "10:00-14:00"
holidays = [2026-12-25, "2026-12-26"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.toml"


def test_they_come_back_as_they_were_written(file: Path) -> None:
    file.write_text(WRITTEN)
    read = load_store_settings(file)
    assert read.business_hours is not None
    assert read.business_hours.words == "mon-fri 08:00-12:00 13:30-18:00, sat 10:00-14:00"
    assert read.business_hours.holidays == {date(2026, 12, 25), date(2026, 12, 26)}
    file.write_text(dump_store_settings(read))
    assert load_store_settings(file) == read


def test_they_are_typed_and_the_holidays_stay(file: Path) -> None:
    made = changed(
        StoreSettings(), "business_hours", "mon-fri 09:00-12:00, 13:00-17:00, sun 10:00-11:00"
    )
    made = changed(made, "business_hours.holidays", "2026-12-25,2027-01-01")
    made = changed(made, "business_hours", "mon-thu 09:00-17:00")
    assert made.business_hours is not None
    assert (made.business_hours.words, len(made.business_hours.holidays)) == (
        "mon-thu 09:00-17:00",
        2,
    )
    file.write_text(dump_store_settings(made))
    told = {each.key: each.value for each in store_settings(file.parent)}
    assert told["business_hours"] == "mon-thu 09:00-17:00"
    assert told["business_hours.holidays"] == ["2026-12-25", "2027-01-01"]
    assert changed(made, "business_hours", "").business_hours is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[business_hours]\nmonn = "9"', r"line 1: .*monn: .*is no day|monn"),
        ('[business_hours]\nmoonday = "09:00-17:00"', "moonday: “moonday” is no day"),
        ('[business_hours]\nmon = "nine to five"', "mon: “nine” is no time of work"),
        ("[business_hours]\nmon = 9", "mon: it wants a text"),
        (
            '[business_hours]\nmon = "09:00-17:00"\nmon-fri = "08:00-09:00"',
            "mon has its hours already",
        ),
        ("[business_hours]\nholidays = [2026-12-25]", "holidays want hours"),
        (
            '[business_hours]\nmon = "09:00-17:00"\nholidays = ["Yule"]',
            "holidays: “Yule” is no date",
        ),
        (
            '[business_hours]\nmon = "09:00-17:00"\nholidays = "2026-12-25"',
            "holidays: it wants a list",
        ),
        ("business_hours = 8", "it wants a table"),
    ],
)
def test_a_wrong_line_names_file_and_key(file: Path, text: str, said: str) -> None:
    file.write_text(text)
    with pytest.raises(SettingsError, match=said) as raised:
        load_store_settings(file)
    assert f"{file}, line 1" in str(raised.value)


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("business_hours", "mon-fri", "it wants times"),
        ("business_hours", "mon 09:00-10:00, mon 12:00-13:00", "mon stands twice"),
        ("business_hours.holidays", "2026-12-25", "set business_hours first"),
        ("business_hours.holidaze", "2026-12-25", "Did you mean business_hours.holidays"),
    ],
)
def test_what_cannot_be_typed_is_one_sentence(key: str, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        changed(StoreSettings(), key, text)
