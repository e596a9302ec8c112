"""The export dialog: what is listed, or the marks, to a file that is not there yet."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.export.columns import ColumnError, columns_of
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.numbers import count
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.hands import export_name
from npstui.tui.widgets.dialog import Dialog
from npstui.tui.widgets.export_form import CasesExportForm, ExportOf
from npstui.tui.widgets.forms import ExportForm, Look

if TYPE_CHECKING:
    import polars as pl

    from npstui.desk.desk import Desk
    from npstui.tui.frozen import FrozenRows
    from npstui.tui.screens.base import DeskScreen
    from npstui.tui.screens.hosting import HostScreen


def export_form(
    screen: "HostScreen",
    category: Category | None,
    rows: "FrozenRows",
    marks: Collection[ResponseRef],
    everything: "Callable[[Desk], list[ResponseRef]] | None" = None,
) -> None:
    """Ask where to and which columns; `everything` where the marks stand for more than them."""
    session = screen.session
    refs = [ref for ref in rows.refs() if ref in marks] if marks else rows.refs()
    many = len(refs) if everything is None else rows.total
    what = "marked" if marks else f"{category or 'case'}s"
    store = session.header.store if session.header is not None else EMPTY
    day = session.now().astimezone(session.zone).date().isoformat()
    now = session.now()

    def table(desk: "Desk", entered: ExportOf) -> "pl.DataFrame":
        rows = desk.listed_table(everything(desk) if everything else refs, now, notes=True)
        return rows.select(columns_of(entered.columns, rows.columns, redact=entered.redact))

    def done(entered: ExportOf) -> None:
        session.export_columns, session.export_redact = entered.columns, entered.redact
        write_to(screen, form, entered.path, lambda desk: table(desk, entered))

    begun = ExportOf(export_name(store, what, day), session.export_columns, session.export_redact)
    form = CasesExportForm(
        SafeText(f"Export {count(many, 'case')}, {'marked' if marks else 'as listed'}"),
        begun,
        done,
        screen.close_dialog,
        palette=session.palette,
        glyphs=session.glyphs,
    )
    screen.open_dialog(form)
    # Which columns there are does not hang on the rows.
    session.bridge.ask(
        "columns", lambda desk: desk.listed_table((), now, notes=True).columns, form.load
    )


def ask_path(
    screen: "DeskScreen", name: SafeText, path: str, table: "Callable[[Desk], pl.DataFrame]"
) -> None:
    """Ask where to, beginning with `path`, and write the table there; asked in the worker."""
    session = screen.session
    form = ExportForm(
        name,
        path,
        lambda values: write_to(screen, form, values["text"].strip(), table),
        lambda _values: screen.close_dialog(),
        Look(session.palette, session.glyphs),
    )
    screen.open_dialog(form)


def write_to(
    screen: "DeskScreen", form: Dialog, written: str, table: "Callable[[Desk], pl.DataFrame]"
) -> None:
    """Write the table to a path that is not there yet; the form stays until it is."""
    session = screen.session
    if not written:
        screen.say(SafeText("An export needs a path; esc leaves."))
        return
    target = Path(written).expanduser()
    if target.exists():
        screen.say(safe(f"{written} is there already; choose another name."))
        return

    def write(desk: "Desk") -> tuple[bool, SafeText]:
        from npstui.export.files import ExportError, write_export

        try:
            rows = write_export(table(desk), target, zone=session.zone)
        except (ExportError, ColumnError) as error:
            return False, safe(str(error))
        return True, safe(f"{count(rows, 'row')} written to {written}")

    def wrote(result: tuple[bool, SafeText]) -> None:
        done_now, words = result
        if done_now and screen.dialog is form:
            screen.close_dialog()
        screen.say(words)

    session.bridge.run(write, wrote)
