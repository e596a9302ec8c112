"""The way from a text to a widget: whatever comes, it is text when it arrives."""

import pytest
from tests.guards.hostile import HOSTILE
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets import Static

from npstui.present.styles import Style
from npstui.present.text import SafeText, is_safe, safe_lines
from npstui.tui.lines.bars import fitting
from npstui.tui.text import shown, strip
from npstui.tui.theme import DARK, LIGHT, MONO, PALETTES, palette_for, use_palette


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_shown_as_safe_text_without_markup(text: str) -> None:
    content = shown(safe_lines(text), (SafeText(text), Style.DIM))
    assert content.plain == safe_lines(text) * 2
    assert is_safe(strip([(SafeText(text), Style.TEXT)], DARK).text)
    assert all(span.style == "$nps-dim" for span in content.spans)


def test_parts_and_content_join() -> None:
    joined = shown(SafeText("NPS "), shown((SafeText("+32"), Style.STRONG)), SafeText("!"))
    assert joined.plain == "NPS +32!"
    assert [span.style for span in joined.spans] == ["bold $nps-text"]


class OneLine(App[None]):
    """A line in the style of a detractor."""

    def compose(self) -> ComposeResult:
        yield Static(shown((SafeText("3"), Style.DETRACTOR)))


async def test_every_palette_is_a_theme_that_knows_every_style() -> None:
    app = OneLine()
    async with app.run_test() as pilot:
        for each in PALETTES.values():
            use_palette(app, each)
            app.query_one(Static).update(
                shown(*((SafeText(style.value), style) for style in Style))
            )
            await pilot.pause()
            assert app.theme == each.name


async def test_a_theme_that_changes_recolours_what_is_shown() -> None:
    app = OneLine()
    async with app.run_test() as pilot:
        seen = []
        for palette in (DARK, LIGHT):
            use_palette(app, palette)
            await pilot.pause()
            segment = next(iter(app.query_one(Static).render_line(0)))
            assert segment.style is not None
            assert segment.style.color is not None
            seen.append(Color.from_rich_color(segment.style.color).hex.lower())
        assert seen == [DARK.categories[0], LIGHT.categories[0]]


def test_a_palette_follows_the_wish_and_the_terminal() -> None:
    assert palette_for(dark=True, sixteen=False, no_color=False) is DARK
    assert palette_for(dark=False, sixteen=False, no_color=False) is LIGHT
    assert palette_for(dark=False, sixteen=True, no_color=False).name == "npstui-light-16"
    assert palette_for(dark=False, sixteen=True, no_color=True) is MONO


def test_content_is_what_widgets_take() -> None:
    assert isinstance(shown(), Content)


def test_a_dialog_says_as_many_of_its_keys_as_there_is_room_for_and_always_esc() -> None:
    words = SafeText("enter adds   tab more   esc")
    assert fitting(words, 40) == words
    assert fitting(words, 20) == "enter adds   esc"
    assert fitting(words, 3) == "esc"
