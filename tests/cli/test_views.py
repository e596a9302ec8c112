"""`npstui view` and `list --view`."""

import tomllib
from pathlib import Path

import pytest
from tests.cli.conftest import Cli


def ids(ran: str) -> list[str]:
    return ran.split()


def test_a_saved_view_is_listed_with_its_keys(cli: Cli, acme: Path) -> None:
    words = ["--where", "region:Oslo", "--sort", "-score", "--queue", "detractors"]
    ran = cli("view", "save", "Oslo", *words, "--json")
    assert ran.code == 0
    assert ran.json == {
        "name": "Oslo",
        "shared": False,
        "where": "region:Oslo",
        "sort": "-score",
        "queue": "detractors",
    }
    assert cli("view", "list", "--json").json == [ran.json]
    assert cli("view", "list").out.splitlines()[1].split() == [
        "Oslo", "own", "detractors", "-score", "region:Oslo",
    ]  # fmt: skip


def test_a_private_view_stands_in_the_users_file_under_the_stores_path(
    cli: Cli, acme: Path, config_path: Path, store_path: Path
) -> None:
    cli("view", "save", "all")
    document = tomllib.loads(config_path.read_text())
    assert document == {"views": {str(store_path.resolve()): {"all": {}}}}
    assert "views" not in tomllib.loads((store_path / "store.toml").read_text())


def test_a_shared_view_stands_in_the_store(
    cli: Cli, acme: Path, config_path: Path, store_path: Path
) -> None:
    ran = cli("view", "save", "late", "--where", "-tag:called", "--shared", "--json")
    assert ran.json["shared"] is True
    assert tomllib.loads((store_path / "store.toml").read_text())["views"] == {
        "late": {"where": "-tag:called"}
    }
    assert not config_path.exists()


def test_list_takes_filter_sort_and_queue_of_a_view(cli: Cli, acme: Path) -> None:
    cli("view", "save", "Oslo", "--where", "region:Oslo", "--sort=-score", "--queue", "detractors")
    assert ids(cli("list", "--view", "Oslo", "--format", "ids").out) == ["d2", "d1"]
    assert ids(cli("list", "--view", "oslo", "--sort", "score", "--format", "ids").out) == [
        "d1",
        "d2",
    ]
    assert ids(cli("list", "--view", "Oslo", "--where", "score:6", "--format", "ids").out) == ["d2"]
    assert ids(cli("list", "responses", "--view", "Oslo", "--format", "ids").out) == ["d2", "d1"]


def test_a_view_of_no_queue_lists_the_open_cases(cli: Cli, acme: Path) -> None:
    cli("view", "save", "mine", "--where", "score:0..6")
    assert sorted(ids(cli("list", "--view", "mine", "--format", "ids").out)) == ["d1", "d2", "d3"]
    cli("case", "resolve", "solved", "d1")
    assert sorted(ids(cli("list", "--view", "mine", "--format", "ids").out)) == ["d2", "d3"]
    named = cli("list", "cases", "--view", "mine", "--format", "ids").out
    assert sorted(ids(named)) == ["d1", "d2", "d3"]
    assert ids(cli("list", "passives", "--view", "mine", "--format", "ids").out) == []


def test_ones_own_view_comes_before_a_shared_one_of_the_name(cli: Cli, acme: Path) -> None:
    cli("view", "save", "a", "--where", "region:Oslo", "--queue", "detractors", "--shared")
    cli("view", "save", "a", "--where", "region:Bergen", "--queue", "detractors")
    assert ids(cli("list", "--view", "a", "--format", "ids").out) == ["d3"]
    cli("view", "drop", "a")
    assert sorted(ids(cli("list", "--view", "a", "--format", "ids").out)) == ["d1", "d2"]


def test_saving_again_replaces_and_dropping_takes_away(cli: Cli, acme: Path) -> None:
    cli("view", "save", "a", "--where", "region:Oslo")
    cli("view", "save", "a", "--where", "region:Bergen")
    assert [each["where"] for each in cli("view", "list", "--json").json] == ["region:Bergen"]
    assert cli("view", "drop", "a", "--json").json["name"] == "a"
    assert cli("view", "list", "--json").json == []
    assert "No views are saved" in cli("view", "list").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["save", "a", "--where", "x regoin:Oslo"], 2, "region?\n  x regoin:Oslo\n    ^"),
        (["save", "a", "--sort", "scor"], 1, "cannot be sorted by “scor”. Did you mean score?"),
        (["save", "  "], 1, "1 to 40 characters"),
        (["save", "a", "--queue", "fans"], 2, "The nearest is"),
        (["drop", "late"], 1, "There is no view “late”. Did you mean “later”?"),
        (["drop", "later"], 1, "The view “later” is shared; --shared drops it for everybody."),
        (["drop", "own", "--shared"], 1, "is your own; without --shared it is dropped."),
        (["drp"], 2, "The nearest is drop."),
    ],
)
def test_what_cannot_be_is_one_sentence(
    cli: Cli, acme: Path, words: list[str], code: int, said: str
) -> None:
    cli("view", "save", "later", "--shared")
    cli("view", "save", "own")
    ran = cli("view", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert len(cli("view", "list", "--json").json) == 2


def test_columns_stand_for_the_sorts_of_the_screen(cli: Cli, acme: Path) -> None:
    assert cli("view", "save", "a", "--sort", "-due_at", "--json").json["sort"] == "-due"


def test_a_list_without_what_and_view_says_what_there_is(cli: Cli, acme: Path) -> None:
    ran = cli("list")
    assert (ran.code, "responses, cases" in ran.err) == (2, True)
    ran = cli("list", "--view", "gone")
    assert (ran.code, "There is no view “gone”. There are none yet." in ran.err) == (1, True)
    cli("view", "save", "a", "--queue", "passives")
    ran = cli("list", "detractors", "--view", "a")
    assert (ran.code, "is of passives, not of detractors" in ran.err) == (2, True)


def test_a_view_that_lost_its_column_says_which_view(
    cli: Cli, acme: Path, store_path: Path
) -> None:
    with (store_path / "store.toml").open("a") as file:
        file.write('[views.old]\nwhere = "shop:7"\n')
    ran = cli("list", "--view", "old")
    assert ran.code == 2
    assert ran.err.startswith("The view “old”: ")
    assert "\n  shop:7\n  ^" in ran.err


def test_the_past_cannot_be_given_a_view(cli: Cli, acme: Path) -> None:
    assert cli("--as-of", "1d", "view", "save", "a").code == 2
    assert cli("--as-of", "1d", "view", "list").code == 0
