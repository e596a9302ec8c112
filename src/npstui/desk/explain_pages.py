"""How the numbers of the pages beside the screens came about: customer, imports, columns, settings.

What a page shows is all that is needed: nothing is read from the store.
"""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from npstui.model.category import Category
from npstui.present.explained import Explanation
from npstui.present.import_values import (
    ColumnValue,
    ImportValue,
    MappingValue,
    ReadingChoice,
    RefusedFileValue,
)
from npstui.present.numbers import count, thousands
from npstui.present.text import SafeText, safe
from npstui.present.values import CustomerValue, FirstSheetValue
from npstui.settings.origins import Setting
from npstui.settings.writing import PURPOSE, shown, words_of

_Facts = Iterator[tuple[str, str]]
_SURE = {
    "told": "you said so, on this page, by --map or by a profile",
    "remembered": "a file of this source was read so before",
    "sure": "its header names the field and its cells fit",
    "likely": "its header may name the field, or its cells say nothing",
    "guessed": "by its cells alone; look at them",
}


def explain_customer(value: CustomerValue, zone: ZoneInfo) -> tuple[Explanation, ...]:
    """The answers and open cases of a customer, what they are worth, and the contacts."""
    answers = value.answers
    dated = [answer.at.astimezone(zone) for answer in answers if answer.at is not None]

    def facts() -> _Facts:
        yield "Formula", "answers with one customer_id; without any, one mail; without, one phone"
        held = [(one, sum(each.category is one for each in answers)) for one in Category]
        yield "Counts", ", ".join(count(number, one.value) for one, number in reversed(held))
        yield "Counting", "every answer, excluded ones too; of more than 1,000 the newest"
        if dated:
            yield "Period", f"all there is: {min(dated):%Y-%m-%d} to {max(dated):%Y-%m-%d}"
        yield "Line", "their scores from the oldest to the newest, 0 the lowest, 10 the highest"
        yield "Source", "the answers of the store"

    def cases() -> _Facts:
        without = sum(answer.status is None for answer in answers)
        yield "Formula", "cases of these answers that are neither resolved nor lapsed"
        yield "Counts", f"{value.open_cases} of {count(len(answers) - without, 'case')}"
        yield "Counting", "older open detractor cases stand behind the newest and count with it"
        yield "Source", "the answers, their due times, and the log of what was done"

    def worth() -> _Facts:
        yield "Formula", "the revenue beside the newest answer that has one; no sum"
        yield "Worked", "no answer has one" if value.value is None else thousands(value.value)
        yield "Source", "the column revenue of the imported files"

    def contacts() -> _Facts:
        yield "Counts", f"{count(len(value.contacts), 'contact')} logged on any of their cases"
        yield "Counting", "every try, whatever came of it; what was taken back does not count"
        yield "Source", "the log of the store"

    return (
        _told(count(len(answers), "answer"), facts()),
        _told(count(value.open_cases, "open case"), cases()),
        _told("Value", worth()),
        _told("Contacts", contacts()),
    )


def explain_import(value: ImportValue | RefusedFileValue, zone: ZoneInfo) -> Explanation:
    """What became of the rows of one file."""

    def facts() -> _Facts:
        when = f"{value.at.astimezone(zone):%Y-%m-%d %H:%M}"
        if isinstance(value, RefusedFileValue):
            yield "Counts", "none of its rows: the file was refused as a whole"
            yield "Period", f"refused at {when}, by {value.person}"
            yield "Source", str(value.path)
            return
        fates = (value.imported, value.known, value.changed, value.refused)
        aside = sum(number for _why, number in value.set_aside)
        yield "Formula", "rows = new + known + changed + refused + set aside; none is lost"
        parts = " + ".join(thousands(number) for number in (*fates, aside))
        yield "Worked", f"{parts} = {thousands(value.rows)}"
        yield "Counting", "a row once; known: its id, or its words without an id, came before"
        yield "Changed", "rows of a known id that say something else"
        refused = f"quarantine/{value.import_id}.csv of the store, with line number and reason"
        yield "Refused", refused if value.refused else "none"
        for why, number in value.set_aside:
            yield "Set aside", f"{thousands(number)}: {why}"
        yield "Period", f"imported at {when}, by {value.person}"
        yield "Source", f"{value.file}, as “{value.source}”"

    return _told(str(value.file), facts())


def explain_reading(
    entry: ColumnValue | ReadingChoice, value: MappingValue, sheet: FirstSheetValue
) -> tuple[Explanation, ...]:
    """How a column of a file, or the file, is read, and what the sheet counts by it."""

    def column() -> _Facts:
        if isinstance(entry, ReadingChoice):
            yield "Read as", str(entry.shown)
            yield "Counting", "holds for every row of the file; enter reads it otherwise"
        else:
            yield "Read as", str(entry.reads)
            sure = _SURE.get(str(entry.confidence))
            if sure is not None:
                yield "How sure", f"{entry.confidence}: {sure}"
            if entry.how:
                yield "Because", str(entry.how)
            yield "Such as", " | ".join(entry.samples) or "its first rows have nothing there"
        yield "Source", str(value.file)

    def rows() -> _Facts:
        aside = sum(number for _why, number in sheet.set_aside)
        yield "Formula", "rows = answers + refused + set aside, and those that stand there twice"
        told = "of all files" if sheet.counted else "so far, the file is still being read"
        rows_told = f"{count(sheet.rows, 'row')} {told}"
        bad = f"{thousands(sheet.refused)} refused, {thousands(aside)} set aside"
        yield (
            "Counts",
            f"{rows_told}: {count(sheet.answers, 'answer')}, {bad}",
        )
        if sheet.undated:
            yield "Undated", f"{thousands(sheet.undated)} of the answers, in no period but all"
        if sheet.earliest is not None and sheet.latest is not None:
            yield "Period", f"{sheet.earliest:%Y-%m-%d} to {sheet.latest:%Y-%m-%d}"
        yield "Counting", "as the columns are read now; nothing is kept yet"

    title = entry.title if isinstance(entry, ReadingChoice) else str(entry.name)
    return _told(title, column()), _told(count(sheet.rows, "row"), rows())


def explain_setting(setting: Setting) -> Explanation:
    """What a setting holds, what it would be, and what it moves."""

    def facts() -> _Facts:
        yield "Means", PURPOSE.get(setting.key, "a setting of the store")
        yield "Now", shown(setting)
        yield "Default", words_of(setting.default)
        if setting.key.startswith(("due.", "lapse.")):
            yield "Counting", "from the answer on, for answers imported from now on"
        elif setting.key == "minimum_n":
            yield "Counting", "answers of the period, of a week, of a group: of each for itself"
        elif setting.key == "goal":
            yield "Formula", "first contacts by their due time / those made or past their due time"
        yield "Source", setting.place or "nobody set it"
        yield "Order", "an option, the environment, config.toml, store.toml, the default"

    return _told(f"{setting.key} = {shown(setting)}", facts())


def _told(title: str, facts: _Facts) -> Explanation:
    return Explanation(safe(title), tuple((SafeText(label), safe(said)) for label, said in facts))
