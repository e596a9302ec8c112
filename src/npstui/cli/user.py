"""What the user set for every store, where a command needs it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npstui.desk.catalogue import Command
    from npstui.settings.user_file import UserSettings


def own_catalogue() -> "tuple[Command, ...]":
    """The catalogue with the user's preset and keys. Raises CatalogueError, SettingsError."""
    from npstui.desk.keymaps import catalogue_for
    from npstui.settings.paths import user_config

    return catalogue_for(own_settings(), user_config())


def check_own_keys() -> "UserSettings":
    """The user's settings; raises where they or the keys are wrong. Loads the catalogue only
    where keys are set.
    """
    settings = own_settings()
    if settings.keys or settings.preset != "default":
        own_catalogue()
    return settings


def own_settings() -> "UserSettings":
    """The user's settings. Raises SettingsError."""
    from npstui.settings.paths import user_config
    from npstui.settings.user_file import load_user_settings

    return load_user_settings(user_config())
