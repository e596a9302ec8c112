"""How an import is asked to go: what the command line, or the sheet, can say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from npstui.intake.dates import DayOrder
from npstui.intake.errors import OptionError
from npstui.intake.scales import Scale, read_scale
from npstui.model.response import CANONICAL_NAMES
from npstui.store.values import Remembered


@dataclass(frozen=True, slots=True)
class Memory:
    """How files of a source were read before; `own` says that it is the source of this one."""

    what: Remembered
    source: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What may be told to an import; None stands for “find out”.

    `mapping` maps a canonical field to the header of its column ("" leaves the field out).
    `source` names what the ids belong to; without it a file's own name does, up to its first
    dot, so that the same file opened again is the same source. `time_zone` is that of times
    without an offset; without it the store's holds. `follow_up_from` is 7d, a date, now or all.
    `preset` names the platform, or none for no preset; `preset_folders` hold further presets.
    `sheet` names the sheet of a workbook. `scale` is the one the answers were given on, where it
    is not 0-10; `date_order` says what comes first in 1/2/2026. `update` takes known answers whose
    content changed. `dry_run` leaves the store as it is. `dropped` are the headers of columns that
    are not kept. `memories` are what the store remembers, the newest first; with `anew` nothing is.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    time_zone: str | None = None
    follow_up_from: str | None = None
    preset: str | None = None
    preset_folders: tuple[Path, ...] = ()
    sheet: str | None = None
    scale: Scale | None = None
    date_order: DayOrder | None = None
    update: bool = False
    dry_run: bool = False
    dropped: tuple[str, ...] = ()
    anew: bool = False
    memories: tuple[Memory, ...] = ()

    @property
    def tells_columns(self) -> bool:
        """Whether somebody says how the columns are read, or that they be found anew."""
        told = (self.preset, self.sheet, self.time_zone, self.scale, self.date_order)
        return bool(self.mapping or self.dropped or self.anew) or any(map(_is_told, told))


def _is_told(value: object) -> bool:
    return value is not None


def check_options(options: ImportOptions) -> None:
    """Raises OptionError for what no file could make right."""
    for name in options.mapping:
        if name not in CANONICAL_NAMES:
            raise OptionError(f"--map: “{name}” is no field.{_nearest_field(name)}")
    if options.time_zone is not None:
        zone_named(options.time_zone)
    if options.source is not None and not options.source.strip():
        raise OptionError("--source needs a name, such as --source acme-web.")


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that name. Raises OptionError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise OptionError(
            f"--time-zone: “{name}” is no time zone; write it as Europe/Oslo or UTC."
        ) from error


def scale_named(text: str | None) -> Scale | None:
    """The scale of that name, None for none. Raises OptionError."""
    if text is None:
        return None
    scale = read_scale(text)
    if scale is None:
        raise OptionError(f"--scale: “{text}” is no scale; write it as 0-10, 1-10, 1-5 or 0-100.")
    return scale


def day_order_named(text: str | None) -> DayOrder | None:
    """The order of that name, None for none. Raises OptionError."""
    if text is None:
        return None
    try:
        return DayOrder(text.lower())
    except ValueError as error:
        raise OptionError(
            f"--date-order: “{text}” is none; write dmy for 31/12/2026, mdy for 12/31/2026, or ymd."
        ) from error


def _nearest_field(name: str) -> str:
    near = get_close_matches(name.casefold(), CANONICAL_NAMES, n=1, cutoff=0.5)
    return (
        f" Did you mean {near[0]}?" if near else f" Fields: {', '.join(sorted(CANONICAL_NAMES))}."
    )
