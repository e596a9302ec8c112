"""z: set aside until a time, in one digit or as typed."""

from datetime import timedelta
from typing import TYPE_CHECKING

from npstui.present import times
from npstui.present.text import SafeText, safe
from npstui.tui.widgets.picker import Option

if TYPE_CHECKING:
    from npstui.tui.hands import Hands, Targets

SNOOZES = (("1h", "1 h"), ("4h", "4 h"), ("tomorrow", "tomorrow"), ("3d", "3 d"), ("7d", "7 d"))
_AHEAD = {"1h": timedelta(hours=1), "4h": timedelta(hours=4), "3d": timedelta(days=3),
          "7d": timedelta(days=7)}  # fmt: skip


def snooze(hands: "Hands", targets: "Targets") -> None:
    """Ask until when."""
    session = hands.host.session
    now = session.now()

    def picked(option: Option) -> None:
        hands.host.close_dialog()
        hands.run("case.snooze", targets, {"until": option.value})

    def typed(text: str) -> Option | None:
        words = SafeText("until then: 2h, 5d, 2w, 2026-12-01, now")
        return Option(text.strip(), safe(text), "", words) if text.strip() else None

    options = []
    for value, shown in SNOOZES:
        until = now + _AHEAD[value] if value in _AHEAD else None
        hint = f"until {times.moment(until, now, session.zone)}" if until else "until 09:00"
        options.append(Option(value, SafeText(shown), "", SafeText(hint)))
    words = "enter snoozes   space, then another time"
    hands.pick(f"snooze {targets.name}", options, picked, words, typed, rows=len(options))
