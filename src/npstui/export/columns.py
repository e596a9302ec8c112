"""Which columns of a table an export has, as somebody types them."""

from collections.abc import Sequence
from difflib import get_close_matches

from npstui.export.redaction import is_customers, without_personal_data

_NAMED = 4  # of the columns that a beginning could mean


class ColumnError(ValueError):
    """A typed column is none, several, or personal data where none may go out; a sentence."""


def columns_of(text: str, known: Sequence[str], *, redact: bool) -> list[str]:
    """The columns that a text names by their beginnings, in its order and once each.

    Names are parted by commas; an empty text names all. With `redact` none that says whose
    response it is, and without names only what is safe by what it is.

    Raises ColumnError.
    """
    names = [name for part in text.replace("\uff0c", ",").split(",") if (name := part.strip())]
    if not names:
        return without_personal_data(known) if redact else list(known)
    chosen = [_meant(name, known) for name in names]
    if redact and (personal := [name for name in chosen if is_customers(name)]):
        raise ColumnError(f"“{personal[0]}” is personal data; leave it out.")
    return list(dict.fromkeys(chosen))


def _meant(name: str, known: Sequence[str]) -> str:
    if name in known:
        return name
    folded = name.casefold()
    begins = [column for column in known if column.casefold().startswith(folded)]
    if len(begins) == 1:
        return begins[0]
    if begins:
        more = "" if len(begins) <= _NAMED else ", ..."
        raise ColumnError(f"“{name}” could be {', '.join(begins[:_NAMED])}{more}.")
    near = get_close_matches(folded, known, n=1, cutoff=0.0)
    raise ColumnError(f"There is no column “{name}”. The nearest is {near[0] if near else 'none'}.")
