"""What all screens of one sitting share: the bridge, the look, and the newest values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.model.counting import Counting
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.text import EMPTY, SafeText
from npstui.tui.theme import DARK, Palette

if TYPE_CHECKING:
    from npstui.filters.tree import Filter
    from npstui.model.category import Category
    from npstui.model.response import ResponseRef
    from npstui.present.parts import SplitValue
    from npstui.present.values import (
        Failing,
        HeaderValue,
        OverviewValue,
        PersonLoad,
        QueueCounts,
        TagCount,
    )
    from npstui.settings.user_file import UserSettings
    from npstui.tui.bridge import Bridge
    from npstui.tui.keys import Keymap


def utc_now() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Session:
    """Read by every screen; written by the app's message handlers alone.

    `where`, `period` and `split` are what was chosen, None where nothing was; they hold on every
    screen.
    `found` is what was looked for last.
    `said` is the answer to the last command, `notice` what the overview says until there is one or
    another screen was opened. `troubles` say by slot why its last question has no answer.
    `drafts` are texts begun and left with esc, by kind
    and case; `kept` which of them have a file, `recovered` those of an earlier sitting that were
    not opened yet, with their time.
    """

    bridge: "Bridge"
    palette: Palette = DARK
    glyphs: Glyphs = UNICODE
    user: "UserSettings | None" = None
    clock: Callable[[], datetime] = utc_now
    title: SafeText = EMPTY
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    person: str = ""
    has_team: bool = False
    read_only: bool = False
    header: "HeaderValue | None" = None
    overview: "OverviewValue | None" = None
    counts: "tuple[QueueCounts, ...]" = ()
    tags: "tuple[TagCount, ...] | None" = None
    people: "tuple[PersonLoad, ...] | None" = None
    outcomes: "Mapping[Category, tuple[str, ...]]" = field(default_factory=dict)
    remedies: tuple[str, ...] = ()
    where: "Filter | None" = None
    period: str | None = None
    split: str | None = None
    split_value: "SplitValue | None" = None
    counting: Counting = Counting.ANSWERS
    found: str = ""
    export_columns: str = ""  # as typed for the last export of cases
    export_redact: bool = False
    ready: bool = False  # what filters ask for is read
    failing: "Failing | None" = None
    said: SafeText = EMPTY
    notice: SafeText = EMPTY
    troubles: dict[str, SafeText] = field(default_factory=dict)
    drafts: "dict[tuple[str, ResponseRef], dict[str, str]]" = field(default_factory=dict)
    kept: "set[tuple[str, ResponseRef]]" = field(default_factory=set)
    recovered: "dict[tuple[str, ResponseRef], datetime]" = field(default_factory=dict)
    kept_read: bool = False
    last_verb: "tuple[str, Mapping[str, object]] | None" = None
    writers: "Mapping[ResponseRef, tuple[SafeText, ...]]" = field(default_factory=dict)

    _keymap: "Keymap | None" = None

    @property
    def has_keymap(self) -> bool:
        """Whether the catalogue is loaded; the first paint does not wait for it."""
        return self._keymap is not None

    @property
    def keymap(self) -> "Keymap":
        """The commands by key."""
        return self._keymap if self._keymap is not None else self.load_keymap()

    def load_keymap(self) -> "Keymap":
        """Read the catalogue with the user's keys. Raises CatalogueError, which names both sides
        of a clash.
        """
        from npstui.desk.catalogue import CATALOGUE
        from npstui.tui.keys import Keymap

        catalogue, user = CATALOGUE, self.user
        if user is not None and (user.keys or user.preset != "default"):
            from npstui.desk.keymaps import catalogue_for
            from npstui.settings.paths import user_config

            catalogue = catalogue_for(user, user_config())
        self._keymap = Keymap(catalogue)
        return self._keymap

    def now(self) -> datetime:
        """Now, or the moment the desk is fixed at."""
        return self.clock()
