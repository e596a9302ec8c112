"""What polars says while segments are read and written, as the sentences of store.errors."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from npstui.store.errors import StoreDamaged
from npstui.store.failures import from_system, in_words

_FULL_IN_WORDS = ("No space left", "os error 28", "Disk quota", "os error 122", "File too large")


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """As in_words, for polars too, which gives a text where the system gave a number."""
    import polars as pl

    with in_words(root):
        try:
            yield
        except (pl.exceptions.ComputeError, OSError) as error:
            if isinstance(error, OSError) and error.errno:
                raise
            if any(words in str(error) for words in _FULL_IN_WORDS):
                raise from_system(OSError(errno.ENOSPC, "disk full"), root) from error
            from npstui.store.damage import damage_behind

            said = str(error).partition("\n")[0]
            raise damage_behind(error, root) or StoreDamaged(
                f"A file in {root / 'responses'} cannot be read ({said}); restore it from a backup."
            ) from error
