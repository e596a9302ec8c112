"""The screens as text: every line where SCREENS.md has it, at every size."""

import pytest
from rich.cells import cell_len
from tests.guards.hostile import HOSTILE
from tests.tui.fake_cases import NOW, FakeCase, ref
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import sitting

from npstui.present.glyphs import ASCII
from npstui.present.text import is_safe
from npstui.tui.theme import DARK_16, LIGHT, MONO


async def test_the_overview_at_120_by_40() -> None:
    async with sitting(screen="1") as seat:
        lines = seat.lines
        assert lines[0] == (
            " nordtaxi   NPS +32   +27 to +36   last 30 days   1,204 answers   "
            "+4, no clear change             data to 14:02   alice"
        )
        assert lines[1] == (
            " 1 Overview   2 Detractors 37 !5   3 Passives 112   4 Promoters 208   5 Trends"
        )
        assert lines[2] == "─" * 120
        assert lines[3].startswith(" Score   last 30 days, every answer")
        assert lines[3].index("To do") == 59
        assert lines[5][:59].rstrip() == "   +32   95 % interval +27 to +36"
        assert lines[5][59:] == "▾ Detractors   37 waiting   5 late   3 due within 6 h"
        assert lines[6][59:] == "▪ Passives    112 open      14 with under 30 days left"
        assert lines[7][59:] == "▴ Promoters   208 to thank  31 from this week"
        assert lines[8].startswith(" ▴ Promoters   640  53 %  ███████████████▍")
        assert lines[17][:56].rstrip() == (
            " ▂▂▂▂ ▁▁▁▁ ▂▂▂▂ ▂▂▂▂ ▃▃▃▃ ▇▇▇▇ ████ ████ ████ ████ ████"
        )
        assert lines[18].startswith("  0    1    2    3    4    5    6    7    8    9    10")
        assert lines[19].startswith("  18   9    14   22   25   61  106  104  205  288  352")
        assert lines[39].endswith("? keys")


async def test_the_overview_at_80_by_24() -> None:
    async with sitting(screen="1", size=(80, 24)) as seat:
        lines = seat.lines
        assert lines[0] == (
            " NPS +32  +27 to +36  30 d  n 1,204  +4 no clear change         to 14:02  alice"
        )
        assert lines[1] == " 1 Over  2 Det 37!5  3 Pas 112  4 Pro 208  5 Trend"
        assert lines[3] == (
            "  +32   95 % interval +27 to +36           +28 before: no clear change"
        )
        assert lines[8] == " ▾ Detractors   37 waiting   5 late   3 due within 6 h"
        assert lines[9] == " ▪ Passives    112 open      14 with under 30 days left"
        assert lines[11] == (
            "   Mine          9 open      1 due today              in time 78 %, goal 80 %"
        )
        assert lines[12] == "   Falling due, hour by hour:  0  0  1  1  0  1   (6 h)"
        assert lines[17] == "           0  1  2  3  4  5  6  7  8  9  10"
        assert lines[22] == " 14 more lines below, down goes on"
        assert lines[23].endswith("? keys")


async def test_the_detractors_at_120_by_40() -> None:
    async with sitting() as seat:
        await seat.press("j", "j", "j", "j", "j")
        await seat.until(lambda: seat.queue.case and seat.queue.case.ref == ref(5))
        lines = seat.lines
        assert lines[2].startswith(
            " Queue 37   Mine 0   Unclaimed 37   Late 5   In work 0   Snoozed 0   No contact data 0"
        )
        assert lines[3].startswith("   due in    sc  customer          comment")
        assert lines[4].startswith(" ! late 5 h   0  王小明            客服回應很慢")
        assert lines[9].startswith(" ~ 2 h 10     2  Ingrid Solberg    Sjåføren kom 40 minutter")
        assert lines[25].startswith("── 6 of 37 ──────")
        assert lines[26].startswith(
            " ▾ 2  Ingrid Solberg   detractor   answered Fri 16:15, 21 h ago"
        )
        assert lines[28].startswith(" Sjåføren kom 40 minutter for sent")
        assert lines[39].startswith(
            " t tag  m mine  a assign  c contact  n note  x resolve  z snooze"
        )
        assert len(lines) == 40


async def test_the_detractors_at_80_by_24() -> None:
    async with sitting(size=(80, 24)) as seat:
        lines = seat.lines
        assert lines[2] == " Queue 37  Mine 0  Unclaimed 37  Late 5  In work 0  Snoozed 0  +4"
        assert lines[4].startswith(" ! late 5 h   0  王小明          客服回應很慢")
        assert lines[15].startswith("── 1 of 37 ───")
        assert lines[16].startswith(" ▾ 0  王小明   late 5 h")
        assert lines[23] == (
            " t tag  m mine  a assign  c contact  n note  x resolve  z snooze         ? keys"
        )


async def test_below_twenty_rows_the_pane_goes_and_enter_opens_the_case() -> None:
    async with sitting(size=(80, 19)) as seat:
        assert not seat.queue.pane.display
        await seat.press("enter")
        assert "客服回應很慢" in seat.line("客服")
        await seat.press("escape")
        assert seat.app.screen is seat.queue


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (100, 30), (120, 40), (200, 60)])
@pytest.mark.parametrize("screen", ["1", "2"])
async def test_every_line_fits_its_screen(size: tuple[int, int], screen: str) -> None:
    async with sitting(size=size, screen=screen) as seat:
        assert len(seat.lines) == size[1]
        assert all(cell_len(line) <= size[0] for line in seat.lines)


@pytest.mark.parametrize("palette", [LIGHT, DARK_16, MONO])
async def test_every_palette_shows_the_same_words(palette: object) -> None:
    async with sitting(palette=palette) as seat:  # type: ignore[arg-type]
        assert seat.lines[4].startswith(" ! late 5 h   0  王小明")


async def test_ascii_glyphs_leave_nothing_ambiguous() -> None:
    desk = FakeDesk([FakeCase(ref(0), 2, "A name that is far too long", "x" * 300, NOW)])
    for screen in "12":
        async with sitting(desk, glyphs=ASCII, screen=screen) as seat:
            assert not [line for line in seat.lines if set(line) & set("…─▁▂▃▄▅▆▇█▾▴▪")]


@pytest.mark.parametrize("name", sorted(HOSTILE))
async def test_a_hostile_text_does_nothing_on_any_screen(name: str) -> None:
    text = HOSTILE[name]
    case = FakeCase(ref(0), 3, text, text, NOW, tags=("x",), owner=text, story=(text,))
    async with sitting(FakeDesk([case], person=text), screen="1", size=(100, 30)) as seat:
        for keys in ((), ("2",), ("enter",), ("t",), ("escape",), ("a",), ("escape",), ("?",)):
            await seat.press(*keys)
            assert all(is_safe(line) for line in seat.lines)
            assert len(seat.lines) == 30


async def test_an_empty_store_says_how_to_fill_it() -> None:
    async with sitting(FakeDesk([], empty=True), screen="1") as seat:
        assert "npstui import FILE.csv" in seat.line("import")
        await seat.press("2")
        assert "No detractor waits" in seat.line("waits")
        await seat.press("m")
        assert seat.said == "There is no case here."


async def test_long_and_missing_names_are_cut_and_said() -> None:
    cases = [FakeCase(ref(0), 3, "N" * 500, "", NOW), FakeCase(ref(1), 3, "", "", NOW)]
    async with sitting(FakeDesk(cases), size=(80, 24)) as seat:
        assert "N…" in seat.lines[4]
        assert "(no comment)" in seat.lines[5]
