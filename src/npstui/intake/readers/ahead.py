"""A file's rows one batch ahead: the next is read while what came before it is worked on."""

import threading
from collections.abc import Generator

from npstui.intake.readers.batches import Batch, RowSource


def batches_ahead(source: RowSource) -> Generator[tuple[Batch, int], None, None]:
    """Every batch of the source, each with the bytes of the file that reach to its end.

    What goes wrong in reading a batch is raised where that batch would have come, after those
    before it. Closing the iterator waits until nothing reads any more; the source is then free.
    """
    first = source.next()  # a file of one batch, as what is followed brings, needs no thread
    if first is None:
        return
    reached = source.bytes_read
    coming = _Coming(source)
    try:
        yield first, reached
        del first  # whoever took it may let go of it while the next one is waited for
        while (found := coming.outcome()) is not None:
            coming = _Coming(source)
            yield found
            del found
    finally:
        coming.join()


class _Coming(threading.Thread):
    """The batch that is being read."""

    def __init__(self, source: RowSource) -> None:
        super().__init__(name="reading ahead", daemon=True)
        self._source = source
        self._found: tuple[Batch, int] | None = None
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Reads it."""
        try:
            rows = self._source.next()
            if rows is not None:
                self._found = rows, self._source.bytes_read
        except BaseException as error:  # noqa: BLE001 - it is raised again by the one who asks
            self._error = error

    def outcome(self) -> tuple[Batch, int] | None:
        """What was read, None after the last batch. Raises what went wrong."""
        self.join()
        found, self._found = self._found, None
        if self._error is not None:
            raise self._error
        return found
