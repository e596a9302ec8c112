"""Where the demo's data lies: in the installed package, or in the checkout of an editable one."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "sample_data", _PACKAGE.parents[1] / "sample_data")


def sample_path(name: str) -> Path:
    """The path of one file of sample_data.

    Raises FileNotFoundError with a sentence.
    """
    for place in _PLACES:
        if (place / name).is_file():
            return place / name
    raise FileNotFoundError(f"The demo's file {name} is not installed; install npstui again.")
