"""`npstui config`: every setting with its value and where that comes from; setting one."""

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from npstui.cli import output
from npstui.cli.app import WordGroup
from npstui.cli.errors import say
from npstui.cli.invocation import Invocation, refuse_as_of, writing_desk_for
from npstui.cli.shapes import Shape

if TYPE_CHECKING:
    from npstui.settings.origins import Setting

_json = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.group("config", cls=WordGroup, invoke_without_command=True)
@_json
@click.pass_context
def config(context: click.Context, as_json: bool) -> None:
    """Every setting with its value, and where it comes from.

    default, store.toml (the team's), config.toml (your own), environment, or a flag.
    """
    if context.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError("--json goes behind the command: config set KEY VALUE --json.")
        return
    settings = _all(context)
    if as_json:
        output.document([setting_shape(each) for each in settings])
    else:
        _show(settings)


@config.command("set")
@click.argument("key")
@click.argument("value")
@_json
@click.pass_obj
def set_(invocation: Invocation, key: str, value: str, as_json: bool) -> None:
    """Set KEY to VALUE: of the store (team, goal, due.detractor, ...) or your own (theme, ...).

    Lists are parted by commas, "" empties one. A file with comments is copied to .bak first.
    """
    from npstui.settings.user_file import USER_KEYS

    made = _set_own(invocation, key, value) if key in USER_KEYS else _set(invocation, key, value)
    say(f"{key} is {_words(made.value)} now, in {made.place}.{_AFTERWARDS.get(_table(key), '')}")
    if as_json:
        output.document(setting_shape(made))


def setting_shape(setting: "Setting") -> Shape:
    """One setting as JSON has it."""
    return {
        "key": setting.key,
        "value": setting.value,
        "origin": setting.origin.value,
        "place": setting.place,
        "default": setting.default,
    }


_LATER = " It holds for answers imported from now on."
_AFTERWARDS = {"due": _LATER, "lapse": _LATER}


def _table(key: str) -> str:
    return key.partition(".")[0]


def _set(invocation: Invocation, key: str, value: str) -> "Setting":
    from npstui.settings.business_hours import NINE_TO_FIVE
    from npstui.settings.changing import changed
    from npstui.settings.origins import store_settings
    from npstui.settings.store_file import StoreSettings

    # Wrong words are said before a store is looked for.
    changed(StoreSettings(business_hours=NINE_TO_FIVE), key, value)
    with writing_desk_for(invocation) as sitting:
        store = sitting.desk.store
        store.change_settings(lambda now: changed(now, key, value))
        made = {each.key: each for each in store_settings(store.path)}
        return made[key if key in made else _table(key)]  # people.NAME is of people


def _set_own(invocation: Invocation, key: str, value: str) -> "Setting":
    from npstui.settings.origins import Origin, user_settings
    from npstui.settings.paths import user_config
    from npstui.settings.user_file import save_user_setting

    refuse_as_of(invocation)
    flags = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    path = user_config()
    written: object = flags.get(value.strip().lower(), value) if key == "bell" else value.strip()
    save_user_setting(path, key, written)
    made = next(each for each in user_settings(path) if each.key == key)
    if made.origin is Origin.ENVIRONMENT:
        say(f"{made.place} is set and wins over the file.")
    return made


def _all(context: click.Context) -> "tuple[Setting, ...]":
    from npstui.desk.opening import acting_user
    from npstui.settings.origins import store_settings, told_by_call, user_settings
    from npstui.settings.paths import default_store, user_config
    from npstui.store.catalog import FILE_NAME as CATALOG

    invocation: Invocation = context.obj
    root = context.find_root()

    def by_flag(name: str) -> bool:
        return root.get_parameter_source(name) is ParameterSource.COMMANDLINE

    store = told_by_call(
        "store",
        None if invocation.store is None else str(invocation.store),
        str(default_store()),
        option="--store",
        variable="NPSTUI_STORE",
        by_flag=by_flag("store"),
    )
    person = told_by_call(
        "person",
        invocation.person,
        acting_user(),
        option="--as",
        variable="NPSTUI_PERSON",
        by_flag=by_flag("person"),
    )
    path = invocation.store_path
    if not (path / CATALOG).exists():
        say(f"There is no store at {path} yet; these are the settings a new one starts with.")
    return (store, person, *store_settings(path), *user_settings(user_config()))


def _show(settings: "tuple[Setting, ...]") -> None:
    from npstui.present.text import SafeText, safe

    output.table(
        ["setting", "value", "from", ""],
        [
            [
                safe(each.key),
                safe(_words(each.value)),
                SafeText(each.origin.value),
                SafeText("(the default)")
                if each.place is not None and each.value == each.default
                else safe(each.place or ""),
            ]
            for each in settings
        ],
        narrow={1: 44},
    )


def _words(value: object) -> str:
    if value is None or value in ("", [], {}):
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_words(part)}" for name, part in value.items())
    return str(value)
