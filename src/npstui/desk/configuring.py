"""Every setting of a desk, and setting one: the same for the command line and the screen."""

from dataclasses import dataclass
from pathlib import Path

from npstui.settings.changing import changed
from npstui.settings.keeping import backup_for
from npstui.settings.origins import Origin, Setting, store_settings, user_settings
from npstui.settings.store_file import FILE_NAME
from npstui.settings.user_file import USER_KEYS, save_user_setting
from npstui.settings.writing import said_after
from npstui.store.store import Store

_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def settings_of(store: Store, config: Path) -> tuple[Setting, ...]:
    """What the store's team decided, then the user; each with where it comes from.

    Raises SettingsError.
    """
    return (*store_settings(store.path), *user_settings(config))


def is_own(key: str) -> bool:
    """Whether a setting is the user's rather than the store's."""
    return key in USER_KEYS


@dataclass(frozen=True, slots=True)
class Made:
    """A setting as it holds now, and the sentence about it."""

    setting: Setting
    said: str


def set_setting(store: Store | None, config: Path, key: str, text: str) -> Made:
    """Set one setting; one of the store wants the `store`. Says where comments are kept, and what
    wins over the file. Raises SettingsError.
    """
    file = config if is_own(key) or store is None else store.path / FILE_NAME
    kept = backup_for(file.resolve())
    made = set_own(config, key, text) if store is None else _set(store, config, key, text)
    said = said_after(key, made)
    if made.origin is Origin.ENVIRONMENT:
        said = f"{key} is written to {file}. {made.place} is set and wins over the file."
    if kept is not None:
        said += f" The comments that were in the file are kept in {kept.name}."
    return Made(made, said)


def _set(store: Store, config: Path, key: str, text: str) -> Setting:
    return set_own(config, key, text) if is_own(key) else set_of_store(store, key, text)


def set_of_store(store: Store, key: str, text: str) -> Setting:
    """Set one setting of the store to what `text` says. Raises SettingsError."""
    store.change_settings(lambda now: changed(now, key, text))
    made = {each.key: each for each in store_settings(store.path)}
    return made[key if key in made else key.partition(".")[0]]  # people.NAME is of people


def set_own(config: Path, key: str, text: str) -> Setting:
    """Set one of USER_KEYS in config.toml; what holds then, which a variable may win over.

    Raises SettingsError.
    """
    told = text.strip()
    save_user_setting(config, key, _FLAGS.get(told.lower(), told) if key == "bell" else told)
    return next(each for each in user_settings(config) if each.key == key)
