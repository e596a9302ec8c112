"""The catalogue as one user has it: a preset, and the keys they set by id on top of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from npstui.desk.catalogue import CATALOGUE, CatalogueError, Command, Verb, keys_of, validate
from npstui.settings.user_file import UserSettings

# What a preset changes, by id. Every other command keeps the catalogue's keys.
PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "default": {},
    "arrows": {
        "row.down": ("down",),
        "row.up": ("up",),
        "row.first": ("home",),
        "row.last": ("end",),
    },
}
# How screens and people name some keys, and how the catalogue does.
_ALSO_WRITTEN = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "return": "enter"}
# Without these nobody finds the way back.
_NEVER_WITHOUT = ("close", "back", "open")


def catalogue_for(
    user: UserSettings, source: Path, catalogue: Iterable[Command] = CATALOGUE
) -> tuple[Command, ...]:
    """The catalogue with the user's preset, then their [keys] by id; validated.

    A text of several keys parted by spaces sets them all, the first is shown; an empty one takes
    the key away. Raises CatalogueError: one sentence that names `source`, the file the keys are
    from, and both sides of a clash.
    """
    try:
        return rebound(rebound(catalogue, PRESETS[user.preset]), _read(user.keys))
    except CatalogueError as error:
        raise CatalogueError(f"{source}: [keys]: {error}") from error


def rebound(
    catalogue: Iterable[Command], keys: Mapping[str, tuple[str, ...]]
) -> tuple[Command, ...]:
    """The catalogue with these keys, by id; validated.

    Raises CatalogueError, with the nearest id where one is unknown.
    """
    commands = tuple(catalogue)
    known = [command.id for command in commands]
    for command_id, wanted in keys.items():
        if command_id not in known:
            near = get_close_matches(command_id, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "npstui keys --json lists the ids."
            raise CatalogueError(f"{command_id} is no command; {hint}")
        if not wanted and command_id in _NEVER_WITHOUT:
            raise CatalogueError(f"{command_id} cannot be without a key.")
    changed = tuple(
        _with_keys(command, keys[command.id]) if command.id in keys else command
        for command in commands
    )
    validate(changed)
    return changed


def _read(keys: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(dict.fromkeys(_ALSO_WRITTEN.get(key, key) for key in text.split()))
        for name, text in keys.items()
    }


def _with_keys(command: Command, keys: tuple[str, ...]) -> Command:
    if keys == keys_of(command):
        return command
    if not isinstance(command, Verb):
        return replace(command, keys=keys)
    if len(keys) > 1:
        raise CatalogueError(f"{command.id} ({command.title}) can have one key, not {len(keys)}.")
    return replace(command, key=keys[0] if keys else None)
