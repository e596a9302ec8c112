"""How a file's columns are read, as values for the import page and the command line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from npstui.intake.errors import OptionError
from npstui.intake.looking import ColumnReading, Landing, Look, Role
from npstui.intake.options import (
    ImportOptions,
    day_order_named,
    scale_named,
    zone_named,
)
from npstui.intake.presets.reading import NO_PRESET, all_presets
from npstui.intake.staging import FileResult
from npstui.model.response import CANONICAL, CANONICAL_NAMES, Kind
from npstui.present.import_values import (
    ColumnValue,
    LandingValue,
    MappingChange,
    MappingValue,
    ReadingChoice,
)
from npstui.present.text import EMPTY, SafeText, safe

BESIDE, LEFT_OUT = "beside", "left-out"
SHEET, PRESET, SCALE, ORDER, ZONE = "sheet", "preset", "scale", "date-order", "time-zone"
FIND_OUT = ""
# What the fields are called on the page; the others by their own names, without underscores.
_TITLES = {
    "response_id": "id",
    "responded_at": "time",
    "customer_id": "customer",
    "customer_name": "name",
    "email": "mail",
    "purchased_at": "bought",
}
_ORDERS = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}
_SCALES = ("0-10", "1-10", "1-5", "1-7", "0-100")
_CELL = 120  # characters of a cell that a screen could show
# The fields that one looks for first, in this order.
_FIRST = (
    "score", "comment", "responded_at", "customer_id", "customer_name", "email", "phone",
    "company", "response_id",
)  # fmt: skip


def field_title(field: str) -> str:
    """What a canonical field is called on screen."""
    return _TITLES.get(field, field.replace("_", " "))


@cache
def targets() -> tuple[tuple[str, SafeText], ...]:
    """What a column can be read as, with its words: the fields, beside, left out."""
    rest = [column.name for column in CANONICAL if column.name not in _FIRST]
    named = [(field, SafeText(field_title(field))) for field in (*_FIRST, *rest)]
    beside = (BESIDE, SafeText("split by"))
    return (*named[: len(_FIRST)], beside, (LEFT_OUT, SafeText("not kept")), *named[len(_FIRST) :])


def target_hint(target: str) -> str:
    """What reading a column so means."""
    hints = {
        "score": "0 to 10",
        "comment": "why, in the customer's words",
        "responded_at": "when it was answered",
        "customer_id": "what tells customers apart",
        "response_id": "what tells answers apart",
        BESIDE: "kept under its own name; scores can be split by it",
        LEFT_OUT: "stays in the file",
    }
    return hints.get(target, "")


def mapping_value(result: FileResult, zone: ZoneInfo) -> MappingValue | None:
    """How a file is read; None where nobody could look at it. `zone` is the store's."""
    look = result.look
    if look is None:
        return None
    return MappingValue(
        path=result.path,
        file=safe(result.path.rsplit("/", 1)[-1]),
        columns=tuple(column_value(column) for column in look.columns),
        choices=tuple(_choices(look)),
        landing=None if look.landing is None else landing_value(look.landing, zone),
        refusal=None if result.refusal is None else _without_path(result),
    )


def _without_path(result: FileResult) -> SafeText:
    """Why a file cannot be kept as it is read; which file stands above it."""
    sentence = str(result.refusal).removeprefix(f"{result.path}: ")
    return safe(sentence[:1].upper() + sentence[1:])


def column_value(column: ColumnReading) -> ColumnValue:
    """One column in words."""
    return ColumnValue(
        name=safe(column.name),
        reads=SafeText(_reads(column)),
        target=_target(column),
        confidence=SafeText(column.confidence.value) if column.confidence else EMPTY,
        how=safe(column.how),
        samples=tuple(safe(cell[:_CELL]) for cell in column.samples),
    )


def landing_value(landing: Landing, zone: ZoneInfo) -> LandingValue:
    """Rows as they would land, in the order in which one looks at them."""
    places = {name: place for place, name in enumerate(landing.columns)}
    order = [name for name in _LANDING_FIRST if name in places]
    order += [name for name in landing.columns if name not in order]
    numbers = {column.name for column in CANONICAL if column.kind in (Kind.WHOLE, Kind.NUMBER)}
    return LandingValue(
        headings=tuple(
            SafeText(field_title(name)) if name in CANONICAL_NAMES else safe(name) for name in order
        ),
        rows=tuple(tuple(_cell(row[places[name]], zone) for name in order) for row in landing.rows),
        right=frozenset(place for place, name in enumerate(order) if name in numbers),
    )


_LANDING_FIRST = (
    "responded_at", "score", "comment", "customer_id", "customer_name", "email", "phone", "company",
)  # fmt: skip


def changed(options: ImportOptions, look: Look, change: MappingChange) -> ImportOptions:
    """The options with one thing read otherwise. Raises OptionError."""
    told = change.value or None
    match change.key:
        case "sheet":
            # Another sheet has other columns; what was told of these is of no use there.
            return replace(options, sheet=told, mapping={}, dropped=())
        case "preset":
            return replace(options, preset=told)
        case "scale":
            return replace(options, scale=scale_named(told))
        case "date-order":
            return replace(options, date_order=day_order_named(told))
        case "time-zone":
            if told is not None:
                zone_named(told)
            return replace(options, time_zone=told)
        case _ if change.place is not None:
            return _column_read_as(options, look, change.place, change.value)
    raise OptionError(f"“{change.key}” is nothing that can be read otherwise.")


def _column_read_as(options: ImportOptions, look: Look, place: int, target: str) -> ImportOptions:
    name = look.columns[place].name
    mapping = {field: column for field, column in options.mapping.items() if column != name}
    for field in _fed_by(look, place):
        # The field that lost its column gets none that nobody chose; a score it must have.
        if field == "score":
            mapping.pop(field, None)
        elif field != target:
            mapping[field] = ""
    dropped = tuple(each for each in options.dropped if each != name)
    if target == LEFT_OUT:
        dropped = (*dropped, name)
    elif target != BESIDE:
        mapping[target] = name
    return replace(options, mapping=mapping, dropped=dropped)


def _fed_by(look: Look, place: int) -> Sequence[str]:
    column = look.columns[place]
    if column.field is None:
        return ()
    return (column.field,) if column.role is Role.FIELD else ()


def _reads(column: ColumnReading) -> str:
    match column.role:
        case Role.FIELD:
            return field_title(column.field or "")
        case Role.FILLS_IN:
            return f"{field_title(column.field or '')}, where that is empty"
        case Role.JOINED:
            return f"{field_title(column.field or '')}, behind it"
        case Role.SOURCE:
            return "source"
        case Role.BESIDE:
            return "split by"
        case Role.OPEN:
            return ""
    return "not kept"


def _target(column: ColumnReading) -> str:
    if column.role in (Role.FIELD, Role.FILLS_IN, Role.JOINED) and column.field is not None:
        return column.field
    return LEFT_OUT if column.role is Role.LEFT_OUT else BESIDE


def _choices(look: Look) -> Sequence[ReadingChoice]:
    plan = look.plan
    listed: list[ReadingChoice] = []
    if plan is None:
        return listed
    if len(look.sheets) > 1:
        sheets = tuple((name, safe(name)) for name in look.sheets)
        listed.append(ReadingChoice(SHEET, "sheet", safe(plan.sheet), sheets))
    found = (FIND_OUT, SafeText("find out"))
    platform = safe(plan.preset.title) if plan.preset is not None else SafeText("none")
    presets = tuple((each.name, safe(each.title)) for each in all_presets())
    none = (NO_PRESET, SafeText("none"))
    listed.append(ReadingChoice(PRESET, "platform", platform, (found, none, *presets)))
    scale = SafeText(str(plan.scale) if plan.scale is not None else "0-10")
    scales = tuple((each, SafeText(each)) for each in _SCALES)
    listed.append(ReadingChoice(SCALE, "scale", scale, (found, *scales), typed=True))
    if "responded_at" in plan.mapping:
        order = plan.day_orders.get("responded_at")
        shown = SafeText(_ORDERS[order.value] if order is not None else "as written")
        orders = tuple((key, SafeText(words)) for key, words in _ORDERS.items())
        listed.append(ReadingChoice(ORDER, "dates", shown, (found, *orders)))
        zones = ((FIND_OUT, SafeText("the store's")),)
        listed.append(ReadingChoice(ZONE, "time zone", safe(look.zone), zones, typed=True))
    return listed


def zones() -> tuple[tuple[str, SafeText], ...]:
    """Every time zone, those with a town first."""
    from zoneinfo import available_timezones

    names = sorted(available_timezones(), key=lambda name: ("/" not in name, name))
    return tuple((name, safe(name)) for name in names)


def _cell(value: object, zone: ZoneInfo) -> SafeText:
    if value is None:
        return EMPTY
    if isinstance(value, datetime):
        return SafeText(f"{value.astimezone(zone):%Y-%m-%d %H:%M}")
    if isinstance(value, bool):
        return SafeText("yes" if value else "no")
    if isinstance(value, float):
        return SafeText(f"{value:g}")
    return safe(str(value)[:_CELL])
