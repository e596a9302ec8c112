"""d: pick the dimension that scores are split by."""

from typing import TYPE_CHECKING

from npstui.present.numbers import count, thousands
from npstui.present.text import EMPTY, SafeText
from npstui.tui.widgets.picker import ROWS_OF_LONG, Option, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from npstui.desk.desk import Desk
    from npstui.present.parts import DimensionValue
    from npstui.tui.screens.base import DeskScreen

MANY = 50


def pick_split(screen: "DeskScreen") -> None:
    """The columns to split by, with how many values each has in the period."""
    session = screen.session
    now, period, counting, where = (
        session.now(), session.period, session.counting, session.where,
    )  # fmt: skip

    def picked(option: Option) -> None:
        screen.close_dialog()
        if option.dimmed:
            screen.say(SafeText(f"{option.shown}: {option.hint}."))
            return
        session.split = option.value
        chosen = getattr(screen, "split_chosen", None)
        if chosen is not None:
            chosen()

    picker = Picker(
        SafeText("split by"),
        None,
        picked,
        screen.close_dialog,
        changed=screen.dialog_changed,
        help_words="enter splits by it   type to narrow",
        rows=ROWS_OF_LONG,
        palette=session.palette,
        glyphs=session.glyphs,
    )

    def ask(desk: "Desk") -> "Sequence[DimensionValue]":
        return desk.parts.dimensions(now, period, counting, where)

    def came(found: "Sequence[DimensionValue]") -> None:
        if picker.is_attached:
            value = session.split_value
            current = value.dimension if value is not None else None
            picker.load([_option(one, current) for one in found])

    screen.open_dialog(picker)
    session.bridge.ask("picker", ask, came)


def _option(one: "DimensionValue", current: str | None) -> Option:
    hint = EMPTY
    if one.dimension == current:
        hint = SafeText("in force")
    elif one.values == 0:
        hint = SafeText("no values in this period")
    elif one.values == 1:
        hint = SafeText("one value, nothing to compare")
    elif one.values > MANY:
        hint = SafeText(f"{count(one.values, 'value')}: the largest are shown, the rest folded")
    return Option(one.dimension, one.name, thousands(one.values), hint, dimmed=one.values < 2)
