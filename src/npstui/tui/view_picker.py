"""v: the views of a queue and the saved ones; pick one, save what is listed, drop one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from npstui.filters.error import FilterError
from npstui.model.category import Category
from npstui.present.numbers import thousands
from npstui.present.text import SafeText, safe
from npstui.present.values import View
from npstui.present.views import VIEWS, view_title
from npstui.tui.narrowing import narrow
from npstui.tui.screens.queue import QueueScreen
from npstui.tui.sorting import sort_words
from npstui.tui.widgets.picker import ROWS_OF_LONG, Option, Picker

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.desk.saving_views import NamedView
    from npstui.filters.tree import Filter
    from npstui.tui.screens.base import DeskScreen

SAVED, QUEUE_VIEW, ALL_CASES, DROP = "saved:", "view:", "all", "drop"
QUEUES = {category: f"{category.value}s" for category in Category} | {None: "all open cases"}
HELP = "enter opens it   a new name saves what is listed"


@dataclass(frozen=True, slots=True)
class Listed:
    """The saved views with how many open cases each holds; None where its filter is no more."""

    views: "tuple[NamedView, ...]" = ()
    counts: tuple[int | None, ...] = ()


def pick_view(screen: "DeskScreen") -> None:
    """Open a view, or by a name that is none yet save what is listed under it."""
    session, now = screen.session, screen.session.now()
    queue = screen if isinstance(screen, QueueScreen) else None

    def listed(desk: "Desk") -> Listed:
        views = _saved(desk)
        return Listed(views, tuple(_count(desk, each, now) for each in views))

    found = Listed()

    def came(answer: Listed) -> None:
        nonlocal found
        found = answer
        picker.load([*_saved_options(found), *_own_options(queue)])

    def picked(option: Option) -> None:
        screen.close_dialog()
        _open(screen, option.value, found.views)

    typed = _new_name if queue is not None else _no_name
    words = HELP if queue is not None else "enter opens it"
    picker = _show(screen, "view", None, picked, words, typed)
    session.bridge.ask("picker", listed, came)


def _open(screen: "DeskScreen", value: str, views: "tuple[NamedView, ...]") -> None:
    app = screen.desk_app
    if value == ALL_CASES:
        app.show_queue(None, View.ALL)
    elif value == DROP:
        _pick_dropped(screen, views)
    elif value.startswith(QUEUE_VIEW) and isinstance(screen, QueueScreen):
        screen.show_view(View(value.removeprefix(QUEUE_VIEW)))
    elif value.startswith(SAVED):
        _open_saved(screen, views[int(value.removeprefix(SAVED))])
    elif isinstance(screen, QueueScreen):
        _save(screen, value)


def _open_saved(screen: "DeskScreen", named: "NamedView") -> None:
    """The queue of the view, narrowed and sorted as it says."""
    view, app = named.view, screen.desk_app

    def came(where: "Filter") -> None:
        queue = app.queues.show(view.category, View.ALL)
        narrow(queue, where or None)
        queue.sort_by(view.sort or None)
        queue.say(safe(f"View “{named.name}”"))

    # Keys pressed from here on are for the view.
    screen.session.bridge.run(lambda desk: desk.filter(view.where), came)


def _save(screen: QueueScreen, name: str) -> None:
    from npstui.settings.views import SavedView

    listing, where = screen.listing, screen.session.where
    made = SavedView(str(where or ""), listing.sort or "", listing.category)

    def picked(option: Option) -> None:
        screen.close_dialog()
        shared = option.value == "shared"
        if shared and screen.session.read_only:
            screen.say(SafeText("This desk shows the past; nothing can be changed here."))
            return

        def save(desk: "Desk") -> SafeText:
            from npstui.desk.saving_views import save_view
            from npstui.settings.paths import user_config

            kept = save_view(desk.store, user_config(), name, made, shared=shared)
            whose = "for everybody" if shared else "for you"
            parts = [QUEUES[made.category], made.where, sort_words(made.sort or None)]
            return safe(f"Saved “{kept.name}” {whose}: {', '.join(part for part in parts if part)}")

        _run(screen, save)

    options = [
        Option("own", SafeText("for me"), "", SafeText("in your own settings")),
        Option("shared", SafeText("for everybody"), "", SafeText("in this store's settings")),
    ]
    _show(screen, f"save “{name}”", options, picked, "enter saves")


def _pick_dropped(screen: "DeskScreen", views: "tuple[NamedView, ...]") -> None:
    def picked(option: Option) -> None:
        screen.close_dialog()
        _confirm_drop(screen, views[int(option.value)])

    options = [
        Option(str(number), safe(each.name), "", _whose(each)) for number, each in enumerate(views)
    ]
    _show(screen, "drop a view", options, picked, "enter picks, then asks")


def _confirm_drop(screen: "DeskScreen", named: "NamedView") -> None:
    """Nothing takes it back, so it is asked, and enter means no."""

    def picked(option: Option) -> None:
        screen.close_dialog()
        if option.value == "keep":
            return

        def drop(desk: "Desk") -> SafeText:
            from npstui.desk.saving_views import drop_view
            from npstui.settings.paths import user_config

            dropped = drop_view(desk.store, user_config(), named.name, shared=named.shared)
            return safe(f"Dropped the view “{dropped.name}”")

        _run(screen, drop)

    options = [Option("keep", SafeText("no, keep it")), Option("drop", SafeText("drop it"))]
    title = f"drop “{named.name}”{', everybody’s' if named.shared else ''}"
    _show(screen, title, options, picked, "enter answers")


def _run(screen: "DeskScreen", change: "Callable[[Desk], SafeText]") -> None:
    screen.session.bridge.run(change, screen.say)


def _saved(desk: "Desk") -> "tuple[NamedView, ...]":
    from npstui.desk.saving_views import saved_views
    from npstui.settings.paths import user_config

    return saved_views(desk.store, user_config())


def _count(desk: "Desk", named: "NamedView", now: datetime) -> int | None:
    try:
        return desk.open_count(named.view.category, desk.filter(named.view.where), now)
    except FilterError:
        return None


def _saved_options(found: Listed) -> list[Option]:
    return [
        Option(
            f"{SAVED}{number}",
            safe(each.name),
            "" if count is None else thousands(count),
            _described(each),
        )
        for number, (each, count) in enumerate(zip(found.views, found.counts, strict=True))
    ] + ([Option(DROP, SafeText("drop a saved view"))] if found.views else [])


def _own_options(queue: QueueScreen | None) -> list[Option]:
    options = [Option(ALL_CASES, SafeText("all open cases"), "", SafeText("of every category"))]
    if queue is None:
        return options
    category = queue.listing.category
    counts = {each.view: thousands(each.count) for each in queue.listing.counts}
    here = SafeText(QUEUES[category])
    own = [
        Option(
            f"{QUEUE_VIEW}{view}", SafeText(view_title(view, category)), counts.get(view, ""), here
        )
        for view in VIEWS[category]
    ]
    return own + (options if category is not None else [])


def _described(named: "NamedView") -> SafeText:
    view = named.view
    parts = [QUEUES[view.category], view.where, sort_words(view.sort or None)]
    return safe(f"{_whose(named)}: {', '.join(part for part in parts if part)}")


def _whose(named: "NamedView") -> SafeText:
    return SafeText("shared" if named.shared else "yours")


def _new_name(text: str) -> Option | None:
    name = " ".join(text.split())
    if not name:
        return None
    return Option(name, safe(name), "", SafeText("new: saves filter, order and queue"))


def _no_name(_text: str) -> Option | None:
    return None


def _show(
    screen: "DeskScreen",
    title: str,
    options: Sequence[Option] | None,
    picked: Callable[[Option], None],
    words: str,
    typed: Callable[[str], Option | None] = lambda _text: None,
) -> Picker:
    session = screen.session
    picker = Picker(
        safe(title),
        options,
        picked,
        screen.close_dialog,
        changed=screen.dialog_changed,
        typed=typed,
        help_words=words,
        rows=ROWS_OF_LONG if options is None else min(len(options), ROWS_OF_LONG),
        palette=session.palette,
        glyphs=session.glyphs,
    )
    screen.open_dialog(picker)
    return picker
