"""The settings: each with its value and where that comes from; enter sets one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.present import numbers
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe
from npstui.settings.origins import Origin, Setting
from npstui.settings.writing import BY_NAME, CHOICES, PURPOSE, shown, typed, words_of
from npstui.tui.lines.bars import rule_line
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.screens.help import PageScreen
from npstui.tui.session import Session
from npstui.tui.widgets.forms import ExportForm, Look
from npstui.tui.widgets.picker import Option, Picker

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.present.explained import Explanation

HEAD_LINES, FOOT_LINES = 2, 3  # the rule and the columns; what the setting is for
KEY, VALUE, FROM_CELLS = 1, 26, 13
READ_ONLY = SafeText("This desk shows the past (--as-of); nothing can be changed here.")


class SettingsScreen(PageScreen):
    """One line a setting, the store's first. What is set takes effect at once."""

    FOOTER = (("back", "back"), ("open", "set it"))
    ELSEWHERE = "That key works in a list; enter sets what the cursor is on."

    def __init__(self, session: Session, tab: str) -> None:
        super().__init__(session)
        self.TAB = tab
        self.settings: Sequence[Setting] = ()
        self.at = 0

    def on_screen_resume(self) -> None:
        """Ask what is set."""
        self.paint_frame()
        self.follow()

    def follow(self) -> None:
        """As the files say now."""

        def ask(desk: "Desk") -> Sequence[Setting]:
            from npstui.desk.configuring import settings_of
            from npstui.settings.paths import user_config

            return settings_of(desk.store, user_config())

        self.session.bridge.ask("settings", ask, self._came)

    def press(self, event: events.Key) -> None:
        """Movement goes over the settings."""
        command = self.session.keymap.command(event)
        page = max(self._room - 1, 1)
        moves = {"row.down": 1, "row.up": -1, "page.down": page, "page.up": -page,
                 "row.first": -1_000, "row.last": 1_000}  # fmt: skip
        if command is not None and command.id in moves:
            self._go(self.at + moves[command.id])
        else:
            super().press(event)

    def do_open(self) -> None:
        """Pick or type the value."""
        if not self.settings:
            return
        setting = self.settings[self.at]
        if self.session.read_only:
            self.say(READ_ONLY)
        elif setting.key in CHOICES:
            self._pick(setting)
        else:
            self._type(setting)

    def do_explain(self) -> None:
        """The setting under the cursor."""
        if not self.settings:
            return
        setting = self.settings[self.at]

        def ask(_desk: "Desk") -> "Sequence[Explanation]":
            from npstui.desk.explain_pages import explain_setting

            return (explain_setting(setting),)

        self.show_explanation(ask)

    def on_click(self, event: events.Click) -> None:
        """The setting on the line; the one under the cursor is set."""
        at = event.screen_y - self.content.region.y - HEAD_LINES + self.top
        if self.top <= at < min(len(self.settings), self.top + self._room):
            if at == self.at:
                self.do_open()
            else:
                self._go(at)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._go(self.at)

    def dialog_closed(self) -> None:
        """The page is as high again as it was."""
        self.call_after_refresh(self._go, self.at)

    def where(self) -> SafeText:
        """Which setting of how many."""
        if not self.settings:
            return SafeText("Settings")
        return SafeText(f"Settings, {self.at + 1} of {numbers.thousands(len(self.settings))}")

    def paint_said(self) -> None:
        """The answer stands in the rule at the top."""
        self.content.paint()

    def page_lines(self, width: int) -> list[Pieces]:
        """Every setting."""
        return [self._line(setting, width) for setting in self.settings]

    @property
    def _room(self) -> int:
        return max(self.content.size.height - HEAD_LINES - FOOT_LINES, 1)

    def _came(self, settings: Sequence[Setting]) -> None:
        self.settings = settings
        self._go(self.at)

    def _go(self, at: int) -> None:
        self.at = min(max(at, 0), max(len(self.settings) - 1, 0))
        self.top = min(max(self.top, self.at - self._room + 1), self.at)
        y = HEAD_LINES + self.at - self.top
        self.content.mark((y, 0, self.content.size.width) if self.settings else None)
        self.content.paint()

    def _pick(self, setting: Setting) -> None:
        now = words_of(setting.value)
        options = [
            Option(word, SafeText(word), "", SafeText("in force" if word == now else ""))
            for word in CHOICES[setting.key]
        ]

        def picked(option: Option) -> None:
            self.close_dialog()
            self._set(setting.key, option.value)

        self.open_dialog(
            Picker(
                SafeText(setting.key),
                options,
                picked,
                self.close_dialog,
                changed=self.dialog_changed,
                rows=len(options),
                palette=self.session.palette,
                glyphs=self.session.glyphs,
            )
        )

    def _type(self, setting: Setting) -> None:
        words = BY_NAME.get(setting.key, PURPOSE.get(setting.key, ""))

        def done(values: dict[str, str]) -> None:
            self._set(*_entry(setting.key, values["text"]))

        form = ExportForm(
            safe(f"{setting.key}: {words}"),
            typed(setting),
            done,
            lambda _values: self.close_dialog(),
            Look(self.session.palette, self.session.glyphs),
            words="enter sets it   esc",
        )
        self.open_dialog(form)

    def _set(self, key: str, text: str) -> None:
        def write(desk: "Desk") -> tuple[Setting | None, SafeText]:
            from npstui.desk.configuring import set_setting
            from npstui.settings.documents import SettingsError
            from npstui.settings.paths import user_config

            try:
                made = set_setting(desk.store, user_config(), key, text)
            except SettingsError as error:
                return None, safe(str(error))
            return made.setting, safe(made.said)

        def wrote(result: tuple[Setting | None, SafeText]) -> None:
            made, words = result
            if made is not None:
                if self.dialog is not None:
                    self.close_dialog()
                self.desk_app.settings_changed(made)
            self.say(words)
            self.follow()

        self.session.bridge.run(write, wrote)

    def _in_sight(self, width: int, height: int) -> Sequence[Pieces]:
        session = self.session
        lines = [rule_line(self.where(), session.said, width, session.glyphs)]
        if not self.settings:
            return [*lines, Line().say(" Reading the settings", Style.DIM).pieces]
        heads = Line().say(" setting").at(VALUE).say("value")
        lines.append(heads.at(width - FROM_CELLS).say("from").pieces)
        room = max(height - HEAD_LINES - FOOT_LINES, 1)
        sight = self.settings[self.top : self.top + room]
        lines += [self._line(setting, width) for setting in sight]
        lines += [[]] * (room - len(sight))
        setting = self.settings[self.at]
        purpose = Line(session.glyphs).say(f" {setting.key}", Style.STRONG).say("  ")
        purpose.cut_put(SafeText(PURPOSE.get(setting.key, "")), width - purpose.width - 1)
        where = setting.place or "nobody set it; this is the default"
        place = Line(session.glyphs).say(" ").cut_put(safe(where), width - 2, Style.DIM)
        return [*lines, [], purpose.pieces, place.pieces]

    def _line(self, setting: Setting, width: int) -> Pieces:
        line = Line(self.session.glyphs).at(KEY).cut_put(safe(setting.key), VALUE - KEY - 1)
        line.at(VALUE).cut_put(safe(shown(setting)), width - VALUE - FROM_CELLS - 2)
        style = Style.DIM if setting.origin is Origin.DEFAULT else Style.TEXT
        return line.at(width - FROM_CELLS).say(setting.origin.value, style).pieces


def _entry(key: str, text: str) -> tuple[str, str]:
    """Of a table by name the entry that was typed; else the key and what it is set to."""
    if key not in BY_NAME:
        return key, text
    name, _space, value = text.strip().rpartition(" ")
    return (f"{key}.{name}", value) if name else (f"{key}.{value}", "")
