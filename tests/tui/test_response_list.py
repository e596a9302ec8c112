"""The response list: cursor and marks follow the response, and only what changed is repainted."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from rich.cells import cell_len
from tests.guards.hostile import HOSTILE
from textual.app import App, ComposeResult
from textual.geometry import Region

from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.glyphs import ASCII
from npstui.present.rows import QueueRow
from npstui.present.text import SafeText, safe
from npstui.tui.theme import DARK_16, LIGHT, use_palette
from npstui.tui.widgets.response_list import ResponseList
from npstui.tui.widgets.row_source import RowsInMemory


class RecordingList(ResponseList):
    """A list that keeps the regions it asks to repaint; None stands for all of it."""

    asked: list[Region | None]

    def refresh(  # type: ignore[override]
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> ResponseList:
        """Note the regions, then repaint."""
        if not hasattr(self, "asked"):
            self.asked = []
        self.asked.extend(regions or [None])
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class ListApp(App[None]):
    """One list and what it says."""

    def __init__(self, rows: Iterable[QueueRow] = ()) -> None:
        super().__init__()
        self.rows = tuple(rows)
        self.list = RecordingList()
        self.moved: list[tuple[str, int]] = []
        self.marked: list[set[str]] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.list.set_source(RowsInMemory(self.rows))

    def on_response_list_cursor_moved(self, message: ResponseList.CursorMoved) -> None:
        self.moved.append((message.ref.response_id if message.ref else "", message.position))

    def on_response_list_marks_changed(self, message: ResponseList.MarksChanged) -> None:
        self.marked.append({ref.response_id for ref in message.marks})


def row(number: int, **given: object) -> QueueRow:
    plain = QueueRow(
        ref=ResponseRef("web", str(number)),
        category=Category.DETRACTOR,
        score=number % 7,
        due="9 h",
        customer=SafeText(f"Customer {number}"),
        comment=SafeText(f"Comment {number}"),
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def rows(*numbers: int) -> RowsInMemory:
    return RowsInMemory([row(number) for number in numbers])


def under_cursor(app: ListApp) -> str:
    ref = app.list.cursor
    return ref.response_id if ref else ""


def marks(app: ListApp) -> set[str]:
    return {ref.response_id for ref in app.list.marks}


HUNDRED = [row(number) for number in range(100)]
SIZE = (80, 21)  # twenty rows under the heads


async def test_heads_and_rows_stand_on_the_screen() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE):
        assert app.list.lines[0].split() == ["due", "in", "sc", "customer", "comment", "owner"]
        assert "Customer 19" in app.list.lines[-1]
        assert all(cell_len(line) == 80 for line in app.list.lines)


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (["j"], "1"),
        (["down", "down", "up"], "1"),
        (["k"], "0"),
        (["G"], "99"),
        (["end", "home"], "0"),
        (["G", "g"], "0"),
        (["pagedown"], "20"),
        (["pagedown", "pagedown", "pageup"], "20"),
        (["G", "j"], "99"),
        (["j", "G", "pagedown"], "99"),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], number: str) -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        app.list.focus()
        await pilot.press(*keys)
        assert under_cursor(app) == number
        assert any(f"Customer {number} " in line for line in app.list.lines)


async def test_every_move_is_told_once() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        app.list.focus()
        await pilot.press("j", "j", "k", "g", "g")
        assert app.moved == [("0", 0), ("1", 1), ("2", 2), ("1", 1), ("0", 0)]


async def test_a_move_asks_for_two_lines() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.list.asked.clear()
        app.list.action_cursor_down()
        assert app.list.asked == [Region(0, 1, 80, 1), Region(0, 2, 80, 1)]


async def test_the_same_rows_again_ask_for_nothing() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.list.asked.clear()
        app.list.set_source(RowsInMemory([replace(each) for each in HUNDRED]))
        assert app.list.asked == []


async def test_keys_that_come_and_go_repaint_nothing() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen.set_focus(None)
        await pilot.pause()
        assert not app.list.has_focus
        app.list.asked.clear()
        app.list.focus()
        await pilot.pause()
        assert app.list.has_focus
        await pilot.press("j")
        assert under_cursor(app) == "1"
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.list.asked == [Region(0, 1, 80, 1), Region(0, 2, 80, 1)]


async def test_a_due_time_that_steps_repaints_its_cells_alone() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.list.asked.clear()
        app.list.set_source(RowsInMemory([*HUNDRED[:5], row(5, due="8 h"), *HUNDRED[6:]]))
        assert app.list.asked == [Region(0, 6, 13, 1)]


async def test_the_cursor_keeps_its_response_and_its_line_through_new_rows() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        app.list.focus()
        await pilot.press("pagedown", "j", "j")
        line = next(i for i, text in enumerate(app.list.lines) if "Customer 22 " in text)
        app.list.set_source(RowsInMemory([row(200), row(201), *HUNDRED]))
        assert under_cursor(app) == "22"
        assert app.list.position == 24
        assert "Customer 22 " in app.list.lines[line]


async def test_where_the_response_is_gone_the_cursor_goes_to_the_next_below() -> None:
    app = ListApp(HUNDRED[:10])
    async with app.run_test(size=SIZE) as pilot:
        app.list.focus()
        await pilot.press("j", "j", "j")
        app.list.set_source(rows(0, 1, 2, 5, 6))
        assert under_cursor(app) == "5"
        app.list.set_source(rows(0, 1))
        assert under_cursor(app) == "1"


async def test_a_source_can_say_where_the_cursor_goes() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE):
        app.list.set_source(rows(3, 4, 5), keep=ResponseRef("web", "5"))
        assert under_cursor(app) == "5"


async def test_an_empty_list_says_what_to_press() -> None:
    app = ListApp()
    async with app.run_test(size=SIZE) as pilot:
        app.list.set_empty([SafeText(" Nothing waits. v shows other views.")])
        app.list.focus()
        await pilot.press("j", "space", "V", "asterisk", "pagedown", "G")
        assert app.list.lines[1].rstrip() == " Nothing waits. v shows other views."
        assert app.list.cursor is None
        assert app.list.marks == frozenset()


async def test_a_list_that_empties_and_fills_again_has_a_cursor() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        app.list.set_source(RowsInMemory())
        assert app.list.cursor is None
        app.list.set_source(rows(7, 8))
        assert under_cursor(app) == "7"
        await pilot.pause()
        assert app.moved == [("0", 0), ("", -1), ("7", 0)]


async def test_space_marks_and_goes_on_and_takes_off() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        app.list.focus()
        await pilot.press("space", "space")
        assert marks(app) == {"0", "1"}
        assert under_cursor(app) == "2"
        assert app.list.lines[1].startswith("*")
        await pilot.press("g", "space")
        assert marks(app) == {"1"}
        assert app.marked == [{"0"}, {"0", "1"}, {"1"}]


async def test_marks_reach_from_the_last_mark_to_here() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        app.list.focus()
        await pilot.press("j", "space", "j", "j", "V")
        assert marks(app) == {"1", "2", "3", "4"}


async def test_all_are_marked_and_all_taken_off() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        app.list.focus()
        await pilot.press("asterisk")
        assert len(app.list.marks) == 100
        await pilot.press("asterisk")
        assert not app.list.marks


async def test_marks_follow_their_responses_and_those_gone_are_counted() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        app.list.focus()
        await pilot.press("space", "space")
        app.list.set_source(rows(9, 1))
        assert marks(app) == {"0", "1"}
        assert app.list.marks_out_of_list == 1
        assert app.list.marked == 1
        assert app.list.lines[2].startswith("*")


async def test_the_wheel_scrolls_and_keeps_the_cursor_in_sight() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.list._scroll(3)
        assert "Customer 3 " in app.list.lines[1]
        assert under_cursor(app) == "3"


async def test_a_click_goes_to_the_line() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(ResponseList, offset=(20, 5))
        assert under_cursor(app) == "4"


async def test_another_width_lays_out_anew_and_keeps_the_cursor() -> None:
    app = ListApp(HUNDRED)
    async with app.run_test(size=SIZE) as pilot:
        app.list.focus()
        await pilot.press("G")
        await pilot.resize_terminal(120, 11)
        await pilot.pause()
        assert "tries" in app.list.lines[0]
        assert len(app.list.lines) == 11
        assert any("Customer 99 " in line for line in app.list.lines)


async def test_the_look_can_change() -> None:
    app = ListApp([row(3, left="4 d", comment=SafeText("x" * 200))])
    async with app.run_test(size=SIZE) as pilot:
        app.list.set_look(DARK_16, ASCII)
        assert "x~" in app.list.lines[1]
        use_palette(app, LIGHT)
        await pilot.pause()


@pytest.mark.parametrize("width", [80, 120, 200])
async def test_hostile_texts_draw_as_printable_lines_of_one_width(width: int) -> None:
    foreign = [safe(text) for text in HOSTILE.values()]
    hostile = [
        row(index, customer=text, comment=text, owner=text, tags=(text, text, text), dimension=text)
        for index, text in enumerate(foreign)
    ]
    app = ListApp(hostile)
    async with app.run_test(size=(width, 45)):
        assert all(cell_len(line) == width for line in app.list.lines)
        drawn = "".join(app.list.lines)
        assert {each for each in drawn if not each.isprintable()} <= {"\u3000", "\xa0"}
