"""x: an outcome in one digit; remedy, amount and a second look behind tab."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from npstui.present.text import SafeText
from npstui.tui.outcomes_offered import outcome_options
from npstui.tui.widgets.picker import Option

if TYPE_CHECKING:
    from npstui.tui.hands import Hands, Targets

MOST_ROWS = 9


def resolve(hands: "Hands", targets: "Targets") -> None:
    """End the cases with an outcome; a resolved one is opened again."""
    if targets.resolved:
        hands.run("case.reopen", targets, {})
        return

    def picked(option: Option) -> None:
        hands.host.close_dialog()
        hands.run("case.resolve", targets, {"outcome": option.value})

    def more(option: Option) -> None:
        hands.host.close_dialog()
        _in_full(hands, targets, option.value, [each.value for each in options])

    counts = targets.categories or {targets.category: len(targets.refs)}
    options = outcome_options(counts, hands.host.session.outcomes)
    words = "enter resolves   tab remedy, look again"
    rows = min(len(options), MOST_ROWS)
    hands.pick(f"resolve {targets.name}", options, picked, words, rows=rows, more=more)


def _in_full(hands: "Hands", targets: "Targets", outcome: str, outcomes: Sequence[str]) -> None:
    from npstui.tui.widgets.forms import Look
    from npstui.tui.widgets.resolve_form import ResolveForm

    session = hands.host.session

    def done(values: dict[str, str]) -> None:
        hands.host.close_dialog()
        hands.run("case.resolve", targets, values)

    form = ResolveForm(
        SafeText(f"Resolve {targets.name}"),
        outcomes,
        session.remedies,
        outcome,
        done,
        lambda _values: hands.host.close_dialog(),
        Look(session.palette, session.glyphs),
    )
    hands.open_form(form, targets)
