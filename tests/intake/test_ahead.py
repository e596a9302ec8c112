"""Reading a batch ahead: the order, the errors, and that it ends with the one who asks."""

import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any, cast

import pytest

from npstui.intake.errors import IntakeError
from npstui.intake.readers.ahead import batches_ahead
from npstui.intake.readers.batches import RowSource


class Numbers:
    """A source whose batches are numbers; the last of them may be what goes wrong."""

    reached = None

    def __init__(self, *given: object) -> None:
        self._given: Iterator[object] = iter(given)
        self.bytes_read = 0
        self.asked = threading.Event()  # whether the second batch was begun

    def next(self) -> Any:
        given = next(self._given, None)
        if self.bytes_read:
            self.asked.set()
        if isinstance(given, BaseException):
            raise given
        self.bytes_read += 10
        return given


def ahead(source: Numbers) -> Generator[tuple[Any, int], None, None]:
    return batches_ahead(cast("RowSource", source))


def threads() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name == "reading ahead"]


def test_every_batch_comes_in_order_with_the_place_it_reaches() -> None:
    assert list(ahead(Numbers(1, 2, 3))) == [(1, 10), (2, 20), (3, 30)]
    assert list(ahead(Numbers())) == []
    assert not threads()


def test_the_next_one_is_begun_while_the_one_before_is_worked_on() -> None:
    source = Numbers(1, 2, 3)
    with closing(ahead(source)) as batches:
        next(batches)
        next(batches)
        assert source.asked.wait(10)


def test_what_goes_wrong_comes_after_the_batches_before_it() -> None:
    batches = ahead(Numbers(1, 2, IntakeError("line 9")))
    assert [next(batches), next(batches)] == [(1, 10), (2, 20)]
    with pytest.raises(IntakeError, match="line 9"):
        next(batches)
    with pytest.raises(IntakeError, match="line 1"):
        next(ahead(Numbers(IntakeError("line 1"))))
    assert not threads()


def test_who_stops_in_the_middle_leaves_no_thread() -> None:
    batches = ahead(Numbers(1, 2, IntakeError("nobody asks any more")))
    with closing(batches):
        next(batches)
        next(batches)
    assert not threads()
