"""The options by which several commands are told which answers a score is of."""

import click

from npstui.cli.choices import Word
from npstui.model.counting import Counting

period_option = click.option(
    "--period",
    default="all",
    show_default=True,
    help="30d, 12w, 6mo, this-week, last-month, 2026-10, 2026-W41, 2026-Q3, FROM..TO or all.",
)
counting_option = click.option(
    "--count",
    "counting",
    type=Word(Counting),
    default=Counting.ANSWERS.value,
    show_default=True,
    help="Every answer, or the latest of each customer.",
)
