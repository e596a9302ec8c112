"""config.toml: what one user set for every store: keys, glyphs, theme, private views."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.model.frozen import dataclass
from npstui.settings.documents import SettingsError, toml_document
from npstui.settings.keeping import backup_for, place_of

if TYPE_CHECKING:
    from npstui.settings.views import SavedView

PRESETS = ("default", "arrows")
GLYPHS = ("unicode", "ascii")
USER_KEYS = ("preset", "glyphs", "theme", "bell")  # set one by one; keys and views have their own
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
    views: "Mapping[str, Mapping[str, SavedView]]" = field(default_factory=dict)


def load_user_settings(path: Path) -> UserSettings:
    """The settings in a config.toml, the defaults where there is none; environment over file.

    NPSTUI_GLYPHS and NPSTUI_THEME win over the file. Raises SettingsError.
    """
    document = toml_document(path)
    for name, words in _ENVIRONMENT.items():
        if variable := from_environment(name):
            told = os.environ[variable]
            if told not in words:
                raise SettingsError(f"{variable} is “{told}”; choose from {', '.join(words)}.")
            document[name] = told
    return _from_document(document, path)


def written_keys(path: Path) -> frozenset[str]:
    """The settings that a config.toml sets itself. Raises SettingsError."""
    return frozenset(toml_document(path))


def from_environment(name: str) -> str | None:
    """The variable that a setting is taken from before the file; None where it is not set."""
    variable = f"NPSTUI_{name.upper()}"
    return variable if name in _ENVIRONMENT and os.environ.get(variable) else None


def _from_document(document: Mapping[str, object], path: Path) -> UserSettings:
    for key in document:
        if key not in _KNOWN:
            from difflib import get_close_matches

            near = get_close_matches(key, _KNOWN, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else f" Known: {', '.join(_KNOWN)}."
            raise SettingsError(f"{place_of(path, key)}: “{key}” is not a setting.{hint}")
    return UserSettings(
        preset=_one_of(path, document, "preset", PRESETS),
        glyphs=_one_of(path, document, "glyphs", GLYPHS),
        theme=_one_of(path, document, "theme", THEMES),
        bell=_flag(path, document, "bell"),
        keys=_keys(path, document),
        views=_views(path, document),
    )


def save_private_view(path: Path, store: str, name: str, view: "SavedView | None") -> None:
    """Put a private view of a store into config.toml, or take it out. Raises SettingsError."""
    with _alone(path):
        document = toml_document(path)
        _views(path, document)
        stores = document.setdefault("views", {})
        assert isinstance(stores, dict)
        views = stores.setdefault(store, {})
        if view is None:
            views.pop(name, None)
        else:
            from npstui.settings.views import table_of

            views[name] = table_of(view)
        if not views:
            del stores[store]
        if not stores:
            del document["views"]
        _write(path, document)


def save_user_setting(path: Path, key: str, value: object) -> UserSettings:
    """Set one of USER_KEYS in config.toml; what the file says then. Raises SettingsError."""
    with _alone(path):
        document = toml_document(path)
        document[key] = value
        made = _from_document(document, path)
        _write(path, document)
    return made


_ENVIRONMENT = {"glyphs": GLYPHS, "theme": THEMES}
_KNOWN = ("preset", "glyphs", "theme", "bell", "keys", "views")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else writes the file meanwhile, where its directory can be locked."""
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        directory = os.open(target.parent, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with suppress(OSError):
            fcntl.flock(directory, fcntl.LOCK_EX)
        yield
    finally:
        os.close(directory)


def _write(path: Path, document: Mapping[str, object]) -> None:
    """The document under the name whole or not at all; comments live on in the copy beside it."""
    import tomli_w

    target = path.resolve()  # a config.toml that is a link, as dotfiles are, stays one
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        for left in target.parent.glob(f".{target.name}.[0-9]*"):  # by a writer that was killed
            left.unlink(missing_ok=True)
        if (kept := backup_for(target)) is not None:
            kept.write_bytes(target.read_bytes())
        with beside.open("wb") as file:
            file.write(tomli_w.dumps(document).encode())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error


def _one_of(path: Path, document: Mapping[str, object], key: str, words: tuple[str, ...]) -> str:
    value = document.get(key, words[0])
    if value not in words:
        raise SettingsError(
            f"{place_of(path, key)}: “{key}” is {value!r}; choose from {', '.join(words)}."
        )
    return str(value)


def _flag(path: Path, document: Mapping[str, object], key: str) -> bool:
    value = document.get(key, False)
    if not isinstance(value, bool):
        raise SettingsError(f"{place_of(path, key)}: “{key}” is true or false, not {value!r}.")
    return value


def _keys(path: Path, document: Mapping[str, object]) -> dict[str, str]:
    value = document.get("keys", {})
    flat = _flattened(value) if isinstance(value, dict) else None
    if flat is None or not all(isinstance(key, str) for key in flat.values()):
        raise SettingsError(
            f'{place_of(path, "keys")}: [keys] maps a command to a key, such as "case.tag" = "t".'
        )
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


def _views(path: Path, document: Mapping[str, object]) -> "dict[str, Mapping[str, SavedView]]":
    stores = document.get("views", {})
    if not stores:
        return {}
    from npstui.settings.views import views_from

    if not isinstance(stores, dict):
        raise SettingsError(f"{place_of(path, 'views')}: [views] holds a table a store.")
    try:
        return {str(store): views_from(views) for store, views in stores.items()}
    except (TypeError, ValueError) as error:
        raise SettingsError(f"{place_of(path, 'views')}: [views]: {error}.") from error
