"""Pasted text on its way to the parser of keys.

The parser takes an escape within a bracketed paste for the paste's end: what follows would be
typed, key by key, on whatever is open. So none reaches it.
"""

BEGIN, END, ESC = "\x1b[200~", "\x1b[201~", "\x1b"


class PasteScreen:
    """Takes the escapes out of bracketed pastes; everything else goes through as it came."""

    def __init__(self) -> None:
        self._inside = False
        self._kept = ""  # outside what may have begun BEGIN, passed on; inside END, held back

    def screened(self, text: str) -> str:
        """What the parser may read of the text that came; a marker may be cut anywhere."""
        out = ""
        while text:
            come, kept = self._kept + text, len(self._kept)
            if self._inside:
                at = come.find(END)
                if at < 0:
                    held = _begun(come, END)
                    self._kept = come[len(come) - held :]
                    return out + come[: len(come) - held].replace(ESC, "")
                out += come[:at].replace(ESC, "") + END
                text = come[at + len(END) :]
            else:
                at = come.find(BEGIN)
                if at < 0:
                    self._kept = come[len(come) - _begun(come, BEGIN) :]
                    return out + text
                out += come[kept : at + len(BEGIN)]
                text = come[at + len(BEGIN) :]
            self._inside, self._kept = not self._inside, ""
        return out


def _begun(text: str, marker: str) -> int:
    """How many characters at the end of the text may be the first of the marker."""
    return next((n for n in range(len(marker) - 1, 0, -1) if text.endswith(marker[:n])), 0)
