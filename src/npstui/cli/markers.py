"""`npstui marker`: what was changed and when, judged by the weeks before against those after."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.app import WordGroup
from npstui.cli.asked import counting_option
from npstui.cli.errors import say
from npstui.cli.filtering import pointing_into, where_option
from npstui.cli.invocation import Invocation, Sitting, desk_for, writing_desk_for
from npstui.cli.shapes import Shape, change_shape, moment, score_shape
from npstui.cli.words import show_explanation
from npstui.model.counting import Counting

if TYPE_CHECKING:
    from npstui.analysis.markers import Side
    from npstui.analysis.score import Score
    from npstui.desk.marking import JudgedMarker

_json = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.group("marker", cls=WordGroup)
def marker() -> None:
    """Dated notes on the timeline: what was changed, judged before against after."""


@marker.command("add")
@click.argument("date", metavar="DATE")
@click.argument("text")
@where_option
@_json
@click.pass_obj
def add(invocation: Invocation, date: str, text: str, where: str | None, as_json: bool) -> None:
    """Mark DATE (2026-09-30, yesterday, 7d) with TEXT; --where says whom the change was for."""
    with writing_desk_for(invocation) as sitting:
        timeline = sitting.desk.timeline
        with pointing_into(where):
            row, is_new = timeline.add(date, text, sitting.now, where or "")
        day = _day(sitting, row.at)
        said = "Marked" if is_new else "There already:"
        say(f"{said} {day}, {row.text} (marker {row.marker_id}).")
        if as_json:
            judged = timeline.judged(sitting.now)
            output.document([marker_shape(each) for each in judged if each.row == row])


@marker.command("list")
@_json
@click.pass_obj
def list_(invocation: Invocation, as_json: bool) -> None:
    """The markers by their time."""
    from npstui.present.text import SafeText, safe

    with desk_for(invocation) as sitting:
        judged = sitting.desk.timeline.judged(sitting.now)
        if as_json:
            output.document([marker_shape(each) for each in judged])
            return
        if not judged:
            output.line(_NONE)
            return
        output.table(
            ["", "id", "date", "what", "for", "by"],
            [
                [
                    SafeText(each.letter),
                    SafeText(str(each.row.marker_id)),
                    SafeText(_day(sitting, each.row.at)),
                    safe(each.row.text),
                    safe(_about(each)),
                    safe(each.row.person),
                ]
                for each in judged
            ],
            right=frozenset({1}),
            grows=3,
        )


@marker.command("effect")
@click.argument("marker_id", metavar="[ID]", type=int, required=False)
@click.option(
    "--weeks",
    type=click.IntRange(1, 104),
    default=8,
    show_default=True,
    help="At most so many weeks on either side; cut at the next marker and now.",
)
@counting_option
@click.option("--explain", is_flag=True, help="Say how each change was judged.")
@_json
@click.pass_obj
def effect(
    invocation: Invocation,
    marker_id: int | None,
    weeks: int,
    counting: str,
    explain: bool,
    as_json: bool,
) -> None:
    """What each marker changed, or marker ID: the score before it against the score after it."""
    from npstui.desk.marking import marker_named

    with desk_for(invocation) as sitting:
        judged: Sequence[JudgedMarker] = sitting.desk.timeline.judged(
            sitting.now, weeks, Counting(counting)
        )
        if marker_id is not None:
            named = marker_named([each.row for each in judged], marker_id)
            judged = [each for each in judged if each.row == named]
        told = [_explained(each, sitting, weeks, Counting(counting)) for each in judged]
        if as_json:
            shapes = [marker_shape(each) for each in judged]
            if explain:
                shapes = [
                    {**shape, "explanation": why} for shape, why in zip(shapes, told, strict=True)
                ]
            output.document(shapes)
            return
        if not judged:
            output.line(_NONE)
        for place, each in enumerate(judged):
            if place:
                output.line()
            _show_effect(each, sitting)
            if explain:
                show_explanation(told[place])


@marker.command("drop")
@click.argument("marker_id", metavar="ID", type=int)
@_json
@click.pass_obj
def drop(invocation: Invocation, marker_id: int, as_json: bool) -> None:
    """Take a marker off the timeline; --as-of before now still shows it."""
    with writing_desk_for(invocation) as sitting:
        row = sitting.desk.timeline.drop(marker_id, sitting.now)
        say(f"Dropped marker {row.marker_id}, {_day(sitting, row.at)}, {row.text}.")
        if as_json:
            output.document({"dropped": row.marker_id})


def marker_shape(judged: "JudgedMarker") -> Shape:
    """One judged marker as JSON has it."""
    row, effect = judged.row, judged.effect
    return {
        "id": row.marker_id,
        "at": moment(row.at),
        "text": row.text,
        "before": score_shape(effect.before),
        "after": score_shape(effect.after),
        "change": change_shape(effect.change),
        "where": row.where or None,
        "letter": judged.letter,
        "person": row.person,
        "added_at": moment(row.added_at),
        "before_period": _side_shape(effect.sides.before),
        "after_period": _side_shape(effect.sides.after),
        "refused": judged.refused or None,
    }


_NONE = "No markers yet; npstui marker add DATE TEXT adds one."


def _about(judged: "JudgedMarker") -> str:
    where = judged.row.where or "everything"
    return f"{where} (cannot be read: {judged.refused})" if judged.refused else where


def _side_shape(side: "Side") -> Shape:
    return {
        "from": moment(side.start),
        "to": moment(side.end),
        "weeks": side.weeks,
        "cut_by": None if side.cut is None else side.cut.value,
    }


def _explained(
    judged: "JudgedMarker", sitting: Sitting, weeks: int, counting: Counting
) -> Mapping[str, object]:
    """How a marker was judged: what `i` says on screen, by label."""
    from npstui.desk.explain_trends import explain_marker
    from npstui.desk.marking import marker_value

    settings = sitting.desk.settings
    value = marker_value(judged, settings.minimum_n)
    told = explain_marker(value, counting, settings.minimum_n, settings.zone, weeks)
    return {str(label).lower().replace(" ", "_"): str(text) for label, text in told.facts}


def _show_effect(judged: "JudgedMarker", sitting: Sitting) -> None:
    from npstui.present import numbers
    from npstui.present.text import safe

    row, effect = judged.row, judged.effect
    narrowed = f", {row.where}" if row.where else ""
    minimum_n = sitting.desk.settings.minimum_n
    output.line(safe(f"{judged.letter}  {_day(sitting, row.at)}  {row.text}{narrowed}"))
    if judged.refused:
        output.line(safe(f"   its filter cannot be read: {judged.refused}"))
        return
    output.line(f"   before  {_side_words(effect.before, judged.weeks_before, minimum_n)}")
    output.line(f"   after   {_side_words(effect.after, judged.weeks_after, minimum_n)}")
    if effect.change is None:
        output.line("   change  nothing to compare yet")
        return
    made = effect.change
    output.line(
        f"   change  {numbers.change(made.points, made.clear)}, "
        f"{numbers.between(made.low, made.high)}"
    )


def _side_words(made: "Score | None", weeks: str, minimum_n: int) -> str:
    from npstui.cli.words import score_words

    if made is None:
        return f"no answers ({weeks})"
    few = ", few answers" if made.n < minimum_n else ""
    return f"{score_words(made)} ({weeks}{few})"


def _day(sitting: Sitting, at: datetime) -> str:
    from npstui.cli.words import day

    zone = sitting.desk.settings.zone
    clock = at.astimezone(zone)
    return day(at, zone) if clock.hour == clock.minute == 0 else f"{day(at, zone)} {clock:%H:%M}"
