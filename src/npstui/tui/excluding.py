"""Leaving a response out of the numbers, for one of the reasons there are."""

from typing import TYPE_CHECKING

from npstui.model.outcomes import ExclusionReason
from npstui.present.text import safe
from npstui.tui.widgets.picker import Option

if TYPE_CHECKING:
    from npstui.tui.hands import Hands, Targets

EXCLUDE = "response.exclude"


def exclude(hands: "Hands", targets: "Targets") -> None:
    """Ask why, and leave it out of the numbers."""

    def picked(option: Option) -> None:
        hands.host.close_dialog()
        hands.run(EXCLUDE, targets, {"reason": option.value})

    options = [Option(word, safe(word.replace("-", " "))) for word in tuple(ExclusionReason)]
    hands.pick(f"leave {targets.name} out of the numbers", options, picked, "enter excludes")
