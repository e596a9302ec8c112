"""How long a desk that is told to leave may take."""

import os
import threading
import time
from collections.abc import Iterator

import pytest

from npstui.tui import terminal


class Left(Exception):
    """Stands for the process's end."""


@pytest.fixture(autouse=True)
def ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(code: int) -> None:
        raise Left(code)

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(os, "write", lambda _fd, data: len(data))
    monkeypatch.setattr(os, "set_blocking", lambda _fd, _blocking: None)
    monkeypatch.setattr(terminal, "PATIENCE_SECONDS", 0.001)


def rounds(monkeypatch: pytest.MonkeyPatch, *used: float) -> list[float]:
    """The processor time that each round takes; what is left over when the process ends."""
    spans = list(used)

    def clock() -> Iterator[float]:
        now = 0.0
        while spans:
            yield now
            now += spans.pop(0)
            yield now

    told = clock()
    monkeypatch.setattr(time, "process_time", lambda: next(told))
    return spans


def test_who_waits_for_its_terminal_is_ended_after_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left_over = rounds(monkeypatch, 0.0, 1.0)
    with pytest.raises(Left):
        terminal._insist(129, None, threading.Event())
    assert left_over == [1.0]


def test_who_is_at_work_leaving_on_a_busy_machine_gets_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left_over = rounds(monkeypatch, *[0.001] * (terminal.PATIENT_ROUNDS + 1))
    with pytest.raises(Left):
        terminal._insist(129, None, threading.Event())
    assert left_over == [0.001]


def test_who_has_left_is_not_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds(monkeypatch, 1.0)
    left = threading.Event()
    left.set()
    terminal._insist(129, None, left)
