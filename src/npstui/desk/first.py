"""Survey files opened in a desk: what a first file holds is shown before anything is kept."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from npstui.analysis.counts import Counts
from npstui.analysis.score import score_or_none
from npstui.desk.following import OpenFiles
from npstui.desk.opening import acting_person, acting_user
from npstui.desk.scores import score_value
from npstui.intake.claims import AlreadyFollowed
from npstui.intake.follow_up import FollowUp
from npstui.intake.importer import import_files, stage_files
from npstui.intake.options import ImportOptions
from npstui.intake.staged import Facts, Staged
from npstui.intake.staging import FileResult, StagedFile
from npstui.present.numbers import percent
from npstui.present.text import safe
from npstui.present.values import FirstSheetValue, FollowUpChoice, MappedColumn
from npstui.store.store import Store

Progress = Callable[[int, int], None]

_CHOICES: Mapping[FollowUp, tuple[str, str]] = {
    FollowUp.HERE_ON: ("here on only", ""),
    FollowUp.AS_USUAL: ("as usual", "7 days, six months, 30 days back"),
    FollowUp.EVERYTHING: ("everything", "all that has not lapsed"),
}
# The fields the sheet names, in its order.
_FIELDS = ("score", "comment", "responded_at", "customer_id", "customer_name", "email", "phone")
_FIELD_TITLES = {"responded_at": "time", "customer_id": "customer", "customer_name": "name"}


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
        self._person = acting_person(person, store)
        self._made = made
        self._note = note
        self._staged: Staged | None = None
        self._read: tuple[StagedFile, ...] = ()  # of the first import
        self._followed: OpenFiles | None = None

    def stage(
        self,
        now: datetime,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> FirstSheetValue:
        """Read the files whole and keep nothing yet.

        Raises NothingToOpen where no file could be read, Cancelled, StoreError.
        """
        staged = stage_files(
            self.store,
            self.files,
            ImportOptions(),
            actor=acting_user(),
            person=self._person,
            now=now,
            progress=progress,
            cancelled=cancelled,
        )
        _raise_where_all_refused(staged.results)
        self._staged = staged
        return self._sheet(staged)

    def commit(self, choice: str) -> list[FileResult]:
        """Keep what was staged, with the follow-up start chosen on the sheet."""
        if self._staged is None:
            raise AssertionError("only what was staged can be kept")
        staged, self._staged = self._staged, None
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

        Raises NothingToOpen where no file could be read, Cancelled, StoreError.
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
            _raise_where_all_refused(results)
            return results
        self._followed = followed
        results = followed.add(now, progress, cancelled)
        if len(results) >= len(self.files):
            _raise_where_all_refused(results)
        return results

    def follow(self) -> OpenFiles:
        """From here on what is appended to the files comes in; close it when the desk closes.

        Raises AlreadyFollowed where somebody else follows for this store.
        """
        followed, self._followed = self._followed, None
        if followed is None:
            followed = OpenFiles(self.store, self.files, self._person)
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
        if self._staged is not None:
            self._staged.abort()
            self._staged = None
        if self._followed is not None:
            self._followed.close()
        self.store.forsake(made=self._made)

    def _sheet(self, staged: Staged) -> FirstSheetValue:
        facts = staged.facts()
        read = [result for result in staged.results if result.refusal is None]
        refusals = [f"{result.path}: {result.refusal}" for result in staged.results
                    if result.refusal]  # fmt: skip
        score = score_or_none(Counts(facts.promoters, facts.passives, facts.detractors))
        notes = [note for result in read for note in result.notes] + refusals
        set_aside: dict[str, int] = {}
        for result in read:
            for reason, count in result.fates.set_aside.items():
                set_aside[reason] = set_aside.get(reason, 0) + count
        return FirstSheetValue(
            files=tuple(safe(path.name) for path in self.files),
            preset=safe(read[0].preset) if read and read[0].preset else None,
            rows=sum(result.fates.rows for result in read),
            store=safe(self.store.path.name),
            store_note=safe(self._note) if self._note else None,
            answers=facts.answers,
            earliest=facts.first,
            latest=facts.last,
            score=score_value(score),
            set_aside=tuple(set_aside.items()),
            refused=facts.refused,
            undated=facts.undated,
            columns=_columns(facts),
            notes=tuple(safe(note) for note in notes),
            choices=tuple(
                FollowUpChoice(
                    cases.choice.value,
                    *_CHOICES[cases.choice],
                    cases.detractors,
                    cases.passives,
                    cases.promoters,
                )
                for cases in staged.choices()
            ),
            chosen=FollowUp.AS_USUAL.value,
        )


def _columns(facts: Facts) -> tuple[MappedColumn, ...]:
    hints = {
        "score": "0 to 10",
        "comment": _filled(facts.with_comment),
        "customer_id": _filled(facts.with_customer),
    }
    columns = [
        MappedColumn(
            _FIELD_TITLES.get(field, field), safe(facts.mapping[field]), safe(hints.get(field, ""))
        )
        for field in _FIELDS
        if field in facts.mapping
    ]
    if facts.extras:
        listed = ", ".join(facts.extras[:4]) + (", …" if len(facts.extras) > 4 else "")
        columns.append(MappedColumn("split by", safe(listed), safe("")))
    return tuple(columns)


def _filled(share: float | None) -> str:
    return "" if share is None else f"{percent(share)} filled"


def _raise_where_all_refused(results: Sequence[FileResult]) -> None:
    refusals = [result.refusal for result in results]
    if refusals and all(refusals):
        raise NothingToOpen("\n".join(str(refusal) for refusal in refusals))
