"""The pane under a list: the case under the cursor, asked for once the cursor rests."""

import asyncio
from collections.abc import Callable, Sequence

from npstui.model.response import ResponseRef
from npstui.present.values import CaseValue
from npstui.tui.lines.case import CaseLook, case_pane
from npstui.tui.lines.drawing import Pieces
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines

REST_SECONDS = 0.15


def pane_lines(rows: int) -> int:
    """How many lines the pane has on a screen of so many rows."""
    if rows < 20:
        return 0
    return 13 if rows >= 36 else 7


class CasePane(Lines):
    """`case` is the newest the desk told; it may be of the row the cursor was on before."""

    def __init__(self, session: Session, cursor: Callable[[], ResponseRef | None]) -> None:
        super().__init__(self._drawn_case, palette=session.palette, id="pane")
        self._session, self._cursor = session, cursor
        self.case: CaseValue | None = None
        self.closed = False
        self._resting: asyncio.TimerHandle | None = None

    def size_for(self, rows: int) -> None:
        """As high as the terminal allows; gone while it is closed."""
        lines = 0 if self.closed else pane_lines(rows)
        self.styles.height = lines
        self.display = lines > 0

    def ask(self) -> None:
        """The case under the cursor as it stands now."""
        ref, now = self._cursor(), self._session.now()
        if ref is not None and self.display:
            self._session.bridge.ask("case", lambda desk: desk.case(ref, now), self._came)

    def ask_if_other(self) -> None:
        """Ask where the cursor is on another case than the one shown; empty where on none."""
        ref = self._cursor()
        if ref is None:
            self.case = None
            self.paint()
        elif self.case is None or self.case.ref != ref:
            self.ask()

    def moved(self) -> None:
        """The cursor moved: wait until it rests."""
        if self._resting is not None:
            self._resting.cancel()
        self._resting = asyncio.get_running_loop().call_later(REST_SECONDS, self._rested)

    def _rested(self) -> None:
        if self.is_attached and self._cursor() is not None:
            self.ask_if_other()

    def _came(self, case: CaseValue) -> None:
        if case.ref == self._cursor():
            self.case = case
            self.paint()

    def _drawn_case(self, width: int, height: int) -> Sequence[Pieces]:
        if self.case is None:
            return []
        session = self._session
        writing = session.writers.get(self.case.ref, ())
        look = CaseLook(width, session.now(), session.zone, session.glyphs, writing)
        return case_pane(self.case, look, height)
