"""How one file will be read: what a look at its first part decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from npstui.intake.dates import DayOrder
from npstui.intake.mapping import ColumnMapping
from npstui.intake.options import Memory
from npstui.intake.presets.values import AppliedPreset
from npstui.intake.scales import Scale
from npstui.store.values import Remembered


@dataclass(frozen=True, slots=True)
class FilePlan:
    """How one file is read.

    `format` is csv, xlsx, json, ndjson or parquet. `header` holds the column headers as found,
    `names` the same as names, `mapping` each field found with the header of its column. `notes`
    are sentences for the reader.

    Of delimited text alone: `delimiter`, `encoding`, `skip` (the physical lines above the first
    row), `cr` (lone carriage returns end the lines). Of a workbook: `sheet` and `skip`, its rows
    above the first. Of JSON: `paths`, the path each column is read from.
    `preset` is the platform whose file it is, if it is one that is known. `scale` is the one told,
    None for 0-10; `day_orders` say of fields with dates what comes first in 1/2/2026, `commas` of
    fields with numbers whether their commas are decimal, as far as that is known.
    `samples` are some filled cells of each column. `memory` is the earlier file's reading that
    this one follows, `remembers` what the next one may follow; None where nothing is to be.
    `partial` says that only the file's first part was looked at where all of it has to be before it
    is read: JSON, whose later records may have other paths, and workbooks.
    """

    path: str
    format: str
    delimiter: str
    encoding: str
    header: tuple[str, ...]
    names: tuple[str, ...]
    columns: ColumnMapping
    skip: int
    cr: bool
    notes: tuple[str, ...]
    sheet: str | None = None
    paths: tuple[str, ...] = ()
    preset: AppliedPreset | None = None
    scale: Scale | None = None
    day_orders: Mapping[str, DayOrder] = field(default_factory=dict)
    commas: Mapping[str, bool] = field(default_factory=dict)
    samples: tuple[tuple[str, ...], ...] = ()
    memory: Memory | None = None
    remembers: Remembered | None = None
    partial: bool = False

    @property
    def doubts(self) -> frozenset[str]:
        """The fields whose column has to be read whole before its cells can be."""
        return self.columns.doubts

    @property
    def score_as_before(self) -> bool:
        """Whether the score is read from the column that an earlier file's was."""
        return self.memory is not None and self.memory.what.fields.get("score") == self.mapping.get(
            "score"
        )

    @property
    def mapping(self) -> dict[str, str]:
        """Canonical field -> header of the column that feeds it."""
        return {field: self.names[place] for field, place in self.columns.fields.items()}
