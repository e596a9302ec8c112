"""Verbs of the past in one transaction: how a store is made together with its history."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import datetime

from npstui.model.events import NewVerb
from npstui.model.response import ResponseRef
from npstui.store import case_log
from npstui.store.catalog import FILE_NAME
from npstui.store.connections import connect, transaction
from npstui.store.failures import in_words
from npstui.store.store import Store


def append_past(
    store: Store,
    verbs: Iterable[NewVerb],
    responded_at: Mapping[ResponseRef, datetime | None],
) -> int:
    """Appends verbs, oldest first, all or none; how many. Leaves what Store.append would leave.

    A commit a verb waits for the disk a thousand times; this waits once, and nobody else can
    write meanwhile. So it is for a store that is being made, and for nothing that a person does.
    """
    file = store.path / FILE_NAME
    with (
        in_words(store.path),
        closing(connect(file)) as connection,
        transaction(connection),
    ):
        return case_log.append_all(connection, verbs, responded_at)
