"""The response list alone on the screen, over 50,000 rows: what test_list_cost measures.

Arguments: the palette's name, "ascii" for the ASCII glyphs.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from textual.app import App, ComposeResult

from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.glyphs import ASCII, UNICODE
from npstui.present.rows import QueueRow
from npstui.present.text import EMPTY, safe
from npstui.tui.theme import PALETTES, use_palette
from npstui.tui.widgets.response_list import ResponseList

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.guards.hostile import HOSTILE

COMMENTS = (
    "客服回應很慢，等了三天才有人回信，完全不能接受，以後不會再搭了，請你們改進",
    "Appen kraschade när jag skulle betala, fick ringa själv",
    "Duurder dan vorige maand en niemand legt uit waarom",
    "",
    "司機找不到路，下車還多收錢",
    "Sjåføren kom 40 minutter for sent og ingen svarte på telefonen. Jeg rakk ikke flyet.",
    "Otrevlig chaufför, pratade i telefon hela vägen",
)
CUSTOMERS = ("王小明", "Karin Lindqvist", "Lotte Bakker", "P. Andersson", "陳怡君")
CLOCKS = (("!", "late 5 h"), ("!", "late <1 h"), ("~", "2 h 10"), ("", "9 h"), ("", "3 d"))
TAGS = ((), ("late-driver",), ("app", "payment"), ("route", "price", "support"))
TOTAL = 50_000


class FiftyThousand:
    """A source whose rows are made when they are asked for."""

    def __init__(self) -> None:
        comments = (*COMMENTS, *COMMENTS, *HOSTILE.values())
        self._rows = tuple(
            QueueRow(
                ref=ResponseRef("web", ""),
                category=Category.DETRACTOR,
                score=index * 3 % 7,
                urgency=CLOCKS[index % 5][0],
                due=CLOCKS[index % 5][1],
                customer=safe(CUSTOMERS[index % 5]),
                comment=safe(comment),
                tags=tuple(map(safe, TAGS[index % 4])),
                owner=safe(("", "bob", "alice")[index % 3]),
                writing=index % 9 == 0,
                reach="tm",
                tries=("none", "1 miss")[index % 2],
                dimmed=safe("alice has it") if index == 6 else EMPTY,
            )
            for index, comment in enumerate(islice(cycle(comments), 90))
        )

    def __len__(self) -> int:
        return TOTAL

    def rows(self, start: int, stop: int) -> Sequence[QueueRow]:
        """The rows of these places."""
        return tuple(
            replace(self._rows[place % len(self._rows)], ref=self.ref_at(place))
            for place in range(start, min(stop, TOTAL))
        )

    def position(self, ref: ResponseRef) -> int | None:
        """The place of a response."""
        return int(ref.response_id)

    def refs(self) -> list[ResponseRef]:
        return [self.ref_at(index) for index in range(len(self))]

    def ref_at(self, position: int) -> ResponseRef:
        """The response at a place."""
        return ResponseRef("web", str(position))


class ListApp(App[None]):
    """One list, nothing else."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, palette: str, glyphs: str) -> None:
        self.palette = PALETTES[palette]
        super().__init__(ansi_color=self.palette.ansi or None)
        self.list = ResponseList(
            palette=self.palette, glyphs=ASCII if glyphs == "ascii" else UNICODE
        )

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.list

    def on_mount(self) -> None:
        """Fill it."""
        use_palette(self, self.palette)
        self.list.set_source(FiftyThousand())


if __name__ == "__main__":
    given = [*sys.argv[1:], "npstui-dark", ""]
    ListApp(given[0], given[1] if len(sys.argv) > 2 else "").run()
