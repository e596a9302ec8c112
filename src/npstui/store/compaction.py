"""Merging small segments, by the writer whose commit made them too many.

In tiers: a segment is merged again only with others that together are as long, so that a row is
written a few times in all however many live batches come. Nothing ever sorts the whole store.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from npstui.store import segments as steps
from npstui.store.errors import VersionMoved
from npstui.store.protocols import Catalog
from npstui.store.segment_protocol import Segments
from npstui.store.snapshot import Snapshot, take_snapshot
from npstui.store.staging import MOST_ROWS, Staging, new_import_id
from npstui.store.values import SegmentRow

if TYPE_CHECKING:
    import polars as pl

MANY = 64
SMALL = MOST_ROWS // 2  # two of these still fit into one
_AT_LEAST = MANY // 2  # merged at once, so that as many commits pass before the next time
_UNDATED = datetime.min.replace(tzinfo=UTC)


def compact_if_due(catalog: Catalog, segments: Segments) -> bool:
    """Merges small segments where there are 64; whether it did. Snapshots live on.

    Where somebody else changed the same segments meanwhile, theirs stands.
    """
    _, registered = catalog.register()
    if len(_small(registered)) < MANY:
        return False
    snapshot = take_snapshot(catalog, segments)
    staging = Staging(segments, new_import_id())
    try:
        groups = groups_to_merge(snapshot.segments)
        for group in groups:
            staging.put(_merged(snapshot, group))
        dropped = [segment.name for group in groups for segment in group]
        if not dropped or not _replace(catalog, snapshot, dropped, staging):
            return False
        steps.reached("compacted")
        staging.release()
        return True
    finally:
        staging.discard()
        snapshot.close()


def groups_to_merge(registered: Iterable[SegmentRow]) -> list[list[SegmentRow]]:
    """The segments that become one each: the shortest, packed by time into at most 1 M rows."""
    chosen: list[SegmentRow] = []
    total = 0
    for segment in sorted(_small(registered), key=lambda segment: segment.rows):
        if len(chosen) >= _AT_LEAST and segment.rows > 2 * total:
            break
        chosen.append(segment)
        total += segment.rows
    groups: list[list[SegmentRow]] = []
    filled = MOST_ROWS
    for segment in sorted(chosen, key=lambda segment: segment.earliest or _UNDATED):
        if filled + segment.rows > MOST_ROWS:
            groups.append([])
            filled = 0
        groups[-1].append(segment)
        filled += segment.rows
    return [group for group in groups if len(group) > 1]


def _small(registered: Iterable[SegmentRow]) -> list[SegmentRow]:
    return [segment for segment in registered if segment.rows < SMALL]


def _merged(snapshot: Snapshot, group: Sequence[SegmentRow]) -> "pl.DataFrame":
    import polars as pl

    parts = [snapshot.segment_frame(segment.name) for segment in group]
    whole = pl.concat(parts, how="diagonal")
    if "responded_at" in whole.columns:
        whole = whole.sort("responded_at", nulls_last=True, maintain_order=True)
    return whole


def _replace(
    catalog: Catalog, snapshot: Snapshot, dropped: Sequence[str], staging: Staging
) -> bool:
    version = snapshot.segments_version
    while True:
        try:
            catalog.replace_segments(version, dropped, staging.rows)
        except VersionMoved as moved:
            # An import in between is no hindrance as long as all that was merged still stands.
            version, registered = catalog.register()
            live = {segment.name for segment in registered}
            if not live.issuperset(dropped) or version < moved.current:
                return False
        else:
            return True
