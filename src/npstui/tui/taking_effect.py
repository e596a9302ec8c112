"""What a setting changes on the screen once it is set: nothing waits for the next start."""

import os
from typing import TYPE_CHECKING

from npstui.desk.catalogue import CatalogueError
from npstui.settings.origins import Setting
from npstui.settings.user_file import USER_KEYS
from npstui.tui.looks import glyphs_of, palette_of
from npstui.tui.theme import use_palette
from npstui.tui.widgets.lines import Lines
from npstui.tui.widgets.response_list import ResponseList

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.settings.user_file import UserSettings
    from npstui.tui.app import DeskApp


def take_effect(app: "DeskApp", setting: Setting) -> None:
    """Look, keys and bell of the user; or time zone, team and what else a store decides."""
    if setting.key in USER_KEYS:
        app.session.bridge.ask("own settings", _own_settings, lambda user: _user_came(app, user))
    else:
        app.session.bridge.ask("store settings", _introduced, lambda told: _store_came(app, told))


def _own_settings(_desk: "Desk") -> "UserSettings":
    from npstui.settings.paths import user_config
    from npstui.settings.user_file import load_user_settings

    return load_user_settings(user_config())


def _user_came(app: "DeskApp", user: "UserSettings") -> None:
    session = app.session
    session.user = user
    app.outside.rings = user.bell
    try:
        session.load_keymap()
    except CatalogueError as error:
        from npstui.tui.bridge import error_words

        app.say(error_words(error))
    palette, glyphs = palette_of(os.environ, user), glyphs_of(user)
    if palette == session.palette and glyphs == session.glyphs:
        return
    session.palette, session.glyphs = palette, glyphs
    app.ansi_color = palette.ansi
    use_palette(app, palette)
    for screen in {*app.screen_stack, *app.queues.screens}:
        for widget in screen.query("*"):
            if isinstance(widget, Lines):
                widget.set_palette(palette)
            elif isinstance(widget, ResponseList):
                widget.set_look(palette, glyphs)
    if (front := app.front) is not None:
        front.paint_frame()
        front.paint_said()


def _introduced(desk: "Desk") -> tuple[object, ...]:
    from npstui.model.category import Category

    settings = desk.settings
    outcomes = {category: desk.outcomes(category) for category in Category}
    return settings.zone, bool(settings.team), outcomes


def _store_came(app: "DeskApp", told: tuple[object, ...]) -> None:
    session = app.session
    session.zone, session.has_team, session.outcomes = told  # type: ignore[assignment]
    app.publish()
