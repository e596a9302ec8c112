"""Removing what no import registered: left by a program that was ended, or dropped since."""

from pathlib import Path

from npstui.store.protocols import Catalog
from npstui.store.quarantine import strays as stray_quarantine
from npstui.store.segment_protocol import Segments


def sweep(catalog: Catalog, segments: Segments, root: Path) -> int:
    """Removes the files that nobody makes and nothing registers; how many things those were.

    Whoever makes a file holds its lock until it is registered. So the lock first, then another
    look at the catalog: between the first look and the lock the file may have been registered.
    """
    removed = 0
    _, registered = catalog.register()
    for stray in segments.strays(frozenset(segment.name for segment in registered)):
        if not stray.lock():
            continue
        try:
            if not catalog.is_registered(stray.segment):
                stray.remove()
                removed += 1
        finally:
            stray.release()
    for refused in stray_quarantine(root, {row.import_id for row in catalog.imports()}):
        if not refused.lock():
            continue
        try:
            if refused.import_id not in {row.import_id for row in catalog.imports()}:
                refused.remove()
                removed += 1
        finally:
            refused.release()
    return removed
