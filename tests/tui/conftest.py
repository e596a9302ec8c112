"""What tests of several screens begin with."""

from pathlib import Path

import pytest


@pytest.fixture
def plain_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A terminal of which nothing is known but its colours; files land in a folder of the test."""
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "NPSTUI_EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(tmp_path)
