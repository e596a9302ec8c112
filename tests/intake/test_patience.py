"""Waiting for what cannot be looked into, and what is said of it meanwhile."""

import threading

import pytest

from npstui.intake.errors import Cancelled
from npstui.intake.patience import patiently
from npstui.present.progress import ProgressWords


def test_what_waits_is_heard_of_until_the_work_is_done() -> None:
    heard = threading.Event()
    assert patiently(lambda: heard.wait(10) and "made", heard.set) == "made"


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="none of it"):
        patiently(lambda: int("none of it"), lambda: None)


def test_who_stops_waiting_is_not_held_up() -> None:
    go_on = threading.Event()

    def stop() -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        patiently(lambda: go_on.wait(10), stop)
    go_on.set()


def test_a_part_without_a_share_says_how_long_it_takes() -> None:
    seconds = [0.0]
    words = ProgressWords("Counting", lambda: seconds[0])
    assert words(0, 13_500_000) == "Counting, 0 % done"
    assert words(0, 13_500_000) is None
    seconds[0] = 3.0
    assert words(0, 13_500_000) == "Reading 14 MB at once, 3 s"
    assert words(6_750_000, 13_500_000) == "Counting, 50 % done"
    seconds[0] = 5.0
    assert words(6_750_000, 13_500_000) == "Counting, 50 % done; what follows is read at once, 2 s"
