"""The desk while files come in: the inbox of its store, and a file that is open in it."""

from datetime import UTC, datetime
from pathlib import Path

from tests.pty.desks import desk, written

from npstui.store.store import Store

COMES_WITHIN = 8.0  # seconds: the desk looks from its second second on, a file rests two


def answers(first: int, count: int) -> str:
    now = datetime.now(UTC).isoformat()
    return written(
        [{"id": f"n{each}", "score": 10, "responded_at": now, "email": f"n{each}@example.org"}
         for each in range(first, first + count)]
    )  # fmt: skip


def test_two_desks_take_in_what_is_put_into_the_inbox_once(store: Path, tmp_path: Path) -> None:
    inbox = store / "inbox"
    with desk(tmp_path, store) as one, desk(tmp_path, store, person="bob") as two:
        for terminal in (one, two):
            terminal.wait_for("700 answers", quiet=0.0)
        (inbox / "more.csv").write_text(answers(0, 50), encoding="utf-8")
        (inbox / "notes.csv").write_text("no question here\nat all\n")
        for terminal in (one, two):
            assert terminal.wait_for("750 answers", quiet=0.0) < COMES_WITHIN
    assert (inbox / "done" / "more.csv").is_file()
    with Store.open(store) as opened:
        assert [row.fates.imported for row in opened.imports()] == [700, 50]


def test_a_file_that_cannot_be_read_is_said_while_its_answers_stay(tmp_path: Path) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(answers(0, 40), encoding="utf-8")
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from", quiet=0.0)
        terminal.do("enter", until="40 answers")
        away = file.rename(tmp_path / "away")
        terminal.wait_for(r"cannot read survey.csv since \d\d:\d\d", quiet=0.0)
        assert "40 answers" in terminal.text
        away.rename(file)
        terminal.wait_for(r"data to \d\d:\d\d", quiet=0.0)
        with file.open("a", encoding="utf-8") as stream:
            stream.write(answers(40, 5).split("\n", 1)[1])
        terminal.wait_for("45 answers", quiet=0.0)
