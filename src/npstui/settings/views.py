"""Saved views: a filter with its sort and its queue, by name, shared in the store or private."""

from collections.abc import Mapping

from npstui.model.category import Category
from npstui.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class SavedView:
    """One saved view. `category` is None for a list of all open cases."""

    where: str = ""
    sort: str = ""
    category: Category | None = None


def view_from(value: object) -> SavedView:
    """A view from its table in a settings file. Raises TypeError and ValueError in words."""
    if not isinstance(value, dict):
        raise TypeError("a view wants a table with where, sort, queue")
    unknown = set(value) - {"where", "sort", "queue"}
    if unknown:
        raise TypeError(f"a view has where, sort, queue, not {', '.join(sorted(unknown))}")
    texts = {key: value.get(key, "") for key in ("where", "sort", "queue")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError("where, sort and queue of a view are texts")
    queue = texts["queue"]
    if queue and queue not in set(Category):
        raise ValueError(f"the queue of a view is {', '.join(Category)}, not “{queue}”")
    return SavedView(texts["where"], texts["sort"], Category(queue) if queue else None)


def table_of(view: SavedView) -> dict[str, str]:
    """A view as its table in a settings file."""
    parts = {"where": view.where, "sort": view.sort, "queue": view.category or ""}
    return {key: str(text) for key, text in parts.items() if text}


def views_from(value: object) -> Mapping[str, SavedView]:
    """All views of a settings file by name."""
    if not isinstance(value, dict):
        raise TypeError("it wants a table of views by name")
    return {str(name): view_from(table) for name, table in value.items()}
