"""Files that the system does not let be read, or moved: the sentence, and who can help."""

import errno
import os
from pathlib import Path

from npstui.intake.errors import IntakeError
from npstui.store.failures import nearest_owner
from npstui.store.locks import user_name

_NOT_ALLOWED = (errno.EACCES, errno.EPERM)


def unreadable(shown: str, error: OSError) -> IntakeError:
    """The sentence for a file, called so, that cannot be read."""
    return IntakeError(f"{shown} cannot be read: {why_not(error, Path(shown))}.")


def why_not(error: OSError, path: Path) -> str:
    """Why the system refused; where a permission lacks, who can give it."""
    if error.errno not in _NOT_ALLOWED:
        return error.strerror or str(error)
    place, owner = nearest_owner(path)
    if owner == os.geteuid():
        return f"permission denied; it is yours, and chmod u+rwX {place} gives the permission back"
    return f"permission denied; {place} belongs to {user_name(owner)}, who can give it"
