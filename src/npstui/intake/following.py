"""Files that grow, and the store's inbox: what is new is imported as it comes.

One follower a store. Nothing waits here: `poll` looks once.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from npstui.intake.errors import IntakeError, NoRows
from npstui.intake.file_plan import FilePlan
from npstui.intake.formats import LOOK, Format, format_of
from npstui.intake.importer import import_files, setting_for
from npstui.intake.inbox import Inbox
from npstui.intake.inputs import Unusable, found_inputs, is_readable_name, source_of
from npstui.intake.options import ImportOptions
from npstui.intake.parts import Part, all_rows, mark, whole_rows
from npstui.intake.plan import inspect
from npstui.intake.remembering import recalling
from npstui.intake.settling import told
from npstui.intake.staged import keep_starts, policy_of, refused
from npstui.intake.staging import FileResult, Input, Setting, StagedFile, stage_file
from npstui.intake.streams import head_of, is_packed
from npstui.settings.paths import as_text
from npstui.store.files import access_of
from npstui.store.locks import claim, claimed_by, user_name
from npstui.store.store import Store

CLAIM = "following"  # the file in the store that names who follows
SETTLED = 2.0  # seconds a file rests before it is read whole, or its refusal is said
UNENDED = 10.0  # and before a last line without an end counts as whole
_LINE_ENDS = (b"\n", b"\r", b"")


class AlreadyFollowed(IntakeError):
    """Somebody else follows for the store; str() names who."""


def who_follows(store: Path) -> str | None:
    """Who follows files for a store, as "alice (process 4711)"; None where nobody does."""
    return claimed_by(store / CLAIM)


@dataclass(slots=True)
class _Known:
    """What is known of one file. `fd` holds it open: renamed, it can still be read to its end.

    `state` is size and time of change as last seen, `done` those at which nothing was left to do.
    Of a file that is read by parts, `offset`, `line` and `mark` tell how far and what was read.
    """

    fd: int
    inode: tuple[int, int]
    state: tuple[int, int] = (-1, -1)
    changed_at: float = 0.0
    done: tuple[int, int] | None = None
    plan: FilePlan | None = None
    offset: int = 0
    line: int = 1
    mark: bytes = b""
    unended: bool = False
    told: str = ""

    @property
    def file(self) -> Path:
        """The open file by a name that no rename takes away."""
        return Path(f"/dev/fd/{self.fd}")

    def continues(self) -> bool:
        """Whether the file still begins with what was read of it."""
        if self.unended and os.pread(self.fd, 1, self.offset) not in _LINE_ENDS:
            return False
        return self.state[0] >= self.offset and mark(self.fd, self.offset) == self.mark

    def restart(self) -> None:
        """Read from the start again."""
        self.plan, self.offset, self.line, self.unended = None, 0, 1, False

    def advance(self, part: Part) -> None:
        """The part was read."""
        self.offset, self.line = part.end, part.line + part.lines
        self.mark = mark(self.fd, part.end)
        self.unended = os.pread(self.fd, 1, part.end - 1) != b"\n"


class Follower:
    """Follows files, folders and the store's inbox until it is closed."""

    def __init__(
        self,
        store: Store,
        paths: Sequence[Path],
        options: ImportOptions,
        *,
        actor: str,
        person: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises AlreadyFollowed where somebody else follows for this store."""
        self._store = store
        self._paths = tuple(paths)
        self._options = options
        self._actor, self._person = actor, person
        self._clock = clock
        self._known: dict[Path, _Known] = {}
        self._inbox = Inbox(store.path, clock)
        who = f"{user_name()} (process {os.getpid()})"
        held = claim(store.path / CLAIM, access_of(store.path), who)
        if held is None:
            raise AlreadyFollowed(
                f"{who_follows(store.path) or 'Somebody'} follows files for {store.path} already; "
                "one follower a store is enough."
            )
        self._held = held

    def poll(self, now: datetime) -> list[FileResult]:
        """Import what is new since the last time; a result for each file that brought something.

        A file that is refused says so once. Raises StoreError, OptionError.
        """
        setting = setting_for(self._store, self._options, self._actor, self._person, now)
        results: list[FileResult] = []
        for path in self._files():
            results += self._follow(path, setting)
        for path in self._inbox.resting():
            results += self._take_in(path, now)
        return results

    def close(self) -> None:
        """Let go of the files, and let others follow."""
        for path in tuple(self._known):
            self._forget(path)
        self._held.release()

    def _files(self) -> Iterator[Path]:
        for path in self._paths:
            if path.is_dir():
                inside = sorted(path.iterdir())
                yield from (each for each in inside if is_readable_name(each.name))
            else:
                yield path
        listed = set(self._paths)
        yield from (path for path in tuple(self._known) if path not in listed and not path.exists())

    def _follow(self, path: Path, setting: Setting) -> list[FileResult]:
        results: list[FileResult] = []
        try:
            found = path.stat()
        except OSError:
            return self._ended(path, setting)
        inode = (found.st_dev, found.st_ino)
        if path in self._known and self._known[path].inode != inode:  # rotated, or replaced
            results += self._ended(path, setting)
        try:
            known = self._known.get(path) or self._open(path, inode)
        except OSError as error:
            known = self._known.setdefault(path, _Known(-1, inode))
            return results + self._refusal(path, known, error)
        state = (found.st_size, found.st_mtime_ns)
        if state != known.state:
            known.state, known.changed_at = state, self._clock()
        if state == known.done:
            return results
        rested = self._clock() - known.changed_at
        try:
            result = self._read(path, known, setting, rested)
        except (IntakeError, OSError) as error:
            if rested >= SETTLED:  # before that it may be half written
                known.done = state
                results += self._refusal(path, known, error)
        else:
            known.told = ""
            results += [result] if result is not None else []
        return results

    def _read(
        self, path: Path, known: _Known, setting: Setting, rested: float
    ) -> FileResult | None:
        if known.offset and not known.continues():
            known.restart()
        if known.plan is None and not self._reads_by_parts(path, known):
            return self._whole(path, known, setting) if rested >= SETTLED else None
        plan = known.plan
        if plan is None:
            raise AssertionError("what is read by parts has a plan")
        quoted = plan.format == Format.CSV.value
        part = whole_rows(known.fd, known.offset, known.line, quoted=quoted)
        if part.end < known.state[0] and rested >= UNENDED:
            part = all_rows(known.fd, known.offset, known.line)
        result = self._part(path, known, part, setting)
        if known.offset >= known.state[0]:
            known.done = known.state
        return result

    def _reads_by_parts(self, path: Path, known: _Known) -> bool:
        """Whether lines can be read by their offset; the plan is made then."""
        if is_packed(known.file):
            return False
        if format_of(head_of(known.file, LOOK)) not in (Format.CSV, Format.NDJSON):
            return False
        source = as_text(self._options.source or source_of(path))
        options = recalling(self._options, self._store, source)
        plan = told(inspect(known.file, options, str(path)), options)
        if plan.cr or (plan.encoding and not plan.encoding.startswith("utf-8")):
            return False
        known.plan = plan
        return True

    def _part(self, path: Path, known: _Known, part: Part, setting: Setting) -> FileResult | None:
        if part.end <= known.offset:
            return None
        source = as_text(setting.options.source or source_of(path))
        try:
            staged = stage_file(
                Input(known.file, as_text(str(path)), source, part, known.plan),
                setting,
                _unheard,
                _never,
            )
        except NoRows:
            if part.offset:  # blank lines; else the header alone, which comes again with a row
                known.advance(part)
            return None
        result = _kept(staged, setting)
        known.plan = staged.plan  # what the first rows settled holds for those that follow
        known.advance(part)
        return result

    def _whole(self, path: Path, known: _Known, setting: Setting) -> FileResult | None:
        with found_inputs([path], setting.options) as inputs:
            (given,) = inputs
            if isinstance(given, Unusable):
                raise given.error
            result = _kept(stage_file(given, setting, _unheard, _never), setting)
        known.done = known.state
        return result

    def _open(self, path: Path, inode: tuple[int, int]) -> _Known:
        known = _Known(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), inode)
        self._known[path] = known
        return known

    def _ended(self, path: Path, setting: Setting) -> list[FileResult]:
        """The file has another name or none: what it still holds is read, then it is let go."""
        known = self._known.get(path)
        results: list[FileResult] = []
        if known is not None and known.fd >= 0 and known.plan is not None:
            part = all_rows(known.fd, known.offset, known.line)
            try:
                result = self._part(path, known, part, setting)
                results += [result] if result is not None else []
            except (IntakeError, OSError) as error:
                results += self._refusal(path, known, error)
        self._forget(path)
        return results

    def _forget(self, path: Path) -> None:
        known = self._known.pop(path, None)
        if known is not None and known.fd >= 0:
            os.close(known.fd)

    def _refusal(self, path: Path, known: _Known, error: IntakeError | OSError) -> list[FileResult]:
        if isinstance(error, OSError):
            error = IntakeError(f"{path} cannot be read: {error.strerror or error}.")
        if str(error) == known.told or isinstance(error, NoRows):
            return []
        known.told = str(error)
        return [refused(str(path), error, source_of(path))]

    def _take_in(self, path: Path, now: datetime) -> list[FileResult]:
        results = import_files(
            self._store, [path], self._options, actor=self._actor, person=self._person, now=now
        )
        return [result for result in results if self._inbox.put_away(path, result.refusal)]


def _kept(staged: StagedFile, setting: Setting) -> FileResult | None:
    """The result of what was committed; None where nothing is new, and nothing is kept of it."""
    fates = staged.result.fates
    new = fates.imported or fates.updated or fates.changed or staged.writer.quarantine_file
    if not new:
        staged.abort()
        return None
    policy = policy_of(setting)
    result = staged.commit(policy)
    keep_starts(setting, policy, result)
    return result


def _unheard(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


def _never() -> bool:
    return False
