"""One row of a queue: what it holds, and how it is drawn as pieces of text with style names."""

from collections.abc import Callable, Mapping, Sequence

from npstui.model.category import Category
from npstui.model.frozen import dataclass
from npstui.model.response import ResponseRef
from npstui.present.cells import cell_width, cut, pad
from npstui.present.columns import Key, Placed
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import CATEGORY_STYLES, NO_COMMENT, NO_NAME, Piece, Style
from npstui.present.text import EMPTY, SafeText
from npstui.present.times import LATE

BARRED = ("x", "cap")  # what REACH says of who may not be contacted now


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One response in a list, every text already safe; "" is nothing to show.

    `easy`: a passive with a comment and a tag. `writing`: somebody writes on the case now.
    `ask` is what a promoter was asked or answered, `since` how long they are at their stage.
    `dimmed` is why the row no longer fits its view ("alice has it"), "" while it does.
    """

    ref: ResponseRef
    category: Category
    score: int
    urgency: str = ""  # "!", "~" or "", of times.urgency
    due: str = ""  # "late 5 h", of times.due
    left: str = ""  # of a passive's window
    customer: SafeText = EMPTY
    comment: SafeText = EMPTY
    tags: tuple[SafeText, ...] = ()
    owner: SafeText = EMPTY
    writing: bool = False
    reach: str = ""  # "t" phone, "m" mail, "x" may not be contacted, "cap" was often enough
    easy: bool = False
    tries: str = ""  # "none", "1 miss", "sent"
    contact: str = ""
    earlier: str = ""
    value: str = ""
    dimension: SafeText = EMPTY
    arrived: str = ""
    stage: str = ""  # of a promoter
    ask: str = ""
    since: str = ""
    praises: SafeText = EMPTY
    dimmed: SafeText = EMPTY


NOBODY = SafeText("-")
MARKED = SafeText("*")


def draw_row(
    row: QueueRow,
    columns: Sequence[Placed],
    width: int,
    *,
    marked: bool = False,
    mixed: bool = False,
    glyphs: Glyphs = UNICODE,
) -> list[Piece]:
    """The row as pieces that fill exactly `width` cells, neighbours of one style joined.

    Every change of style costs some forty bytes on the wire, so spaces take the style before them.
    `mixed` puts the category's glyph before the score.
    """
    pieces: list[Piece] = []
    for index, column in enumerate(columns):
        after = columns[index + 1].x if index + 1 < len(columns) else width
        text, style = _cell(row, column, marked=marked, mixed=mixed, glyphs=glyphs)
        filled = pad(text, column.width, right=column.right, ellipsis=glyphs.ellipsis)
        filled = SafeText(filled + " " * (after - column.x - column.width))
        before, its_style = pieces[-1] if pieces else (EMPTY, style)
        if before and not (its_style is style or not text or before.isspace()):
            pieces.append((filled, style))
        else:
            pieces[-1:] = [(SafeText(before + filled), style if text else its_style)]
    return _cropped(pieces, width)


def draw_head(columns: Sequence[Placed], width: int) -> SafeText:
    """The line of column heads in exactly `width` cells."""
    line = ""
    for column in columns:
        line = line.ljust(column.x) + (
            column.heading.rjust(column.width) if column.right else column.heading
        )
    return SafeText(line[:width].ljust(width))


def _cell(
    row: QueueRow, column: Placed, *, marked: bool, mixed: bool, glyphs: Glyphs
) -> tuple[SafeText, Style]:
    match column.key:
        case Key.MARK:
            text, style = MARKED if marked else EMPTY, Style.TEXT
        case Key.URGENCY | Key.DUE:
            shown = row.urgency if column.key is Key.URGENCY else row.due
            text, style = SafeText(shown), _clock_style(row)
        case Key.SCORE:
            glyph = f"{glyphs.categories[row.category]} " if mixed else ""
            text, style = SafeText(f"{glyph}{row.score:>2}"), CATEGORY_STYLES[row.category]
        case Key.COMMENT:
            return _comment(row)
        case Key.CUSTOMER if not row.customer:
            text, style = NO_NAME, Style.DIM
        case Key.OWNER:
            text, style = _owner(row, column.width, glyphs), Style.TEXT
        case Key.REACH:
            text, style = SafeText(row.reach), Style.DIM if row.reach in BARRED else Style.TEXT
        case Key.TAGS:
            text, style = _tags(row.tags, column.width, glyphs), Style.TEXT
        case _:
            text, style = _PLAIN[column.key](row), Style.TEXT
    return text, Style.DIM if row.dimmed else style


def _clock_style(row: QueueRow) -> Style:
    return Style.STRONG if row.urgency == LATE else Style.TEXT


def _comment(row: QueueRow) -> tuple[SafeText, Style]:
    # Why a row no longer fits is what its reader looks for; it stands in the widest column.
    if row.dimmed:
        return row.dimmed, Style.TEXT
    return (row.comment, Style.TEXT) if row.comment else (NO_COMMENT, Style.DIM)


def _owner(row: QueueRow, width: int, glyphs: Glyphs) -> SafeText:
    owner = row.owner or NOBODY
    if not row.writing:
        return owner
    return SafeText(cut(owner, width - 1, glyphs.ellipsis) + "*")


def _tags(tags: tuple[SafeText, ...], width: int, glyphs: Glyphs) -> SafeText:
    first = SafeText(", ".join(tags[:2]))
    if len(tags) <= 2:
        return first
    more = f" +{len(tags) - 2}"
    return SafeText(cut(first, width - len(more), glyphs.ellipsis) + more)


def _cropped(pieces: list[Piece], width: int) -> list[Piece]:
    left, kept = width, []
    for text, style in pieces:
        if left <= 0:
            break
        cells = cell_width(text)
        if cells > left:
            text, cells = pad(text, left, ellipsis=""), left
        kept.append((text, style))
        left -= cells
    return kept


_PLAIN: Mapping[Key, Callable[[QueueRow], SafeText]] = {
    Key.LEFT: lambda row: SafeText(row.left),
    Key.CUSTOMER: lambda row: row.customer,
    Key.EASY: lambda row: SafeText("easy" if row.easy else ""),
    Key.TRIES: lambda row: SafeText(row.tries),
    Key.CONTACT: lambda row: SafeText(row.contact),
    Key.EARLIER: lambda row: SafeText(row.earlier),
    Key.VALUE: lambda row: SafeText(row.value),
    Key.DIMENSION: lambda row: row.dimension,
    Key.STAGE: lambda row: SafeText(row.stage),
    Key.ASK: lambda row: SafeText(row.ask or "-"),
    Key.SINCE: lambda row: SafeText(row.since),
    Key.PRAISES: lambda row: row.praises or NOBODY,
    Key.ARRIVED: lambda row: SafeText(row.arrived),
}
