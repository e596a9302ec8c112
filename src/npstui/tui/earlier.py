"""What passives gave before, beyond what the cases rest on: read beside the desk's own work."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from npstui.model.category import Category

if TYPE_CHECKING:
    from npstui.tui.screens.queue import QueueScreen


def read_earlier(screen: "QueueScreen") -> None:
    """Once a list of passives stands, have its column `earlier` read where that is due.

    The reading takes longer than a queue may, so no question waits for it.
    """
    if screen.listing.category is not Category.PASSIVE:
        return
    bridge, now = screen.session.bridge, screen.session.now()

    def read(known: bool) -> None:
        rows = screen.listing.rows
        if known and rows is not None:
            screen.list.set_source(rows)

    def due(reading: Callable[[], bool] | None) -> None:
        if reading is not None:
            bridge.aside(reading, read)

    bridge.ask("earlier", lambda desk: desk.earlier_scores(now), due)
