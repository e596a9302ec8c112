"""How many terminal cells a text takes, and cutting, padding and wrapping it by cells.

The widths are those of rich.cells, which Textual lays its lines out with; it is imported at the
first text beyond ASCII.
"""

from collections.abc import Iterator

from npstui.present.text import EMPTY, SafeText

ELLIPSIS = "…"


def cell_width(text: str) -> int:
    """The cells that a safe one-line text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: SafeText, cells: int, ellipsis: str = ELLIPSIS) -> SafeText:
    """The text in at most `cells` cells, ending in the ellipsis where something was left out.

    A wide character is never split: the result may be a cell short.
    """
    if cells <= 0:
        return EMPTY
    if text.isascii():
        if len(text) <= cells:
            return text
        kept = text[: max(cells - cell_width(ellipsis), 0)].rstrip(" ")
        return SafeText(kept + ellipsis)
    # Reading further than the cut would cost time on a long comment in every row.
    head = text if len(text) <= _REACH * cells else text[: _REACH * cells]
    if head is text and cell_width(text) <= cells:
        return text
    end = _fitting(head, cells - cell_width(ellipsis))
    return SafeText(head[:end].rstrip(" ") + ellipsis)


def pad(text: SafeText, cells: int, *, right: bool = False, ellipsis: str = ELLIPSIS) -> SafeText:
    """The text in exactly `cells` cells, cut or filled with spaces, at the right if `right`."""
    shown = cut(text, cells, ellipsis)
    fill = " " * (cells - cell_width(shown))
    return SafeText(fill + shown if right else shown + fill)


def wrap(text: SafeText, cells: int, lines: int, ellipsis: str = ELLIPSIS) -> tuple[SafeText, ...]:
    """The text broken into at most `lines` lines of at most `cells` cells.

    Breaks at spaces and line breaks, beside wide characters where a word does not fit, and inside
    a word longer than a line. The last line ends in the ellipsis where text is left over.
    """
    if cells <= 0 or lines <= 0:
        return ()
    broken: list[SafeText] = []
    for line in _broken(text[: _REACH * cells * lines], cells):
        if len(broken) == lines:
            broken[-1] = _with_ellipsis(broken[-1], cells, ellipsis)
            break
        broken.append(line)
    return tuple(broken)


# A cell holds at most one base and its marks (see MARKS_KEPT in text): reading this many
# characters for each cell is always enough.
_REACH = 6


def _fitting(text: str, cells: int) -> int:
    """The index up to which the text fits in `cells`, its last character's marks included."""
    from rich.cells import get_character_cell_size

    used = 0
    for index, character in enumerate(text):
        used += get_character_cell_size(character)
        if used > cells:
            return index
    return len(text)


def _with_ellipsis(line: SafeText, cells: int, ellipsis: str) -> SafeText:
    if cell_width(line) + cell_width(ellipsis) <= cells:
        return SafeText(line + ellipsis)
    end = _fitting(line, cells - cell_width(ellipsis))
    return SafeText(line[:end].rstrip(" ") + ellipsis)


def _broken(text: str, cells: int) -> Iterator[SafeText]:
    for paragraph in text.split("\n"):
        rest = paragraph.strip(" ")
        if not rest:
            yield EMPTY
        while rest:
            end = _break_at(rest, cells)
            yield SafeText(rest[:end].rstrip(" "))
            rest = rest[end:].lstrip(" ")


def _break_at(text: str, cells: int) -> int:
    fits = _fitting(text, cells)
    if fits == len(text) or text[fits] == " ":
        return fits
    space = text.rfind(" ", 0, fits)
    # Chinese and Japanese break between characters; a Latin word moves to the next line.
    if fits > 0 and (_is_wide(text[fits]) or _is_wide(text[fits - 1])):
        return fits
    return space if space > 0 else max(fits, 1)


def _is_wide(character: str) -> bool:
    return not character.isascii() and cell_width(character) == 2
