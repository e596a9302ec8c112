"""The desk with a heart that beats in its event loop: the longest pause between two beats.

beating.py STORE PAUSES, where PAUSES is a file that each new longest pause is written to, in
seconds, as the desk is ended by whoever measures it.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path

from npstui.__main__ import main
from npstui.tui.app import DeskApp

BEAT_SECONDS = 0.01
SETTLING_SECONDS = 2.0  # what a start takes is measured by the part "start"


async def beat(pauses: Callable[[str], object]) -> None:
    """Beats until the desk ends."""
    worst, began = 0.0, time.monotonic()
    last = began
    while True:
        await asyncio.sleep(BEAT_SECONDS)
        now = time.monotonic()
        pause, last = now - last - BEAT_SECONDS, now
        if pause > worst and now - began > SETTLING_SECONDS:
            worst = pause
            pauses(f"{worst:.4f}")


def watched(store: str, pauses: Path) -> None:
    """Runs the desk on a store."""
    mounted = DeskApp.on_mount

    def on_mount(self: DeskApp) -> None:
        mounted(self)
        self.heart = asyncio.ensure_future(beat(pauses.write_text))  # type: ignore[attr-defined]

    DeskApp.on_mount = on_mount  # type: ignore[method-assign]
    sys.argv = ["npstui", "--store", store]
    main()


if __name__ == "__main__":
    watched(sys.argv[1], Path(sys.argv[2]))
