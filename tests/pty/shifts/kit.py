"""What the ten shifts share: a seat at a desk that counts keys, and stores to sit down at."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.pty.desks import asked, desk, npstui, written
from tests.pty.terminal import KEYS, Terminal

SMALL, WIDE = (80, 24), (120, 40)
TEAM = "alice,bob,chen,mona,tom"
THEME = (
    ("The app crashes when I pay, every time", "en"),
    ("Appen kraschar när jag ska betala", "sv"),
    ("Appen krasjer når jeg skal betale", "no"),
    ("De app crasht bij het betalen", "nl"),
    ("App 一付款就閃退", "zh-Hant"),
)


class Seat:
    """Somebody at a desk. `keys` counts what was pressed, a typed word by its letters."""

    def __init__(self, terminal: Terminal, folder: Path, store: Path) -> None:
        self.terminal, self._folder, self._store = terminal, folder, store
        self.keys = 0

    def do(self, *keys: str, until: str) -> None:
        """Press keys, and read until the screen shows the regular expression."""
        self.keys += sum(1 if key in KEYS else len(key) for key in keys)
        self.terminal.do(*keys, until=until)

    def sees(self, *patterns: str) -> None:
        """The screen shows each of these, now or soon."""
        for pattern in patterns:
            self.terminal.wait_for(pattern, quiet=0.0)

    def asked(self, *words: str) -> Any:
        """What the store answers a question with, from another process."""
        return asked(self._folder, self._store, *words)

    def leave(self) -> None:
        """End the shift."""
        self.terminal.send("q")
        assert self.terminal.exit_code() == 0


@contextmanager
def seat(
    folder: Path, *words: str | Path, person: str = "alice", size: tuple[int, int] = SMALL
) -> Iterator[Seat]:
    """`npstui` with these words; the last is the store, or the file it is made beside."""
    columns, lines = size
    store = Path(words[-1]).with_suffix(".nps")
    with desk(folder, *words, person=person, columns=columns, lines=lines) as terminal:
        yield Seat(terminal, folder, store)


@contextmanager
def at_work(
    folder: Path, store: Path, person: str = "alice", size: tuple[int, int] = SMALL
) -> Iterator[Seat]:
    """A seat at a store that stands, with the tabs and their counts on the screen."""
    with seat(folder, store, person=person, size=size) as someone:
        someone.sees(r"2 Det\w* \d")
        yield someone


def events(seat: Seat, *kinds: str) -> list[dict[str, Any]]:
    """What people did to cases, oldest first; of these kinds only, where any are named."""
    told = [entry for entry in reversed(seat.asked("log")) if entry["kind"] != "import"]
    return [entry for entry in told if entry["kind"] in kinds or not kinds]


def ids(cases: Sequence[dict[str, Any]]) -> list[str]:
    """The responses of what was listed, in its order."""
    return [case["response_id"] for case in cases]


def answers(name: str, count: int, score: int, age: timedelta, **columns: str) -> list[Any]:
    """Rows of a survey, one a minute, the oldest as old as that: name0, name1 and so on."""
    first = datetime.now(UTC) - age
    return [
        {
            "id": f"{name}{number}",
            "score": score,
            "responded_at": (first + timedelta(minutes=number)).isoformat(timespec="seconds"),
            "comment": "",
            "customer_name": f"{name.title()} {number}",
            "email": f"{name}{number}@example.org",
            "phone": "",
            "region": ("Oslo", "Bergen")[number % 2],
            "language": "en",
            "do_not_contact": "",
        }
        | columns
        for number in range(count)
    ]


def spike(count: int) -> list[Any]:
    """Detractors of the last hours, all about the same thing in five languages; of every fifty
    one may not be contacted.
    """
    rows = answers("s", count, 0, timedelta(minutes=count + 5))
    for number, row in enumerate(rows):
        comment, language = THEME[number % len(THEME)]
        row |= {"score": number % 7, "comment": comment, "language": language}
        row["do_not_contact"] = "yes" if number % 50 == 0 else ""
    return rows


def store_of(folder: Path, rows: Sequence[Any], *, team: str = TEAM) -> Path:
    """A store of these answers, every one followed up, with a team and departments."""
    file, store = folder / "acme.csv", folder / "acme.nps"
    file.write_text(written(rows), encoding="utf-8")
    npstui(folder, "--store", store, "import", file, "--follow-up-from", "all")
    npstui(folder, "--store", store, "config", "set", "team", team)
    return store
