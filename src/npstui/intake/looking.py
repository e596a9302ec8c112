"""What the first rows of a file show: how each column is read, and some rows as they would land."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from npstui.intake.columns_refused import ColumnsRefused
from npstui.intake.errors import IntakeError
from npstui.intake.file_plan import FilePlan
from npstui.intake.formats import Format
from npstui.intake.given import Input, Setting
from npstui.intake.mapping import Confidence
from npstui.intake.readers.batches import Batch
from npstui.intake.readers.sources import open_rows
from npstui.intake.settling import Bounds, settled
from npstui.intake.shape import Shaper
from npstui.model.response import CANONICAL_NAMES

ROWS = 10  # shown as they would land
HEAD_BYTES = 256 << 10  # of the rows: more than ten of all but the widest files


class Role(StrEnum):
    """What becomes of a column that feeds no field by itself."""

    FIELD = "field"
    FILLS_IN = "fills in"  # where the field's own column is empty
    JOINED = "joined"  # behind the field's own text
    SOURCE = "source"
    BESIDE = "beside"  # kept under its own name: scores can be split by it
    LEFT_OUT = "left out"
    OPEN = "open"  # nothing is decided: the file is refused for want of a score


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column of a file: its header, what it is read as, how that was found, some cells.

    `field` is the canonical field it feeds, or fills in for; None where it feeds none.
    """

    name: str
    role: Role
    field: str | None
    confidence: Confidence | None
    how: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Landing:
    """Rows as they would land, in the file's order: fields, then the other columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A file as its first rows show it. `plan` is None where no score could be found; then
    `refusal` says so and the columns are listed all the same. `sheets` are those of a workbook,
    `zone` is that of times without an offset.
    """

    columns: tuple[ColumnReading, ...]
    plan: FilePlan | None = None
    refusal: str | None = None
    landing: Landing | None = None
    sheets: tuple[str, ...] = ()
    zone: str = ""


def look_of(given: Input, plan: FilePlan, setting: Setting) -> Look:
    """What the first rows show, read by a plan. Raises IntakeError, OSError."""
    return Look(
        columns=columns_of(plan),
        plan=plan,
        landing=landing_of(given, plan, setting),
        sheets=_sheets(given, plan),
        zone=setting.zone(plan).key,
    )


def look_refused(error: ColumnsRefused) -> Look:
    """The columns of a file whose reading is open."""
    if error.plan is not None:
        return Look(columns_of(error.plan), error.plan, str(error))
    unread = tuple(
        ColumnReading(name, Role.OPEN, None, None, "", cells)
        for name, cells in zip(error.names, error.samples, strict=True)
    )
    return Look(unread, refusal=str(error))


def columns_of(plan: FilePlan) -> tuple[ColumnReading, ...]:
    """How every column of the file is read, in its order."""
    return tuple(_readings(plan))


def landing_of(given: Input, plan: FilePlan, setting: Setting, rows: int = ROWS) -> Landing:
    """The first answers of the file as they would be stored. Raises IntakeError, OSError."""
    with open_rows(given.file, plan, given.part, head=HEAD_BYTES) as source:
        batch = source.next()
        if batch is None:
            return Landing((), ())
        if plan.doubts:
            plan = _settled_for_now(plan, batch, setting)
        shaper = Shaper(plan, setting.zone(plan), setting.now, setting.settings.earliest)
        frame = shaper.shape(batch).frame.head(rows)
    return Landing(tuple(frame.columns), tuple(frame.rows()))


def _settled_for_now(plan: FilePlan, batch: Batch, setting: Setting) -> FilePlan:
    """The doubts as the first rows alone settle them; the whole file may settle them otherwise."""
    bounds = Bounds(setting.settings.earliest, setting.now, known=True)
    try:
        return settled(plan, [batch], bounds)
    except IntakeError:
        return replace(plan, columns=replace(plan.columns, doubts=frozenset()))


def _readings(plan: FilePlan) -> Iterator[ColumnReading]:
    columns = plan.columns
    fields = {place: name for name, place in columns.fields.items()}
    also = dict(columns.also)
    if plan.preset is not None:
        also.update(plan.preset.also)
    fills = {place: name for name, places in also.items() for place in places}
    joined = {place: name for name, places in columns.joined.items() for place in places}
    for place, name in enumerate(plan.names):
        samples = plan.samples[place] if place < len(plan.samples) else ()
        role, field, how = Role.LEFT_OUT, None, ""
        if place in fields:
            role, field = Role.FIELD, fields[place]
        elif place in joined:
            role, field = Role.JOINED, joined[place]
        elif place in fills:
            role, field = Role.FILLS_IN, fills[place]
        elif place == columns.source:
            role = Role.SOURCE
        elif place in columns.extras:
            role = Role.BESIDE
        confidence = columns.confidence.get(field) if field is not None else None
        if role is Role.FIELD:
            how = _how(plan, field, confidence)
        elif place == columns.category:
            how = "says the category in words"
        yield ColumnReading(name, role, field, confidence, how, tuple(samples))


def _how(plan: FilePlan, field: str | None, confidence: Confidence | None) -> str:
    match confidence:
        case Confidence.TOLD:
            return "as told"
        case Confidence.REMEMBERED:
            source = plan.memory.source if plan.memory is not None else ""
            return f"as remembered of {source}"
        case Confidence.GUESSED:
            return "by what it holds"
        case Confidence.LIKELY:
            return "its header may mean it"
        case Confidence.SURE if plan.preset is not None and field in CANONICAL_NAMES:
            return f"as {plan.preset.title} writes it"
        case Confidence.SURE:
            return "by its header and what it holds"
        case _:
            return "an export of npstui"


def _sheets(given: Input, plan: FilePlan) -> tuple[str, ...]:
    if plan.format != Format.XLSX.value:
        return ()
    from npstui.intake.readers.excel import sheets_of

    return tuple(islice(sheets_of(given.file), 200))
