"""The responses as polars sees them: dtypes, how a segment's columns become the view's."""

from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from npstui.model.response import CANONICAL, CANONICAL_NAMES, STORE_NAMES, Kind, Reading
from npstui.store.values import ExtraColumn

if TYPE_CHECKING:
    import polars as pl

# In every segment, in no view: whether the response_id was made here. No file's header has it.
MADE = "\x00made"

_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$"
# A leading zero or more digits than a float holds: a code, which as a number would lose them.
_CODE = r"^[+-]?(0\d|\d{16})"
_LOOK = 200  # values that decide for most columns before all are looked at


def canonical_schema() -> "dict[str, pl.DataType]":
    """The canonical columns and those of the store, in their order."""
    import polars as pl

    by_kind: dict[Kind, Any] = {
        Kind.TEXT: pl.String(),
        Kind.WHOLE: pl.Int8(),
        Kind.NUMBER: pl.Float64(),
        Kind.MOMENT: pl.Datetime("us", "UTC"),
        Kind.FLAG: pl.Boolean(),
    }
    schema = {column.name: by_kind[column.kind] for column in CANONICAL}
    return schema | {"source": pl.String(), "import_id": pl.Int64()}


def scan(files: Sequence[BinaryIO], extras: Iterable[ExtraColumn]) -> "pl.LazyFrame":
    """The responses of open segments: canonical columns, source, import_id, extras as read.

    A column that a segment lacks is null in its rows.
    """
    import polars as pl

    extra_columns = tuple(extras)
    stored = canonical_schema() | {column.name: pl.String() for column in extra_columns}
    if not files:
        frame = pl.LazyFrame(schema=stored)
    else:
        frame = pl.scan_parquet(
            cast("list[IO[bytes]]", list(files)),
            schema=stored,
            missing_columns="insert",
            extra_columns="ignore",
        )
    casts = [read_as(column) for column in extra_columns if column.reading is not Reading.TEXT]
    return frame.with_columns(casts) if casts else frame


def read_as(column: ExtraColumn) -> "pl.Expr":
    """A stored text column as its reading; what does not fit is null."""
    import polars as pl

    text = pl.col(column.name)
    if column.reading is Reading.NUMBER:
        return text.cast(pl.Float64, strict=False)
    if column.reading is Reading.DATE:
        return pl.coalesce(_moments(text))
    return text


def shaped(frame: "pl.DataFrame", source: str, import_id: int) -> "pl.DataFrame":
    """A chunk in the dtypes of a segment; empty text becomes null, source and import are added.

    A row that brings a source keeps it. Raises ValueError where a column has a name that only the
    store gives.
    """
    import polars as pl

    taken = [name for name in frame.columns if name in ("import_id", MADE)]
    if taken:
        raise ValueError(f"a chunk brings {', '.join(taken)}, which the store itself gives")
    schema = canonical_schema()
    wanted = {name: schema.get(name, pl.String()) for name in frame.columns}
    frame = frame.with_columns(
        pl.col(name).cast(dtype) for name, dtype in wanted.items() if dtype != frame.schema[name]
    )
    texts = [name for name, dtype in wanted.items() if isinstance(dtype, pl.String)]
    empty = frame.select((pl.col(name) == "").any() for name in texts)
    # when-then copies the text; most columns have no empty one and stay as they are.
    frame = frame.with_columns(
        pl.when(pl.col(name) != "").then(name).alias(name) for name in texts if empty[name][0]
    )
    if "response_id" not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.String).alias("response_id"))
    ordered = [name for name in schema if name in frame.columns or name == "response_id"]
    ordered = [name for name in ordered if name != "source"]
    extras = extra_names(frame.columns)
    own = pl.lit(source, pl.String)
    return frame.select(
        *ordered,
        pl.coalesce("source", own) if "source" in frame.columns else own.alias("source"),
        pl.lit(import_id, pl.Int64).alias("import_id"),
        *extras,
    )


def extra_names(columns: Iterable[str]) -> list[str]:
    """The columns that are neither canonical nor the store's own."""
    own = CANONICAL_NAMES.union(STORE_NAMES, (MADE,))
    return [name for name in columns if name not in own]


def reading_of(values: "pl.Series") -> Reading | None:
    """How a text column reads: number or date if every value does; None where it holds none."""
    found = values.drop_nulls()
    if found.is_empty():
        return None
    for reading, fits in ((Reading.NUMBER, _are_numbers), (Reading.DATE, _are_dates)):
        if fits(found.head(_LOOK)) and (len(found) <= _LOOK or fits(found)):
            return reading
    return Reading.TEXT


def wider(one: Reading | None, other: Reading | None) -> Reading | None:
    """The reading that fits the values of both."""
    if one is None or other is None or one is other:
        return one or other
    return Reading.TEXT


def _are_numbers(values: "pl.Series") -> bool:
    return bool(values.str.contains(_NUMBER).all() and not values.str.contains(_CODE).any())


def _are_dates(values: "pl.Series") -> bool:
    import polars as pl

    left = values.to_frame("value")
    for form in _moments(pl.col("value")):
        left = left.filter(form.is_null())
        if left.is_empty():
            return True
    return False


def _moments(text: "pl.Expr") -> "list[pl.Expr]":
    """ISO dates and times as UTC, a form each; one without an offset counts as UTC."""
    import polars as pl

    joined = text.str.replace(" ", "T", literal=True, n=1)
    day = text.str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us"))
    local = [
        joined.str.to_datetime(form, time_unit="us", strict=False)
        for form in ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M")
    ]
    with_offset = [
        joined.str.to_datetime(form, time_unit="us", strict=False)
        for form in ("%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z")
    ]
    return [form.dt.replace_time_zone("UTC") for form in (day, *local)] + with_offset
