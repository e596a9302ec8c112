"""config.toml: what one user set, private views, and what a wrong file is told."""

import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from npstui.model.category import Category
from npstui.settings.documents import SettingsError
from npstui.settings.user_file import (
    UserSettings,
    load_user_settings,
    save_private_view,
    save_user_setting,
    written_keys,
)
from npstui.settings.views import SavedView, table_of, view_from, views_from

LATE = SavedView("region:Oslo -tag:late", "-score", Category.DETRACTOR)


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NPSTUI_GLYPHS", "NPSTUI_THEME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "npstui" / "config.toml"


def written(config: Path, text: str) -> Path:
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(text, encoding="utf-8")
    return config


def test_without_a_file_the_defaults_hold(config: Path) -> None:
    assert load_user_settings(config) == UserSettings()
    assert not config.parent.exists()


def test_every_setting_is_read(config: Path) -> None:
    written(
        config,
        'preset = "arrows"\nglyphs = "ascii"\ntheme = "light-16"\nbell = true\n'
        '[keys]\n"case.tag" = "T"\nmark.all = "A"\n'
        '[views."/srv/acme.nps"."My Oslo"]\nwhere = "region:Oslo"\nqueue = "passive"\n',
    )
    assert load_user_settings(config) == UserSettings(
        preset="arrows",
        glyphs="ascii",
        theme="light-16",
        bell=True,
        keys={"case.tag": "T", "mark.all": "A"},
        views={"/srv/acme.nps": {"My Oslo": SavedView("region:Oslo", "", Category.PASSIVE)}},
    )
    assert written_keys(config) == {"preset", "glyphs", "theme", "bell", "keys", "views"}


def test_the_environment_wins_over_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(config, 'theme = "light"\n')
    monkeypatch.setenv("NPSTUI_THEME", "mono")
    assert load_user_settings(config).theme == "mono"
    monkeypatch.setenv("NPSTUI_THEME", "")
    assert load_user_settings(config).theme == "light"


def test_a_wrong_variable_is_named_and_not_the_file(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPSTUI_GLYPHS", "emoji")
    with pytest.raises(SettingsError, match="NPSTUI_GLYPHS is “emoji”; choose from unicode, ascii"):
        load_user_settings(config)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('glyphs = "ascii"\nteme = "dark"\n', "line 2: “teme” is not a setting. Did you mean “the"),
        ('theme = "green"\n', "line 1: “theme” is 'green'; choose from dark, light"),
        ('bell = "yes"\n', "line 1: “bell” is true or false"),
        ("[keys]\nmark = 7\n", "line 1: .keys. maps a command to a key"),
        ("keys = 7\n", "maps a command to a key"),
        ("views = 7\n", ".views. holds a table a store"),
        ('[views.a.b]\nqueue = "detractors"\n', "not “detractors”"),
        ('[views.a.b]\nwhat = "x"\n', "a view has where, sort, queue, not what"),
        ("theme = \n", "is not valid TOML"),
    ],
)
def test_a_wrong_file_names_itself_the_line_and_the_way_out(
    config: Path, text: str, said: str
) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        load_user_settings(written(config, text))
    assert str(config) in str(refused.value)


def test_a_file_that_is_no_text_is_refused_in_words(config: Path) -> None:
    written(config, "")
    config.write_bytes(b"theme = '\xff'")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_user_settings(config)


def test_a_private_view_is_kept_by_store_and_name_beside_the_rest(config: Path) -> None:
    written(config, 'theme = "light"\n')
    save_private_view(config, "/srv/acme.nps", "Late in Oslo", LATE)
    save_private_view(config, "/srv/other.nps", "all", SavedView())
    settings = load_user_settings(config)
    assert settings.theme == "light"
    assert settings.views == {
        "/srv/acme.nps": {"Late in Oslo": LATE},
        "/srv/other.nps": {"all": SavedView()},
    }


def test_a_dropped_view_leaves_nothing_behind(config: Path) -> None:
    save_private_view(config, "/srv/acme.nps", "late", LATE)
    save_private_view(config, "/srv/acme.nps", "late", None)
    save_private_view(config, "/srv/acme.nps", "never there", None)
    assert tomllib.loads(config.read_text()) == {}


def test_saving_into_a_wrong_file_changes_nothing(config: Path) -> None:
    written(config, "views = 7\n")
    with pytest.raises(SettingsError):
        save_private_view(config, "/srv/acme.nps", "late", LATE)
    assert config.read_text() == "views = 7\n"
    assert [path.name for path in config.parent.iterdir()] == ["config.toml"]


def test_one_setting_is_saved_and_a_wrong_one_is_not(config: Path) -> None:
    assert save_user_setting(config, "theme", "mono").theme == "mono"
    with pytest.raises(SettingsError, match="choose from"):
        save_user_setting(config, "theme", "green")
    assert load_user_settings(config).theme == "mono"


def test_comments_live_on_in_a_copy(config: Path) -> None:
    text = '# my colours\ntheme = "light"\n'
    written(config, text)
    save_user_setting(config, "bell", value=True)
    assert config.with_name("config.toml.bak").read_text() == text
    assert load_user_settings(config) == UserSettings(theme="light", bell=True)


def test_what_a_killed_writer_left_goes_with_the_next(config: Path) -> None:
    config.parent.mkdir()
    left = config.parent / ".config.toml.4711"
    left.write_text('theme = "li')
    save_user_setting(config, "theme", "light")
    assert [each.name for each in config.parent.iterdir()] == ["config.toml"]


def test_two_that_save_at_once_lose_nothing(config: Path) -> None:
    views = [f"view {number}" for number in range(8)]
    with ThreadPoolExecutor() as threads:
        saved = [threads.submit(save_private_view, config, "acme", name, LATE) for name in views]
        for each in saved:
            each.result()
    assert sorted(load_user_settings(config).views["acme"]) == views


def test_a_link_stays_a_link(config: Path, tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    target = written(tmp_path / "dotfiles" / "npstui.toml", 'theme = "light"\n')
    config.parent.mkdir()
    config.symlink_to(target)
    save_user_setting(config, "bell", value=True)
    assert config.is_symlink()
    assert tomllib.loads(target.read_text()) == {"theme": "light", "bell": True}


def test_a_directory_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "npstui").write_text("a file, not a directory")
    with pytest.raises(SettingsError, match=r"config\.toml cannot be (read|written)"):
        save_user_setting(tmp_path / "npstui" / "config.toml", "theme", "mono")


@pytest.mark.parametrize("view", [SavedView(), LATE, SavedView("“quoted” \\ text", "due")])
def test_a_view_reads_back_from_its_table(view: SavedView) -> None:
    assert view_from(table_of(view)) == view
    assert views_from({"a": table_of(view)}) == {"a": view}


def test_views_that_are_no_table_are_refused() -> None:
    with pytest.raises(TypeError, match="by name"):
        views_from([])
    with pytest.raises(TypeError, match="wants a table"):
        view_from("region:Oslo")
    with pytest.raises(TypeError, match="are texts"):
        view_from({"where": 7})
