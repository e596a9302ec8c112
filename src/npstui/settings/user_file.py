"""config.toml: what one user set for every store: keys, glyphs, theme, private views."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from npstui.settings.store_file import SettingsError
from npstui.settings.views import SavedView, table_of, views_from

PRESETS = ("default", "arrows")
GLYPHS = ("unicode", "ascii")
THEMES = ("dark", "light", "dark-16", "light-16", "mono")


@dataclass(frozen=True, slots=True)
class UserSettings:
    """What a user set; every field has a default.

    `keys` maps a command's id to its key. `views` are private, by store name and view name.
    """

    preset: str = "default"
    glyphs: str = "unicode"
    theme: str = "dark"
    bell: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    views: Mapping[str, Mapping[str, SavedView]] = field(default_factory=dict)


def load_user_settings(path: Path) -> UserSettings:
    """The settings in a config.toml, the defaults where there is none; environment over file.

    NPSTUI_GLYPHS and NPSTUI_THEME win over the file. Raises SettingsError.
    """
    document = _document(path)
    for name in ("glyphs", "theme"):
        told = os.environ.get(f"NPSTUI_{name.upper()}")
        if told:
            document[name] = told
    for key in document:
        if key not in _KNOWN:
            near = get_close_matches(key, _KNOWN, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else f" Known: {', '.join(_KNOWN)}."
            raise SettingsError(f"{path}: “{key}” is not a setting.{hint}")
    return UserSettings(
        preset=_one_of(path, document, "preset", PRESETS),
        glyphs=_one_of(path, document, "glyphs", GLYPHS),
        theme=_one_of(path, document, "theme", THEMES),
        bell=_flag(path, document, "bell"),
        keys=_keys(path, document),
        views=_views(path, document),
    )


def save_private_view(path: Path, store: str, name: str, view: SavedView | None) -> None:
    """Put a private view of a store into config.toml, or take it out. Raises SettingsError."""
    import tomli_w

    document = _document(path)
    _views(path, document)
    stores = document.setdefault("views", {})
    assert isinstance(stores, dict)
    views = stores.setdefault(store, {})
    if view is None:
        views.pop(name, None)
    else:
        views[name] = table_of(view)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(tomli_w.dumps(document))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error


_KNOWN = ("preset", "glyphs", "theme", "bell", "keys", "views")


def _document(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode())
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from error


def _one_of(path: Path, document: Mapping[str, object], key: str, words: tuple[str, ...]) -> str:
    value = document.get(key, words[0])
    if value not in words:
        raise SettingsError(f"{path}: “{key}” is {value!r}; choose from {', '.join(words)}.")
    return str(value)


def _flag(path: Path, document: Mapping[str, object], key: str) -> bool:
    value = document.get(key, False)
    if not isinstance(value, bool):
        raise SettingsError(f"{path}: “{key}” is true or false, not {value!r}.")
    return value


def _keys(path: Path, document: Mapping[str, object]) -> dict[str, str]:
    value = document.get("keys", {})
    flat = _flattened(value) if isinstance(value, dict) else None
    if flat is None or not all(isinstance(key, str) for key in flat.values()):
        raise SettingsError(f'{path}: [keys] maps a command to a key, such as "case.tag" = "t".')
    return {name: str(key) for name, key in flat.items()}


def _flattened(table: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """case.tag = "t" without quotes is a table in TOML; both ways of writing mean the same."""
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flattened(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = value
    return flat


def _views(path: Path, document: Mapping[str, object]) -> dict[str, Mapping[str, SavedView]]:
    stores = document.get("views", {})
    if not isinstance(stores, dict):
        raise SettingsError(f"{path}: [views] holds a table a store.")
    try:
        return {str(store): views_from(views) for store, views in stores.items()}
    except (TypeError, ValueError) as error:
        raise SettingsError(f"{path}: [views]: {error}.") from error
