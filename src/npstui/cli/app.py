"""The command `npstui`: its global options, and every command by name, loaded when it is called."""

import gc
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.shell_completion import CompletionItem

from npstui.cli import output
from npstui.cli.errors import nearest
from npstui.cli.invocation import Invocation


class Entry(NamedTuple):
    """Where a command is, as "module:name", and the line --help shows of it."""

    place: str
    help: str


COMMANDS: Mapping[str, Entry] = {
    "demo": Entry("demo:demo", "The desk on sample data, in a throw-away store."),
    "import": Entry("importing:import_", "Take survey files into the store."),
    "imports": Entry("imports:imports", "Every import, and the rows that it refused."),
    "watch": Entry("watch:watch", "Import what arrives, until stopped."),
    "score": Entry("numbers:score", "The NPS with its interval, and whether it changed."),
    "trend": Entry("numbers:trend", "The NPS by day, week, month or quarter."),
    "calc": Entry("calculator:calc", "The NPS of three counts, or of scores one a line."),
    "whatif": Entry("whatif:whatif", "What moving answers is worth: an exact sum."),
    "list": Entry("lists:list_", "Responses, cases, or one of the three queues."),
    "customer": Entry("customers:customer", "All a customer said, and what was done."),
    "view": Entry("views:view", "Saved views: a filter with its sort, by name."),
    "case": Entry("cases:case", "Show a case, take it, tag it, log a contact, resolve it."),
    "exclude": Entry("cases:exclude", "Leave responses out of the numbers, with a reason."),
    "include": Entry("cases:include", "Count excluded responses again."),
    "hand-over": Entry("handing:hand_over", "Give everything somebody has to another."),
    "undo": Entry("undoing:undo", "Take back your last command, or list what can be."),
    "redo": Entry("undoing:redo", "Do again what undo took back."),
    "export": Entry("exporting:export", "Write a queue, all responses or the log to a file."),
    "log": Entry("lists:log", "Who did what, newest first."),
    "followup": Entry("followup:followup", "First contacts in time, times, what came of it."),
    "team": Entry("team:team", "Who has how many cases, what is late, who is away."),
    "brief": Entry("brief:brief", "The morning in a few lines, for cron and mail."),
    "marker": Entry("markers:marker", "What was changed and when: before against after."),
    "keys": Entry("keys:keys", "The keys of the desk."),
    "config": Entry("config:config", "Every setting, and where it comes from."),
    "doctor": Entry("doctor:doctor", "Whether all is well: versions, terminal, store."),
}


class WordGroup(click.Group):
    """A group that answers an unknown word with the nearest command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; raises UsageError with the nearest."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise click.UsageError(self.unknown(args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def unknown(self, word: str, known: list[str]) -> str:
        """What is said of a word that is no command."""
        return f"“{word}” is no command. The nearest is {nearest(word, known)}."


class LazyGroup(WordGroup):
    """A group that knows its commands by name and loads one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names in the order of --help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, its module loaded; None where there is none of the name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, name = entry.place.split(":")
        command: click.Command = getattr(import_module(f"npstui.cli.{module}"), name)
        gc.enable()
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A command by name, else the desk on the files that are named."""
        if args[0] not in COMMANDS and not ctx.resilient_parsing and Path(args[0]).exists():
            from npstui.cli.opening_files import open_files

            return "FILE", open_files, args
        return super().resolve_command(ctx, args)

    def unknown(self, word: str, known: list[str]) -> str:
        """What is said of a word that is neither a command nor a file."""
        return (
            f"“{word}” is neither a command nor a file. "
            f"The nearest command is {nearest(word, known)}."
        )

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands for --help, none of them loaded."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, options, and files; no command is loaded."""
        found = [
            CompletionItem(name, help=entry.help)
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        found += click.Command.shell_complete(self, ctx, incomplete)
        return [*found, CompletionItem(incomplete, type="file")]


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
    if not value or ctx.resilient_parsing:
        return
    from npstui import __version__

    output.line(f"npstui {__version__}")
    ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    no_args_is_help=False,
    subcommand_metavar="[COMMAND | FILE...] [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--store",
    type=click.Path(readable=False, path_type=Path),
    envvar="NPSTUI_STORE",
    metavar="DIR",
    help="The store; else NPSTUI_STORE, else your own under the XDG data directory.",
)
@click.option(
    "--as-of", metavar="TIME", help="Answer as of that moment: 2026-10-31, or 7d for a week ago."
)
@click.option(
    "--as",
    "person",
    envvar="NPSTUI_PERSON",
    metavar="NAME",
    help="Who you are behind a shared login; else NPSTUI_PERSON.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and leave.",
)
@click.pass_context
def npstui(
    ctx: click.Context, store: Path | None, as_of: str | None, person: str | None
) -> int | None:
    """The desk for Net Promoter Score operations.

    Without a command: the desk on the store. With FILE...: the desk on these files, the store
    made beside the first one.
    """
    ctx.obj = Invocation(store=store, as_of=as_of, person=person)
    if ctx.invoked_subcommand is not None:
        return None
    from npstui.cli.desk_screen import open_own_desk

    return open_own_desk(ctx.obj)
