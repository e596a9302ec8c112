"""Between screens and desk: nothing waits, nothing is lost, nothing old overwrites the new."""

from collections.abc import Callable

from tests.tui.fake_cases import NOW, FakeCase, ref
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import sitting

from npstui.tui.screens.trends import TrendsScreen


async def test_a_burst_of_keys_loses_none() -> None:
    async with sitting() as seat:
        await seat.burst(*"x1x2x3jm")
        outcomes = [case.outcome for case in seat.desk.cases[:4]]
        assert outcomes == ["solved", "apologised", "compensated", None]
        assert seat.queue.list.cursor == ref(4)
        assert seat.desk.cases[4].owner == "alice"


async def test_a_burst_into_a_note_loses_no_letter() -> None:
    async with sitting() as seat:
        await seat.burst("n", *"hello there", "backspace", "enter", "j", "m")
        assert "case.note r0 {'text': 'hello ther'}" in seat.desk.calls
        assert seat.desk.cases[1].owner == "alice"


async def test_keys_pressed_before_the_desk_is_open_are_kept() -> None:
    desk = FakeDesk()
    desk.gate.clear()
    from npstui.tui.app import DeskApp

    app = DeskApp(lambda: desk, clock=lambda: NOW)  # type: ignore[arg-type, return-value]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "j", "j", "m")
        desk.gate.set()
        from tests.tui.sitting import Sitting

        seat = Sitting(app, desk, pilot)
        await seat.settle()
        assert desk.cases[2].owner == "alice"


async def test_keys_that_waited_go_to_the_screen_that_the_one_before_them_opened() -> None:
    async with sitting(screen="1") as seat:
        seat.desk.gate.clear()
        await seat.pilot.press("2", "j", "5", "tab")
        seat.desk.gate.set()
        await seat.settle()
        assert isinstance(seat.app.screen, TrendsScreen)
        assert seat.app.screen.every == "month"


async def test_no_key_waits_for_a_query() -> None:
    async with sitting() as seat:
        seat.desk.gate.clear()
        seat.app.publish()
        await seat.pilot.press("j", "j")
        assert seat.queue.list.position == 2
        seat.desk.gate.set()
        await seat.settle()


async def test_an_answer_to_an_older_question_is_dropped() -> None:
    async with sitting() as seat:
        seat.desk.gate.clear()
        seen: list[int] = []

        def question(number: int) -> Callable[[object], int]:
            return lambda _desk: number

        for number in (1, 2, 3):
            seat.app.bridge.ask("slot", question(number), seen.append)
        seat.desk.gate.set()
        await seat.settle()
        assert seen == [3]


async def test_only_the_newest_case_is_asked_while_the_cursor_runs() -> None:
    async with sitting() as seat:
        seat.desk.calls.clear()
        await seat.burst(*"jjjjjjjj")
        await seat.until(lambda: seat.queue.case and seat.queue.case.ref == ref(8))
        assert [call for call in seat.desk.calls if call.startswith("case ")] == ["case r8"]


async def test_new_rows_are_counted_and_never_push_the_list() -> None:
    async with sitting() as seat:
        await seat.press("j")
        seat.desk.cases.append(FakeCase(ref(99), 1, "New One", "Just now", NOW))
        seat.desk.rings = 1
        await seat.until(lambda: seat.queue.listing.fresh == 1)
        assert "2 of 37, 1 new, r shows it" in seat.line("r shows")
        assert seat.queue.list.cursor == ref(1)
        assert " Queue 38 " in seat.lines[2]
        await seat.press("r")
        assert "New One" in seat.line("New One")
        assert seat.queue.list.cursor == ref(1)


async def test_what_somebody_else_did_is_shown_without_moving_the_cursor() -> None:
    async with sitting() as seat:
        await seat.press("j")
        taken = seat.desk.cases[1]
        seat.desk.cases[1] = FakeCase(
            taken.ref, taken.score, taken.customer, taken.comment, taken.due_at, outcome="solved"
        )
        seat.desk.rings = 1
        await seat.until(lambda: "resolved: solved" in seat.lines[5])
        assert seat.queue.list.cursor == ref(1)


async def test_the_order_stands_still_while_there_are_marks() -> None:
    async with sitting() as seat:
        await seat.press("space")
        first = seat.desk.cases[0]
        seat.desk.cases[0] = FakeCase(
            first.ref, first.score, first.customer, "", first.due_at, outcome="solved"
        )
        seat.app.publish()
        await seat.settle()
        assert seat.queue.list.total == 37
        assert "resolved: solved" in seat.lines[4]
        await seat.press("escape")
        assert seat.queue.list.total == 36


async def test_a_publish_with_nothing_new_repaints_nothing() -> None:
    async with sitting() as seat:
        widgets = (seat.queue.header, seat.queue.tabs, seat.queue.rule, seat.queue.pane)
        before = [widget._painted for widget in widgets]
        painted = []
        for widget in (*widgets, seat.queue.list):
            setattr(widget, "refresh", lambda *_a, **_k: painted.append(1))  # noqa: B010
        seat.app.publish()
        await seat.settle()
        assert painted == []
        assert [[s.text for s in lines] for lines in before] == [
            [s.text for s in widget._painted] for widget in widgets
        ]


async def test_a_question_that_fails_is_said_and_the_screen_stays() -> None:
    async with sitting() as seat:

        def fails(_desk: object) -> None:
            raise OSError("The disk is full; nothing was changed.")

        seat.app.bridge.run(fails, lambda _none: None)
        await seat.settle()
        assert seat.said == "The disk is full; nothing was changed."
        assert "王小明" in seat.lines[4]


async def test_a_desk_that_cannot_be_opened_ends_the_app_with_its_error() -> None:
    from npstui.tui.app import DeskApp

    def cannot() -> FakeDesk:
        raise ValueError("There is no store.")

    app = DeskApp(cannot)  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        for _ in range(200):
            if app.error is not None:
                break
            await pilot.pause(0.005)
    assert str(app.error) == "There is no store."


async def test_a_panic_is_said_and_the_desk_goes_on() -> None:
    class PanicException(BaseException):
        """As polars names its own."""

    def panic(_desk: object) -> None:
        raise PanicException("no more rows")

    async with sitting() as seat:
        seat.app.bridge.ask("slot", panic, lambda _value: None)
        await seat.settle()
        assert "no more rows" in seat.said
        await seat.burst("2", "m")
        assert seat.desk.cases[0].owner == "alice"
