"""`npstui config`: every setting with its origin, and setting one."""

import tomllib
from pathlib import Path

import pytest
from tests.cli.conftest import Cli

KEYS = [
    "store", "person", "name", "time_zone", "team", "minimum_n", "goal", "earliest",
    "due.detractor", "due.passive", "due.promoter", "lapse.detractor", "lapse.passive",
    "lapse.promoter", "contact_cap", "contact_days", "editor", "outcomes", "tags",
    "business_hours", "business_hours.holidays",
    "remedies", "people", "absence", "capacity", "rules", "playbooks", "follow_up", "views",
    "preset", "glyphs", "theme", "bell", "keys", "private_views",
]  # fmt: skip


def test_the_document_key_by_key(cli: Cli, acme: Path) -> None:
    listed = cli("config", "--json").json
    assert [each["key"] for each in listed] == KEYS
    for each in listed:
        assert list(each) == ["key", "value", "origin", "place", "default"]
        assert each["origin"] in ("default", "store.toml", "config.toml", "environment", "flag")


def test_each_value_says_where_it_comes_from(
    cli: Cli, acme: Path, store_path: Path, config_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("config", "set", "theme", "light")
    monkeypatch.setenv("NPSTUI_GLYPHS", "ascii")
    listed = {each["key"]: each for each in cli("--as", "bob", "config", "--json").json}

    def origin(key: str) -> tuple[str, str | None]:
        return listed[key]["origin"], listed[key]["place"]

    assert origin("store") == ("environment", "NPSTUI_STORE")
    assert origin("person") == ("flag", "--as")
    assert listed["person"]["value"] == "bob"
    assert origin("goal") == ("store.toml", str(store_path / "store.toml"))
    assert origin("theme") == ("config.toml", str(config_path))
    assert origin("glyphs") == ("environment", "NPSTUI_GLYPHS")
    assert origin("bell") == ("default", None)


def test_a_store_given_by_flag_is_told_so(cli: Cli, acme: Path, store_path: Path) -> None:
    first = cli("--store", store_path, "config", "--json").json[0]
    assert (first["key"], first["value"], first["origin"]) == ("store", str(store_path), "flag")


def test_people_get_a_line_a_setting(cli: Cli, acme: Path, store_path: Path) -> None:
    lines = cli("config").out.splitlines()
    assert len(lines) == len(KEYS) + 1
    goal = next(line for line in lines if line.startswith("goal"))
    assert goal.split() == ["goal", "0.8", "store.toml", "(the", "default)"]


def test_without_a_store_the_defaults_are_shown_and_said(cli: Cli) -> None:
    ran = cli("config", "--json")
    assert (ran.code, [each["key"] for each in ran.json]) == (0, KEYS)
    assert "There is no store at" in ran.err


def test_a_store_setting_is_set_and_used(cli: Cli, acme: Path, store_path: Path) -> None:
    ran = cli("config", "set", "team", "alice, bob", "--json")
    assert ran.code == 0
    assert ran.json == {
        "key": "team",
        "value": ["alice", "bob"],
        "origin": "store.toml",
        "place": str(store_path / "store.toml"),
        "default": [],
    }
    assert ran.err == f"team is alice, bob now, in {store_path / 'store.toml'}.\n"
    assert "Nobody in the team is called “eve”" in cli("case", "assign", "eve", "d1").err
    assert cli("config", "set", "minimum_n", "5").code == 0
    assert "(few)" not in cli("score").out


def test_a_due_time_says_from_when_it_holds(cli: Cli, acme: Path) -> None:
    ran = cli("config", "set", "due.detractor", "12h")
    assert "It holds for answers imported from now on." in ran.err


def test_comments_of_the_store_live_on_in_a_copy(cli: Cli, acme: Path, store_path: Path) -> None:
    file = store_path / "store.toml"
    text = "# ask Mona first\n" + file.read_text()
    file.write_text(text)
    cli("config", "set", "goal", "75%")
    assert (store_path / "store.toml.bak").read_text() == text
    assert tomllib.loads(file.read_text())["goal"] == 0.75


def test_ones_own_settings_need_no_store(cli: Cli, config_path: Path, store_path: Path) -> None:
    assert cli("config", "set", "theme", "mono").code == 0
    assert cli("config", "set", "bell", "on").code == 0
    assert tomllib.loads(config_path.read_text()) == {"theme": "mono", "bell": True}
    assert not store_path.exists()


def test_a_variable_that_wins_over_the_file_is_said(
    cli: Cli, config_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPSTUI_THEME", "mono")
    ran = cli("config", "set", "theme", "light")
    assert "NPSTUI_THEME is set and wins over the file." in ran.err
    assert tomllib.loads(config_path.read_text()) == {"theme": "light"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["set", "minimum", "5"], 1, "“minimum” is no setting. Did you mean minimum_n?"),
        (["set", "goal", "80"], 1, "goal cannot be “80”: it wants a share such as 80%"),
        (["set", "follow_up", "all"], 1, "at the first import"),
        (["set", "theme", "green"], 1, "“theme” is 'green'; choose from dark"),
        (["set", "bell", "loud"], 1, "“bell” is true or false"),
        (["set", "goal"], 2, "Missing argument"),
        (["sett", "goal", "1"], 2, "The nearest is set."),
    ],
)
def test_what_cannot_be_set_is_one_sentence(
    cli: Cli, acme: Path, store_path: Path, words: list[str], code: int, said: str
) -> None:
    before = (store_path / "store.toml").read_text()
    ran = cli("config", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert (store_path / "store.toml").read_text() == before


def test_a_wrong_store_file_names_file_line_and_nearest(
    cli: Cli, acme: Path, store_path: Path
) -> None:
    file = store_path / "store.toml"
    file.write_text("name = 'acme'\ngaol = 0.7\n")
    ran = cli("config")
    assert ran.code == 1
    assert ran.err == f"{file}, line 2: “gaol” is not a setting. Did you mean “goal”?\n"


def test_the_past_cannot_be_set(cli: Cli, acme: Path) -> None:
    assert cli("--as-of", "1d", "config", "set", "goal", "1").code == 2
    assert cli("--as-of", "1d", "config", "set", "theme", "mono").code == 2
