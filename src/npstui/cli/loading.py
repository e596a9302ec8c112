"""Libraries loaded without a search for garbage among what stays anyway."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting_imports() -> Iterator[None]:
    """What is imported inside is never looked through for garbage: with polars among it that
    takes a seventh of the time to import it, and as much again while a file is read.
    """
    if "polars" in sys.modules:
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
