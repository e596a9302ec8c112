"""How a setting is said and typed, and what it is for: for `npstui config` and on screen."""

from collections.abc import Mapping

from npstui.settings.origins import Setting
from npstui.settings.user_file import GLYPHS, PRESETS, THEMES

# What can be picked rather than typed.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": THEMES,
    "glyphs": GLYPHS,
    "preset": PRESETS,
    "bell": ("no", "yes"),
    "editor": ("yes", "no"),
}
# Tables of entries by name: typed as the name and, after a space, the value.
BY_NAME = {
    "people": "name, then the mail address; none takes one off",
    "absence": "name, then the day they are back, 2026-12-01; none takes one off",
    "capacity": "name, then how many open cases they can hold; none takes one off",
}
PURPOSE: Mapping[str, str] = {
    "name": "what line 1 calls the store",
    "time_zone": "days, weeks and periods are cut in it; written as Europe/Oslo",
    "team": "who works here, parted by commas; cases are assigned to them",
    "minimum_n": "below so many answers a number is dimmed and a line has a gap",
    "goal": "share of first contacts to be made in time, such as 80%",
    "earliest": "a date before it counts as none",
    "due.detractor": "how soon a detractor is contacted; for answers imported from now on",
    "due.passive": "how soon a passive is contacted; for answers imported from now on",
    "due.promoter": "how soon a promoter is thanked; for answers imported from now on",
    "lapse.detractor": "after so long a case that nobody touched lapses",
    "lapse.passive": "after so long a case that nobody touched lapses",
    "lapse.promoter": "after so long a case that nobody touched lapses",
    "contact_cap": "contacts that get through to one customer before the next is refused; 0: any",
    "contact_days": "the days that these contacts are counted over",
    "editor": "whether a text may be taken to $EDITOR",
    "outcomes": "outcomes beside the built-in ones, parted by commas",
    "tags": "tags that are offered before anybody used them, parted by commas",
    "remedies": "what a customer is given, parted by commas",
    "business_hours": "clocks run in these hours only, such as Mon-Fri 9:00-17:00",
    "business_hours.holidays": "days on which no clock runs, parted by commas",
    "people": "whom cases are handed on to, outside the desk",
    "absence": "who is away, until when",
    "capacity": "how many open cases each can hold",
    "rules": "what is tagged and assigned by itself",
    "playbooks": "what to do and say",
    "follow_up": "from which answers on cases open, by category",
    "views": "saved views that all see",
    "preset": "keys: default, or arrows without letters for moving",
    "glyphs": "ascii where ambiguous characters are two cells wide",
    "theme": "colours: dark, light, 16 of the terminal's, or none",
    "bell": "whether the terminal rings when more are late",
    "keys": "keys of your own, by command",
    "private_views": "saved views that you alone see",
}
_LATER = " It holds for answers imported from now on."
_AFTERWARDS = {"due": _LATER, "lapse": _LATER}


def words_of(value: object) -> str:
    """A value as it is said; "-" for nothing."""
    if value is None or value in ("", [], {}):
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {words_of(part)}" for name, part in value.items())
    return str(value)


def shown(setting: Setting) -> str:
    """A value as a page shows it: shares as per cent, the starts of follow-up by their day."""
    if setting.key == "goal":
        return typed(setting)
    if setting.key == "follow_up" and isinstance(setting.value, dict):
        return ", ".join(f"{name} {str(start)[:10]}" for name, start in setting.value.items())
    return words_of(setting.value)


def typed(setting: Setting) -> str:
    """A value as it is typed to be set again; "" for a table, which is set an entry at a time."""
    if setting.key == "goal" and isinstance(setting.value, float):
        return f"{setting.value:.0%}"
    if setting.value in (None, "", [], {}) or isinstance(setting.value, dict):
        return ""
    return words_of(setting.value)


def said_after(key: str, made: Setting) -> str:
    """The sentence once a setting is set."""
    later = _AFTERWARDS.get(key.partition(".")[0], "")
    return f"{key} is {words_of(made.value)} now, in {made.place}.{later}"
