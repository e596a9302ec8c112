"""A survey whose every cell, name and tag wants to do something to the terminal."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.guards.hostile import HOSTILE
from tests.pty.desks import asked, desk, npstui, written
from tests.pty.terminal import Terminal

from npstui.settings.store_file import FILE_NAME

# What a frame may hold beside text: styles, cursor moves, ends of lines, synchronized output,
# the pointer's shape, the window's title with a count.
ALLOWED = re.compile(
    r"\x1b\[[0-9;]*m|\x1b\[\d+;\d+H|\x1b\[\?2026[hl]|\x1b\[\?25[hl]|\r\n"
    r"|\x1b\]22;\w+\x07|\x1b\[2[23];2t|\x1b\]2;npstui( \d+)?\x07"
)
BLANKS = {"\u3000", "\xa0"}
# As much of them as a CSV file in UTF-8 can hold: one with a NUL is refused as binary.
TEXTS = tuple(
    text.encode("utf-8", "replace").decode().replace("\x00", "") for text in HOSTILE.values()
)
COLUMNS = ("customer_name", "email", "phone", "company", "agent", "team", "region", "product",
           "channel", "touchpoint", "language", "preferred_channel", "question")  # fmt: skip


def hostile_survey() -> str:
    """A row for each hostile text, that text in every column; some headers are hostile too."""
    now = datetime.now(UTC)
    rows = []
    for number, text in enumerate(TEXTS):
        row = {
            "id": f"{text[:40]}{number}",
            "score": number % 7,
            "responded_at": (now - timedelta(minutes=number)).isoformat(),
            "comment": text,
            **dict.fromkeys(COLUMNS, text),
            "\x1b]0;owned\x07col": text,
            "‮[@click=app.quit]rtl": text,
        }
        row["email"] = f"{number}@example.org" if number % 2 else text
        rows.append(row)
    return written(rows)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The survey, in a file whose name is hostile as well."""
    named = tmp_path / "a\x1b[31m\u202e[b].csv"
    named.write_text(hostile_survey(), encoding="utf-8", newline="")
    return named


@pytest.fixture(params=[(120, 40), (80, 24)], ids=["120x40", "80x24"])
def terminal(request: pytest.FixtureRequest, file: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The first-time sheet on it."""
    columns, lines = request.param
    with desk(tmp_path, file, columns=columns, lines=lines, person="al[31mi[/]") as running:
        running.wait_for("Follow up from")
        yield running


def check(terminal: Terminal, since: str) -> None:
    """Nothing but text and what our own drawing sends came after these words; the desk lives."""
    terminal.settle()  # half a frame would end inside a sequence
    sent = terminal.written.decode()
    left = ALLOWED.sub("", sent[sent.index(since) :])
    found = [at for at, each in enumerate(left) if not each.isprintable() and each not in BLANKS]
    assert [left[max(at - 20, 0) : at + 30] for at in found] == []
    assert "? keys" in terminal.text


def opens(terminal: Terminal, *keys: str) -> None:
    """These keys lead to a dialog: while one stands the last line names no keys."""
    terminal.send(*keys)
    terminal.wait_until(lambda text: "? keys" not in text)
    terminal.settle(quiet=0.1)


def closes(terminal: Terminal) -> None:
    """Esc leaves it."""
    terminal.send("esc")
    terminal.wait_until(lambda text: "? keys" in text)


def test_hostile_answers_do_nothing_on_any_screen(terminal: Terminal) -> None:
    terminal.do("down", "enter", until=r"2 Det\w* \d")
    terminal.press(*["j"] * 9, quiet=0.2)
    terminal.do("2", until=r" 1 of \d")
    terminal.press("pagedown", "pagedown", "G", "g", quiet=0.2)
    for place in range(2, len(TEXTS) + 1):
        terminal.do("j", until=f" {place} of ")
        terminal.settle(quiet=0.16)  # the pane follows when the cursor rests
    terminal.press("?", quiet=0.2)
    check(terminal, "Follow up from")


def test_hostile_answers_do_nothing_in_a_case_a_picker_and_a_form(terminal: Terminal) -> None:
    terminal.do("down", "enter", until=r"2 Det\w* \d")
    terminal.do("2", until=r" 1 of \d")
    terminal.do("m", until="u undoes")
    for key in "tanczx":
        opens(terminal, "j", key)
        closes(terminal)
        terminal.do("j", "enter", until="esc back|q back|J next")
        opens(terminal, "G", key)
        closes(terminal)
        terminal.do("q", until=r" \d+ of \d")
    terminal.do("e", until="Export ")
    closes(terminal)
    check(terminal, "Follow up from")


def test_hostile_names_and_tags_do_nothing_in_pickers_and_stories(
    file: Path, tmp_path: Path
) -> None:
    store = tmp_path / "hostile.nps"
    npstui(tmp_path, "--store", store, "import", file, "--follow-up-from", "all")
    first = asked(tmp_path, store, "list", "detractors")[0]["response_id"]
    for note in TEXTS[:6]:
        npstui(tmp_path, "--store", store, "case", "note", note, first)
    names = ", ".join(_toml(text) for text in TEXTS if text.strip())
    settings = store / FILE_NAME
    decided = settings.read_text(encoding="utf-8")
    decided = decided.replace("team = []", f'team = [{names}, "alice"]')
    decided = decided.replace("tags = []", f"tags = [{names}]")
    settings.write_text(decided, encoding="utf-8")
    with desk(tmp_path, store) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        terminal.do("2", until=r" 1 of \d")
        for key in "at":
            terminal.do(key, until="nobody|owned")
            for _ in range(8):
                terminal.press("tab", quiet=0.02)
            closes(terminal)
        terminal.do("enter", until="What happened")
        terminal.press("G", quiet=0.2)
        check(terminal, "2 Detractors ")


def test_hostile_answers_do_nothing_on_the_import_s_pages(terminal: Terminal) -> None:
    terminal.do("m", until="how its columns are read")
    terminal.press(*["down"] * 20, "enter", quiet=0.2)
    terminal.press("esc", "G", quiet=0.2)
    terminal.do("esc", until="Follow up from")
    terminal.press("s", quiet=0.2)
    terminal.press("G", "esc", quiet=0.2)
    terminal.do("enter", until=r"2 Det\w* \d")
    check(terminal, "Follow up from")


def test_hostile_answers_do_nothing_on_pages_over_the_desk(made: Path, tmp_path: Path) -> None:
    with desk(tmp_path, made) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        for name in ("imports", "settings", "health of"):
            terminal.do(":", *name, "enter", until="esc back|q back")
            terminal.press("G", "enter", "G", quiet=0.2)
            terminal.press("esc", "esc", quiet=0.2)
            terminal.do("1", until="To do")
        terminal.press("5", quiet=0.2)
        terminal.press("left", "left", "i", "esc", quiet=0.2)
        terminal.press("enter", "G", "enter", "esc", "esc", quiet=0.2)
        terminal.press("d", "G", "tab", quiet=0.2)
        terminal.do("esc", "1", until="To do")
        terminal.press("d", "2", quiet=0.3)
        terminal.press("G", "enter", "j", "enter", quiet=0.2)
        terminal.press("esc", "esc", quiet=0.2)
        check(terminal, "2 Detractors ")


def test_hostile_answers_do_nothing_in_drafts_and_hand_ons(made: Path, tmp_path: Path) -> None:
    with desk(tmp_path, made) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        terminal.do("2", until=r" 1 of \d")
        for _ in range(6):
            for keys in (("c", "m", "tab", "right"), ("c", "p"), ("x", "tab", "right"), ("h", "1")):
                opens(terminal, *keys)
                closes(terminal)
            terminal.press("esc", "j", quiet=0.1)
        opens(terminal, "space", "j", "space", "j", "space", "c", "m", "tab", "tab")
        closes(terminal)
        check(terminal, "2 Detractors ")


def test_reports_of_hostile_answers_are_lines_of_text(made: Path, tmp_path: Path) -> None:
    for words in (
        ("brief",),
        ("followup",),
        ("imports",),
        ("marker", "list"),
        ("list", "detractors"),
    ):
        said = npstui(tmp_path, "--store", made, *words)
        found = [each for each in said if not each.isprintable() and each not in BLANKS | {"\n"}]
        assert (words, found) == (words, [])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of it, with markers and departments that are hostile too."""
    folder = tmp_path_factory.mktemp("hostile")
    named = folder / "a\x1b[31m\u202e[b].csv"
    named.write_text(hostile_survey(), encoding="utf-8", newline="")
    store = folder / "hostile.nps"
    npstui(folder, "--store", store, "import", named, "--follow-up-from", "all")
    for text in TEXTS[:8]:
        npstui(folder, "--store", store, "marker", "add", "7d", f"m {text[:60]}")
    settings = store / FILE_NAME
    decided = settings.read_text(encoding="utf-8")
    people = "\n".join(f"{_toml(text)} = {_toml(text)}" for text in TEXTS[:6])
    settings.write_text(f"{decided}\n[people]\n{people}\n", encoding="utf-8")
    return store


def _toml(text: str) -> str:
    return '"' + "".join(f"\\U{ord(each):08x}" for each in text[:60]) + '"'
