"""e on the health of follow-up: every number as a file, one a row."""

from typing import TYPE_CHECKING

from npstui.present.text import EMPTY, SafeText
from npstui.tui.exporting import ask_path
from npstui.tui.hands import export_name

if TYPE_CHECKING:
    import polars as pl

    from npstui.desk.desk import Desk
    from npstui.tui.screens.health import HealthScreen


def export_health(screen: "HealthScreen") -> None:
    """Ask where to, and write what the screen is narrowed to."""
    session, answer = screen.session, screen.asked()
    store = session.header.store if session.header is not None else EMPTY
    day = session.now().astimezone(session.zone).date().isoformat()

    def table(desk: "Desk") -> "pl.DataFrame":
        from npstui.desk.health_table import health_table

        return health_table(answer(desk))

    ask_path(screen, SafeText("Export follow-up"), export_name(store, "follow-up", day), table)
