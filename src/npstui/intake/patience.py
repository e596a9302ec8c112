"""Work that cannot be looked into while it is done: what waits for it is still heard of."""

import threading
from collections.abc import Callable
from typing import TypeVar

STEP_SECONDS = 0.2

_Made = TypeVar("_Made")


def patiently(work: Callable[[], _Made], waiting: Callable[[], None]) -> _Made:
    """What the work gives, done in a thread of its own; `waiting` is called again and again.

    Raises what the work raises, and what `waiting` does: then the work is left to end by itself,
    and what it gives is let go.
    """
    made: list[_Made] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            made.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again by the one who waits
            failed.append(error)

    thread = threading.Thread(target=run, name="reading whole", daemon=True)
    thread.start()
    thread.join(STEP_SECONDS)
    while thread.is_alive():
        waiting()
        thread.join(STEP_SECONDS)
    if failed:
        raise failed[0]
    return made[0]
