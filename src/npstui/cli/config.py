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
    from npstui.desk.configuring import Made
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
    made = _set(invocation, key, value)
    say(made.said)
    if as_json:
        output.document(setting_shape(made.setting))


def setting_shape(setting: "Setting") -> Shape:
    """One setting as JSON has it."""
    return {
        "key": setting.key,
        "value": setting.value,
        "origin": setting.origin.value,
        "place": setting.place,
        "default": setting.default,
    }


def _set(invocation: Invocation, key: str, value: str) -> "Made":
    from npstui.desk.configuring import is_own, set_setting
    from npstui.settings.business_hours import NINE_TO_FIVE
    from npstui.settings.changing import changed
    from npstui.settings.paths import user_config
    from npstui.settings.store_file import StoreSettings

    if is_own(key):
        refuse_as_of(invocation)
        return set_setting(None, user_config(), key, value)
    # Wrong words are said before a store is looked for.
    changed(StoreSettings(business_hours=NINE_TO_FIVE), key, value)
    with writing_desk_for(invocation) as sitting:
        return set_setting(sitting.desk.store, user_config(), key, value)


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
    from npstui.settings.writing import words_of

    output.table(
        ["setting", "value", "from", ""],
        [
            [
                safe(each.key),
                safe(words_of(each.value)),
                SafeText(each.origin.value),
                SafeText("(the default)")
                if each.place is not None and each.value == each.default
                else safe(each.place or ""),
            ]
            for each in settings
        ],
        narrow={1: 44},
    )
