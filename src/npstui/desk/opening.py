"""Opening a desk: the store, and who sits at it."""

import getpass
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.model.people import find_person
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.desk.desk import Desk


def acting_user() -> str:
    """The operating system's user, whose name every event keeps."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid-{os.getuid()}"


def acting_person(named: str | None, store: Store | None = None) -> str:
    """Who acts: whom --as or NPSTUI_PERSON names, else the operating system's user.

    Raises NoSuchPerson where a named person is not of the store's team.
    """
    if named is None:
        return acting_user()
    return find_person(named, store.settings().team if store is not None else ())


def open_desk(path: Path, *, person: str | None = None, as_of: datetime | None = None) -> "Desk":
    """The desk on the store at `path`.

    Raises StoreError, NoSuchPerson, SettingsError.
    """
    store = Store.open(path)
    try:
        return desk_on(store, person=person, as_of=as_of)
    except BaseException:
        store.close()
        raise


def desk_on(store: Store, *, person: str | None = None, as_of: datetime | None = None) -> "Desk":
    """The desk on an open store. Raises NoSuchPerson, SettingsError."""
    who = acting_person(person, store)
    from npstui.desk.desk import Desk

    return Desk(store, person=who, actor=acting_user(), as_of=as_of)
