"""`npstui team`: who holds what, what is late, who is away; and where absence is set."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cli.conftest import Cli


def test_each_member_stands_with_what_they_hold(cli: Cli, acme: Path) -> None:
    back = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    for key, value in (("team", "alice,bob"), ("absence.bob", back), ("capacity.alice", "1")):
        assert cli("config", "set", key, value).code == 0
    cli("--as", "alice", "case", "take", "d1", "d2", "p1")
    cli("--as", "alice", "case", "contact", "--channel", "mail", "--result", "sent", "d1")
    cli("case", "assign", "bob", "g1")
    cli("--as", "alice", "case", "snooze", "3d", "p1")
    cli("--as", "alice", "case", "hand-on", "Dispatch", "d2")
    told = {each["person"]: each for each in cli("team", "--json").json}
    assert list(told) == ["alice", "bob", None]
    alice, bob, nobody = told.values()
    assert (alice["open"], alice["contacted"], alice["snoozed"], alice["waiting"]) == (3, 1, 1, 1)
    assert (alice["capacity"], alice["away_until"]) == (1, None)
    assert (bob["open"], bob["in_team"], bob["away_until"]) == (1, True, back)
    assert nobody["open"] > 0
    shown = cli("team").out
    assert "The team now" in shown
    assert "Beyond their capacity: alice." in shown
    assert "Away: bob until " in shown
    assert ", with 1 open case. npstui hand-over FROM TO gives" in shown


def test_whoever_left_the_team_and_holds_cases_is_named(cli: Cli, acme: Path) -> None:
    cli("--as", "carol", "case", "take", "d1")
    cli("config", "set", "team", "alice")
    told = cli("team", "--json").json
    assert [(each["person"], each["in_team"]) for each in told[:2]] == [
        ("alice", True),
        ("carol", False),
    ]
    assert "Not in the team: carol." in cli("team").out


def test_a_store_of_nobody_says_how_to_name_a_team(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text("id,score,responded_at\na,9,2020-01-01\n")
    cli("import", file)
    ran = cli("team")
    assert ran.code == 0
    assert "No team yet: npstui config set team alice,bob" in ran.out
    assert cli("team", "--json").json == []


def test_an_absence_is_a_day_or_none(cli: Cli, acme: Path) -> None:
    wrong = cli("config", "set", "absence.bob", "soon")
    assert wrong.code == 1
    assert "a date such as" in wrong.err
    assert cli("config", "set", "capacity.bob", "0").code == 1
    assert cli("config", "set", "team", "bob").code == 0
    assert cli("config", "set", "absence.bob", "2099-01-01").code == 0
    assert cli("team", "--json").json[0]["away_until"] == "2099-01-01"
    cli("config", "set", "absence.bob", "none")
    assert cli("team", "--json").json[0]["away_until"] is None
