"""`npstui FILE...`: the desk on survey files, their store beside the first one."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npstui.cli.desk_screen import need_a_terminal, open_screen
from npstui.cli.errors import NothingDone, say
from npstui.cli.invocation import Invocation, refuse_as_of

if TYPE_CHECKING:
    from npstui.desk.first import FirstOpening
    from npstui.store.store import Store

CATALOG = "catalog.sqlite"


@click.command("FILE")
@click.argument(
    "files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path, readable=False)
)
@click.pass_obj
def open_files(invocation: Invocation, files: tuple[Path, ...]) -> int:
    """The desk on these files; opened again it adds only what is new."""
    for file in files:
        if not file.exists():
            raise NothingDone(f"{file}: there is no such file; check its name and folder.")
    if len(files) == 1 and is_store(files[0]):
        from npstui.store.store import Store

        need_a_terminal(f"npstui --store {files[0]} score answers without one.")
        return open_screen(invocation, Store.open(files[0]))
    refuse_as_of(invocation)
    need_a_terminal("npstui import takes files without one.")
    opened = store_for(invocation, files)
    if opened.note is not None:
        say(opened.note)

    def first() -> "FirstOpening":
        from npstui.desk.first import FirstOpening

        return FirstOpening(
            opened.store, files, person=invocation.person, made=opened.made, note=opened.note
        )

    return open_screen(invocation, opened.store, first)


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """The store that files go into: whether it was made now, and where it is if not beside them."""

    store: "Store"
    made: bool
    note: str | None = None


def store_for(invocation: Invocation, files: Sequence[Path]) -> OpenedStore:
    """The store that --store or NPSTUI_STORE names, else the one beside the first file.

    Where that place cannot be written, or holds what is not ours, the store is made under the
    user's data directory and `note` says so.
    """
    from npstui.settings.paths import store_beside
    from npstui.store.errors import StoreForeign

    if invocation.store is not None:
        return _opened(invocation.store, None)
    beside = store_beside(files[0])
    try:
        return _opened(beside, None)
    except StoreForeign:
        elsewhere = elsewhere_for(beside)
        note = f"{beside} cannot be the store of {files[0].name}; it is kept in {elsewhere}."
        return _opened(elsewhere, note)


def elsewhere_for(beside: Path) -> Path:
    """The place under the user's data directory that stands in for a store at `beside`.

    Files of one name in several folders have a store each.
    """
    from npstui.settings.paths import fallback_store

    folder = sha256(str(beside.resolve().parent).encode()).hexdigest()[:8]
    return fallback_store(f"{beside.stem}-{folder}")


def is_store(path: Path) -> bool:
    """Whether a folder is a store rather than a folder of files."""
    try:
        return (path / CATALOG).is_file()
    except OSError:  # a folder that is not to be looked into: whoever reads it says why
        return False


def _opened(path: Path, note: str | None) -> OpenedStore:
    from npstui.store.errors import StoreExists, StoreMissing
    from npstui.store.store import Store

    try:
        return OpenedStore(Store.open(path), made=False, note=note)
    except StoreMissing:
        pass
    try:
        return OpenedStore(Store.create(path), made=True, note=note)
    except StoreExists:
        return OpenedStore(Store.open(path), made=False, note=note)
