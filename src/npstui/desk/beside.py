"""Two parts of one answer worked out beside one another: polars lets go of the interpreter."""

import threading
from collections.abc import Callable
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def beside(here: Callable[[], A], there: Callable[[], B]) -> tuple[A, B]:
    """What `here` gives in this thread, and `there` in one of its own; both have ended then.

    What one of them raises is raised; where both do, that of `here`.
    """
    given: list[B] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            given.append(there())
        except BaseException as error:  # noqa: BLE001 - polars' panics too are raised here
            raised.append(error)

    other = threading.Thread(target=run, name="beside", daemon=True)
    other.start()
    try:
        mine = here()
    finally:
        other.join()
    if raised:
        raise raised[0]
    return mine, given[0]
