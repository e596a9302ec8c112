"""What the system refused while polars wrote a file: polars tells it in words, or not at all."""

import errno
import io
import os
import re
from typing import BinaryIO

_NUMBER = re.compile(r"\(os error (\d+)\)")
_HIDDEN = "transport error"  # where it was refused amid a page's head or the file's end
_PROBE = 1 << 20


def refused_write(error: Exception, file: BinaryIO) -> OSError | None:
    """The refusal behind an error of polars' while it wrote `file`, which is given up; None where
    there is none, as when what it was to write could not be read.
    """
    number = _NUMBER.search(str(error))
    if number is not None:
        return OSError(int(number[1]), os.strerror(int(number[1])))
    if _HIDDEN not in str(error):
        return None
    try:
        file.seek(0, io.SEEK_END)
        file.write(bytes(_PROBE))
        file.flush()
    except OSError as refused:
        return OSError(refused.errno or errno.EIO, refused.strerror or "refused")
    return None
