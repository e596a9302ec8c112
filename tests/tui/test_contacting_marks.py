"""c on the marks: one text for all, who is left out, and the file for a mail merge."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.tui.fake_cases import ref, sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting
from tests.tui.test_contacting import given

from npstui.desk import merging
from npstui.present.text import SafeText
from npstui.present.values import Answer
from npstui.tui.widgets.merge_form import MergeForm

pytestmark = pytest.mark.usefixtures("plain_terminal")


def marks(seat: Sitting) -> MergeForm:
    assert isinstance(seat.queue.dialog, MergeForm)
    return seat.queue.dialog


async def test_three_are_shown_filled_and_who_is_left_out() -> None:
    desk = FakeDesk()
    desk.barred = {ref(2): "the customer may not be contacted"}
    async with sitting(desk) as seat:
        await seat.press("*", "c")
        assert "one text for all" in seat.line("Contact 37")
        assert "r0@example.org" in seat.line("r0@example")
        assert "Hej Karin, Du gav oss 3 av 10" in "".join(seat.lines)
        assert "36 rows   1 left out: the customer may not be contacted" in seat.line("36 rows")


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_the_marks_fit_too(size: tuple[int, int]) -> None:
    async with sitting(size=size) as seat:
        await seat.press("space", "space", "c")
        assert len(seat.lines) == size[1]
        assert "2 rows" in seat.line(" 2 rows")


async def test_one_file_is_written_and_one_verb_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[object] = []
    said = SafeText("2 rows to send in x.csv, and logged")

    def written(_desk: object, refs: object, arguments: object, path: Path, _now: object) -> Answer:
        asked.extend([list(refs), arguments, path.name])  # type: ignore[call-overload]
        return Answer(said=said, done=(ref(0),), verb_id=3)

    monkeypatch.setattr(merging, "merge_to_file", written)
    async with sitting() as seat:
        await seat.press("space", "space", "c", "m", "ctrl+s")
        assert asked == [
            [ref(0), ref(1)],
            {"channel": "mail", "result": "sent", "template": "detractor"},
            "nordtaxi-contact-2026-11-21.csv",
        ]
        assert "2 rows to send in x.csv, and logged. u undoes" in seat.said


async def test_marked_promoters_are_asked_for_one_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []

    def written(_desk: object, _refs: object, arguments: object, *_more: object) -> Answer:
        given.append(arguments)
        return Answer(said=SafeText("2 rows"), done=(ref(0),), verb_id=3)

    monkeypatch.setattr(merging, "merge_to_file", written)
    cases = [replace(case, score=9) for case in sample_cases(3)]
    async with sitting(FakeDesk(cases), screen="4", size=(80, 24)) as seat:
        await seat.press("space", "space", "c", "m", "tab")
        assert ">referral" in seat.line(" Asked  ")
        await seat.press("tab", "left", "ctrl+s")
    assert given == [{"channel": "mail", "result": "sent", "ask": "review", "template": "promoter"}]


async def test_marked_passives_are_told_when_we_ask_again() -> None:
    cases = [replace(case, score=8) for case in sample_cases(3)]
    async with sitting(FakeDesk(cases), screen="3", size=(80, 24)) as seat:
        await seat.press("space", "space", "c", "m", "tab", "tab")
        assert ">3 months" in seat.line("Again")
        await seat.press("right")
        merge = marks(seat).merge
        assert merge is not None
        assert merge.told is not None
        assert (merge.told.year, merge.told.month) == (2027, 5)


async def test_calls_to_the_marks_are_logged_without_a_file() -> None:
    async with sitting() as seat:
        await seat.press("space", "space", "c", "p", "ctrl+s")
        assert given(seat) == ["case.contact r0,r1 {'channel': 'phone', 'result': 'reached'}"]


async def test_a_file_that_is_there_is_said_and_nothing_is_logged(tmp_path: Path) -> None:
    async with sitting() as seat:
        await seat.press("space", "space", "c", "m")
        # The name that was offered was free; somebody took it meanwhile.
        (tmp_path / "nordtaxi-contact-2026-11-21.csv").write_text("mine")
        await seat.press("ctrl+s")
        assert "is there already" in seat.said
        assert given(seat) == []
