"""The palette: every command by name, with its key, and why it cannot run where it cannot."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from npstui.desk.catalogue import Command, Verb, keys_of
from npstui.desk.synonyms import SYNONYMS
from npstui.present.text import SafeText
from npstui.tui.keys import key_word
from npstui.tui.widgets.picker import Option, Picker

if TYPE_CHECKING:
    from npstui.tui.screens.base import DeskScreen

ROWS = 9
# Movement is for keys alone, and the palette is open already.
_LEFT_OUT = frozenset({"palette", "close", "open"})
_FAMILIES_LEFT_OUT = ("row.", "page.", "along.")
# Told with the command that takes them along: t takes tags off, x opens again, h takes back.
_TAKEN_ALONG = frozenset({"case.untag", "case.reopen", "case.hand-back"})


def open_palette(screen: "DeskScreen") -> None:
    """Pick a command by its name; one that cannot run says why instead."""
    session = screen.session
    reasons = reasons_against(screen)

    def picked(option: Option) -> None:
        screen.close_dialog()
        if (reason := reasons.get(option.value)) is not None:
            screen.say(reason)
        else:
            screen.run_command(session.keymap.get(option.value))

    listed = [command for command in session.keymap.commands if _is_listed(command)]
    # What can run comes first.
    listed.sort(key=lambda command: command.id in reasons)
    screen.open_dialog(
        Picker(
            SafeText("command"),
            [_option(command, reasons) for command in listed],
            picked,
            screen.close_dialog,
            changed=screen.dialog_changed,
            help_words="enter runs it   type to narrow",
            rows=ROWS,
            palette=session.palette,
            glyphs=session.glyphs,
        )
    )


def reasons_against(screen: "DeskScreen") -> dict[str, SafeText]:
    """Why commands cannot run on this screen now, by id: the screen's reasons, and its scopes."""
    elsewhere = {
        command.id: SafeText(screen.elsewhere(command.scope))
        for command in screen.session.keymap.commands
        if command.scope not in screen.SCOPES
    }
    return elsewhere | screen.reasons()


def _is_listed(command: Command) -> bool:
    if command.id in _LEFT_OUT or command.id in _TAKEN_ALONG:
        return False
    return isinstance(command, Verb) or not command.id.startswith(_FAMILIES_LEFT_OUT)


def _option(command: Command, reasons: Mapping[str, SafeText]) -> Option:
    keys = keys_of(command)
    return Option(
        command.id,
        SafeText(command.title),
        key_word(keys[0]) if keys else "",
        reasons.get(command.id) or SafeText(command.help),
        dimmed=command.id in reasons,
        also=" ".join(
            (command.help, getattr(command, "path", ""), SYNONYMS.get(command.id, ""))
        ).casefold(),
    )
