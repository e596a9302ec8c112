"""Esc with another key right behind it does both: in forms, in pickers, where there are marks."""

import re
from pathlib import Path

from tests.pty.desks import copy_of, desk
from tests.pty.terminal import Terminal


def sent_at_once(terminal: Terminal, keys: str, until: str) -> None:
    """Esc and these, as one write of the terminal."""
    terminal.send("esc", *keys)
    terminal.wait_for(until, quiet=0.0)


def test_esc_and_the_next_key_at_once_do_both(made_store: Path, tmp_path: Path) -> None:
    store = copy_of(made_store, tmp_path)
    with desk(tmp_path, "--store", store) as terminal:
        terminal.do("2", until=" 1 of 300 ")
        terminal.wait_for("nobody's, no contact yet", quiet=0.0)
        # A form: the draft is kept, and the key is the list's.
        terminal.do("n", *"half", until="half")
        sent_at_once(terminal, "j", " 2 of 300 ")
        assert "half" not in terminal.text
        # The contact form, to another verb.
        terminal.do("c", until="Result")
        sent_at_once(terminal, "t", "── tag ")
        # A picker, to a mark; the digit that follows is no exclamation mark.
        sent_at_once(terminal, " ", "3 of 300, 1 marked")
        terminal.do("t", until="── tag .* .marked.")
        sent_at_once(terminal, "2", "3 of 300, 1 marked")
        # Marks: gone before the key, which acts on the one case under the cursor.
        sent_at_once(terminal, "x", "── resolve [^(]*:")
        sent_at_once(terminal, "f", "filter")
        sent_at_once(terminal, "?", "j down  k up  q back")
        # What can begin an arrow key does not either.
        sent_at_once(terminal, "[", "3 of 300")
        assert not re.search(r"[¡¢]", terminal.text)
