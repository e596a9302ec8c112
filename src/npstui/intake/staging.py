"""One file into an open import of the store: everything but the commit."""

import os
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.intake.accounting import Tally, rows_accounted
from npstui.intake.columns_refused import ColumnsRefused
from npstui.intake.errors import Cancelled, IntakeError, NoRows
from npstui.intake.file_plan import FilePlan
from npstui.intake.formats import Format
from npstui.intake.given import Input, Setting
from npstui.intake.looking import Look, look_of
from npstui.intake.patience import patiently
from npstui.intake.permissions import unreadable
from npstui.intake.plan import inspect
from npstui.intake.readers.ahead import ahead, batches_of
from npstui.intake.readers.batches import Batch, RowSource
from npstui.intake.readers.sources import open_rows
from npstui.intake.readers.tables import Heard, unheard
from npstui.intake.remembering import recalling
from npstui.intake.settling import Bounds, settled, told
from npstui.intake.shape import Shaped, Shaper
from npstui.intake.unchanged import Glance
from npstui.model.clock import Policy
from npstui.store.values import Added, Fates, ImportRow, Remembered
from npstui.store.writer import ImportWriter

if TYPE_CHECKING:
    from npstui.intake.ruling import Ruling

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file.

    `mapping` maps each field found to the header of its column. `quarantine_file` is relative to
    the store. `refusal` is the sentence why nothing of the file was taken, None where it was read.
    `notes` are sentences worth reading beside the counts. `confidence` says of each field found how
    sure its column is, as mapping.Confidence has it. `import_id` is None until committed. `look` is
    what the file's first rows show, where that was asked for.
    """

    path: str
    source: str = ""
    format: str | None = None
    preset: str | None = None
    mapping: dict[str, str] | None = None
    fates: Fates = field(default_factory=Fates)
    quarantine_file: str | None = None
    import_id: int | None = None
    refusal: str | None = None
    notes: tuple[str, ...] = ()
    confidence: dict[str, str] = field(default_factory=dict)
    look: "Look | None" = None


class StagedFile:
    """A file whose rows stand in an import that is not committed. `commit` or `abort` ends it.

    `seen` is what the file was like before it was read; `reached` as RowSource says.
    """

    def __init__(
        self,
        given: Input,
        plan: FilePlan,
        writer: ImportWriter,
        held: ExitStack,
        result: FileResult,
        seen: os.stat_result,
        reached: tuple[int, int] | None,
        setting: Setting,
    ) -> None:
        self.given = given
        self.plan = plan
        self.writer = writer
        self.result = result
        self.seen = seen
        self.reached = reached
        self._held = held
        self._setting = setting

    def commit(self, policy: Policy) -> FileResult:
        """Register the import; the counts are those that held at the commit."""
        ruling = _ruling(self._setting, policy)
        with self._held:
            row = self.writer.commit(
                self.result.fates, self.plan.mapping, policy, self._to_remember(), ruling
            )
        notes = () if ruling is None else tuple(ruling.notes)
        self.result = replace(_committed(self.result, row), notes=(*self.result.notes, *notes))
        return self.result

    def _to_remember(self) -> Remembered | None:
        """What of the columns is to be remembered: nothing of a run that brings nothing, unless
        somebody told how to read them. Else the same file again would undo what was told since.
        """
        fates, options = self.result.fates, self._setting.options
        brings = fates.imported or fates.updated
        return _remembered(self.plan) if brings or options.tells_columns else None

    def abort(self) -> None:
        """Leave nothing."""
        with self._held:
            self.writer.abort()


def stage_file(
    given: Input,
    setting: Setting,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> StagedFile:
    """Reads a file into an import of the store; `progress` gets the bytes read of the file and all.

    Raises IntakeError; Cancelled among them. Then nothing is left.
    """
    try:
        glance = Glance.at(given.file)
        seen = glance.seen
        report = _Reporter(given.shown, seen.st_size, progress, cancelled)
        plan = given.plan or planned(given, setting)
        waiting = report.still if plan.format == Format.XLSX.value else None
        if plan.paths and given.part is not None and given.part.offset:
            from npstui.intake.readers.json_rows import with_late_paths

            plan = with_late_paths(plan, given.file, given.part)
        elif plan.partial and waiting is not None:
            plan = planned(given, setting, whole=unheard, waiting=waiting)
        elif plan.partial:
            report = report.half_done
            plan = planned(given, setting, whole=report.first_half)
        if plan.doubts:
            plan = settled_by_rows(plan, given, setting)
        zone = setting.zone(plan)
        if setting.options.source is None and plan.preset is not None and plan.preset.source:
            given = replace(given, source=plan.preset.source)
        with (
            open_rows(given.file, plan, given.part, waiting=waiting) as source,
            ExitStack() as held,
        ):
            writer = held.enter_context(
                setting.store.importing(
                    source=given.source,
                    path=given.shown,
                    actor=setting.actor,
                    person=setting.person,
                    policy_first=setting.first,
                    now=setting.now,
                    tail=given.part is not None and given.part.offset > 0,
                )
            )
            shaper = Shaper(plan, zone, setting.now, setting.settings.earliest)
            tally = _read(source, plan, shaper, writer, setting.options.update, report)
            plan = replace(plan, commas={**plan.commas, **shaper.commas})
            if given.part is None:  # a part that was cut is seen when the file is looked at next
                glance.refuse_changed(given.file, given.shown)
            result = _result(given, plan, tally, shaper, writer)
            if setting.options.time_zone is None and plan.preset is not None:
                result = replace(result, notes=(*result.notes, *_zone_note(plan, zone)))
            if setting.looks:
                result = replace(result, look=look_of(given, plan, setting))
            ended, reached = held.pop_all(), source.reached
            return StagedFile(given, plan, writer, ended, result, seen, reached, setting)
    except OSError as error:
        raise unreadable(given.shown, error) from error


def planned(
    given: Input,
    setting: Setting,
    *,
    whole: Heard | None = None,
    waiting: Callable[[], None] | None = None,
) -> FilePlan:
    """How a file will be read, by its first part, what is told and what is remembered.

    With `whole` by all of it, where its kind asks for that; it gets the bytes looked through.
    `waiting` is called again and again meanwhile.

    Raises IntakeError.
    """
    options = recalling(setting.options, setting.store, given.source)
    look = partial(
        inspect, given.file, options, given.shown, whole=whole is not None, heard=whole or unheard
    )
    return told(look() if waiting is None else patiently(look, waiting), options)


def settled_by_rows(plan: FilePlan, given: Input, setting: Setting) -> FilePlan:
    """The plan after a first reading of the columns that leave it in doubt. Raises IntakeError."""
    known = plan.score_as_before or any(
        row.source == given.source for row in setting.store.imports() if row.fates.imported
    )
    bounds = Bounds(setting.settings.earliest, setting.now, known)
    try:
        with open_rows(given.file, plan, given.part) as source:
            return settled(plan, iter(source.next, None), bounds)
    except IntakeError as error:
        sentence = f"{given.shown}: {error}."
        raise ColumnsRefused(sentence, plan.names, plan.samples, plan) from error


@dataclass(frozen=True, slots=True)
class _Reporter:
    shown: str
    total: int
    progress: Progress
    cancelled: Callable[[], bool]
    looked_through: bool = False  # the file was read once before: that was the first half

    @property
    def half_done(self) -> "_Reporter":
        return replace(self, looked_through=True)

    def first_half(self, done: int) -> None:
        self._say(done // 2)

    def at(self, done: int) -> None:
        self._say((self.total + done) // 2 if self.looked_through else done)

    def still(self) -> None:
        """Nothing more is read yet."""
        self._say(0)

    def _say(self, done: int) -> None:
        self.progress(done, max(self.total, done))
        if self.cancelled():
            raise Cancelled(f"{self.shown}: the import was stopped; nothing of the file was kept.")


def _read(
    source: RowSource,
    plan: FilePlan,
    shaper: Shaper,
    writer: ImportWriter,
    update: bool,
    report: _Reporter,
) -> Tally:
    tally = Tally()
    report.at(0)
    try:
        # Three steps beside one another: a chunk is read, the one before it shaped, and the one
        # before that put into the store.
        with closing(ahead(_shaped(ahead(batches_of(source)), shaper))) as chunks:
            while (found := next(chunks, None)) is not None:
                rows, shaped, reached = found
                tally.rows += rows
                added = writer.add(shaped.frame, update=update) if shaped.frame.height else Added()
                if shaped.refused:
                    writer.refuse(shaped.refused)
                tally.add(added, len(shaped.refused), shaped.set_aside)
                del found, shaped  # the next chunk stands beside none that is done with
                report.at(reached)
    except Cancelled:
        raise
    except IntakeError as error:
        raise IntakeError(f"{plan.path}: {error}.") from error
    if not tally.rows:
        raise NoRows(f"{plan.path} has a header and no rows; there is nothing to import.")
    return tally


def _shaped(
    batches: Generator[tuple[Batch, int], None, None], shaper: Shaper
) -> Generator[tuple[int, Shaped, int], None, None]:
    """Of each batch how many rows it has, its responses, and how far into the file it reaches."""
    with closing(batches):
        while (found := next(batches, None)) is not None:
            batch, reached = found
            rows = batch.frame.height + len(batch.refused)
            chunk = rows, shaper.shape(batch), reached
            del found, batch
            yield chunk
            del chunk


def _result(
    given: Input, plan: FilePlan, tally: Tally, shaper: Shaper, writer: ImportWriter
) -> FileResult:
    fates = tally.fates()
    if rows_accounted(fates) != fates.rows:
        raise AssertionError(f"{given.shown}: {fates} does not account for every row")
    return FileResult(
        path=given.shown,
        source=given.source,
        format=plan.format,
        preset=plan.preset.name if plan.preset is not None else None,
        mapping=plan.mapping,
        fates=fates,
        quarantine_file=writer.quarantine_file,
        notes=(*plan.notes, *shaper.notes()),
        confidence={name: each.value for name, each in plan.columns.confidence.items()},
    )


def _ruling(setting: Setting, policy: Policy) -> "Ruling | None":
    """The store's rules for what this import opens; None where it has none."""
    if not setting.settings.rules:
        return None
    from npstui.intake.ruling import Ruling

    return Ruling(setting.settings, policy, setting.now, setting.actor)


def _remembered(plan: FilePlan) -> Remembered | None:
    """What the next file like this one is to know, its dates and numbers as they were settled."""
    if plan.remembers is None:
        return None
    orders = {name: order.value for name, order in plan.day_orders.items()}
    return replace(plan.remembers, day_orders=orders, commas=dict(plan.commas))


def _zone_note(plan: FilePlan, zone: ZoneInfo) -> tuple[str, ...]:
    if plan.preset is None or not plan.preset.account_zone or "responded_at" not in plan.mapping:
        return ()
    sentence = (
        f"{plan.preset.title} writes times in its account's time zone; without an offset they are "
        f"read as {zone.key}, --time-zone tells another"
    )
    return (sentence,)


def _committed(result: FileResult, row: ImportRow) -> FileResult:
    return replace(result, fates=row.fates, import_id=row.import_id)
