"""The commands that change only the view, and those with a form of their own."""

from npstui.desk.command import Move, Scope

MOVES: tuple[Move, ...] = (
    Move("screen.overview", "Overview", "The score and what waits.", Scope.EVERYWHERE, ("1",)),
    Move("screen.detractors", "Detractors", "The detractor inbox.", Scope.EVERYWHERE, ("2",)),
    Move("screen.passives", "Passives", "The passive window.", Scope.EVERYWHERE, ("3",)),
    Move("screen.promoters", "Promoters", "Promoters to thank.", Scope.EVERYWHERE, ("4",)),
    Move("view.next", "Next view", "The next view tab of this queue.", Scope.LIST, ("tab",)),
    Move("view.previous", "Previous view", "The view tab before.", Scope.LIST, ("shift+tab",)),
    Move(
        "export",
        "Export",
        "Write what is listed, or the marks, to a file.",
        Scope.LIST,
        ("e",),
        short="export",
    ),
    Move("undo", "Undo", "Take back your last command of this session.", Scope.EVERYWHERE, ("u",)),
    Move("redo", "Redo", "Do again what undo took back.", Scope.EVERYWHERE, ("ctrl+r",)),
    Move("refresh", "Show new", "Take the new rows into the list.", Scope.EVERYWHERE, ("r",)),
    Move("help", "Keys", "The keys that work here.", Scope.EVERYWHERE, ("?",), short="keys"),
    Move("back", "Back or leave", "Back; on a main screen, leave.", Scope.EVERYWHERE, ("q",)),
    Move(
        "close",
        "Close",
        "Close the dialog, the find, the marks, the pane.",
        Scope.EVERYWHERE,
        ("escape",),
    ),
    Move("row.down", "Down", "The next row.", Scope.LIST, ("j", "down")),
    Move("row.up", "Up", "The row before.", Scope.LIST, ("k", "up")),
    Move("page.down", "Page down", "One page on.", Scope.LIST, ("pagedown",)),
    Move("page.up", "Page up", "One page back.", Scope.LIST, ("pageup",)),
    Move("row.first", "First row", "To the top of the list.", Scope.LIST, ("g", "home")),
    Move("row.last", "Last row", "To the end of the list.", Scope.LIST, ("G", "end")),
    Move("mark", "Mark", "Mark the row and go on.", Scope.LIST, ("space",), short="mark"),
    Move(
        "mark.range", "Mark to here", "Mark from the last mark to the cursor.", Scope.LIST, ("V",)
    ),
    Move("mark.all", "Mark all", "Mark all that match, or none again.", Scope.LIST, ("*",)),
    Move(
        "open",
        "Open",
        "Open what the line counts; in a list, the case pane.",
        Scope.EVERYWHERE,
        ("enter",),
    ),
)
