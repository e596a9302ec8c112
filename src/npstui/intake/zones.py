"""What stands after a time: UTC, an offset, a zone's name or its abbreviation."""

import re
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_UTC_NAMES = frozenset({"Z", "UTC", "GMT", "UT", "ZULU"})
# Hours ahead of UTC. Only those that mean one thing; AST, ADT and the like are written by Google
# and others for North America alone. CST, IST and BST mean several: they are read where the
# reader's own zone uses them.
_ABBREVIATIONS = {
    "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3, "NST": -3.5, "NDT": -2.5,
    "BRT": -3, "ART": -3, "CLT": -4, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "PHT": 8, "WIB": 7,
    "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "SAST": 2, "EAT": 3, "WAT": 1, "CAT": 2,
}  # fmt: skip


class Clock(NamedTuple):
    """The clock a time is told on: an offset from UTC in seconds, or a zone; None is the reader's
    own.
    """

    offset: int | None = None
    zone: ZoneInfo | None = None


OWN = Clock()


def read_clock(text: str, own: ZoneInfo) -> Clock | None:
    """What the text after a time says of its clock; None where it says nothing that is known."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    if not plain:
        return OWN
    offset = _read_offset(_REMARK.sub("", plain).strip() or plain.strip("()[] "), own)
    if offset is not None:
        return offset
    name = plain.strip("()[] ")
    if "/" in name:
        try:
            return Clock(zone=ZoneInfo(name))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
    return None


def zone_in_header(header: str) -> ZoneInfo | None:
    """The zone that a header names in brackets, as in “Submit Date (UTC)”."""
    found = re.search(r"[(\[]\s*([A-Za-z]{1,5}(?:\s*[+-]\s*\d{1,2})?|[A-Z]\w+/\w+)\s*[)\]]", header)
    if found is None:
        return None
    name = found[1].replace(" ", "")
    if name.upper() in _UTC_NAMES:
        return ZoneInfo("UTC")
    if "/" in name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
    offset = _OFFSET.fullmatch(name)
    if offset is None or not name[:3].upper().startswith(("UTC", "GMT")):
        return None
    # The sign of these names runs the other way: Etc/GMT-1 is an hour ahead.
    return ZoneInfo(f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}")


def _read_offset(plain: str, own: ZoneInfo) -> Clock | None:
    upper = plain.upper().rstrip(".")
    if upper in _UTC_NAMES:
        return Clock(0)
    found = _OFFSET.fullmatch(plain)
    if found is not None:
        seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
        if seconds > 15 * 3600:
            return None
        return Clock(seconds if found[1] == "+" else -seconds)
    if upper in _own_abbreviations(own):
        return OWN
    hours = _ABBREVIATIONS.get(upper)
    return None if hours is None else Clock(round(hours * 3600))


def _own_abbreviations(zone: ZoneInfo) -> set[str]:
    """The abbreviations that the zone uses over a year: CST and CDT in Chicago, CST in Shanghai."""
    names = (datetime(2026, month, 1, tzinfo=zone).tzname() for month in (1, 7))
    return {name for name in names if name and name.isalpha() and name not in _UTC_NAMES}
