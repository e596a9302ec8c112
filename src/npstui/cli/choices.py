"""Arguments whose words are a closed list: another word is told the nearest."""

from typing import Any

import click

from npstui.cli.errors import nearest


class Word(click.Choice[str]):
    """One of some words; a space or an underscore stands for a hyphen, case makes no difference."""

    def normalize_choice(self, choice: Any, ctx: click.Context | None) -> str:  # noqa: ARG002
        """A word as it is compared."""
        return str(choice).strip().lower().replace(" ", "-").replace("_", "-")

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What a word is told that is none of them."""
        words = [str(word) for word in self.choices]
        near = nearest(self.normalize_choice(value, ctx), words)
        return f"“{value}” is none of {', '.join(words)}. The nearest is {near}."
