"""Saved views of a store: shared ones in its store.toml, private ones in the user's config.toml."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from npstui.settings.user_file import load_user_settings, save_private_view
from npstui.settings.views import SavedView
from npstui.store.store import Store

LONGEST_NAME = 40


class ViewError(ValueError):
    """A view that cannot be saved or found; str() is the sentence."""


@dataclass(frozen=True, slots=True)
class NamedView:
    """A saved view by its name; `shared` with everybody at the store, or one's own."""

    name: str
    view: SavedView
    shared: bool


def store_key(store: Store) -> str:
    """What the private views of a store are kept under: its path with every link followed.

    A name would mix stores that happen to share it, and can be changed; a store that is moved
    leaves its private views behind under the old path.
    """
    return str(store.path.resolve())


def saved_views(store: Store, config: Path) -> tuple[NamedView, ...]:
    """One's own views, then the shared ones, by name. Raises SettingsError."""
    own = load_user_settings(config).views.get(store_key(store), {})
    shared = store.settings().views
    return tuple(
        NamedView(name, views[name], is_shared)
        for views, is_shared in ((own, False), (shared, True))
        for name in sorted(views, key=str.casefold)
    )


def view_named(views: Sequence[NamedView], name: str) -> NamedView:
    """The view of that name, case apart; one's own before a shared one. Raises ViewError."""
    wanted = name.strip().casefold()
    for exact in (True, False):
        for each in views:
            if each.name == name.strip() if exact else each.name.casefold() == wanted:
                return each
    names = list(dict.fromkeys(each.name for each in views))
    near = get_close_matches(name, names, n=1)
    if near:
        hint = f"Did you mean “{near[0]}”?"
    else:
        hint = f"There are {', '.join(names)}." if names else "There are none yet."
    raise ViewError(f"There is no view “{name}”. {hint}")


def view_sort(text: str, sorts: Sequence[str], columns: dict[str, str]) -> str:
    """A sort as a view keeps it: one of `sorts`, `-` before it turns it.

    `columns` gives the sort of a column, for those who write due_at. Raises ViewError.
    """
    wanted = text.strip()
    turned = "-" if wanted.startswith("-") else ""
    bare = wanted.removeprefix("-")
    word = columns.get(bare, bare)
    if word in sorts or not wanted:
        return f"{turned}{word}"
    near = get_close_matches(bare, [*sorts, *columns], n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(sorts)}."
    raise ViewError(f"A view cannot be sorted by “{bare}”. {hint}")


def save_view(store: Store, config: Path, name: str, view: SavedView, *, shared: bool) -> NamedView:
    """Keep a view under a name, in place of one of that name. Raises ViewError, SettingsError."""
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME:
        raise ViewError(f"The name of a view has 1 to {LONGEST_NAME} characters.")
    if not kept.isprintable():
        raise ViewError("The name of a view has letters, digits and signs only.")
    if shared:
        store.change_settings(lambda now: replace(now, views={**now.views, kept: view}))
    else:
        save_private_view(config, store_key(store), kept, view)
    return NamedView(kept, view, shared)


def drop_view(store: Store, config: Path, name: str, *, shared: bool) -> NamedView:
    """Take a view away; the view it was. Raises ViewError, SettingsError."""
    views = saved_views(store, config)
    try:
        dropped = view_named([each for each in views if each.shared is shared], name)
    except ViewError:
        other = view_named(views, name)  # says so where there is none at all
        if other.shared is shared:
            raise
        if other.shared:
            reason = "shared; --shared drops it for everybody"
        else:
            reason = "your own; without --shared it is dropped"
        raise ViewError(f"The view “{other.name}” is {reason}.") from None
    if shared:
        store.change_settings(
            lambda now: replace(
                now,
                views={name: view for name, view in now.views.items() if name != dropped.name},
            )
        )
    else:
        save_private_view(config, store_key(store), dropped.name, None)
    return dropped
