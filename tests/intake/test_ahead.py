"""Reading a batch ahead: the order, the errors, and that it ends with the one who asks."""

import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any, cast

import pytest

from npstui.intake.errors import IntakeError
from npstui.intake.readers import ahead as steps
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
    return steps.ahead(steps.batches_of(cast("RowSource", source)))


def twice(items: Generator[tuple[Any, int], None, None]) -> Generator[int, None, None]:
    with closing(items):
        for number, _reached in items:
            if number == 7:
                raise IntakeError("line 7")
            yield 2 * number


def threads() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name.startswith(steps.THREAD)]


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


def test_steps_beside_one_another_keep_order_and_end_together() -> None:
    assert list(steps.ahead(twice(ahead(Numbers(1, 2, 3))))) == [2, 4, 6]
    numbers = steps.ahead(twice(ahead(Numbers(1, 2, 7, 3))))
    assert [next(numbers), next(numbers)] == [2, 4]
    with pytest.raises(IntakeError, match="line 7"):
        next(numbers)
    with closing(steps.ahead(twice(ahead(Numbers(1, 2, 3, IntakeError("nobody asks")))))) as left:
        next(left)
    assert not threads()
