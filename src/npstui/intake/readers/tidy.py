"""Whether anything is to be taken off the cells of a chunk, as its bytes tell.

Spaces at the edges of cells and the ' that guards a cell from being a formula are seldom there;
asking every column for them takes five times as long as looking at what stands beside the
separators, and at the two ends of what is quoted.
"""

import numpy as np

from npstui.intake.byte_places import Bytes, Places, as_array, blocks, one_of
from npstui.intake.cells import guards_a_formula
from npstui.intake.chunks import NEWLINE, QUOTE, RETURN

_SPACE, _TAB = ord(" "), ord("\t")


def are_tidy(data: bytes, separator: int, quotes: Places) -> bool:
    """Whether no cell begins or ends with a space, a tab or a line end, and none is guarded.

    `data` are whole rows, each with its line end; `quotes` says where all their quotes stand,
    which open and close in turn.
    """
    found = as_array(data)
    return not (
        guards_a_formula(data)
        or _spaced_inside_quotes(found, quotes)
        or _spaced_beside_borders(found, data, separator, quotes)
    )


def _spaced_inside_quotes(found: Bytes, quotes: Places) -> bool:
    """Whether a quoted cell begins or ends with a space; doubled quotes are none of its ends."""
    opening, closing = quotes[0::2], quotes[1::2]
    first = found[opening + 1][found[opening - 1] != QUOTE]  # before the first byte: a line end
    last = found[closing - 1][found[closing + 1] != QUOTE]
    spaces = (_SPACE, _TAB, NEWLINE, RETURN)
    return bool(one_of(first, *spaces).any() or one_of(last, *spaces).any())


def _spaced_beside_borders(found: Bytes, data: bytes, separator: int, quotes: Places) -> bool:
    """Whether a space stands beside a separator or a line end that no quotes enclose."""
    spaces = [byte for byte in (_SPACE, _TAB) if byte != separator and bytes((byte,)) in data]
    if not spaces:
        return False
    if data[0] in spaces:
        return True
    borders = [separator, NEWLINE, *([RETURN] if b"\r" in data else [])]
    for start, block in blocks(found, over=1):
        is_space, is_border = one_of(block, *spaces), one_of(block, *borders)
        beside = (is_space[1:] & is_border[:-1]) | (is_space[:-1] & is_border[1:])
        places = np.flatnonzero(beside)
        if len(places) and not (np.searchsorted(quotes, places + start) % 2).all():
            return True
    return False
