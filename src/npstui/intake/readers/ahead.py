"""Work on a file in steps beside one another: each step has its next item made in a thread."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TypeVar

from npstui.intake.readers.batches import Batch, RowSource

THREAD = "reading ahead"
_Item = TypeVar("_Item")


def batches_of(source: RowSource) -> Generator[tuple[Batch, int], None, None]:
    """Every batch of the source, each with the bytes of the file that reach to its end."""
    while (rows := source.next()) is not None:
        found = rows, source.bytes_read
        del rows
        yield found
        del found  # the next batch stands beside none that is done with


def ahead(items: Generator[_Item, None, None]) -> Generator[_Item, None, None]:
    """The same items; the next is made while what came before it is worked on.

    What goes wrong in making an item is raised where that item would have come, after those
    before it. Closing the iterator waits until nothing is made any more; what the items come from
    is then free.
    """
    # One thread for all of them: memory that ended threads leave behind is slow to come back.
    with closing(items), ThreadPoolExecutor(1, THREAD) as worker:
        coming = worker.submit(next, items, None)
        while (found := coming.result()) is not None:
            coming = worker.submit(next, items, None)
            yield found
            del found  # whoever took it may let go of it while the next one is waited for
