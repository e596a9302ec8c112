"""e: where to, which columns, with or without personal data."""

import csv
from pathlib import Path

import pytest
from tests.tui.sitting import sitting


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the desk was started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def heads(folder: Path, name: str) -> list[str]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


def nothing_written(folder: Path) -> bool:
    return not list(folder.glob("*.csv"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_columns_are_named_by_their_beginnings_and_said_as_they_are_typed(
    folder: Path, size: tuple[int, int]
) -> None:
    async with sitting(size=size) as seat:
        await seat.press("e")
        assert "Export 37 cases, as listed" in seat.line("Export 37")
        assert "enter writes it" in seat.line("Export 37")
        assert "all, " in seat.line("Columns")
        await seat.press("tab", *"sco,respo")
        assert "“respo” could be response_id, responded_at." in seat.line("Columns")
        await seat.press(*"nded")
        assert "score, responded_at" in seat.line("Columns")
        await seat.press("enter")
        assert "37 rows written to" in seat.said
        assert seat.queue.dialog is None
    assert heads(folder, "nordtaxi-detractors-2026-11-21.csv") == ["score", "responded_at"]


async def test_without_personal_data_no_name_or_mail_goes_out_and_the_next_time_begins_so(
    folder: Path,
) -> None:
    async with sitting() as seat:
        await seat.press("e", "shift+tab", "right", "enter")
        await seat.press("e")
        assert ">without" in seat.line("without: no name")
        # The name of the first is taken: a free one is offered.
        assert "nordtaxi-detractors-2026-11-21-2.csv" in seat.line("File")
        await seat.press("escape")
    known = heads(folder, "nordtaxi-detractors-2026-11-21.csv")
    assert "score" in known
    assert not {"customer_name", "email", "phone", "comment"} & set(known)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("scroe", "There is no column “scroe”. The nearest is score."),
        ("re", "“re” could be response_id, responded_at"),
        ("score,email", "“email” is personal data; leave it out."),
    ],
)
async def test_what_cannot_be_meant_is_a_sentence_and_the_form_stays(
    typed: str, why: str, folder: Path
) -> None:
    async with sitting() as seat:
        await seat.press("e", "shift+tab", "space", "up", *typed)
        assert why in seat.line("Columns")
        await seat.press("enter")
        assert seat.said.startswith(why)
        assert seat.queue.dialog is not None
    assert nothing_written(folder)


async def test_keys_and_pastes_that_come_at_once_lose_nothing(folder: Path) -> None:
    async with sitting() as seat:
        await seat.burst("e", "tab", *"score", "enter")
    assert heads(folder, "nordtaxi-detractors-2026-11-21.csv") == ["score"]
