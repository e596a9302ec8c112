"""Contact in a real terminal: a spike in few keys, and the text to an editor and back."""

import csv
import os
import signal
import time
from pathlib import Path

from tests.pty.desks import asked, desk, npstui, survey

SPIKE = 400


def test_a_spike_of_400_is_written_to_in_a_few_keys(tmp_path: Path) -> None:
    (tmp_path / "spike.csv").write_text(survey(SPIKE))
    npstui(tmp_path, "import", "spike.csv", "--follow-up-from", "all")
    store = next(tmp_path.glob("**/*.nps"))
    with desk(tmp_path, "--store", store) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        terminal.do("2", until=f" 1 of {SPIKE}")
        terminal.do("*", until=f"{SPIKE} marked")
        terminal.do("c", until=rf"{SPIKE} rows")
        terminal.do("ctrl+s", until=r"400 rows to send in \S+\.csv, and logged\. u undoes")
        (file,) = tmp_path.glob("*-contact-*.csv")
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert len(rows) == SPIKE
        assert all(row["email"] and row["text"] for row in rows)
        terminal.do("u", until="went out")
    cases = asked(tmp_path, store, "list", "detractors", "--json")
    assert all(case["first_contact_at"] is None for case in cases)


def test_the_editor_borrows_the_terminal_and_gives_it_back(tmp_path: Path) -> None:
    editor = tmp_path / "ed"
    editor.write_text('#!/bin/sh\necho in the editor; read line; echo "$line" > "$1"\n')
    editor.chmod(0o755)
    (tmp_path / "some.csv").write_text(survey(3))
    npstui(tmp_path, "import", "some.csv", "--follow-up-from", "all")
    store = next(tmp_path.glob("**/*.nps"))
    env = {"EDITOR": str(editor), "VISUAL": ""}
    with desk(tmp_path, "--store", store, env=env) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        terminal.do("2", until=" 1 of 3")
        terminal.do("c", until="Contact .*detractor,")
        terminal.do("e", until="in the editor")
        # Only the form has it below the choices; the terminal's own echo has not.
        terminal.do("Written elsewhere", "enter", until=r"nothing told[^\n]*\s+Written elsewhere")
        terminal.do("ctrl+s", until="paste it into your mail.* Logged as mailed")
    shown = asked(tmp_path, store, "log", "--json")
    assert "Written elsewhere" in str(shown)


def test_a_draft_outlives_a_kill(tmp_path: Path) -> None:
    (tmp_path / "some.csv").write_text(survey(3))
    npstui(tmp_path, "import", "some.csv", "--follow-up-from", "all")
    store = next(tmp_path.glob("**/*.nps"))
    with desk(tmp_path, "--store", store) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        terminal.do("2", until=" 1 of 3")
        terminal.do("n", "they will call", until="they will call")
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if any("will call" in path.read_text() for path in store.glob("presence/draft-*")):
                break
            time.sleep(0.05)
        os.kill(terminal.pid, signal.SIGKILL)
    with desk(tmp_path, "--store", store) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        terminal.do("2", until=" 1 of 3")
        terminal.do("n", until="they will call")
        terminal.wait_for("Your draft of", quiet=0.0)
        terminal.do("enter", until="u undoes")
        deadline = time.monotonic() + 10
        while list(store.glob("presence/draft-*")) and time.monotonic() < deadline:
            time.sleep(0.05)
    assert not list(store.glob("presence/draft-*"))
