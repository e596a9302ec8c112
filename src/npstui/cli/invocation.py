"""What the global options said, and the desk that a command gets for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import MAXYEAR, UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.model.frozen import dataclass

if TYPE_CHECKING:
    import click

    from npstui.desk.desk import Desk

_FIRST_YEAR = 1900  # what lies before it was answered by nobody


def clock() -> datetime:
    """The time of the machine, UTC. Read once a command."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of the command line. `now` is when it was made."""

    store: Path | None = None
    as_of: str | None = None
    person: str | None = None
    now: datetime = field(default_factory=lambda: clock())

    @property
    def store_path(self) -> Path:
        """The store the call is for: --store or NPSTUI_STORE, else the user's own."""
        if self.store is not None:
            return self.store
        from npstui.settings.paths import default_store

        return default_store()


@dataclass(frozen=True, slots=True)
class Sitting:
    """An open desk, and the moment its answers are of."""

    desk: "Desk"
    now: datetime


@contextmanager
def desk_for(invocation: Invocation) -> Iterator[Sitting]:
    """The desk on the store, for questions. Raises StoreError, UsageError at a bad --as-of."""
    from npstui.desk.opening import open_desk

    moment = read_as_of(invocation)
    desk = open_desk(invocation.store_path, person=invocation.person, as_of=moment)
    try:
        yield Sitting(desk, moment or invocation.now)
    except BaseException as error:
        if (told := desk.in_words(error)) is not error:
            raise told from error
        raise
    finally:
        desk.close()


@contextmanager
def writing_desk_for(invocation: Invocation) -> Iterator[Sitting]:
    """The desk on the store, for verbs that write; --as-of is wrong usage."""
    refuse_as_of(invocation)
    with desk_for(invocation) as sitting:
        yield sitting


def refuse_as_of(invocation: Invocation) -> None:
    """Raise UsageError where --as-of is given: the past cannot be written."""
    if invocation.as_of is not None:
        raise _usage_error("--as-of only asks; nothing can be written into the past.")


def read_as_of(invocation: Invocation) -> datetime | None:
    """The moment of --as-of in UTC, None without it.

    A date alone is the end of that day in the store's zone; a duration is that long ago.
    """
    if invocation.as_of is None:
        return None
    from npstui.model.durations import parse_duration
    from npstui.settings.store_file import FILE_NAME, load_store_settings

    written = invocation.as_of.strip()
    try:
        return _within_reach(parse_duration(written).before(invocation.now), written)
    except (ValueError, OverflowError):
        pass
    try:
        moment = datetime.fromisoformat(written.upper())
    except ValueError as error:
        raise _usage_error(
            f"--as-of: “{written}” is no time; write 2026-10-31, 2026-10-31T14:00 or 7d."
        ) from error
    _within_reach(moment, written)
    if moment.tzinfo is None:
        if len(written) <= len("2026-10-31"):
            moment += timedelta(days=1, microseconds=-1)
        moment = moment.replace(tzinfo=load_store_settings(invocation.store_path / FILE_NAME).zone)
    moment = moment.astimezone(UTC)
    if moment > invocation.now:
        # The end of today is still to come, and means now.
        if len(written) <= len("2026-10-31") and moment - invocation.now < timedelta(days=1):
            return invocation.now
        raise _usage_error(f"--as-of: {written} is still to come.")
    return moment


def _within_reach(moment: datetime, written: str) -> datetime:
    """The moment, where there is calendar enough on both sides of it to count in."""
    if moment.year < _FIRST_YEAR:
        raise _usage_error(f"--as-of: {written} is before the year {_FIRST_YEAR}.")
    if moment.year == MAXYEAR:
        raise _usage_error(f"--as-of: {written} is still to come.")
    return moment


def _usage_error(sentence: str) -> "click.UsageError":
    import click

    return click.UsageError(sentence)
