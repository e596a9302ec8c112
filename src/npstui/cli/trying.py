"""`npstui import --dry-run`: how the columns would be read, rows as they would land, the cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.cli import output
from npstui.cli.shapes import Shape

if TYPE_CHECKING:
    from npstui.intake.follow_up import OpenCases
    from npstui.intake.staged import Staged
    from npstui.intake.staging import FileResult
    from npstui.present.import_values import MappingValue

SAMPLE_CELLS, HEADER_CELLS, WHY_CELLS = 24, 32, 40
COLUMNS_SHOWN = 60  # of a wider file the rest is counted; --json has them all
LANDING_COLUMNS = 12
_CHOICES = {
    "here-on": "from here on only (--follow-up-from now)",
    "as-usual": "as usual: 7 days, six months, 30 days back",
    "everything": "all that has not lapsed (--follow-up-from all)",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What an import would bring: its results, the cases it opens, and what each way would open
    where the store has yet to choose.
    """

    results: "list[FileResult]"
    opens: "OpenCases"
    choices: "Sequence[OpenCases]"


def trial_of(staged: "Staged", *, told: bool) -> Trial:
    """What was staged, before it is let go; `told`: the follow-up start is an option's."""
    choices = staged.choices() if staged.first and not told else ()
    return Trial(staged.results, staged.as_registered(), choices)


def with_trial(document: Shape, trial: Trial) -> Shape:
    """The document of an import, with what only a dry run tells."""
    files = document["files"]
    assert isinstance(files, list)
    for shape, result in zip(files, trial.results, strict=True):
        shape.update(_look_shape(result))
    choices = [{"choice": each.choice.value, **_cases_shape(each)} for each in trial.choices]
    return {**document, "follow_up": {**_cases_shape(trial.opens), "choices": choices}}


def show(trial: Trial, zone: ZoneInfo) -> None:
    """On stdout, for people."""
    from npstui.desk.mapping import mapping_value

    for result in trial.results:
        value = mapping_value(result, zone)
        if value is not None:
            _show_mapping(value, result)
    if any(result.refusal is None for result in trial.results):
        _show_follow_up(trial)


def _show_mapping(value: "MappingValue", result: "FileResult") -> None:
    from npstui.present.text import SafeText, safe

    preset = f", {safe(result.preset)}" if result.preset else ""
    output.line(SafeText(f"{value.file}: {safe(result.format)}{preset}".rstrip(": ")))
    for choice in value.choices:
        if choice.key != "preset":
            output.line(SafeText(f"  {choice.title}: {choice.shown}"))
    output.line()
    output.table(
        ["column", "read as", "how sure", "such as"],
        [
            [
                column.name,
                column.reads,
                SafeText(": ".join(filter(None, (column.confidence, column.how)))),
                SafeText(" | ".join(column.samples)),
            ]
            for column in value.columns[:COLUMNS_SHOWN]
        ],
        narrow={0: HEADER_CELLS, 2: WHY_CELLS},
        grows=3,
    )
    if len(value.columns) > COLUMNS_SHOWN:
        more = len(value.columns) - COLUMNS_SHOWN
        output.line(f"and {more:,} columns more; --json lists them all")
    output.line()
    landing = value.landing
    if landing is None or not landing.rows:
        return
    output.line(f"The first {len(landing.rows)} as they would land:")
    places = range(min(len(landing.headings), LANDING_COLUMNS))
    output.table(
        [landing.headings[place] for place in places],
        [[row[place] for place in places] for row in landing.rows],
        right=landing.right,
        narrow=dict.fromkeys(places, SAMPLE_CELLS),
    )
    output.line()


def _show_follow_up(trial: Trial) -> None:
    from npstui.present.numbers import thousands
    from npstui.present.text import SafeText

    rows = [(_CHOICES[each.choice.value], each) for each in trial.choices]
    rows = rows or [("as the store, or --follow-up-from, has it", trial.opens)]
    output.table(
        ["follow up", "detractors", "passives", "promoters"],
        [
            [
                SafeText(words),
                *(
                    SafeText(thousands(count))
                    for count in (each.detractors, each.passives, each.promoters)
                ),
            ]
            for words, each in rows
        ],
        right=frozenset({1, 2, 3}),
    )
    output.line()


def _look_shape(result: "FileResult") -> Shape:
    look = result.look
    if look is None:
        return {"columns": [], "landing": []}
    landing: list[Mapping[str, object]] = []
    if look.landing is not None:
        names = look.landing.columns
        landing = [dict(zip(names, row, strict=True)) for row in look.landing.rows]
    return {
        "columns": [
            {
                "name": column.name,
                "read_as": column.field,
                "role": column.role.value,
                "confidence": column.confidence.value if column.confidence else None,
                "how": column.how or None,
                "samples": list(column.samples),
            }
            for column in look.columns
        ],
        "landing": landing,
    }


def _cases_shape(cases: "OpenCases") -> Shape:
    return {
        "detractors": cases.detractors,
        "passives": cases.passives,
        "promoters": cases.promoters,
    }
