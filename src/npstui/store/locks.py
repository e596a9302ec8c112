"""Locks between processes (flock), and files that name who holds one.

A lock ends with its process, however that ends. flock belongs to the open file, so two locks
of one process on one file exclude each other as those of two processes do.
"""

import errno
import fcntl
import os
import pwd
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from npstui.store.files import Access, create_file, open_or_create_file, write_all

_CLAIM_BYTES = 4096
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # how the system says that a disk is full


class Held:
    """A lock that is held until release; a context manager."""

    def __init__(self, fd: int) -> None:
        self._fd: int | None = fd

    @property
    def fd(self) -> int:
        """The locked file's descriptor."""
        if self._fd is None:
            raise ValueError("the lock was released")
        return self._fd

    def share(self) -> None:
        """Turns an exclusive lock into a shared one."""
        fcntl.flock(self.fd, fcntl.LOCK_SH)

    def to_exclusive(self) -> bool:
        """Turns a shared lock into an exclusive one where nobody else shares it.

        Not in one step: where it fails, the shared lock is taken again.
        """
        try:
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(self.fd, fcntl.LOCK_SH)
            return False
        return True

    def release(self) -> None:
        """Gives the lock back; a second time does nothing."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lock_shared(path: Path, access: Access) -> Held | None:
    """A lock that many hold at once; None where somebody has it exclusively. Makes the file."""
    return _locked(open_or_create_file(path, access), fcntl.LOCK_SH | fcntl.LOCK_NB)


def lock_exclusive(path: Path, access: Access, *, wait: bool = False) -> Held | None:
    """A lock that one holds alone; None where somebody else has it and `wait` is off."""
    operation = fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB
    return _locked(open_or_create_file(path, access), operation)


def lock_existing(path: Path) -> Held | None:
    """The exclusive lock on a file that is there, without waiting; None where it is held.

    Raises FileNotFoundError.
    """
    return _locked(os.open(path, os.O_RDONLY | os.O_CLOEXEC), fcntl.LOCK_EX | fcntl.LOCK_NB)


def create_locked(path: Path, access: Access) -> Held:
    """A new file, locked exclusively from its first moment; write it through `.fd`."""
    fd = create_file(path, access)
    fcntl.flock(fd, fcntl.LOCK_EX)
    return Held(fd)


def claim(path: Path, access: Access, who: str) -> Held | None:
    """The exclusive lock on a file that names its holder; None where another holds it."""
    held = lock_exclusive(path, access)
    if held is not None:
        os.ftruncate(held.fd, 0)
        os.pwrite(held.fd, f"{who}\n{os.getpid()}\n{_now()}\n".encode(), 0)
    return held


def claimed_by(path: Path) -> str | None:
    """Who holds a claim, as the words given to it; None where nobody does."""
    try:
        held = lock_existing(path)
    except OSError:
        return None
    if held is not None:
        held.release()
        return None
    try:
        return path.read_text(errors="replace")[:_CLAIM_BYTES].split("\n", 1)[0] or "somebody"
    except OSError:
        return None


def announce(directory: Path, access: Access) -> tuple[Path, Held]:
    """Says in a file of its own that this process has the store open; unlink it when done."""
    path = directory / f"desk-{os.getpid()}-{os.urandom(4).hex()}"
    held = create_locked(path, access)
    try:
        write_all(held.fd, f"{user_name()} (process {os.getpid()})\n{_now()}\n".encode())
    except OSError as error:
        # On a full disk a store can still be read, so that one gets at what is in it; the file
        # then says "somebody".
        if error.errno not in NO_ROOM:
            path.unlink(missing_ok=True)
            held.release()
            raise
    return path, held


def announced(directory: Path) -> list[str]:
    """Who has the store open, as "alice (process 4711)"; clears away what the killed left."""
    names = []
    for path in sorted(directory.glob("desk-*")):
        name = claimed_by(path)
        if name is None:
            path.unlink(missing_ok=True)
        else:
            names.append(name)
    return names


def user_name(uid: int | None = None) -> str:
    """The name of an operating-system user, the acting one by default."""
    wanted = os.geteuid() if uid is None else uid
    try:
        return pwd.getpwuid(wanted).pw_name
    except KeyError:
        return f"user {wanted}"


def _locked(fd: int, operation: int) -> Held | None:
    try:
        fcntl.flock(fd, operation)
    except BlockingIOError:
        os.close(fd)
        return None
    except BaseException:
        os.close(fd)
        raise
    return Held(fd)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
