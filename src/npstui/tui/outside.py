"""What the desk writes past its screen: the terminal's title, its bell, its clipboard."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from npstui.model.category import Category

if TYPE_CHECKING:
    from npstui.present.values import QueueCounts

# Keep the title there was, and give it back.
_KEEP, _GIVE_BACK = "\x1b[22;2t", "\x1b[23;2t"
_BELL = "\x07"
_NO_TITLE = ("linux", "dumb")


class Outside:
    """The title is `npstui !5 37`: late and waiting detractors. It changes with them alone."""

    def __init__(
        self, write: Callable[[str], None], environment: Mapping[str, str], *, rings: bool = False
    ) -> None:
        self.write = write
        self._has_title = environment.get("TERM", "") not in _NO_TITLE
        self.rings = rings
        self._title = ""
        self._late: Mapping[Category, int] | None = None

    def follow(self, counts: "Sequence[QueueCounts]") -> None:
        """The counts as they are now; rings once where a category has more late than before."""
        if not counts:
            return
        late = {count.category: count.late for count in counts}
        known, self._late = self._late, late
        more = known is not None and any(
            number > known.get(category, 0) for category, number in late.items()
        )
        if self.rings and more:
            self.write(_BELL)
        self._show(_title(counts))

    def give_back(self) -> None:
        """The title as it was before, until `take_again`."""
        if self._title:
            self.write(_GIVE_BACK)

    def take_again(self) -> None:
        """The terminal is the desk's once more."""
        if self._title:
            self.write(f"{_KEEP}{_set(self._title)}")

    def _show(self, title: str) -> None:
        if self._has_title and title != self._title:
            self.write(_set(title) if self._title else f"{_KEEP}{_set(title)}")
            self._title = title


def _title(counts: "Sequence[QueueCounts]") -> str:
    for count in counts:
        if count.category is Category.DETRACTOR:
            late = f" !{count.late}" if count.late else ""
            return f"npstui{late} {count.waiting}"
    return "npstui"


def _set(title: str) -> str:
    return f"\x1b]2;{title}\x07"
