"""textual-fastdatatable on a survey file, as its manual shows it: fastdatatable.py FILE.parquet."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual_fastdatatable import DataTable


class Table(App[None]):
    """One table with a cursor that goes by rows."""

    def compose(self) -> ComposeResult:
        """The table alone, as wide and high as the terminal."""
        yield DataTable(data=Path(sys.argv[1]), cursor_type="row", max_column_content_width=40)


if __name__ == "__main__":
    Table().run()
