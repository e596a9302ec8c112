"""`npstui doctor`: whether all is well, and what to do where it is not."""

import os
from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.errors import Exit, say
from npstui.cli.invocation import Invocation

if TYPE_CHECKING:
    from npstui.cli.checkup import Check


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def doctor(invocation: Invocation, as_json: bool) -> Exit:
    """Versions, terminal, settings and store; exit code 1 where something is wrong."""
    from npstui.cli.checkup import (
        State,
        program_checks,
        settings_checks,
        store_checks,
        terminal_checks,
    )
    from npstui.settings.paths import user_config

    checks = [
        *program_checks(),
        *terminal_checks(os.environ),
        *settings_checks(user_config()),
        *store_checks(invocation.store_path, named=invocation.store is not None),
    ]
    wrong = sum(check.state is State.WRONG for check in checks)
    if as_json:
        output.document(
            {
                "ok": not wrong,
                "checks": [
                    {"name": check.name, "state": check.state.value, "said": check.said}
                    for check in checks
                ],
            }
        )
    else:
        _show(checks)
    if wrong:
        say(f"{'One thing is' if wrong == 1 else f'{wrong} things are'} wrong.")
    return Exit.NOTHING_DONE if wrong else Exit.DONE


def _show(checks: "list[Check]") -> None:
    from npstui.present.text import SafeText, safe

    output.table(
        ["", "", ""],
        [[SafeText(check.state.value), SafeText(check.name), safe(check.said)] for check in checks],
        grows=None,
    )
