"""Which encoding some text is in, from its bytes."""

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from npstui.intake.common_characters import (
    COMMON_HANGUL,
    COMMON_KANA,
    COMMON_SIMPLIFIED,
    COMMON_TRADITIONAL,
    WESTERN_CAPITALS,
    WESTERN_LETTERS,
    WESTERN_SIGNS,
)

UTF8, UTF8_MARKED = "utf-8", "utf-8-sig"
WINDOWS = "cp1252+"  # with the bytes it does not know, as MS-DOS wrote them
_MARKS = (
    (codecs.BOM_UTF8, UTF8_MARKED),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TITLES = {
    WINDOWS: "Windows-1252",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "gb18030": "GB 18030 (simplified Chinese)",
    "big5hkscs": "Big5 (traditional Chinese)",
    "cp949": "CP949 (Korean)",
    "cp932": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "cp850": "code page 850 (MS-DOS)",
    "mac_roman": "Mac Roman",
}
_ONE_BYTE = ["cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "koi8_r", "cp866", "iso8859_2"]
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_RUN = re.compile(rb"[\x80-\xff]+")
_LOOK = 24 << 10
_ENOUGH = 0.3  # how much of the text must look like its language
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class Encoding(NamedTuple):
    """A codec's name, and how many bytes stand before the text."""

    codec: str
    mark: int = 0

    @property
    def is_utf8(self) -> bool:
        """Whether the bytes can be read as they stand."""
        return self.codec in (UTF8, UTF8_MARKED)

    @property
    def title(self) -> str:
        """What people call it."""
        return _TITLES.get(self.codec, self.codec)

    def decoder(self) -> codecs.IncrementalDecoder:
        """Decodes the text piece by piece; what is no character becomes U+FFFD."""
        if self.codec == WINDOWS:
            return codecs.getincrementaldecoder("cp1252")(_AS_DOS)
        return codecs.getincrementaldecoder(self.codec)("replace")


def find_encoding(data: bytes) -> Encoding:
    """The encoding of a text that begins so, or that holds these bytes."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, len(mark))
    if data.isascii() and b"\0" not in data:
        return Encoding(UTF8)
    wide = _wide(data[: 4 << 10])
    if wide is not None:
        return Encoding(wide)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        look = _lines_of_interest(data)
    else:
        return Encoding(UTF8)
    foreign = _NOT_ASCII.findall(look.decode(errors="surrogateescape"))
    broken = sum("\udc80" <= character <= "\udcff" for character in foreign)
    # What is mostly UTF-8 is UTF-8 with broken rows, which are refused one by one.
    if broken < len(foreign) - broken or b"\0" in look:
        return Encoding(UTF8)
    return Encoding(_legacy(look))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its ASCII is NUL."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < max(2, len(data) // 20):
        return None
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else None


def _lines_of_interest(data: bytes) -> bytes:
    """The first lines that hold more than ASCII."""
    lines: list[bytes] = []
    size = 0
    at = 0
    # From one high byte to the next: a pattern for whole lines tries every start of every line.
    while size <= _LOOK and (found := _HIGH.search(data, at)) is not None:
        start = data.rfind(b"\n", at, found.start()) + 1 or at
        end = data.find(b"\n", found.end()) + 1
        at = end or len(data)
        lines.append(data[start:at])
        size += at - start
    return b"".join(lines)[:_LOOK]


def _legacy(look: bytes) -> str:
    """The old encoding whose text looks most like its language, by the characters it uses."""
    ranked = sorted(((_likeness(look, codec), codec) for codec in _LIKE), reverse=True)
    best, codec = ranked[0]
    if best >= _ENOUGH:
        return codec
    other = _by_library(look)
    return other if other is not None else WINDOWS


def _likeness(look: bytes, codec: str) -> float:
    text = Encoding(codec).decoder().decode(look)
    foreign = _NOT_ASCII.findall(text)
    if not foreign:
        return 0.0
    broken = foreign.count("\N{REPLACEMENT CHARACTER}")
    if broken > 1 + len(foreign) // 20:
        return 0.0
    return _LIKE[codec](foreign, look, text)


def _share(common: frozenset[str]) -> Callable[[list[str], bytes, str], float]:
    return lambda foreign, _look, _text: sum(each in common for each in foreign) / len(foreign)


def _western(foreign: list[str], look: bytes, text: str) -> float:
    """The share of letters, inside words as western languages have them: one or two at a time."""
    alone = sum(len(run) for run in _RUN.findall(look) if len(run) <= 2)
    letters = sum(each in WESTERN_LETTERS for each in foreign)
    signs = sum(each in WESTERN_SIGNS for each in foreign)
    # A capital in the middle of a word is another code page's small letter.
    inside = len(re.findall(rf"(?<=[a-z])[{WESTERN_CAPITALS}]", text))
    capitals = sum(each in WESTERN_CAPITALS for each in foreign) - 2 * inside
    told = letters + 0.8 * signs + 0.8 * capitals
    return max(0.0, told) / len(foreign) * alone / max(1, len(_HIGH.findall(look)))


def _by_library(look: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # It errs on short texts of two bytes a character, which are ranked here already.
    best = from_bytes(look, cp_isolation=_ONE_BYTE).best()
    return None if best is None else str(best.encoding)


def _as_dos(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp850"), error.end


_AS_DOS = "npstui.as-dos"
codecs.register_error(_AS_DOS, _as_dos)
_LIKE: dict[str, Callable[[list[str], bytes, str], float]] = {
    WINDOWS: _western,
    "mac_roman": _western,
    "cp850": _western,
    "gb18030": _share(COMMON_SIMPLIFIED),
    "big5hkscs": _share(COMMON_TRADITIONAL),
    "cp949": _share(COMMON_HANGUL),
    "cp932": _share(COMMON_KANA),
    "euc_jp": _share(COMMON_KANA),
}
