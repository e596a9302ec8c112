"""Rebinding: presets, keys by id, and what is refused before Textual sees it."""

from pathlib import Path

import pytest

from npstui.desk.catalogue import CATALOGUE, CatalogueError, keys_of
from npstui.desk.keymaps import PRESETS, catalogue_for, rebound
from npstui.settings.user_file import PRESETS as KNOWN_PRESETS
from npstui.settings.user_file import UserSettings

FILE = Path("/home/alice/config.toml")


def keys(preset: str = "default", **changed: str) -> dict[str, tuple[str, ...]]:
    by_id = {name.replace("__", "."): key for name, key in changed.items()}
    made = catalogue_for(UserSettings(preset=preset, keys=by_id), FILE)
    return {command.id: keys_of(command) for command in made}


def test_without_settings_it_is_the_catalogue() -> None:
    assert catalogue_for(UserSettings(), FILE) == CATALOGUE


def test_every_preset_of_the_settings_is_known_and_valid() -> None:
    assert tuple(PRESETS) == KNOWN_PRESETS
    for preset in PRESETS:
        keys(preset)


def test_the_arrows_preset_needs_no_letter_to_move() -> None:
    arrows, usual = keys("arrows"), keys()
    used = {key for found in arrows.values() for key in found}
    assert used.isdisjoint("jkgG")
    for move in ("row.down", "row.up", "row.first", "row.last"):
        assert arrows[move] == tuple(key for key in usual[move] if len(key) > 1)
    assert {name for name in arrows if arrows[name] != usual[name]} == set(PRESETS["arrows"])


def test_own_keys_come_on_top_of_the_preset() -> None:
    made = keys("arrows", row__down="D down", case__tag="j", mark__all="")
    assert (made["row.down"], made["case.tag"], made["mark.all"]) == (("D", "down"), ("j",), ())


def test_two_keys_can_change_places() -> None:
    made = keys(case__tag="n", case__note="t")
    assert (made["case.tag"], made["case.note"]) == (("n",), ("t",))


def test_keys_may_be_written_as_screens_name_them() -> None:
    assert keys(close="esc")["close"] == ("escape",)
    assert keys(page__up="pgup B")["page.up"] == ("pageup", "B")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"case__tag": "n"}, "The key n is both case.tag (Tag) and case.note (Note)"),
        ({"row__down": "q"}, "The key q is both back (Back or leave) and row.down (Down)"),
        ({"case__tga": "T"}, "case.tga is no command; did you mean case.tag?"),
        ({"zzz": "T"}, "zzz is no command; npstui keys --json lists the ids"),
        ({"case__tag": "f5"}, "case.tag (Tag) asks for “f5”, which is no key here"),
        ({"case__tag": "alt+t"}, "which is no key here"),
        ({"case__tag": "å"}, "which is no key here"),
        ({"case__tag": "pagedwn"}, "did you mean pagedown?"),
        ({"case__tag": "T Z"}, "case.tag (Tag) can have one key, not 2."),
        ({"close": ""}, "close cannot be without a key"),
    ],
)
def test_what_cannot_be_is_one_sentence_that_names_the_file(
    changed: dict[str, str], said: str
) -> None:
    with pytest.raises(CatalogueError) as refused:
        keys(**changed)
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"{FILE}: [keys]: ")
    assert "\n" not in str(refused.value)


def test_a_command_that_is_not_in_a_catalogue_cannot_be_rebound() -> None:
    with pytest.raises(CatalogueError):
        rebound([command for command in CATALOGUE if command.id != "undo"], {"undo": ("U",)})
