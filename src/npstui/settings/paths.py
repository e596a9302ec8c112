"""Where files lie: the user's default store and configuration, under the XDG directories."""

from pathlib import Path

APP = "npstui"


def default_store() -> Path:
    """The user's own store, where neither --store nor NPSTUI_STORE names one."""
    from platformdirs import user_data_path

    return user_data_path(APP) / "default.nps"


def is_made(store: Path) -> bool:
    """Whether there is a store at the path, as far as a look from outside can tell."""
    return (store / "catalog.sqlite").is_file()


def fallback_store(name: str) -> Path:
    """Where the store of a file goes whose own directory cannot be written."""
    from platformdirs import user_data_path

    return user_data_path(APP) / f"{name}.nps"


def user_config() -> Path:
    """The user's configuration file; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path(APP) / "config.toml"


def user_presets() -> Path:
    """The folder of the user's own presets of survey platforms; it need not exist."""
    return user_config().parent / "presets"


def as_text(name: str) -> str:
    """A name of the system's as text: bytes in it that are no UTF-8 get a stand-in."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


def store_beside(file: Path) -> Path:
    """The store that goes with a survey file: acme.csv -> acme.nps beside it."""
    return file.with_name(f"{file.name.split('.')[0] or file.name}.nps")
