"""What polars says while a segment is written, as the sentences of store.errors."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from npstui.store.failures import from_system, in_words

_FULL_IN_WORDS = ("No space left", "os error 28", "Disk quota", "os error 122", "File too large")


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """As in_words, for polars too: a full disk is StoreFull however it was reported."""
    import polars as pl

    with in_words(root):
        try:
            yield
        except (pl.exceptions.ComputeError, OSError) as error:
            # polars gives a text where the system gave a number.
            if not getattr(error, "errno", None) and any(
                words in str(error) for words in _FULL_IN_WORDS
            ):
                raise from_system(OSError(errno.ENOSPC, "disk full"), root) from error
            raise
