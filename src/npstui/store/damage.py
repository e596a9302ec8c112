"""Which file of responses is behind an error of polars', which names none."""

from pathlib import Path

from npstui.store.errors import StoreDamaged


def is_of_polars(error: BaseException) -> bool:
    """Whether polars raised it: of its exceptions, or a panic, which is no Exception."""
    return type(error).__name__ == "PanicException" or type(error).__module__.startswith("polars")


def damage_behind(error: BaseException, root: Path) -> StoreDamaged | None:
    """The sentence that names the file which polars could not read; None where it is no such error
    or every file of the store in `root` can be read to its end.
    """
    if not is_of_polars(error):
        return None
    for path in sorted((root / "responses").glob("*.parquet")):
        if unreadable(path) is not None:
            return StoreDamaged(f"{path} is damaged; restore it from a backup.")
    return None


def unreadable(path: Path) -> str | None:
    """Why a segment cannot be read to its end, in polars' words; None where it can or is gone."""
    import polars as pl

    try:
        with path.open("rb") as file:
            # Decodes every page, and keeps none.
            pl.scan_parquet(file).select(pl.all().is_null().sum()).collect(engine="streaming")
    except FileNotFoundError:
        return None  # merged into another meanwhile
    except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001 - whatever it is
        return " ".join(str(error).split())[:200]
    return None
