"""The look that the environment asks for: NPSTUI_THEME, NPSTUI_GLYPHS, NO_COLOR, the terminal."""

from collections.abc import Mapping

from npstui.present.glyphs import GLYPHS, UNICODE, Glyphs
from npstui.tui.theme import Palette, palette_for


def palette_of(environment: Mapping[str, str]) -> Palette:
    """Dark unless told light; sixteen colours where the terminal has no more; none on NO_COLOR."""
    term = environment.get("TERM", "")
    deep = environment.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    return palette_for(
        dark=environment.get("NPSTUI_THEME", "dark") != "light",
        sixteen=not deep and "256" not in term,
        no_color=bool(environment.get("NO_COLOR")),
    )


def glyphs_of(environment: Mapping[str, str]) -> Glyphs:
    """NPSTUI_GLYPHS=ascii where the terminal shows ambiguous characters two cells wide."""
    return GLYPHS.get(environment.get("NPSTUI_GLYPHS", ""), UNICODE)
