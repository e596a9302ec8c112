"""What going along the line of Trends costs on the wire, on the real desk."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from tests.pty.desks import desk, make_store
from tests.pty.terminal import Terminal

MOVE_BYTES = 800
WEEKS, A_WEEK = 70, 40


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seventy weeks of forty answers."""
    now = datetime.now(UTC)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(("id", "score", "responded_at", "region"))
    for number in range(WEEKS * A_WEEK):
        at = now - timedelta(weeks=1) * (number / A_WEEK) - timedelta(minutes=5)
        region = ("Oslo", "Bergen")[number % 2]
        writer.writerow((f"r{number}", number * 7 % 11, at.isoformat(), region))
    return make_store(tmp_path_factory.mktemp("weeks"), text.getvalue())


@pytest.fixture(params=[(120, 40), (80, 24)], ids=["120x40", "80x24"])
def terminal(request: pytest.FixtureRequest, weeks: Path, tmp_path: Path) -> Iterator[Terminal]:
    columns, lines = request.param
    with desk(tmp_path, weeks, columns=columns, lines=lines) as running:
        running.wait_for(r"2 Det\w* \d", quiet=0.0)
        running.do("5", until=r"of 7\d weeks")
        running.settle(0.6)
        yield running


def test_a_step_along_the_line_repaints_names_rule_and_words(terminal: Terminal) -> None:
    costs = []
    for key in ["left"] * 8 + ["right"] * 6:
        minute, start = datetime.now(UTC).minute, len(terminal.written)
        terminal.press(key, quiet=0.15)
        # On a whole minute times step; that is no cost of the key.
        if datetime.now(UTC).minute == minute:
            costs.append(len(terminal.written) - start)
    assert 0 < max(costs) <= MOVE_BYTES
