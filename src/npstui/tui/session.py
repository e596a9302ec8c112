"""What all screens of one sitting share: the bridge, the look, and the newest values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from npstui.model.category import Category
from npstui.model.outcomes import OUTCOMES
from npstui.model.response import ResponseRef
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import (
    HeaderValue,
    OverviewValue,
    PersonLoad,
    QueueCounts,
    TagCount,
)
from npstui.tui.bridge import Bridge
from npstui.tui.keys import Keymap
from npstui.tui.theme import DARK, Palette


def utc_now() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Session:
    """Read by every screen; written by the app's message handlers alone.

    `said` is the answer to the last command. `drafts` are texts begun and left with esc, by kind
    and case.
    """

    bridge: Bridge
    keymap: Keymap
    palette: Palette = DARK
    glyphs: Glyphs = UNICODE
    clock: Callable[[], datetime] = utc_now
    title: SafeText = EMPTY
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    person: str = ""
    has_team: bool = False
    read_only: bool = False
    header: HeaderValue | None = None
    overview: OverviewValue | None = None
    counts: tuple[QueueCounts, ...] = ()
    tags: tuple[TagCount, ...] | None = None
    people: tuple[PersonLoad, ...] | None = None
    outcomes: Mapping[Category, tuple[str, ...]] = field(default_factory=lambda: dict(OUTCOMES))
    said: SafeText = EMPTY
    drafts: dict[tuple[str, ResponseRef], dict[str, str]] = field(default_factory=dict)

    def now(self) -> datetime:
        """Now, or the moment the desk is fixed at."""
        return self.clock()
