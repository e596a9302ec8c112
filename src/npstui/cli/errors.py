"""What the command line says on stderr, and the code it leaves with. Nothing else does either."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from npstui.cli import output

if TYPE_CHECKING:
    import click

    from npstui.present.text import SafeText


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    NOTHING_DONE = 1
    WRONG_USAGE = 2
    DONE_IN_PART = 3
    INTERRUPTED = 130


class NothingDone(Exception):
    """The command could do nothing; str() is the one sentence that says why."""


class Misread(Exception):
    """Something given cannot be read; str() says it whole, with the way out. Wrong usage."""


def run(group: "click.Group", arguments: Sequence[str]) -> int:
    """Run a command and answer its exit code; what went wrong is said in one sentence.

    A command answers its own exit code, None stands for done. With NPSTUI_DEBUG set an error
    that no sentence foresaw shows its traceback.
    """
    return run_call(lambda: _invoke(group, list(arguments)))


def run_call(call: Callable[[], int]) -> int:
    """As `run`, of anything that answers an exit code. Loads no click: the desk opens without."""
    try:
        try:
            code = call()
        finally:
            # What was written before an error is data and goes out; a closed pipe ends here too.
            output.flush()
    except BrokenPipeError:
        output.close_quietly()
        return Exit.DONE
    except KeyboardInterrupt:
        say("Stopped.")
        return Exit.INTERRUPTED
    except BaseException as error:
        # polars panics with an error of its own that is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        if (answer := _of_click(error)) is None:
            if os.environ.get("NPSTUI_DEBUG"):
                raise
            answer = _in_words(error)
        sentence, code = answer
        say(sentence)
    return int(code)


def say(text: str) -> None:
    """One sentence or more to the person at the terminal; hostile text in it is made safe."""
    from npstui.present.text import safe_lines

    _write(safe_lines(text) + "\n")


def say_in_place(text: "SafeText | None") -> None:
    """Show one line that the next call writes over; None takes it away. Only on a terminal."""
    if talks_to_a_terminal():
        _write("\r\x1b[K" if text is None else f"\r{text}\x1b[K")


def talks_to_a_terminal() -> bool:
    """Whether stderr is a terminal, so that a progress line makes sense."""
    return sys.stderr is not None and sys.stderr.isatty()


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word most like this one, however far; None where nothing is known."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), known, n=1, cutoff=0.0)
    return near[0] if near else None


def usage_sentence(error: "click.UsageError") -> str:
    """What a wrong usage is told: what is wrong, the nearest option, and where the forms stand."""
    import click

    said = " ".join(error.format_message().split())
    if isinstance(error, click.NoSuchOption):
        said = f"There is no option {error.option_name}."
        options = _options(error.ctx)
        if near := nearest(error.option_name, options):
            said = f"{said} The nearest is {near}."
    elif not said.rstrip().endswith((".", "?", "!")):
        said = f"{said}."
    path = error.ctx.command_path if error.ctx is not None else "npstui"
    return f"{said} See {path} --help."


def _of_click(error: BaseException) -> tuple[str, Exit] | None:
    """What is said of an error of click's; one that is not loaded cannot have raised."""
    if (click := sys.modules.get("click")) is None:
        return None
    if isinstance(error, click.Abort):
        return "Stopped.", Exit.INTERRUPTED
    if isinstance(error, click.UsageError):
        return usage_sentence(error), Exit.WRONG_USAGE
    if isinstance(error, click.ClickException):
        return error.format_message(), Exit.NOTHING_DONE
    return None


def _invoke(group: "click.Group", arguments: list[str]) -> int:
    import click

    if "_NPSTUI_COMPLETE" in os.environ:
        group.main(arguments, prog_name="npstui")  # leaves by itself, with the completions
    try:
        with group.make_context("npstui", arguments) as context:
            code = group.invoke(context)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    return code if isinstance(code, int) else Exit.DONE


# Errors whose str() is the sentence, by the module that defines them: one that is not loaded
# cannot have raised, and is not loaded for asking.
_SENTENCES: tuple[tuple[str, str, Exit], ...] = (
    ("npstui.cli.errors", "NothingDone", Exit.NOTHING_DONE),
    ("npstui.cli.errors", "Misread", Exit.WRONG_USAGE),
    ("npstui.store.errors", "StoreError", Exit.NOTHING_DONE),
    ("npstui.settings.documents", "SettingsError", Exit.NOTHING_DONE),
    ("npstui.intake.errors", "OptionError", Exit.WRONG_USAGE),
    ("npstui.intake.errors", "Cancelled", Exit.INTERRUPTED),
    ("npstui.intake.errors", "IntakeError", Exit.NOTHING_DONE),
    ("npstui.export.files", "ExportError", Exit.NOTHING_DONE),
    ("npstui.desk.first", "NothingToOpen", Exit.NOTHING_DONE),
    ("npstui.model.people", "NoSuchPerson", Exit.NOTHING_DONE),
    ("npstui.analysis.score", "NoResponses", Exit.NOTHING_DONE),
    ("npstui.analysis.period", "PeriodError", Exit.WRONG_USAGE),
    ("npstui.analysis.answer", "NoSuchDimension", Exit.WRONG_USAGE),
    ("npstui.analysis.whatif", "TooManyMoved", Exit.NOTHING_DONE),
    ("npstui.desk.tagged", "NoSuchTag", Exit.NOTHING_DONE),
    ("npstui.filters.error", "FilterError", Exit.WRONG_USAGE),
    ("npstui.desk.tables", "NoSuchColumn", Exit.WRONG_USAGE),
    ("npstui.desk.narrowing", "CaseWordInScore", Exit.WRONG_USAGE),
    ("npstui.desk.saving_views", "ViewError", Exit.NOTHING_DONE),
    ("npstui.desk.marking", "MarkerError", Exit.NOTHING_DONE),
    ("npstui.desk.catalogue", "CatalogueError", Exit.NOTHING_DONE),
)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NO_THREAD = "can't start new thread"  # Python's words where the system refuses one
_TOO_LITTLE = (
    "The system gives npstui too little memory, or too few threads (ulimit -v, ulimit -u); raise "
    "the limit and try again."
)


def _in_words(error: BaseException) -> tuple[str, Exit]:
    for module, name, code in _SENTENCES:
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and isinstance(error, kind):
            return str(error), code
    if isinstance(error, OSError):
        return _system_sentence(error), Exit.NOTHING_DONE
    if isinstance(error, UnicodeEncodeError) and error.reason == "surrogates not allowed":
        # A byte of an argument or the environment that is no text is a lone surrogate here.
        return f"“{_word_around(error)}” is not written in UTF-8.", Exit.WRONG_USAGE
    if _is_damage(error):
        return _damaged(error), Exit.NOTHING_DONE
    if isinstance(error, RuntimeError) and str(error) == _NO_THREAD:
        return _TOO_LITTLE, Exit.NOTHING_DONE
    if isinstance(error, MemoryError):
        return "There is not enough memory for this; narrow it with --where.", Exit.NOTHING_DONE
    return _unforeseen(error), Exit.NOTHING_DONE


def _unforeseen(error: BaseException) -> str:
    return (
        f"Something went wrong inside npstui ({type(error).__name__}: {_in_one_line(error)}); "
        "with NPSTUI_DEBUG=1 it says where."
    )


def _damaged(error: BaseException) -> str:
    return (
        f"A file of responses in the store is damaged ({_in_one_line(error)}); "
        "restore it from a backup."
    )


def _in_one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]


def _system_sentence(error: OSError) -> str:
    place = error.filename if isinstance(error.filename, str | os.PathLike) else None
    where = f"{os.fspath(place)}: " if place is not None else ""
    if error.errno in _NO_ROOM:
        return f"{where}The disk is full; make room and try again."
    return f"{where}{str(error.strerror or error).rstrip('.')}."


def _word_around(error: UnicodeEncodeError) -> str:
    begin = max(error.object.rfind(gap, 0, error.start) for gap in " \n") + 1
    word = error.object[begin:].split(maxsplit=1)[0]
    halves = range(0xD800, 0xE000)
    return "".join("\N{REPLACEMENT CHARACTER}" if ord(c) in halves else c for c in word[:60])


def _is_damage(error: BaseException) -> bool:
    """Whether polars met what no Parquet file holds, in the midst of one that began well."""
    damage = getattr(sys.modules.get("polars.exceptions"), "ComputeError", None)
    return damage is not None and isinstance(error, damage) and str(error).startswith("parquet: ")


def _options(context: "click.Context | None") -> list[str]:
    import click

    if context is None:
        return []
    return [
        name
        for parameter in context.command.get_params(context)
        if isinstance(parameter, click.Option) and not parameter.hidden
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    ]


def _write(text: str) -> None:
    stream = sys.stderr
    if stream is None:
        return
    # Nobody listening is no reason to fail; a terminal without the letter gets a stand-in.
    with contextlib.suppress(OSError, ValueError):
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
