"""A text taken to $EDITOR and back: the terminal is lent, and whatever happens, taken again."""

import os
import shlex
import subprocess
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.present.text import safe_lines
from npstui.tui.terminal import lent

if TYPE_CHECKING:
    from npstui.tui.app import DeskApp

OFF = "off"  # NPSTUI_EDITOR=off in the profile of an account that must not start programs


class CannotEdit(Exception):
    """The editor could not be had, or gave nothing back; str() is the sentence."""


def edited(app: "DeskApp", text: str, *, allowed: bool) -> str:
    """The text as somebody left it in their editor. Raises CannotEdit; the text is then as it was.

    The text is in a file of their own, private and gone afterwards.
    """
    if not allowed or os.environ.get("NPSTUI_EDITOR") == OFF:
        raise CannotEdit("An editor is not allowed on this account; write here.")
    command = _command()
    jobs = app.jobs
    if jobs is None:
        raise CannotEdit("There is no terminal to lend to an editor; write here.")
    handle, name = tempfile.mkstemp(prefix="npstui-", suffix=".txt")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        try:
            edit = partial(subprocess.run, [*command, name], check=False, stderr=lent())
            code = jobs.lend(lambda: edit().returncode)
        except OSError as error:
            raise CannotEdit(
                f"{command[0]} cannot be started: {error.strerror}; set EDITOR to one that can."
            ) from error
        written = path.read_bytes().decode("utf-8", "replace").removesuffix("\n")
        if code < 0 and written != text:
            return safe_lines(written)  # it was killed; what it had written is not lost
        if code:
            how = f"was ended by signal {-code}" if code < 0 else f"ended with {code}"
            raise CannotEdit(f"{command[0]} {how}; the text is as it was.")
        return safe_lines(written)
    except OSError as error:
        raise CannotEdit(f"No file for the editor: {error.strerror}; write here.") from error
    finally:
        with suppress(OSError):
            path.unlink()


def _command() -> list[str]:
    for name in ("VISUAL", "EDITOR"):
        if written := os.environ.get(name, "").strip():
            try:
                return shlex.split(written)
            except ValueError as error:
                raise CannotEdit(f"{name} cannot be read as a command: {error}.") from error
    return ["vi"]
