"""Text from outside made safe to show: nothing in it can steer a terminal or shift a row.

What is dropped is dropped from the screen only; the store, JSON and files keep the original.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple, NewType

SafeText = NewType("SafeText", str)

EMPTY = SafeText("")
MARKS_KEPT = 4  # combining marks on one base; no living script needs more


def safe(text: str | None) -> SafeText:
    """One line of text that may reach a terminal; "" for None.

    Line breaks and tabs become a space. Dropped: control characters, format characters (bidi,
    zero-width, soft hyphen, tags), lone surrogates, noncharacters, blank fillers, and what makes
    terminals disagree on widths (joiners, variation selectors, skin tones). Combining marks are
    composed where Unicode has the composed form, and at most four stay on one base.
    """
    if text is None:
        return EMPTY
    if text.isprintable() and _is_latin(text):
        return SafeText(text)
    if _suspect().search(text) is None:
        return SafeText(text)
    patterns = _patterns()
    cleaned = patterns.dropped.sub("", patterns.breaks.sub(" ", text))
    # Only the clusters themselves: whole-text NFC would replace the compatibility ideographs of
    # some Japanese names by others.
    return SafeText(patterns.composable.sub(_composed, cleaned))


def safe_lines(text: str | None) -> SafeText:
    """As `safe`, with line breaks kept as "\\n"; tabs become a space."""
    if text is None:
        return EMPTY
    if text.isprintable() and _is_latin(text):
        return SafeText(text)
    return SafeText("\n".join(safe(line) for line in _patterns().line_break.split(text)))


def is_safe(text: str) -> bool:
    """Whether `safe_lines` would leave the text as it is."""
    return safe_lines(text) == text


def _is_latin(text: str) -> bool:
    # Below U+0100 all that is printable is safe; the codec tells ten times faster than a pattern.
    if text.isascii():
        return True
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


class _Patterns(NamedTuple):
    line_break: re.Pattern[str]
    breaks: re.Pattern[str]  # a run of line breaks of every kind and tabs
    dropped: re.Pattern[str]
    composable: re.Pattern[str]
    stack: re.Pattern[str]


_DROPPED = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u2028\u2029"
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"  # format characters
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\u034f\u180b-\u180f\ufe00-\ufe0f"  # variation selectors and the joiner that shows nothing
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # letters that show nothing
    "\U0001f3fb-\U0001f3ff"  # skin tones: two cells in some terminals, none in others
    "\ud800-\udfff"
    "\ufdd0-\ufdef"
    "\U000e0000-\U000e0fff"  # tags and more variation selectors
)
# What has a composed form or can be stacked: general marks, kana voicing, Korean letters.
_MARK = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_JAMO = "\u1100-\u11ff"


# Compiled at the first text that needs them: the shell paints before it.
@cache
def _suspect() -> re.Pattern[str]:
    """Anything that the others look for: few texts hold any."""
    return re.compile(f"[{_dropped()}{_MARK}{_JAMO}]")


def _dropped() -> str:
    return _DROPPED + "".join(
        chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
    )


@cache
def _patterns() -> _Patterns:
    dropped = _dropped()
    return _Patterns(
        line_break=re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]"),
        breaks=re.compile("[\t\n\r\v\f\x85\u2028\u2029]+"),
        dropped=re.compile(f"[{dropped}]+"),
        composable=re.compile(f"[^{_MARK}][{_MARK}]+|[{_MARK}]+|[{_JAMO}]+"),
        stack=re.compile(f"([{_MARK}]{{{MARKS_KEPT}}})[{_MARK}]+"),
    )


def _composed(found: re.Match[str]) -> str:
    return _patterns().stack.sub(r"\1", unicodedata.normalize("NFC", found.group()))
