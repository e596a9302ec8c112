"""From a key pressed to the command it runs, read from the catalogue alone."""

from collections.abc import Iterable, Mapping

from textual import events

from npstui.desk.catalogue import CATALOGUE, Command, keys_of, validate

# What a Chinese or Japanese keyboard sends for the same keys.
FULL_WIDTH: Mapping[str, str] = {
    "？": "?",
    "：": ":",
    "／": "/",
    "。": ".",
    "＊": "*",
    "，": ",",
    "　": " ",
}
_SHOWN = {
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "shift+tab": "shift+tab",
}


class Keymap:
    """The commands by key; the catalogue is held to its rules first.

    Raises CatalogueError.
    """

    def __init__(self, catalogue: Iterable[Command] = CATALOGUE) -> None:
        self.commands = tuple(catalogue)
        validate(self.commands)
        self._by_key: dict[str, list[Command]] = {}
        for entry in self.commands:
            for key in keys_of(entry):
                self._by_key.setdefault(key, []).append(entry)
        self._by_id = {entry.id: entry for entry in self.commands}

    def command(self, event: events.Key, scopes: Iterable[str] | None = None) -> Command | None:
        """What this key runs, where these scopes are live."""
        found = self._by_key.get(key_name(event), [])
        here = found if scopes is None else [each for each in found if each.scope in tuple(scopes)]
        return here[0] if here else None

    def key(self, command_id: str) -> str:
        """The key to show for a command, "" where it has none. Raises KeyError."""
        keys = keys_of(self._by_id[command_id])
        return key_word(keys[0]) if keys else ""

    def get(self, command_id: str) -> Command:
        """The command of this id. Raises KeyError."""
        return self._by_id[command_id]


def key_name(event: events.Key) -> str:
    """The catalogue's name of the key pressed: the character itself, or Textual's key name."""
    character = FULL_WIDTH.get(event.character or "", event.character)
    if character == " ":
        return "space"
    if character is not None and len(character) == 1 and character.isprintable():
        return character
    return event.key


def key_word(key: str) -> str:
    """A key as screens name it: "esc", "pgdn"."""
    return _SHOWN.get(key, key)
