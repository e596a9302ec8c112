"""The terminal's clipboard: OSC 52, in the forms that tmux and screen pass on.

Nobody answers: a terminal may drop it, and so nothing here says that a text was copied.
"""

from base64 import b64encode
from collections.abc import Mapping

MOST_BYTES = 74_994  # base64 of it and the sequence around it make the 100,000 terminals take
_SCREEN_BYTES = 240  # of one string that screen passes on
_ESC, _BEL, _END = "\x1b", "\x07", "\x1b\\"


class TooLong(Exception):
    """More than a terminal takes; `size` is the text's in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def to_clipboard(text: str, environment: Mapping[str, str]) -> str:
    """What to write to the terminal so that it may put the text on the clipboard.

    In tmux twice, bare and wrapped: which of the two it takes is a setting of tmux. In screen
    wrapped, in strings that its buffer holds. Raises TooLong.
    """
    data = text.encode()
    if len(data) > MOST_BYTES:
        raise TooLong(len(data))
    bare = f"{_ESC}]52;c;{b64encode(data).decode()}{_BEL}"
    term = environment.get("TERM", "")
    if environment.get("TMUX") or term.startswith("tmux"):
        return f"{bare}{_ESC}Ptmux;{bare.replace(_ESC, _ESC * 2)}{_END}"
    if environment.get("STY") or term.startswith("screen"):
        parts = (bare[at : at + _SCREEN_BYTES] for at in range(0, len(bare), _SCREEN_BYTES))
        return "".join(f"{_ESC}P{part}{_END}" for part in parts)
    return bare
