"""e on Overview: the score, the one before and each group's as a file, a row each."""

from typing import TYPE_CHECKING

from npstui.present.text import EMPTY, SafeText
from npstui.tui.exporting import ask_path
from npstui.tui.hands import export_name

if TYPE_CHECKING:
    import polars as pl

    from npstui.desk.desk import Desk
    from npstui.tui.screens.overview import OverviewScreen


def export_score(screen: "OverviewScreen") -> None:
    """Ask where to, and write the scores as the screen shows them."""
    session = screen.session
    whole, split = session.overview, session.split_value
    if whole is None or whole.score is None:
        screen.say(SafeText("There is no score to export yet."))
        return
    store = session.header.store if session.header is not None else EMPTY
    day = session.now().astimezone(session.zone).date().isoformat()

    def table(_desk: "Desk") -> "pl.DataFrame":
        from npstui.desk.score_table import score_table

        return score_table(whole, split)

    ask_path(screen, SafeText("Export the score"), export_name(store, "score", day), table)
