"""Who follows what for a store: one follower a source, and the others are told who."""

import os
from pathlib import Path

from npstui.intake.errors import IntakeError
from npstui.intake.places import path_key
from npstui.store.files import access_of
from npstui.store.locks import Held, claim, claimed_by, user_name

_INBOX = "following"  # the file in the store that names who follows its inbox


class AlreadyFollowed(IntakeError):
    """Somebody else follows the same for the store; str() names who."""


def claim_inbox(store: Path) -> Held | None:
    """The right to take in what is in the inbox; None where another has it."""
    return _claim(store, _INBOX)


def claimed(store: Path, path: Path | None = None) -> Held:
    """The right to follow a path, or the inbox, for a store. Raises AlreadyFollowed."""
    name = _INBOX if path is None else f"{_INBOX}-{path_key(path)}"
    held = _claim(store, name)
    if held is None:
        who = claimed_by(store / name) or "Somebody"
        what = "files" if path is None else str(path)
        raise AlreadyFollowed(f"{who} follows {what} for {store} already; one follower is enough.")
    return held


def _claim(store: Path, name: str) -> Held | None:
    return claim(store / name, access_of(store), f"{user_name()} (process {os.getpid()})")
