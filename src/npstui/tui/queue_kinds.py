"""What the queue screens have in common and where they differ, by category."""

from npstui.model.category import Category
from npstui.present.columns import QueueKind

KINDS = {
    Category.DETRACTOR: QueueKind.DETRACTORS,
    Category.PASSIVE: QueueKind.PASSIVES,
    Category.PROMOTER: QueueKind.PROMOTERS,
    None: QueueKind.MIXED,
}
TABS = {Category.DETRACTOR: "2", Category.PASSIVE: "3", Category.PROMOTER: "4", None: ""}
# The catalogue's movements, by the list's own names.
MOVES = {
    "row.down": "cursor_down",
    "row.up": "cursor_up",
    "page.down": "page_down",
    "page.up": "page_up",
    "row.first": "first",
    "row.last": "last",
    "mark": "mark",
    "mark.range": "mark_range",
    "mark.all": "mark_all",
}
# Command ids with the word the footer has for them, "" for their own.
FOOTER = (
    ("case.tag", ""),
    ("case.take", ""),
    ("case.assign", ""),
    ("case.contact", ""),
    ("case.note", ""),
    ("case.resolve", ""),
    ("case.snooze", ""),
    ("case.hand-on", ""),
    ("filter", ""),
    ("find", ""),
    ("export", ""),
    ("undo", "undo"),
    ("view.next", "next view"),
    ("views", "all views"),
)
