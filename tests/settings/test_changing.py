"""One setting as a person types it, checked, and told where it comes from."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from npstui.model.category import Category
from npstui.model.durations import Duration
from npstui.settings.changing import changed, settable
from npstui.settings.documents import SettingsError
from npstui.settings.origins import Origin, Setting, store_settings, told_by_call, user_settings
from npstui.settings.store_file import StoreSettings, dump_store_settings
from npstui.settings.store_file import load_store_settings as load


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("name", " nord  taxi ", "nord taxi"),
        ("time_zone", "Europe/Oslo", "Europe/Oslo"),
        ("team", "alice, bob,,陳", ("alice", "bob", "陳")),
        ("team", "", ()),
        ("minimum_n", "50", 50),
        ("goal", "75%", 0.75),
        ("goal", "0.9", 0.9),
        ("earliest", "2015-01-01", date(2015, 1, 1)),
        ("outcomes", "refunded", ("refunded",)),
        ("tags", "late-driver,app", ("late-driver", "app")),
    ],
)
def test_a_setting_is_read_as_typed(key: str, text: str, value: object) -> None:
    assert getattr(changed(StoreSettings(), key, text), key) == value


def test_a_span_changes_its_category_and_no_other() -> None:
    made = changed(StoreSettings(), "due.detractor", "12h")
    assert made.due == {**StoreSettings().due, Category.DETRACTOR: Duration(seconds=43_200)}
    assert changed(made, "lapse.passive", "4mo").lapse[Category.PASSIVE] == Duration(months=4)


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("minimum", "5", "“minimum” is no setting. Did you mean minimum_n?"),
        ("xyz", "5", "“xyz” is no setting. There are name, time_zone"),
        ("due", "5", "write due.detractor"),
        ("due.fan", "5h", "write due.detractor"),
        ("follow_up.passive", "all", "at the first import"),
        ("views", "x", "npstui view save"),
        ("minimum_n", "0", "a whole number of 1 or more"),
        ("minimum_n", "many", "a whole number of 1 or more"),
        ("goal", "80", "a share such as 80%"),
        ("goal", "most", "a share such as 80%"),
        ("time_zone", "Europe/Osloo", "did you mean Europe/Oslo"),
        ("earliest", "soon", "a date such as 2000-01-01"),
        ("team", "alice,Alice", "“alice” stands twice"),
        ("name", "  ", "1 to 80 characters"),
        ("due.detractor", "soon", "write it as 30m, 24h"),
        ("due.detractor", "0h", "some time"),
        ("due.passive", "1201mo", "a hundred years at most"),
        ("lapse.passive", "9999w", "a hundred years at most"),
        ("due.detractor", "60d", "would lapse after 30d"),
        ("lapse.promoter", "2d", "before their first contact is due after 7d"),
    ],
)
def test_what_cannot_be_set_is_said_with_the_way_out(key: str, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        changed(StoreSettings(), key, text)
    assert said in str(refused.value)


def test_what_is_set_survives_the_file(tmp_path: Path) -> None:
    settings = StoreSettings()
    for key, text in (("due.promoter", "3d"), ("team", "alice"), ("goal", "75%")):
        settings = changed(settings, key, text)
    file = tmp_path / "store.toml"
    file.write_text(dump_store_settings(settings), encoding="utf-8")
    assert load(file) == settings


def test_every_setting_of_the_file_is_listed_with_its_origin(tmp_path: Path) -> None:
    (tmp_path / "store.toml").write_text('goal = 0.75\n[due]\npassive = "10d"\n')
    listed = {setting.key: setting for setting in store_settings(tmp_path)}
    file = str(tmp_path / "store.toml")
    assert set(settable()) < set(listed)
    assert listed["goal"] == Setting("goal", 0.75, Origin.STORE, file, 0.8)
    assert listed["due.passive"] == Setting("due.passive", "10d", Origin.STORE, file, "14d")
    assert listed["due.detractor"] == Setting("due.detractor", "24h", Origin.DEFAULT, None, "24h")
    assert listed["follow_up"].value is None


def test_the_follow_up_start_is_shown_as_it_was_chosen(tmp_path: Path) -> None:
    start = datetime(2026, 1, 2, tzinfo=UTC)
    chosen = {Category.DETRACTOR: start, Category.PASSIVE: None}
    (tmp_path / "store.toml").write_text(dump_store_settings(StoreSettings(follow_up=chosen)))
    listed = {setting.key: setting for setting in store_settings(tmp_path)}
    assert listed["follow_up"].origin is Origin.STORE
    assert listed["follow_up"].value == {
        "detractor": "2026-01-02T00:00:00+00:00",
        "passive": "all",
    }


def test_the_users_settings_tell_variable_file_and_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPSTUI_THEME", "mono")
    monkeypatch.delenv("NPSTUI_GLYPHS", raising=False)
    config = tmp_path / "config.toml"
    config.write_text('theme = "light"\nglyphs = "ascii"\n[views.a.b]\n')
    listed = {setting.key: setting for setting in user_settings(config)}
    assert listed["theme"] == Setting("theme", "mono", Origin.ENVIRONMENT, "NPSTUI_THEME", "dark")
    assert listed["glyphs"] == Setting("glyphs", "ascii", Origin.USER, str(config), "unicode")
    assert listed["bell"] == Setting("bell", False, Origin.DEFAULT, None, False)
    assert (listed["private_views"].origin, listed["private_views"].value) == (
        Origin.USER,
        {"a": ["b"]},
    )


def test_what_the_call_gives_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def origin(value: str | None, by_flag: bool) -> Origin:
        return told_by_call(
            "store", value, "/home", option="--store", variable="NPSTUI_STORE", by_flag=by_flag
        ).origin

    monkeypatch.setenv("NPSTUI_STORE", "/srv")
    assert origin("/srv", by_flag=True) is Origin.FLAG
    assert origin("/srv", by_flag=False) is Origin.ENVIRONMENT
    monkeypatch.delenv("NPSTUI_STORE")
    assert origin(None, by_flag=False) is Origin.DEFAULT
