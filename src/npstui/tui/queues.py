"""The queue screens of one sitting: one for each category, and the list of all open cases."""

from typing import TYPE_CHECKING

from npstui.model.category import Category

if TYPE_CHECKING:
    from collections.abc import Collection

    from npstui.model.response import ResponseRef
    from npstui.present.values import View
    from npstui.tui.app import DeskApp
    from npstui.tui.screens.queue import QueueScreen


class Queues:
    """Made when first shown, kept with their cursors and marks. `current` was shown last."""

    def __init__(self, app: "DeskApp") -> None:
        self._app = app
        self._made: dict[Category | None, QueueScreen] = {}
        self.current: QueueScreen | None = None

    def show(self, category: Category | None, view: "View | None" = None) -> "QueueScreen":
        """The queue of a category, or without one all open cases; on a view of it if given."""
        app, queue = self._app, self._queue(category)
        if view is not None:
            queue.show_view(view)
        self.current = queue
        app.show_over_overview(queue)
        return queue

    @property
    def screens(self) -> "Collection[QueueScreen]":
        """Those that were made."""
        return tuple(self._made.values())

    def bring_back(self, refs: "Collection[ResponseRef]") -> None:
        """Undo or redo changed these: whichever queue lists them takes them in again."""
        for queue in self._made.values():
            queue.listing.bring_back(refs, queue.list.cursor)

    def _queue(self, category: Category | None) -> "QueueScreen":
        from npstui.tui.screens.queue import QueueScreen

        if category not in self._made:
            self._made[category] = QueueScreen(self._app.session, category)
            name = "cases" if category is None else f"{category}s"
            self._app.install_screen(self._made[category], name)
        return self._made[category]
