"""`npstui score` and `npstui trend`."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from npstui.cli import output
from npstui.cli.asked import counting_option, period_option
from npstui.cli.choices import Word
from npstui.cli.errors import say
from npstui.cli.filtering import pointing_into, where_option
from npstui.cli.invocation import Invocation, Sitting, desk_for
from npstui.cli.shapes import Shape, answer_shape, trend_shape
from npstui.model.counting import Counting

if TYPE_CHECKING:
    from npstui.analysis.answer import ScoreAnswer
    from npstui.analysis.period import Period
    from npstui.analysis.trend import TrendPoint
    from npstui.present.text import SafeText

MOST_GROUPS = 50  # lines of a trend; each is a question of its own
EVERY = ("day", "week", "month", "quarter")


def _asked(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that score and trend share."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON document."),
        click.option("--explain", is_flag=True, help="Say how the number was made."),
        counting_option,
        where_option,
        click.option("--by", metavar="DIMENSION", help="Split by a column: region, product."),
        period_option,
    ):
        command = option(command)
    return command


@click.command("score")
@_asked
@click.pass_obj
def score(
    invocation: Invocation,
    period: str,
    by: str | None,
    where: str | None,
    counting: str,
    explain: bool,
    as_json: bool,
) -> None:
    """The NPS with its interval, and whether it changed against the period before."""
    with desk_for(invocation) as sitting, pointing_into(where):
        answer = sitting.desk.score(
            period, sitting.now, by=by, where=where, counting=Counting(counting)
        )
        asked = _period(sitting, period)
        minimum_n = sitting.desk.settings.minimum_n
        why = _explained(answer, asked, where, minimum_n) if explain else None
        _say_what_to_know(answer, asked)
        if as_json:
            shape: Shape = answer_shape(answer)
            output.document(shape if why is None else {**shape, "explanation": why})
        else:
            _show(sitting, answer, asked, where, by, why)


@click.command("trend")
@click.option(
    "--every", type=Word(EVERY), default="week", show_default=True, help="The grain; ISO weeks."
)
@_asked
@click.pass_obj
def trend(
    invocation: Invocation,
    every: str,
    period: str,
    by: str | None,
    where: str | None,
    counting: str,
    explain: bool,
    as_json: bool,
) -> None:
    """The NPS of every day, week, month or quarter, a point each; the points leave no gap."""
    with desk_for(invocation) as sitting, pointing_into(where):
        desk, now, counted = sitting.desk, sitting.now, Counting(counting)
        points = desk.trend(every, period, now, where=where, counting=counted)
        shape = trend_shape(every, points)
        groups: list[tuple[str | None, Sequence[TrendPoint]]] = []
        if by is not None:
            for value, narrowed in _groups(sitting, period, by, where, counted):
                found = desk.trend(every, period, now, where=narrowed, counting=counted)
                groups.append((value, found))
            shape["groups"] = [
                {"value": value, "points": trend_shape(every, found)["points"]}
                for value, found in groups
            ]
        if explain:
            answer = desk.score(period, now, where=where, counting=counted)
            asked = _period(sitting, period)
            told = _explained(answer, asked, where, desk.settings.minimum_n)
            told["points"] = _points_explained(sitting, every)
            shape["explanation"] = told
        if as_json:
            output.document(shape)
            return
        _show_trend(sitting, every, points)
        for value, found in groups:
            output.line()
            output.line(_group_name(value))
            _show_trend(sitting, every, found)
        if isinstance(why := shape.get("explanation"), dict):
            from npstui.cli.words import show_explanation

            output.line()
            show_explanation(why)


def _groups(
    sitting: Sitting, period: str, by: str, where: str | None, counting: Counting
) -> list[tuple[str | None, str]]:
    """The values of a dimension, most answers first, each with the filter that narrows to it."""
    from npstui.filters.tokens import quoted

    answer = sitting.desk.score(period, sitting.now, by=by, where=where, counting=counting)
    # A filter compares words case apart, so values that differ in case alone are one line.
    values = {
        None if group.value is None else group.value.casefold(): group.value
        for group in reversed(answer.groups)
    }
    listed = [group.value for group in answer.groups if group.value in values.values()]
    if len(listed) > MOST_GROUPS:
        say(f"{by} has {len(listed):,} values; the {MOST_GROUPS} with most answers are shown.")
    return [
        (value, f"{where or ''} {quoted((by,))}:{'none' if value is None else quoted((value,))}")
        for value in listed[:MOST_GROUPS]
    ]


def _period(sitting: Sitting, text: str) -> "Period":
    from npstui.analysis.period import parse_period

    return parse_period(text, sitting.now, sitting.desk.settings.zone)


def _explained(
    answer: "ScoreAnswer", period: "Period", where: str | None, minimum_n: int
) -> dict[str, object]:
    from npstui.desk.explain import score_document

    return score_document(answer, period, where, minimum_n)


def _points_explained(sitting: Sitting, every: str) -> str:
    from npstui.desk.explain import cut_words

    return cut_words(every, sitting.desk.settings.zone)


def _say_what_to_know(answer: "ScoreAnswer", period: "Period") -> None:
    from npstui.present.numbers import count

    if answer.pooled:
        say(
            "Relationship and transactional surveys are pooled in this number; "
            "--where survey_type:relationship keeps them apart."
        )
    if answer.n_undated and not period.is_all:
        say(
            f"{count(answer.n_undated, 'answer')} without a date "
            f"{'counts' if answer.n_undated == 1 else 'count'} in --period all only."
        )


def _show(
    sitting: Sitting,
    answer: "ScoreAnswer",
    period: "Period",
    where: str | None,
    by: str | None,
    why: dict[str, object] | None,
) -> None:
    from npstui.cli.words import (
        against_the_rest,
        answer_words,
        explained_change,
        show_explanation,
        split_words,
    )
    from npstui.present.numbers import interval, signed, thousands
    from npstui.present.text import SafeText

    settings = sitting.desk.settings
    output.line(answer_words(answer, period, where, settings.minimum_n, settings.zone))
    if answer.groups:
        output.line()
        output.table(
            ["", "answers", "NPS", "between", "against the rest"],
            [
                [
                    _group_name(group.value),
                    SafeText(thousands(group.score.n)),
                    SafeText(signed(group.score.nps)),
                    SafeText(interval(group.score.low, group.score.high)),
                    SafeText(against_the_rest(group, settings.minimum_n)),
                ]
                for group in answer.groups
            ],
            right=frozenset({1, 2}),
        )
    if answer.moved is not None and by is not None:
        output.line()
        output.line(split_words(answer.moved, by))
    if why is not None:
        output.line()
        if answer.change is not None:
            output.line(f"Change: {explained_change(answer.change)}")
        show_explanation(why)


def _group_name(value: str | None) -> "SafeText":
    from npstui.present.text import safe

    return safe("(none)" if value is None else value)


def _show_trend(sitting: Sitting, every: str, points: "Sequence[TrendPoint]") -> None:
    from npstui.present.numbers import interval, signed, thousands
    from npstui.present.text import EMPTY, SafeText

    settings = sitting.desk.settings
    if not points:
        output.line("There is nothing to score.")
        return
    rows = []
    for point in points:
        made = point.score
        few = made is not None and made.n < settings.minimum_n
        so_far = point.start <= sitting.now < point.end
        note = ", ".join(
            word for word, holds in (("few answers", few), ("so far", so_far)) if holds
        )
        rows.append(
            [
                SafeText(_label(every, point, settings.time_zone)),
                SafeText(thousands(made.n if made else 0)),
                SafeText(signed(made.nps)) if made else EMPTY,
                SafeText(interval(made.low, made.high)) if made else EMPTY,
                SafeText(note),
            ]
        )
    output.table([every, "answers", "NPS", "between", ""], rows, right=frozenset({1, 2}))


def _label(every: str, point: "TrendPoint", zone: str) -> str:
    from zoneinfo import ZoneInfo

    local = point.start.astimezone(ZoneInfo(zone))
    match every:
        case "week":
            year, week, _ = local.isocalendar()
            return f"{year}-W{week:02}"
        case "month":
            return f"{local:%Y-%m}"
        case "quarter":
            return f"{local.year}-Q{(local.month + 2) // 3}"
        case _:
            return f"{local:%Y-%m-%d}"
