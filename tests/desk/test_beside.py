"""Two parts of an answer worked out beside one another."""

import threading

import pytest

from npstui.desk.beside import beside


def fail(error: BaseException) -> None:
    raise error


def test_both_are_given_and_run_at_once() -> None:
    met = threading.Barrier(2, timeout=30)
    assert beside(lambda: (met.wait(), "here")[1], lambda: (met.wait(), "there")[1]) == (
        "here",
        "there",
    )


def test_what_either_raises_is_raised_once_both_have_ended() -> None:
    ended: list[str] = []
    with pytest.raises(ValueError, match="here"):
        beside(lambda: fail(ValueError("here")), lambda: ended.append("there"))
    assert ended == ["there"]
    with pytest.raises(BaseException, match="there"):
        beside(lambda: ended.append("here"), lambda: fail(BaseException("there")))
    assert ended == ["there", "here"]
    with pytest.raises(ValueError, match="here"):
        beside(lambda: fail(ValueError("here")), lambda: fail(ValueError("there")))
