"""What a command is: a verb that changes the store, or a move that changes only the view."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from npstui.desk.plan import Context, Plan, Refusal
from npstui.model.frozen import dataclass


class Scope(StrEnum):
    """Where a command is live."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    CASE = "case"
    IMPORT = "import"  # a file on its way in
    TRENDS = "trends"


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing a verb wants to know; `closed` lists the words it takes, empty for free text."""

    name: str
    title: str
    required: bool = True
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verb:
    """A command that changes the store and has a CLI form.

    `available` answers None, or why it cannot run now. `plan` says what it would append.
    """

    id: str
    title: str
    help: str
    scope: Scope
    key: str | None
    path: str
    available: Callable[[Context], str | None]
    plan: Callable[[Context, Mapping[str, object]], Plan | Refusal]
    arguments: tuple[Argument, ...] = ()
    short: str = ""  # the footer's word


@dataclass(frozen=True, slots=True)
class Move:
    """A command that changes only the view. `keys` are all that run it, the first is shown."""

    id: str
    title: str
    help: str
    scope: Scope
    keys: tuple[str, ...]
    short: str = ""


Command = Verb | Move


def keys_of(command: Command) -> tuple[str, ...]:
    """The keys that run a command, the shown one first; none for a verb without a key."""
    if isinstance(command, Move):
        return command.keys
    return (command.key,) if command.key else ()
