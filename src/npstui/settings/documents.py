"""Settings files as they stand on disk. Imports a TOML reader only where there is a file."""

from pathlib import Path


class SettingsError(Exception):
    """A settings file that cannot be used; str() names file, key and the way out."""


def toml_document(path: Path) -> dict[str, object]:
    """A settings file as it says it, {} where there is none. Raises SettingsError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror or error}.") from error
    import tomllib

    try:
        return tomllib.loads(content.decode())
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from error
    except (ValueError, RecursionError) as error:  # a number, or brackets, without an end
        raise SettingsError(f"{path} holds what no settings do: {error}.") from error
