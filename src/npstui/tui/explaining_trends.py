"""What i explains on Trends: the period under the cursor, and all that stands under the line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from npstui.present.explained import Explanation
from npstui.tui.narrowing import facts_of
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.present.trends_value import TrendsValue
    from npstui.tui.explaining import Explained


def explained_trends(session: Session, value: "TrendsValue", cursor: int) -> "Explained":
    """As the screen stood when it was asked."""
    zone, where = session.zone, facts_of(session.where)

    def ask(_desk: "Desk") -> Sequence[Explanation]:
        from npstui.desk.explain_trends import explain_trends

        return explain_trends(value, cursor, zone, where)

    return ask
