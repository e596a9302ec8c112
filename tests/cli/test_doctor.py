"""`npstui doctor`: what is well, what is worth a word, what is wrong."""

from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Cli, Ran

from npstui.cli.checkup import State, terminal_checks
from npstui.store.connections import connect
from npstui.store.migrations import newest_version
from npstui.store.store import Store

UTF8 = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in UTF8.items():
        monkeypatch.setenv(name, value)


def states(ran: Ran) -> dict[str, str]:
    return {check["name"]: check["state"] for check in ran.json["checks"]}


def said(ran: Ran, name: str) -> str:
    return " ".join(check["said"] for check in ran.json["checks"] if check["name"] == name)


def segment(store: Path) -> Path:
    return next((store / "responses").glob("*.parquet"))


def test_the_document_key_by_key(cli: Cli, acme: Path) -> None:
    ran = cli("doctor", "--json")
    assert (ran.code, list(ran.json)) == (0, ["ok", "checks"])
    assert ran.json["ok"] is True
    for check in ran.json["checks"]:
        assert list(check) == ["name", "state", "said"]
        assert check["state"] in ("ok", "note", "wrong")
    assert list(states(ran)) == [
        "npstui", "python", "packages", "terminal", "colours", "locale", "glyphs", "config",
        "store", "playbooks", "segments", "catalog", "here", "disk",
    ]  # fmt: skip


def test_people_get_a_line_a_check(cli: Cli, acme: Path, store_path: Path) -> None:
    ran = cli("doctor")
    assert ran.code == 0
    assert f"{store_path}, version {newest_version()}" in ran.out
    assert "1 segment, 8 answers, all there and readable" in ran.out
    assert "nobody else" in ran.out


def test_the_playbooks_of_a_store_are_read(cli: Cli, acme: Path, store_path: Path) -> None:
    assert "detractor" in said(cli("doctor", "--json"), "playbooks")
    (store_path / "playbooks").mkdir()
    (store_path / "playbooks" / "parcels.toml").write_text("steps = 3\n")
    ran = cli("doctor", "--json")
    assert (ran.code, states(ran)["playbooks"]) == (1, "wrong")
    assert "parcels.toml" in said(ran, "playbooks")


def test_who_else_is_here_is_named(cli: Cli, acme: Path, store_path: Path) -> None:
    with Store.open(store_path):
        pass
    assert said(cli("doctor", "--json"), "here") == "nobody else"


def test_a_lost_segment_is_wrong_and_named(cli: Cli, acme: Path, store_path: Path) -> None:
    lost = segment(store_path)
    lost.unlink()
    ran = cli("doctor", "--json")
    assert (ran.code, ran.json["ok"], states(ran)["segments"]) == (1, False, "wrong")
    assert f"{lost} is missing" in said(ran, "segments")
    assert "wrong." in ran.err


def test_a_segment_cut_off_is_wrong(cli: Cli, acme: Path, store_path: Path) -> None:
    cut = segment(store_path)
    cut.write_bytes(cut.read_bytes()[:-10])
    ran = cli("doctor", "--json")
    assert (ran.code, "is cut off" in said(ran, "segments")) == (1, True)


def test_damage_in_the_catalog_is_wrong(cli: Cli, acme: Path, store_path: Path) -> None:
    cli("case", "take", "d1")
    with closing(connect(store_path / "catalog.sqlite")) as connection:
        connection.execute("DELETE FROM verbs")
    ran = cli("doctor", "--json")
    assert (ran.code, states(ran)["catalog"]) == (1, "wrong")


def test_leftovers_and_quarantine_are_worth_a_word_only(
    cli: Cli, acme: Path, store_path: Path, tmp_path: Path
) -> None:
    (store_path / "responses" / "ff-0000.parquet").write_bytes(b"PAR1")
    (segment(store_path).with_suffix(".keys")).unlink(missing_ok=True)
    bad = tmp_path / "bad.csv"
    bad.write_text("id,score\n1,eleven\n2,9\n")
    assert cli("import", bad).code == 3
    ran = cli("doctor", "--json")
    assert (ran.code, states(ran)["quarantine"]) == (0, "note")
    assert "1 refused row" in said(ran, "quarantine")


def test_a_missing_store_is_wrong_where_it_was_named(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("doctor", "--json").code == 1
    monkeypatch.delenv("NPSTUI_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    ran = cli("doctor", "--json")
    assert (ran.code, states(ran)["store"]) == (0, "note")
    assert not (tmp_path / "data").exists()


def test_a_wrong_config_is_wrong_and_the_store_is_looked_at_all_the_same(
    cli: Cli, acme: Path, config_path: Path
) -> None:
    config_path.parent.mkdir(parents=True)
    config_path.write_text('[keys]\n"case.tag" = "n"\n')
    ran = cli("doctor", "--json")
    assert (ran.code, states(ran)["config"], states(ran)["store"]) == (1, "wrong", "ok")
    assert "The key n is both" in said(ran, "config")


def test_a_wrong_store_file_is_wrong(cli: Cli, acme: Path, store_path: Path) -> None:
    (store_path / "store.toml").write_text("gaol = 1\n")
    ran = cli("doctor", "--json")
    assert (ran.code, "“gaol” is not a setting" in said(ran, "store")) == (1, True)


@pytest.mark.parametrize(
    ("environment", "name", "words"),
    [
        ({}, "colours", "256"),
        ({"COLORTERM": "truecolor"}, "colours", "16 million"),
        ({"NO_COLOR": "1"}, "colours", "none (NO_COLOR is set)"),
        ({"TERM": "linux"}, "colours", "dark-16"),
        ({"LANG": "zh_TW.UTF-8"}, "glyphs", "terminals set up for zh_TW may give"),
        ({}, "glyphs", 'set glyphs = "ascii"'),
        ({"TERM": ""}, "terminal", "TERM is not set"),
    ],
)
def test_what_the_terminal_tells_is_read(
    environment: dict[str, str], name: str, words: str
) -> None:
    checks = {check.name: check for check in terminal_checks({**UTF8, **environment})}
    assert words in checks[name].said
    assert all(check.state is not State.WRONG for check in checks.values())


def test_business_hours_are_told_and_holidays_that_ran_out_are_noted(cli: Cli, acme: Path) -> None:
    assert cli("config", "set", "business_hours", "mon-fri 09:00-17:00").code == 0
    ran = cli("doctor", "--json")
    assert (states(ran)["hours"], ran.code) == ("ok", 0)
    assert said(ran, "hours").startswith("mon-fri 09:00-17:00, ")
    cli("config", "set", "business_hours.holidays", "2020-12-25")
    ran = cli("doctor", "--json")
    assert (states(ran)["hours"], ran.code) == ("note", 0)
    assert "every holiday set is past" in said(ran, "hours")


def with_rule(store: Path, rule: str) -> None:
    toml = store / "store.toml"
    toml.write_text(f'{toml.read_text()}\n[[rules]]\nname = "oslo"\ntag = ["o"]\n{rule}\n')


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ('where = "regoin:Oslo"', "There is no key “regoin”. Did you mean region?"),
        (
            'by = "regoin"\nassign = {Oslo = "ann"}',
            "there is no column “regoin”. Did you mean region",
        ),
    ],
)
def test_a_rule_that_names_nothing_known_is_said_beforehand(
    cli: Cli, acme: Path, store_path: Path, rule: str, why: str
) -> None:
    with_rule(store_path, rule)
    ran = cli("doctor", "--json")
    assert (ran.code, states(ran)["rules"]) == (1, "wrong")
    assert f"rule “oslo” would do nothing: {why}" in said(ran, "rules")


def test_a_rule_that_will_be_applied_is_well(cli: Cli, acme: Path, store_path: Path) -> None:
    with_rule(store_path, 'where = "region:Oslo"')
    ran = cli("doctor", "--json")
    assert (ran.code, states(ran)["rules"], said(ran, "rules")) == (0, "ok", "oslo")
