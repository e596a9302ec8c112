"""Texts begun and not sent: a file each beside the store's locks, for the eyes of their writer."""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from npstui.model.frozen import dataclass
from npstui.model.response import ResponseRef
from npstui.store.files import PRIVATE, replace_text

_PREFIX = "draft-"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was entered in a form of a kind ("contact", "note") for a case, and when."""

    kind: str
    ref: ResponseRef
    values: Mapping[str, str]
    at: datetime


def keep_draft(directory: Path, person: str, draft: KeptDraft) -> None:
    """Write the draft in the place of an earlier one, mode 0600 even where a group has the store.

    Raises OSError.
    """
    written = {
        "kind": draft.kind, "source": draft.ref.source, "response_id": draft.ref.response_id,
        "values": dict(draft.values), "at": draft.at.isoformat(),
    }  # fmt: skip
    replace_text(_path(directory, person, draft.kind, draft.ref), json.dumps(written), PRIVATE)


def drop_draft(directory: Path, person: str, kind: str, ref: ResponseRef) -> None:
    """The draft is done with; without one nothing happens."""
    _path(directory, person, kind, ref).unlink(missing_ok=True)


def kept_drafts(directory: Path, person: str) -> list[KeptDraft]:
    """The drafts of a person, the oldest first; what cannot be read is left out."""
    found: list[KeptDraft] = []
    for path in directory.glob(f"{_PREFIX}{_short(person)}-*"):
        try:
            # In a shared directory others may put files; only one's own are one's own words.
            if path.stat().st_uid != os.geteuid():
                continue
            read = json.loads(path.read_text(encoding="utf-8"))
            values = {str(name): str(value) for name, value in read["values"].items()}
            ref = ResponseRef(str(read["source"]), str(read["response_id"]))
            at = datetime.fromisoformat(read["at"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        if at.tzinfo is not None:
            found.append(KeptDraft(str(read.get("kind")), ref, values, at))
    return sorted(found, key=lambda draft: draft.at)


def _path(directory: Path, person: str, kind: str, ref: ResponseRef) -> Path:
    return directory / f"{_PREFIX}{_short(person)}-{_short(chr(0).join((kind, *ref)))}"


def _short(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
