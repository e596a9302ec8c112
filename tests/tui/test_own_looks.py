"""Keys, colours and glyphs as the user's settings and the environment ask for them."""

import pytest
from tests.tui.sitting import sitting

from npstui.desk.catalogue import CatalogueError
from npstui.present.glyphs import ASCII, UNICODE
from npstui.present.styles import Style
from npstui.settings.user_file import UserSettings
from npstui.tui.looks import glyphs_of, palette_of
from npstui.tui.session import Session
from npstui.tui.theme import (
    DARK,
    DARK_16,
    LIGHT,
    LIGHT_16,
    MONO,
    PALETTES,
    Palette,
    rich_style,
)

DEEP = {"TERM": "xterm-256color"}


async def test_a_key_set_by_id_works_and_stands_in_the_footer() -> None:
    user = UserSettings(keys={"case.take": "M", "case.tag": "ctrl+r", "redo": ""})
    async with sitting(user=user) as seat:
        assert "M mine" in seat.lines[-1]
        await seat.press("m")
        assert seat.desk.cases[0].owner is None
        await seat.press("M")
        assert seat.desk.cases[0].owner == "alice"
        await seat.press("ctrl+r")
        assert "tag 王小明" in seat.line("tag 王小明")


async def test_the_arrows_preset_leaves_j_and_k_alone() -> None:
    async with sitting(user=UserSettings(preset="arrows")) as seat:
        await seat.press("j")
        assert seat.queue.list.position == 0
        await seat.press("down")
        assert seat.queue.list.position == 1


def test_a_clash_is_an_error_that_names_both_sides(session: Session) -> None:
    session.user = UserSettings(keys={"case.tag": "m"})
    with pytest.raises(CatalogueError, match=r"case\.take \(Make it mine\).*case\.tag \(Tag\)"):
        session.load_keymap()


@pytest.fixture
def session() -> Session:
    from npstui.tui.bridge import Bridge

    return Session(bridge=Bridge(lambda _message: None))


@pytest.mark.parametrize(
    ("environment", "theme", "expected"),
    [
        (DEEP, "dark", DARK),
        (DEEP, "light", LIGHT),
        ({"TERM": "vt100", "COLORTERM": "truecolor"}, "dark", DARK),
        ({"TERM": "linux"}, "dark", DARK_16),
        ({"TERM": "linux"}, "light", LIGHT_16),
        (DEEP, "dark-16", DARK_16),
        (DEEP, "light-16", LIGHT_16),
        (DEEP, "mono", MONO),
        (DEEP | {"NO_COLOR": "1"}, "light", MONO),
        (DEEP | {"NO_COLOR": "1"}, "dark-16", MONO),
        (DEEP | {"NO_COLOR": ""}, "light", LIGHT),
    ],
)
def test_the_theme_is_the_users_within_what_the_terminal_shows(
    environment: dict[str, str], theme: str, expected: Palette
) -> None:
    assert palette_of(environment, UserSettings(theme=theme)) is expected


def test_every_theme_of_the_settings_is_a_palette() -> None:
    from npstui.settings.user_file import THEMES

    shown = {palette_of(DEEP, UserSettings(theme=theme)).name for theme in THEMES}
    assert shown == set(PALETTES)


def test_glyphs_are_the_users() -> None:
    assert glyphs_of(UserSettings(glyphs="ascii")) is ASCII
    assert glyphs_of() is UNICODE


# The ratios are those that the design prints: promoter, passive, detractor, dim.
@pytest.mark.parametrize(
    ("palette", "printed"),
    [(DARK, (8.3, 9.1, 7.0, 5.8)), (LIGHT, (7.0, 6.9, 6.0, 5.7))],
)
def test_colours_keep_the_contrast_that_is_printed(
    palette: Palette, printed: tuple[float, ...]
) -> None:
    detractor, passive, promoter = palette.categories
    colours = (promoter, passive, detractor, palette.dim)
    for colour, least in zip(colours, printed, strict=True):
        assert round(contrast(colour, palette.background), 1) >= least


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_text_can_be_read_on_the_cursor_row(palette: Palette) -> None:
    for colour in (palette.text, *palette.categories):
        assert contrast(colour, palette.cursor) >= 4.5


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.1 of two hex colours."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
@pytest.mark.parametrize("style", Style)
def test_every_style_can_be_read(palette: Palette, style: Style) -> None:
    drawn = rich_style(palette, style)
    assert drawn.color is not None
    assert drawn.bgcolor is not None
    assert contrast(drawn.color.name, drawn.bgcolor.name) >= 4.5
    on_cursor = rich_style(palette, style, cursor=True)
    assert on_cursor.color is not None
    assert on_cursor.bgcolor is not None
    # What is dim is never a number that somebody acts on.
    least = 3.0 if style is Style.DIM else 4.5
    assert contrast(on_cursor.color.name, on_cursor.bgcolor.name) >= least


@pytest.mark.parametrize("palette", [DARK_16, LIGHT_16, MONO], ids=lambda palette: palette.name)
@pytest.mark.parametrize("style", Style)
def test_the_terminals_own_colours_stand_on_its_own_background(
    palette: Palette, style: Style
) -> None:
    for cursor in (False, True):
        drawn = rich_style(palette, style, cursor)
        assert drawn.bgcolor is None
        named = drawn.color.name if drawn.color else ""
        assert named in ("", *palette.categories)
        assert not (cursor and named), "a coloured score reversed is a coloured block"
        assert bool(drawn.reverse) is (cursor is not (style is Style.ACTIVE))
    assert palette is not MONO or rich_style(palette, style).color is None
