"""Who writes on which case now: a locked file each, beside the catalog, so that no bell rings."""

from collections.abc import Mapping
from os import getpid, urandom
from pathlib import Path
from types import TracebackType
from typing import Self

from npstui.model.response import ResponseRef
from npstui.store.files import Access, write_all
from npstui.store.locks import Held, create_locked, lock_existing

_PREFIX = "writing-"
_BYTES = 4096


class Writing:
    """Says that a person writes on a case, until closed or until the process ends."""

    def __init__(self, path: Path, held: Held) -> None:
        self._path = path
        self._held = held

    def close(self) -> None:
        """No longer; a second time does nothing."""
        self._path.unlink(missing_ok=True)
        self._held.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def announce_writing(directory: Path, access: Access, ref: ResponseRef, person: str) -> Writing:
    """Say that `person` writes on the case of `ref`."""
    path = directory / f"{_PREFIX}{getpid()}-{urandom(4).hex()}"
    held = create_locked(path, access)
    lines = (person, ref.source, ref.response_id)
    writing = Writing(path, held)
    try:
        write_all(held.fd, "".join(f"{_one_line(line)}\n" for line in lines).encode()[:_BYTES])
    except BaseException:
        writing.close()
        raise
    return writing


def who_writes(directory: Path) -> Mapping[ResponseRef, tuple[str, ...]]:
    """The people who write now, this process's own too, by case.

    What a killed process left is cleared away: its lock is free.
    """
    found: dict[ResponseRef, tuple[str, ...]] = {}
    for path in sorted(directory.glob(f"{_PREFIX}*")):
        try:
            held = lock_existing(path)
        except OSError:
            continue
        if held is not None:
            path.unlink(missing_ok=True)
            held.release()
            continue
        try:
            person, source, response_id = path.read_text(errors="replace").splitlines()[:3]
        except (OSError, ValueError):
            continue
        ref = ResponseRef(source, response_id)
        found[ref] = (*found.get(ref, ()), person)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
