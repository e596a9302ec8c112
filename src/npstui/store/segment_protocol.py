"""What the store asks of the place where segments are kept."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol


class Draft(Protocol):
    """A segment in the making, held by an exclusive lock from its creation until `release`.

    While the lock is held no sweep removes the file, whether it is registered or not.
    """

    name: str
    file: BinaryIO  # the Parquet bytes go here

    def publish(self) -> None:
        """Give the file its lasting name; the bytes are on the disk when this returns."""

    def write_keys(self, content: bytes) -> None:
        """Put the segment's keys beside it."""

    def release(self) -> None:
        """Let go of the lock; the segment is registered by now."""

    def discard(self) -> None:
        """Remove the file and its keys, published or not."""


class Stray(Protocol):
    """A file that belongs to no registered segment: left over, or in the making."""

    segment: str

    def lock(self) -> bool:
        """Try to get the file's lock without waiting; False while somebody makes the file."""

    def remove(self) -> None:
        """Remove the file; only after `lock` and another look at the register."""

    def release(self) -> None:
        """Let go of the lock."""


class Segments(Protocol):
    """Immutable Parquet files by name. A name is never used twice."""

    def begin(self, name: str) -> Draft:
        """A new segment. Raises FileExistsError where the name was used."""

    def open(self, name: str) -> BinaryIO:
        """The segment's bytes, readable until closed even if it is removed meanwhile.

        Raises FileNotFoundError.
        """

    def open_keys(self, name: str) -> BinaryIO:
        """The segment's keys. Raises FileNotFoundError."""

    def write_keys(self, name: str, content: bytes) -> None:
        """Put keys beside a segment, or replace them at once."""

    def place(self, name: str) -> str:
        """Where the segment lies, for a sentence about it."""

    def strays(self, registered: frozenset[str]) -> Iterator[Stray]:
        """Every file that belongs to no registered segment."""
