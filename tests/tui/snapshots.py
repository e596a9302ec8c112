"""Screens as text files: what stands there is what was looked at.

They rest on the desk without a store of fake_desk, or on files written in the test, and on one
moment, fake_cases.NOW. NPSTUI_SNAPSHOTS=write pytest tests/tui writes them anew; look at what git
says then.
"""

import os
from pathlib import Path

from tests.tui.sitting import Sitting

FOLDER = Path(__file__).parent / "snapshots"


def check_snapshot(seat: Sitting, name: str) -> None:
    """Compare the screen with the file NAME-WIDTHxHEIGHT.txt."""
    width, height = seat.app.size
    file = FOLDER / f"{name}-{width}x{height}.txt"
    lines = seat.lines
    lines[1] = "(the tabs)"  # every new screen adds one; test_screens looks at them
    screen = "\n".join(lines) + "\n"
    if os.environ.get("NPSTUI_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(screen, encoding="utf-8")
    assert screen == file.read_text(encoding="utf-8"), file.name
