"""What is wrong with a store that opens: lost files, damage inside, what nobody needs."""

from dataclasses import dataclass
from pathlib import Path

from npstui.store.damage import unreadable
from npstui.store.store import Store


@dataclass(frozen=True, slots=True)
class Health:
    """What was found. The first four mean harm; the others clear up by themselves.

    `lost` are registered segments without their file, `cut_off` those whose file is no whole
    Parquet file, `damaged` those that cannot be read to their end, `faults` what the catalog's own
    check says. `without_index` are segments whose keys are made again when they are next asked for,
    `strays` files that no import registered.
    """

    version: int
    segments: int
    rows: int
    lost: tuple[str, ...]
    cut_off: tuple[str, ...]
    damaged: tuple[str, ...]
    faults: tuple[str, ...]
    without_index: int
    strays: int

    @property
    def sound(self) -> bool:
        """Whether nothing is lost or damaged."""
        return not (self.lost or self.cut_off or self.damaged or self.faults)


def examine(store: Store) -> Health:
    """Looks at a store without changing it: reads the whole catalog and every segment to its end.

    Raises StoreError.
    """
    directory = store.path / "responses"
    _, registered = store.catalog.register()
    names = {segment.name for segment in registered}
    present = {path.stem: path for path in directory.glob("*.parquet")}
    # What a compaction put something in the place of meanwhile is not lost.
    missing = names - set(present)
    here = sorted(names & set(present))
    cut_off = tuple(name for name in here if not _whole(present[name]))
    lost = tuple(sorted(name for name in missing if store.catalog.is_registered(name)))
    return Health(
        version=store.catalog.version(),
        segments=len(registered),
        rows=sum(segment.rows for segment in registered),
        lost=lost,
        cut_off=cut_off,
        damaged=tuple(
            name for name in here if name not in cut_off and unreadable(present[name]) is not None
        ),
        faults=store.catalog.faults(),
        without_index=sum(not (directory / f"{name}.keys").is_file() for name in here),
        strays=len(set(present) - names),
    )


_MAGIC = b"PAR1"


def _whole(path: Path) -> bool:
    """Whether a file begins and ends as Parquet files do."""
    try:
        with path.open("rb") as file:
            begins = file.read(4)
            file.seek(-4, 2)
            return begins == _MAGIC == file.read(4)
    except OSError:
        return False
