"""The order of a list: a small picker; the one in force picked again turns it."""

from typing import TYPE_CHECKING

from npstui.model.category import Category
from npstui.present.text import EMPTY, SafeText
from npstui.present.views import SORT_WORDS
from npstui.tui.widgets.picker import Option, Picker

if TYPE_CHECKING:
    from npstui.tui.screens.queue import QueueScreen

MOST_URGENT = Option("", SafeText("most urgent first"))


def pick_sort(screen: "QueueScreen") -> None:
    """Sort what is listed; the order holds for this queue until another is picked."""
    listing, session = screen.listing, screen.session
    current = listing.sort or ""

    def picked(option: Option) -> None:
        screen.close_dialog()
        turns = option.value == current and current
        screen.sort_by(f"-{current}" if turns else option.value or None)

    unused = "" if listing.category in (Category.PASSIVE, None) else "left"
    options = [MOST_URGENT] + [
        Option(word, SafeText(said), "", _hint(word, current))
        for word, said in SORT_WORDS.items()
        if word != unused
    ]
    picker = Picker(
        SafeText("sort by"),
        options,
        picked,
        screen.close_dialog,
        changed=screen.dialog_changed,
        help_words="enter sorts, again turns it",
        rows=len(options),
        palette=session.palette,
        glyphs=session.glyphs,
    )
    screen.open_dialog(picker)


def sort_words(sort: str | None) -> str:
    """The order in force for the status line: "by score, turned"; "" where it is the usual one."""
    if sort is None:
        return ""
    turned = ", turned" if sort.startswith("-") else ""
    return f"by {SORT_WORDS[sort.removeprefix('-')]}{turned}"


def _hint(word: str, current: str) -> SafeText:
    if current.removeprefix("-") != word:
        return EMPTY
    return SafeText("in force, enter turns it" if current == word else "in force, turned")
