"""Files that grow, and the store's inbox: what is new is imported as it comes.

One follower a source. Nothing waits here: `poll` looks once.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from math import inf
from pathlib import Path

from npstui.intake.claims import claim_inbox, claimed
from npstui.intake.errors import Cancelled, IntakeError, NoRows
from npstui.intake.file_plan import FilePlan
from npstui.intake.followed import Followed
from npstui.intake.formats import LOOK, Format, format_of
from npstui.intake.given import Input, Setting
from npstui.intake.importer import import_files, setting_for
from npstui.intake.inbox import Inbox
from npstui.intake.inputs import Unusable, found_inputs, is_readable_name, source_of
from npstui.intake.options import ImportOptions
from npstui.intake.parts import Part, all_rows, whole_rows
from npstui.intake.permissions import unreadable
from npstui.intake.places import Place, Reached, keep_place, place_of, reading_of
from npstui.intake.plan import inspect
from npstui.intake.refused_files import forget_refusal, keep_refusals
from npstui.intake.remembering import recalling
from npstui.intake.settling import told
from npstui.intake.staged import keep_starts, policy_of, refused
from npstui.intake.staging import (
    FileResult,
    Progress,
    StagedFile,
    stage_file,
)
from npstui.intake.streams import head_of, is_packed
from npstui.settings.paths import as_text
from npstui.store.locks import Held
from npstui.store.store import Store

SETTLED = 2.0  # seconds a file rests before it is read whole, or its refusal is said
UNENDED = 10.0  # and before a last line without an end counts as whole


class Follower:
    """Follows files and folders until it is closed, and the store's inbox.

    Nobody else follows the same path for the store meanwhile. With `keeps_inbox` the inbox is
    this follower's alone as well; without it, whoever looks first takes a file in.
    """

    def __init__(
        self,
        store: Store,
        paths: Sequence[Path],
        options: ImportOptions,
        *,
        actor: str,
        person: str,
        clock: Callable[[], float] = time.monotonic,
        keeps_inbox: bool = True,
    ) -> None:
        """Raises AlreadyFollowed where somebody else follows one of them for this store."""
        self._store = store
        self._paths = tuple(paths)
        self._options = options
        self._reading = reading_of(options)
        self._actor, self._person = actor, person
        self._clock = clock
        self._known: dict[Path, Followed] = {}
        self._inbox = Inbox(store.path, clock)
        self._inbox_held: Held | None = None
        with ExitStack() as held:
            for path in self._paths:
                held.callback(claimed(store.path, path).release)
            if keeps_inbox:
                self._inbox_held = claimed(store.path)
                held.callback(self._inbox_held.release)
            self._held = held.pop_all()

    def poll(
        self,
        now: datetime,
        *,
        at_once: bool = False,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[FileResult]:
        """Import what is new since the last time; a result for each file that brought something.

        A file that is refused says so once. With `at_once` no file is waited for to rest.
        Raises StoreError, OptionError, Cancelled.
        """
        setting = setting_for(self._store, self._options, self._actor, self._person, now)
        look = _Look(setting, at_once, progress or _unheard, cancelled or _never)
        results: list[FileResult] = []
        for path in self._files():
            results += self._follow(path, look)
        if any(self._inbox.resting()):
            results += self._empty_inbox(now)
        keep_refusals(self._store, results, now, self._person)
        return results

    def begin(self, read: Sequence[StagedFile]) -> None:
        """Go on behind files that were read whole and committed, as far as they are followed."""
        for staged in read:
            path, seen = staged.given.file, staged.seen
            followed = path in self._paths or path.parent in self._paths
            if not followed or (path in self._known and not self._known[path].told):
                continue
            self._forget(path)  # it was refused as it was read then
            forget_refusal(self._store, path)
            with suppress(OSError):
                known = self._open(path, (seen.st_dev, seen.st_ino))
                found = os.fstat(known.fd)
                if (found.st_dev, found.st_ino) != known.inode:
                    self._forget(path)
                    continue
                known.plan = staged.plan
                if staged.reached is not None:
                    known.go_to(*staged.reached)
                if staged.reached is None or staged.reached[0] == found.st_size:
                    known.done = known.state = (seen.st_size, seen.st_mtime_ns)
                keep_place(path, self._store, known.place(self._reading))

    def failing(self) -> list[Path]:
        """The files that were read before, or are to be, and cannot be now."""
        return [
            path
            for path in self._paths
            if (path in self._known and self._known[path].told) or not os.access(path, os.R_OK)
        ]

    def close(self) -> None:
        """Let go of the files, and let others follow."""
        for path in tuple(self._known):
            self._forget(path)
        self._held.close()

    def _files(self) -> Iterator[Path]:
        for path in self._paths:
            try:
                inside = sorted(path.iterdir()) if path.is_dir() else [path]
            except OSError:  # whoever opens the folder learns why
                inside = [path]
            yield from (each for each in inside if each == path or is_readable_name(each.name))
        listed = set(self._paths)
        yield from (path for path in tuple(self._known) if path not in listed and not path.exists())

    def _follow(self, path: Path, look: "_Look") -> list[FileResult]:
        results: list[FileResult] = []
        try:
            found = path.stat()
        except OSError:
            return self._ended(path, look)
        inode = (found.st_dev, found.st_ino)
        if path in self._known and self._known[path].inode != inode:  # rotated, or replaced
            results += self._ended(path, look)
        if path not in self._known or self._known[path].fd < 0:
            try:
                self._open(path, inode)
                results += self._recall(path, look)
            except OSError as error:
                known = self._known.setdefault(path, Followed(-1, inode))
                return results + self._refusal(path, known, error)
        known = self._known[path]
        state = (found.st_size, found.st_mtime_ns)
        if state != known.state:
            known.state, known.changed_at = state, self._clock()
        return results if state == known.done else results + self._new_in(path, known, look)

    def _new_in(self, path: Path, known: Followed, look: "_Look") -> list[FileResult]:
        rested = inf if look.at_once else self._clock() - known.changed_at
        try:
            result = self._read(path, known, look, rested)
        except Cancelled:
            raise
        except (IntakeError, OSError) as error:
            if rested < SETTLED:  # it may be half written
                return []
            known.done = known.state
            return self._refusal(path, known, error)
        known.told = ""
        forget_refusal(self._store, path)
        return [result] if result is not None else []

    def _read(self, path: Path, known: Followed, look: "_Look", rested: float) -> FileResult | None:
        if known.offset and not known.continues():
            known.restart()
        if known.plan is None and not self._reads_by_parts(path, known):
            return self._whole(path, known, look) if rested >= SETTLED else None
        plan = known.plan
        if plan is None:
            raise AssertionError("what is read by parts has a plan")
        quoted = plan.format == Format.CSV.value
        part = whole_rows(known.fd, known.offset, known.line, quoted=quoted)
        if part.end < known.state[0] and rested >= UNENDED:
            part = all_rows(known.fd, known.offset, known.line)
        result = self._part(path, known, part, look)
        if known.offset >= known.state[0]:
            known.done = known.state
        return result

    def _reads_by_parts(self, path: Path, known: Followed) -> bool:
        """Whether lines can be read by their offset; the plan is made then."""
        if is_packed(known.file):
            return False
        if format_of(head_of(known.file, LOOK)) not in (Format.CSV, Format.NDJSON):
            return False
        plan = self._planned(path, known)
        if plan.cr or (plan.encoding and not plan.encoding.startswith("utf-8")):
            return False
        known.plan = plan
        return True

    def _planned(self, path: Path, known: Followed, paths: Sequence[str] = ()) -> FilePlan:
        source = as_text(self._options.source or source_of(path))
        options = recalling(self._options, self._store, source)
        return told(inspect(known.file, options, str(path), paths=paths), options)

    def _part(self, path: Path, known: Followed, part: Part, look: "_Look") -> FileResult | None:
        if part.end <= known.offset:
            return None
        source = as_text(look.setting.options.source or source_of(path))
        given = Input(known.file, as_text(str(path)), source, part, known.plan)
        try:
            staged = stage_file(given, look.setting, look.progress, look.cancelled)
        except NoRows:
            if part.offset:  # blank lines; else the header alone, which comes again with a row
                known.advance(part)
            return None
        before = known.reached()
        known.plan = staged.plan  # what the first rows settled holds for those that follow
        try:
            known.advance(part)
            result = self._kept(path, known, staged, look.setting, before)
        except BaseException:
            known.resume(before)
            raise
        return result

    def _whole(self, path: Path, known: Followed, look: "_Look") -> FileResult | None:
        with found_inputs([path], look.setting.options) as inputs:
            (given,) = inputs
            if isinstance(given, Unusable):
                raise given.error
            staged = stage_file(given, look.setting, look.progress, look.cancelled)
            known.done = known.state
            return self._kept(path, known, staged, look.setting, Reached())

    def _open(self, path: Path, inode: tuple[int, int]) -> Followed:
        known = Followed(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), inode)
        self._known[path] = known
        return known

    def _ended(self, path: Path, look: "_Look") -> list[FileResult]:
        """The file has another name or none: what it still holds is read, then it is let go."""
        known = self._known.get(path)
        results: list[FileResult] = []
        if known is not None and known.fd >= 0 and known.plan is not None:
            part = all_rows(known.fd, known.offset, known.line)
            try:
                result = self._part(path, known, part, look)
                results += [result] if result is not None else []
            except Cancelled:
                raise
            except (IntakeError, OSError) as error:
                results += self._refusal(path, known, error)
        self._forget(path)
        return results

    def _forget(self, path: Path) -> None:
        known = self._known.pop(path, None)
        if known is not None and known.fd >= 0:
            if known.unkept:
                keep_place(path, self._store, known.place(self._reading))
            os.close(known.fd)

    def _refusal(
        self, path: Path, known: Followed, error: IntakeError | OSError
    ) -> list[FileResult]:
        if isinstance(error, OSError):
            error = unreadable(str(path), error)
        if str(error) == known.told or isinstance(error, NoRows):
            return []
        known.told = str(error)
        return [refused(str(path), error, source_of(path))]

    def _recall(self, path: Path, look: "_Look") -> list[FileResult]:
        """Go on where an earlier follower was; what that left in the file before it comes first."""
        known, place = self._known[path], place_of(path, self._store, self._reading)
        if place is None:
            return []
        if (place.device, place.inode) == known.inode:
            self._resume(path, known, place)
            return []
        for other in path.parent.iterdir():  # the file was rotated meanwhile: it has another name
            found = other.lstat()
            if (found.st_dev, found.st_ino) != (place.device, place.inode):
                continue
            old = self._open(other, (place.device, place.inode))
            del self._known[other]
            if place.reached.offset and self._resume(path, old, place) and old.done is None:
                self._known[path] = old
                results = self._ended(path, look)
            else:
                os.close(old.fd)
                results = []
            self._known[path] = known
            return results
        return []

    def _resume(self, path: Path, known: Followed, place: Place) -> bool:
        found = os.fstat(known.fd)
        known.state, known.changed_at = (found.st_size, found.st_mtime_ns), self._clock()
        if not known.resume(place.reached):
            return False
        if not known.offset:
            return True
        try:
            plan = self._planned(path, known, place.paths)
        except IntakeError:
            plan = None
        if plan is None or plan.names != place.names:
            known.done = None
            known.restart()
            return False
        known.plan = place.with_orders(plan)
        return True

    def _empty_inbox(self, now: datetime) -> list[FileResult]:
        held = self._inbox_held or claim_inbox(self._store.path)
        if held is None:
            return []  # whoever follows the inbox takes it in
        results: list[FileResult] = []
        try:
            for path in self._inbox.resting():
                results += self._take_in(path, now)
        finally:
            if held is not self._inbox_held:
                held.release()
        return results

    def _take_in(self, path: Path, now: datetime) -> list[FileResult]:
        results = import_files(
            self._store, [path], self._options, actor=self._actor, person=self._person, now=now
        )
        return self._inbox.done_with(path, results)

    def _kept(
        self, path: Path, known: Followed, staged: StagedFile, setting: Setting, before: Reached
    ) -> FileResult | None:
        """The result of what was committed; None where nothing is new, and nothing is kept of it.

        The place is kept first and names the import: cut off in between, it does not hold.
        """
        fates = staged.result.fates
        new = fates.imported or fates.updated or fates.changed or staged.writer.quarantine_file
        if not new:
            staged.abort()
            known.unkept = True
            return None
        import_id = staged.writer.import_id
        try:
            place = known.place(self._reading, import_id=import_id, before=before)
            keep_place(path, self._store, place)
            policy = policy_of(setting)
            result = staged.commit(policy)
        except BaseException:
            staged.abort()
            raise
        known.unkept = False
        keep_starts(setting, policy, result)
        return result


@dataclass(frozen=True, slots=True)
class _Look:
    """What holds for one look at the files."""

    setting: Setting
    at_once: bool
    progress: Progress
    cancelled: Callable[[], bool]


def _unheard(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


def _never() -> bool:
    return False
