"""Esc and the key after it are two keys, however fast they come; longer sequences stay whole."""

import os
from io import StringIO
from typing import cast

import pytest
from textual import constants, events
from textual.drivers._writer_thread import WriterThread

from npstui.tui.driver import MUCH_WAITING, DeskDriver, EscapeFirst


def keys_of(data: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys that the bytes of one moment are read as, and those the wait after them brings."""
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.0)
    parser = EscapeFirst()
    return [
        message.key
        for messages in (parser.feed(data), parser.tick())
        for message in messages
        if isinstance(message, events.Key)
    ]


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ("\x1b", "escape"),
        ("\x1b\x1b", "escape escape"),
        ("\x1bx1", "escape x 1"),
        ("\x1b1", "escape 1"),
        ("\x1bf", "escape+f"),
        ("jj\x1bb\x1bbx", "j j escape+b escape+b x"),
        ("\x1bB", "escape B"),
        ("\x1b?", "escape question_mark"),
        ("\x1b ", "escape space"),
        ("\x1b\r", "escape enter"),
        ("\x1b\t", "escape tab"),
        ("\x1b\x13", "escape ctrl+s"),
        ("\x1b\x1b[A", "escape up"),
        ("\x1b[", "escape left_square_bracket"),
        ("\x1bO", "escape O"),
        ("\x1b王", "escape 王"),
        ("\x1b" + "j" * 40, "escape" + " j" * 40),
    ],
)
def test_esc_is_a_key_of_its_own(data: str, keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys_of(data, monkeypatch) == keys.split()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ("\x1b[A", "up"),
        ("\x1bOP", "f1"),
        ("\x1b[3~", "delete"),
        ("\x1b[Z", "shift+tab"),
        ("\x1b[1;5D", "ctrl+left"),
        ("\x1b[120;3u", "alt+x"),
        ("\x1b\x7f", "ctrl+w"),
    ],
)
def test_longer_sequences_stay_one_key(
    data: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keys_of(data, monkeypatch) == [key]


def test_esc_and_b_read_apart_are_two_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 10.0)
    parser = EscapeFirst()
    read = [message for data in ("\x1b", "b", "\x1b", "f") for message in parser.feed(data)]
    keys = [message.key for message in read if isinstance(message, events.Key)]
    assert keys == ["escape", "b", "escape", "f"]


class Line(StringIO):
    """What the writer of a driver writes to: a pipe that somebody reads, or nobody does."""

    def __init__(self) -> None:
        super().__init__()
        self.taken, self.end = os.pipe()
        os.set_blocking(self.end, False)

    def fileno(self) -> int:
        return self.end

    def fill(self) -> None:
        """Until it takes no more."""
        try:
            while True:
                os.write(self.end, b"x" * 4096)
        except BlockingIOError:
            return


def driver_on(line: Line) -> DeskDriver:
    """A driver whose writer has not begun: what is written waits."""
    driver = DeskDriver.__new__(DeskDriver)
    driver._writer_thread = WriterThread(cast("StringIO", line))
    return driver


def test_a_line_that_takes_all_is_not_behind() -> None:
    driver = driver_on(Line())
    assert not driver.is_behind
    driver.write("j" * MUCH_WAITING)
    assert not driver.is_behind


def test_a_line_is_behind_while_much_waits_to_be_written() -> None:
    driver = driver_on(Line())
    driver.write("j" * (MUCH_WAITING + 1))
    assert driver.is_behind
    assert driver._writer_thread is not None
    driver._writer_thread._queue.get()
    assert not driver.is_behind


def test_a_line_is_behind_while_it_takes_no_more() -> None:
    line = Line()
    driver = driver_on(line)
    line.fill()
    assert driver.is_behind
    os.read(line.taken, 1 << 20)
    assert not driver.is_behind


def test_a_line_that_has_dropped_holds_nothing_back() -> None:
    line = Line()
    driver = driver_on(line)
    line.fill()
    os.close(line.taken)
    assert not driver.is_behind


def test_before_and_after_the_desk_has_the_terminal_nothing_is_behind() -> None:
    driver = DeskDriver.__new__(DeskDriver)
    driver._writer_thread = None
    assert not driver.is_behind
