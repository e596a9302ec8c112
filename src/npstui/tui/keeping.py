"""Drafts that outlive the program: kept while they are typed, offered again on the same case."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from npstui.present.text import SafeText, safe
from npstui.present.times import moment

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.desk.keeping import Key
    from npstui.store.kept_drafts import KeptDraft
    from npstui.tui.session import Session
    from npstui.tui.widgets.forms import Form

EVERY = 0.5  # seconds after which what was typed since is kept
Values = Mapping[str, str]


def read_kept(session: "Session") -> None:
    """Once a sitting: what an earlier one left. What was typed meanwhile comes first."""
    if session.kept_read or session.read_only:
        return
    session.kept_read = True
    now = session.now()

    def question(desk: "Desk") -> "dict[Key, KeptDraft]":
        desk.refresh()
        with suppress(OSError):
            return desk.keeping.all(now)
        return {}

    def came(drafts: "dict[Key, KeptDraft]") -> None:
        for key, draft in drafts.items():
            session.kept.add(key)
            if key not in session.drafts:
                session.drafts[key] = dict(draft.values)
                session.recovered[key] = draft.at

    session.bridge.ask("kept", question, came)


def of_earlier(session: "Session", key: "Key") -> SafeText | None:
    """Where the draft of this case is one an earlier sitting left: that it is here, said once."""
    at = session.recovered.pop(key, None)
    if at is None:
        return None
    return safe(f"Your draft of {moment(at, session.now(), session.zone)} is here again.")


def keep(session: "Session", key: "Key", values: Values) -> None:
    """From now on this is the draft."""
    session.kept.add(key)
    now = session.now()

    def write(desk: "Desk") -> None:
        # A store that takes no file now must not keep anybody from writing.
        with suppress(OSError):
            desk.keeping.keep(key, values, now)

    session.bridge.run(write, lambda _done: None)


def drop(session: "Session", keys: "Collection[Key]") -> None:
    """Let go of what was kept of these."""
    there = session.kept.intersection(keys)
    if not there:
        return
    session.kept -= there

    def remove(desk: "Desk") -> None:
        with suppress(OSError):
            desk.keeping.drop(there)

    session.bridge.run(remove, lambda _done: None)


def keep_while_typed(
    session: "Session", key: "Key", form: "Form", worth: Callable[[], Values | None]
) -> None:
    """Keep what the open form holds; `worth` gives it, None while nothing was typed."""
    last = worth()

    def look() -> None:
        nonlocal last
        values = worth()
        if values is not None and values != last:
            keep(session, key, values)
        last = values

    form.set_interval(EVERY, look)
