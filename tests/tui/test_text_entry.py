"""The text fields of forms, at the moment they close."""

from textual.app import App, ComposeResult
from textual.geometry import Region

from npstui.tui.widgets.text_entry import NoteArea


class Held(App[None]):
    """One field on a screen."""

    def compose(self) -> ComposeResult:
        """The field."""
        yield NoteArea("half")


async def test_a_note_that_is_painted_once_it_is_closed_is_blank() -> None:
    async with Held().run_test() as pilot:
        field = pilot.app.query_one(NoteArea)
        assert "half" in field.render_lines(Region(0, 0, 10, 2))[0].text
        await field.remove()
        gone = field.render_lines(Region(0, 0, 10, 2))
    assert [strip.text for strip in gone] == [" " * 10] * 2
