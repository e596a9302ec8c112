"""e on Trends: the line as a file, a row a period."""

from typing import TYPE_CHECKING

from npstui.present.numbers import count
from npstui.present.text import EMPTY, SafeText
from npstui.tui.exporting import ask_path
from npstui.tui.hands import export_name

if TYPE_CHECKING:
    import polars as pl

    from npstui.desk.desk import Desk
    from npstui.present.trends_value import TrendsValue
    from npstui.tui.screens.trends import TrendsScreen


def export_trend(screen: "TrendsScreen", value: "TrendsValue") -> None:
    """Ask where to; every period there is, also those out of sight."""
    session = screen.session
    store = session.header.store if session.header is not None else EMPTY
    day = session.now().astimezone(session.zone).date().isoformat()

    def table(_desk: "Desk") -> "pl.DataFrame":
        from npstui.desk.trends import trend_table

        return trend_table(value)

    name = SafeText(f"Export {count(len(value.points), value.every)}")
    ask_path(screen, name, export_name(store, f"trend-by-{value.every}", day), table)
