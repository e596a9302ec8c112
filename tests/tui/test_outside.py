"""The terminal's title and bell, and what a stop of the process does."""

from dataclasses import replace

import pytest
from tests.tui.fake_cases import sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import sitting

from npstui.model.category import Category
from npstui.present.values import QueueCounts
from npstui.tui.outside import Outside

KEEP, BACK = "\x1b[22;2t", "\x1b[23;2t"
XTERM = {"TERM": "xterm"}


def counts(waiting: int, late: int, passives_late: int = 0) -> tuple[QueueCounts, ...]:
    return (
        QueueCounts(Category.DETRACTOR, waiting, late, 0),
        QueueCounts(Category.PASSIVE, 112, passives_late, 0),
    )


def title(words: str) -> str:
    return f"\x1b]2;{words}\x07"


def test_the_title_changes_with_the_numbers_alone_and_is_given_back() -> None:
    written: list[str] = []
    outside = Outside(written.append, XTERM)
    outside.follow(())
    outside.follow(counts(37, 5))
    outside.follow(counts(37, 5))
    outside.follow(counts(36, 0))
    outside.give_back()
    assert written == [KEEP + title("npstui !5 37"), title("npstui 36"), BACK]


def test_a_title_that_was_never_set_is_not_given_back() -> None:
    written: list[str] = []
    Outside(written.append, XTERM).give_back()
    assert written == []


def test_back_from_the_shell_the_title_is_set_anew() -> None:
    written: list[str] = []
    outside = Outside(written.append, XTERM)
    outside.follow(counts(37, 5))
    outside.give_back()
    outside.take_again()
    assert written[1:] == [BACK, KEEP + title("npstui !5 37")]


@pytest.mark.parametrize("term", ["linux", "dumb"])
def test_a_terminal_without_a_title_gets_none(term: str) -> None:
    written: list[str] = []
    Outside(written.append, {"TERM": term}).follow(counts(37, 5))
    assert written == []


def test_the_bell_rings_once_when_more_are_late_and_only_where_it_is_wanted() -> None:
    for rings, expected in ((True, 2), (False, 0)):
        written: list[str] = []
        outside = Outside(written.append, {"TERM": "dumb"}, rings=rings)
        for late, passives in ((5, 0), (5, 0), (6, 0), (6, 0), (4, 0), (4, 1)):
            outside.follow(counts(37, late, passives))
        assert written == ["\x07"] * expected


async def test_the_title_follows_what_is_done() -> None:
    async with sitting(FakeDesk(sample_cases(6))) as seat:
        written: list[str] = []
        seat.app.outside.write = written.append
        seat.desk.cases[0] = replace(seat.desk.cases[0], owner="bob")
        seat.desk.rings = 1
        await seat.settle()
        await seat.press("j", "k", "x", "1")
        late = sum(case.outcome is None and case.due_at <= seat.app.session.now()
                   for case in seat.desk.cases)  # fmt: skip
        assert written == [title(f"npstui !{late} 5")]
