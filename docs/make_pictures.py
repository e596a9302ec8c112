"""Makes the pictures in docs/ from the real screens of the demo.

python docs/make_pictures.py
"""

import asyncio
import html
import os
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from npstui.desk.demo import PERSON, make_demo_store
from npstui.desk.opening import open_desk
from npstui.tui.app import DeskApp

DOCS = Path(__file__).parent
PATIENCE_SECONDS = 15.0


class Picture(NamedTuple):
    """One file: the keys that lead to it from the start, and a word that shows it is complete."""

    name: str
    keys: tuple[str, ...]
    complete: str


PICTURES = (
    Picture("overview", (), r"Newest answer"),
    Picture("trends", ("5", "left"), r"Markers on the line"),
    Picture("detractors", ("2", *"jjjjj"), r"late .* h"),
)


def main() -> None:
    """Writes one SVG a picture, at 120x40 in truecolor."""
    os.environ.pop("NO_COLOR", None)
    os.environ["COLORTERM"] = "truecolor"
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "demo.nps"
        make_demo_store(path, datetime.now(UTC))
        for picture in PICTURES:
            drawn = asyncio.run(_draw(path, picture))
            (DOCS / f"{picture.name}.svg").write_text(drawn, encoding="utf-8")
            sys.stdout.write(f"docs/{picture.name}.svg\n")


async def _draw(path: Path, picture: Picture) -> str:
    app = DeskApp(lambda: open_desk(path, person=PERSON))
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(app, r"95 % interval")
        await pilot.press(*picture.keys)
        await asyncio.sleep(0.5)  # the case pane comes when the cursor rests
        await _until(app, picture.complete)
        return app.export_screenshot(title="npstui demo")


async def _until(app: DeskApp, complete: str) -> None:
    for _ in range(int(PATIENCE_SECONDS / 0.1)):
        if re.search(complete, _words(app.export_screenshot())):
            return
        await asyncio.sleep(0.1)
    raise SystemExit(f"{complete} did not come up:\n{_words(app.export_screenshot())}")


def _words(svg: str) -> str:
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    return html.unescape(" ".join(texts)).replace("\N{NO-BREAK SPACE}", " ")


if __name__ == "__main__":
    main()
