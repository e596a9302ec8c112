"""--where: a filter that cannot be read is shown with the character at fault."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from npstui.cli.errors import Misread

where_option = click.option(
    "--where", metavar="FILTER", help='Only what matches: region:Oslo score:0..3 -tag:late "words".'
)


@contextmanager
def pointing_into(where: str | None, what: str = "--where") -> Iterator[None]:
    """Raise Misread where the filter cannot be read, the place marked under its text.

    `what` names the filter: the option it came by, or the view it is of.
    """
    if where is None:
        yield
        return
    from npstui.filters.error import FilterError
    from npstui.present.cells import cell_width
    from npstui.present.text import safe

    try:
        yield
    except FilterError as error:
        before = cell_width(safe(where[: error.position]))
        sentence = f"{what}: {error.sentence}\n  {safe(where)}\n  {' ' * before}^"
        raise Misread(sentence) from error
