"""The one way a file of the store is made: exclusive, with the store's mode, whatever the umask."""

import os
import stat
from pathlib import Path

from npstui.model.frozen import dataclass
from npstui.store.errors import StoreForeign

TEMPORARY = ".new-"  # what the names of unfinished files and directories begin with


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use a store's files: the modes of its files and directories.

    `owner` is (uid, gid) to give new files to, set only where root works in another's store.
    """

    file_mode: int
    directory_mode: int
    owner: tuple[int, int] | None = None


PRIVATE = Access(file_mode=0o600, directory_mode=0o700)
GROUP = Access(file_mode=0o660, directory_mode=0o2770)


def access_of(root: Path) -> Access:
    """The access of the store in `root`: a group's where the group may write there, else private.

    Raises StoreForeign where the group may write but the directory is not setgid: files made by
    one member would then belong to that member's own group and shut the others out.
    """
    found = root.stat()
    if not found.st_mode & stat.S_IWGRP:
        access = PRIVATE
    elif found.st_mode & stat.S_ISGID:
        access = GROUP
    else:
        raise StoreForeign(
            f"{root} is shared with a group but not setgid, so members would shut each other out; "
            f"run: chmod g+s {root}"
        )
    if os.geteuid() == 0 and found.st_uid != 0:
        return Access(access.file_mode, access.directory_mode, (found.st_uid, found.st_gid))
    return access


def create_file(path: Path, access: Access) -> int:
    """A new file, open for reading and writing; the descriptor is the caller's to close.

    Raises FileExistsError where the name is taken.
    """
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, access.file_mode)
    try:
        os.fchmod(fd, access.file_mode)
        if access.owner is not None:
            os.fchown(fd, *access.owner)
    except BaseException:
        os.close(fd)
        raise
    return fd


def open_or_create_file(path: Path, access: Access) -> int:
    """The file open for reading and writing, made where it is missing."""
    while True:
        try:
            return os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            pass
        try:
            return create_file(path, access)
        except FileExistsError:
            continue


def make_directory(path: Path, access: Access) -> None:
    """A new directory with the store's mode; one that is there already is left as it is."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        if not path.is_dir():
            raise
        return
    if access.owner is not None:
        os.chown(path, *access.owner)
    path.chmod(access.directory_mode)


def temporary_beside(path: Path) -> Path:
    """A name in the same directory for what becomes `path` by renaming."""
    return path.with_name(f"{TEMPORARY}{path.name}-{os.urandom(6).hex()}")


def clear_unfinished(path: Path) -> None:
    """Takes away what was to become `path`, or its backup, when its writer was killed. For who
    holds the lock under which `path` is written.
    """
    for left in path.parent.glob(f"{TEMPORARY}{path.name}*"):
        left.unlink(missing_ok=True)


def replace_bytes(path: Path, content: bytes, access: Access) -> None:
    """Puts a whole new content under the name: a reader sees the old or the new, never a part."""
    temporary = temporary_beside(path)
    fd = create_file(temporary, access)
    try:
        try:
            write_all(fd, content)
            os.fsync(fd)
        finally:
            os.close(fd)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def replace_text(path: Path, text: str, access: Access) -> None:
    """As replace_bytes, in UTF-8."""
    replace_bytes(path, text.encode(), access)


def write_all(fd: int, content: bytes) -> None:
    """Writes every byte; one write may take less than it was given."""
    view = memoryview(content)
    while view:
        view = view[os.write(fd, view) :]


def sync_directory(path: Path) -> None:
    """Makes the names in a directory survive a power cut."""
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
