"""The look that the user's settings, NO_COLOR and the terminal ask for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from npstui.present.glyphs import GLYPHS, UNICODE, Glyphs
from npstui.tui.theme import DARK_16, LIGHT_16, MONO, Palette, palette_for

if TYPE_CHECKING:
    from npstui.settings.user_file import UserSettings

_NAMED = {"dark-16": DARK_16, "light-16": LIGHT_16, "mono": MONO}


def palette_of(environment: Mapping[str, str], user: "UserSettings | None" = None) -> Palette:
    """The theme of the settings, dark without any; sixteen colours where the terminal has no
    more; none on NO_COLOR, which wins over all.
    """
    theme = "dark" if user is None else user.theme
    without_colour = bool(environment.get("NO_COLOR"))
    if theme in _NAMED and not without_colour:
        return _NAMED[theme]
    term = environment.get("TERM", "")
    deep = environment.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    return palette_for(
        dark=not theme.startswith("light"),
        sixteen=not deep and "256" not in term,
        no_color=without_colour,
    )


def glyphs_of(user: "UserSettings | None" = None) -> Glyphs:
    """`ascii` where the user's terminal shows ambiguous characters two cells wide."""
    return UNICODE if user is None else GLYPHS[user.glyphs]
