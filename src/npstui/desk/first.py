"""Survey files opened in a desk: what a first file holds is shown before anything is kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from npstui.desk.first_sheet import Place, early_sheet, staged_sheet
from npstui.desk.following import OpenFiles
from npstui.desk.mapping import changed
from npstui.desk.opening import acting_person, acting_user
from npstui.desk.quarantine import refused_rows
from npstui.intake.bench import Bench
from npstui.intake.claims import AlreadyFollowed
from npstui.intake.follow_up import FollowUp
from npstui.intake.importer import import_files, look_at, stage_files
from npstui.intake.options import ImportOptions
from npstui.intake.staged import Staged
from npstui.intake.staging import FileResult, StagedFile
from npstui.present.import_values import MappingChange, RefusedValue
from npstui.present.values import FirstSheetValue
from npstui.settings.paths import as_text
from npstui.store.store import Store

Progress = Callable[[int, int], None]


class NothingToOpen(Exception):
    """None of the files could be read; str() is the sentence, a line for each."""


class FirstOpening:
    """Files on their way into a store: staged and shown where it is new, added where it is not.

    Leaving the sheet takes a store away that nothing was put in, also one that an earlier opening
    left so; `made` says that this one made it.
    """

    def __init__(
        self,
        store: Store,
        files: Sequence[Path],
        *,
        person: str | None,
        made: bool,
        note: str | None = None,
    ) -> None:
        self.store = store
        self.files = tuple(files)
        self.needed = store.settings().follow_up is None
        self._adds = False  # the sheet is of files that the open store refused
        self._at_hand = self.files  # that the sheet is of
        self._person = acting_person(person, store)
        self._made = made
        self._note = note
        self._staged: Staged | None = None
        self._read: tuple[StagedFile, ...] = ()  # of the first import
        self._followed: OpenFiles | None = None
        self._told: dict[str, ImportOptions] = {}
        self._looked: dict[str, FileResult] = {}
        self._bench = Bench()
        self._changed: str | None = None  # the file that was told to be read otherwise last

    def stage(
        self,
        now: datetime,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> FirstSheetValue:
        """Read the files whole and keep nothing yet; of those staged before only what changed.

        Raises NothingToOpen where no file could be read, nor a change of how its columns are read
        could mend that; Cancelled, StoreError.
        """
        self._staged = None  # its files are on the bench
        staged = stage_files(
            self.store,
            self._at_hand,
            ImportOptions(),
            actor=acting_user(),
            person=self._person,
            now=now,
            progress=progress,
            cancelled=cancelled,
            told=self._told,
            bench=self._bench,
        )
        results = [self._with_look(result) for result in staged.results]
        if not any(result.look is not None for result in results):
            self._let_go()
            _raise_where_all_refused(results)
        self._staged = staged
        self._looked = {result.path: result for result in results}
        return staged_sheet(self._place(), staged, results)

    def preview(self, now: datetime) -> FirstSheetValue | None:
        """What the first rows show, before the files are read whole; None for nothing."""
        found = look_at(
            self.store,
            self._at_hand,
            ImportOptions(),
            actor=acting_user(),
            person=self._person,
            now=now,
            told=self._told,
            only=self._changed,
        )
        if found is None:
            return None
        self._looked[found.path] = found
        return early_sheet(self._place(), list(self._looked.values()))

    def change(self, change: MappingChange) -> None:
        """Read a file otherwise from now on. Raises OptionError."""
        look = self._looked[change.path].look
        if look is not None:
            before = self._told.get(change.path, ImportOptions())
            self._told[change.path] = changed(before, look, change)
            self._changed = change.path

    def refused(self) -> tuple[RefusedValue, ...]:
        """The refused rows of the files as they are staged."""
        return () if self._staged is None else refused_rows(self.store.path, self._staged)

    def commit(self, choice: str) -> list[FileResult]:
        """Keep what was staged, with the follow-up start chosen on the sheet."""
        if self._staged is None:
            raise AssertionError("only what was staged can be kept")
        staged, self._staged = self._staged, None
        self._bench.forget()
        results = staged.commit(FollowUp(choice))
        self._read = tuple(staged.read)
        return results

    def add(
        self,
        now: datetime,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[FileResult]:
        """Add what is new in the files to a store that has its follow-up start.

        Raises NothingToOpen where no file could be read, nor a change of how its columns are read
        could mend that (`mends` says so); Cancelled, StoreError.
        """
        followed = self._followed_files()
        if followed is None:
            results = import_files(
                self.store,
                self.files,
                ImportOptions(),
                actor=acting_user(),
                person=self._person,
                now=now,
                progress=progress,
                cancelled=cancelled,
            )
            whole = True
        else:
            self._followed = followed
            results = followed.add(now, progress, cancelled)
            whole = len(results) >= len(self.files)
        self._at_hand = tuple(_mendable(results, self.files))
        self._adds = bool(self._at_hand)
        if whole and not self._adds:
            _raise_where_all_refused(results)
        return results

    @property
    def mends(self) -> bool:
        """Whether `add` left files whose columns only have to be told: the sheet can show them."""
        return self._adds

    def let_be(self) -> None:
        """Keep nothing of what the sheet shows; the store and what is followed stay."""
        self._let_go()

    def follow(self) -> OpenFiles:
        """From here on what is appended to the files comes in; close it when the desk closes.

        Raises AlreadyFollowed where somebody else follows for this store.
        """
        followed, self._followed = self._followed, None
        if followed is None:
            followed = OpenFiles(self.store, self.files, self._person)
            followed.begin(self._read)
        elif self._read:
            followed.begin(self._read)
        return followed

    def _followed_files(self) -> OpenFiles | None:
        """The files as they are followed; None where somebody else does, or one is no file."""
        if not all(path.is_file() or path.is_dir() for path in self.files):
            return None
        try:
            return OpenFiles(self.store, self.files, self._person)
        except AlreadyFollowed:
            return None

    def abort(self) -> None:
        """Leave: nothing of the files is kept, nor a store with nothing in it."""
        self._let_go()
        if self._followed is not None:
            self._followed.close()
        self.store.forsake(made=self._made)

    def _with_look(self, result: FileResult) -> FileResult:
        """A file that a change made unreadable is still looked at as before: to change it back."""
        before = self._looked.get(result.path)
        if result.look is not None or before is None or result.path not in self._told:
            return result
        return replace(result, look=before.look)

    def _let_go(self) -> None:
        self._bench.clear()
        self._staged = None

    def _place(self) -> Place:
        store = self.store
        zone = store.settings().zone
        return Place(self._at_hand, store.path.name, self._note, zone, adds=self._adds)


def _mendable(results: Sequence[FileResult], files: Sequence[Path]) -> list[Path]:
    """The refused files whose columns were seen."""
    refused = [result for result in results if result.refusal and result.look is not None]
    # A name that is no text has stand-ins in results; the file itself is known by them.
    given = {as_text(str(path)): path for path in files}
    paths = [given.get(result.path, Path(result.path)) for result in refused]
    return [path for path in paths if path.is_file()]


def _raise_where_all_refused(results: Sequence[FileResult]) -> None:
    refusals = [result.refusal for result in results]
    if refusals and all(refusals):
        raise NothingToOpen("\n".join(str(refusal) for refusal in refusals))
