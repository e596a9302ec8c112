"""Which rows of a chunk are new, known, or other than what is known under their id."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from npstui.model.response import CANONICAL_NAMES
from npstui.store.response_frame import MADE, canonical_schema
from npstui.store.snapshot import Snapshot
from npstui.store.sorted_runs import SortedRuns
from npstui.store.values import SegmentRow

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

NEW, KNOWN, DIFFERS = 0, 1, 2

_CORE = ("responded_at", "score", "comment")
_MILLISECOND = 1000  # in microseconds


@dataclass(frozen=True, slots=True)
class Verdict:
    """For each row of a chunk NEW, KNOWN or DIFFERS; `taken` marks the updates to carry out."""

    status: "NDArray[np.int8]"
    taken: "NDArray[np.bool_]"


class Deduplicator:
    """Compares the chunks of one import with the store and with one another."""

    def __init__(self) -> None:
        self._contents = SortedRuns()

    def judge(
        self, frame: "pl.DataFrame", keys: "pl.Series", snapshot: Snapshot, *, update: bool
    ) -> Verdict:
        """The verdict on a shaped chunk; remembers what it brings."""
        import numpy as np

        numbers = keys.to_numpy()
        contents = _content(frame).to_numpy().astype(np.uint32)
        order = np.argsort(numbers)
        ordered = numbers[order]
        status = np.full(len(numbers), NEW, np.int8)
        for places, equal in _stored_hits(frame, keys, snapshot):
            status[places] = np.where(equal, KNOWN, DIFFERS)
        held, values = self._contents.get(ordered)
        seen, earlier = order[held], values[held]
        status[seen] = np.where(contents[seen] == earlier, KNOWN, DIFFERS)
        if (ordered[1:] == ordered[:-1]).any():
            _judge_repeated(numbers, contents, status, update=update)
        new = order[status[order] == NEW]
        self._contents.add(numbers[new], contents[new])
        taken = np.zeros(len(numbers), np.bool_)
        if update and (status == DIFFERS).any():
            taken[_last_of_each(numbers, np.flatnonzero(status == DIFFERS))] = True
            self._contents.add(numbers[taken], contents[taken])
        return Verdict(status, taken)


def compare(
    incoming: "pl.DataFrame",
    snapshot: Snapshot,
    segment: SegmentRow,
    rows: list[int],
) -> "tuple[NDArray[np.bool_], NDArray[np.bool_]]":
    """Whether the stored rows are truly of the same ids, and whether they say the same.

    Compared are the canonical columns both have, times to the millisecond. Where segments of
    different files were merged a null outside the core may stand for a column that the file never
    had: it takes no part.
    """
    import polars as pl

    columns = [
        name
        for name in canonical_schema()
        if name in segment.columns
        and name in incoming.columns
        and name in CANONICAL_NAMES
        and name != "response_id"
    ]
    identity = ["source", "response_id", MADE]
    stored = snapshot.stored_rows(segment.name, rows, [*identity, *columns])
    both = pl.concat(
        [incoming.select(*identity, *columns), stored.rename(_theirs)], how="horizontal"
    )
    same_id = (pl.col("response_id") == pl.col(_theirs("response_id"))) & (
        (pl.col(MADE) & pl.col(_theirs(MADE)))
        | (~pl.col(MADE) & ~pl.col(_theirs(MADE)) & (pl.col("source") == pl.col(_theirs("source"))))
    )
    equal = [_equal(name) for name in columns]
    found = both.select(
        same=same_id, equal=pl.all_horizontal(equal) if equal else pl.lit(value=True)
    )
    return found["same"].to_numpy(), found["equal"].to_numpy()


def _equal(name: str) -> "pl.Expr":
    import polars as pl

    one, other = pl.col(name), pl.col(_theirs(name))
    equal = one.eq_missing(other)
    if isinstance(canonical_schema()[name], pl.Datetime):
        # A workbook keeps no finer times than milliseconds: what it exported is known again.
        apart = (one.to_physical() - other.to_physical()).abs()
        equal = equal | (apart < _MILLISECOND).fill_null(value=False)
    return equal if name in _CORE else equal | pl.col(_theirs(name)).is_null()


def _theirs(name: str) -> str:
    return f"stored\x00{name}"


def _stored_hits(
    frame: "pl.DataFrame", keys: "pl.Series", snapshot: Snapshot
) -> "list[tuple[NDArray[np.int64], NDArray[np.bool_]]]":
    """Per segment the places in the chunk that it knows, and whether it says the same."""
    import numpy as np

    found = []
    thorough = len(keys) > 10_000
    for segment in snapshot.segments:
        places, rows = snapshot.keys(segment, thorough=thorough).find(keys)
        if places:
            same, equal = compare(frame[places], snapshot, segment, rows)
            found.append((np.asarray(places, np.int64)[same], equal[same]))
    return found


def _judge_repeated(
    keys: "NDArray[np.uint64]",
    contents: "NDArray[np.uint32]",
    status: "NDArray[np.int8]",
    *,
    update: bool,
) -> None:
    """Judges the rows whose id stood in the chunk before.

    Without updates a row is held against what stays under its id: the stored one, judged
    already, or the chunk's first. With updates against the row before it, whose content was taken.
    """
    import numpy as np

    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    later = np.flatnonzero(first[group] != np.arange(len(keys)))
    if update:
        order = np.argsort(group, kind="stable")
        before = np.empty(len(keys), np.int64)
        before[order[1:]] = order[:-1]
        against = before[later]
    else:
        later = later[status[first[group[later]]] == NEW]
        against = first[group[later]]
    status[later] = np.where(contents[later] == contents[against], KNOWN, DIFFERS)


def _last_of_each(keys: "NDArray[np.uint64]", places: "NDArray[np.int64]") -> "NDArray[np.int64]":
    import numpy as np

    backwards = places[::-1]
    _, last = np.unique(keys[backwards], return_index=True)
    return np.asarray(backwards[last])


def _content(frame: "pl.DataFrame") -> "pl.Series":
    """A hash of what each row says in its canonical columns; its lower half tells rows of one id
    apart well enough.
    """
    names = [name for name in frame.columns if name in CANONICAL_NAMES and name != "response_id"]
    return frame.select(names).hash_rows() if names else frame.select("response_id").hash_rows()
