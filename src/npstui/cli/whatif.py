"""`npstui whatif`: what moving answers from one category to another is worth."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from npstui.cli import output
from npstui.cli.asked import counting_option, period_option
from npstui.cli.errors import say
from npstui.cli.filtering import pointing_into, where_option
from npstui.cli.invocation import Invocation, desk_for
from npstui.cli.shapes import Shape, moment, score_shape
from npstui.model.category import Category
from npstui.model.counting import Counting

if TYPE_CHECKING:
    from npstui.analysis.counts import Counts
    from npstui.analysis.whatif import Move, Moved, MoveWorth
    from npstui.present.text import SafeText

_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)\s*%")
_MOVE = re.compile(r"\s*([a-z]+)\s*:\s*([a-z]+)\s*=\s*(.+?)\s*", re.IGNORECASE)
_FORMS = "write passive:promoter=12 or detractor:passive=20%"


class Wish(NamedTuple):
    """A move as it was typed: `amount` is a count, or with `share` a share of those there are."""

    source: Category
    target: Category
    amount: float
    share: bool


class Share(click.ParamType[float]):
    """A share of some answers: 20%."""

    name = "share"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """The share, above 0 and up to 1."""
        if isinstance(value, float):
            return value
        found = _share(str(value))
        if found is None:
            self.fail(f"“{value}” is no share; write 20%, up to 100%.", param, ctx)
        return found


class MoveOption(click.ParamType[Wish]):
    """FROM:TO=AMOUNT, the amount a count or a share."""

    name = "move"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Wish:
        """The move that was typed."""
        if isinstance(value, Wish):
            return value
        if (read := _MOVE.fullmatch(str(value))) is None:
            self.fail(f"“{value}” is no move; {_FORMS}.", param, ctx)
        ways = [word.lower().removesuffix("s") for word in read.group(1, 2)]
        for word in ways:
            if word not in set(Category):
                kinds = ", ".join(Category)
                self.fail(f"“{word}” is no category; there are {kinds}.", param, ctx)
        source, target = map(Category, ways)
        if source is target:
            self.fail(f"“{value}” moves nobody: both are the same category.", param, ctx)
        amount = read[3]
        if (share := _share(amount)) is not None:
            return Wish(source, target, share, share=True)
        if not (amount.isascii() and amount.isdigit() and 0 < len(amount) <= 12):
            self.fail(f"“{amount}” is neither a count nor a share; {_FORMS}.", param, ctx)
        return Wish(source, target, int(amount), share=False)


@click.command("whatif")
@click.option(
    "--move",
    "wishes",
    type=MoveOption(),
    multiple=True,
    metavar="FROM:TO=AMOUNT",
    help="Answers that change: passive:promoter=12 or detractor:passive=20%; several add up.",
)
@click.option(
    "--share", type=Share(), metavar="SHARE", help="20%: that part of the detractors to passives."
)
@click.option("--tag", metavar="TAG", help="Only answers whose case has this tag are moved.")
@period_option
@where_option
@counting_option
@click.option("--explain", is_flag=True, help="Say how the numbers were made.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def whatif(
    invocation: Invocation,
    wishes: tuple[Wish, ...],
    share: float | None,
    tag: str | None,
    period: str,
    where: str | None,
    counting: str,
    explain: bool,
    as_json: bool,
) -> None:
    """What an answer in a better category is worth, how many make a point, and the most there is.

    Moving one answer from passive to promoter adds exactly 100/n points, whatever else there is;
    from detractor to promoter twice that. --tag and --share say what mending one thing would do.
    """
    counted = Counting(counting)
    if share is not None:
        wishes = (*wishes, Wish(Category.DETRACTOR, Category.PASSIVE, share, share=True))
    with desk_for(invocation) as sitting, pointing_into(where):
        from npstui.analysis.period import parse_period
        from npstui.analysis.whatif import moved, worth

        desk, now = sitting.desk, sitting.now
        answer = desk.score(period, now, where=where, counting=counted)
        asked = parse_period(period, now, desk.settings.zone)
        pool = (
            None
            if tag is None
            else desk.tagged.counts(tag, period, now, where=where, counting=counted)
        )
        found: tuple[MoveWorth, ...] = ()
        made: Moved | None = None
        moves: list[Move] = []
        if answer.score is not None:
            counts = answer.score.counts
            found = worth(counts, pool)
            if wishes:
                moves = _moves(wishes, counts if pool is None else pool)
                made = moved(counts, moves, pool)
        told = _explained(
            None if answer.score is None else answer.score.counts,
            counted,
            asked.words,
            where,
            moves,
        )
        if answer.pooled:
            say("Relationship and transactional surveys are pooled in this number.")
        if as_json:
            shape: Shape = {
                "score": score_shape(answer.score),
                "period": {
                    "from": moment(answer.period_from),
                    "to": moment(answer.period_to),
                },
                "counting": answer.counting.value,
                "pooled": answer.pooled,
                "tag": tag,
                "worth": [_worth_shape(each) for each in found],
                "whatif": None if made is None else _moved_shape(made, moves),
            }
            output.document({**shape, "explanation": told} if explain else shape)
            return
        from npstui.cli.words import answer_words, show_explanation

        settings = desk.settings
        output.line(answer_words(answer, asked, where, settings.minimum_n, settings.zone))
        if found:
            output.line()
            _show_worth(found, tag)
        if made is not None:
            output.line()
            _show_moved(moves, made, tag)
        if explain:
            output.line()
            show_explanation(told)


def _share(text: str) -> float | None:
    """The share that is written, above 0 and up to 1; None where none is."""
    read = _SHARE.fullmatch(text.strip())
    share = 0.0 if read is None else float(read[1]) / 100
    return share if 0 < share <= 1 else None


def _moves(wishes: Sequence[Wish], pool: "Counts") -> "list[Move]":
    from npstui.analysis.whatif import Move, by_category

    held = by_category(pool)
    return [
        Move(
            wish.source,
            wish.target,
            wish.amount * held[wish.source] if wish.share else wish.amount,
        )
        for wish in wishes
    ]


def _worth_shape(each: "MoveWorth") -> Shape:
    return {
        "from": each.source.value,
        "to": each.target.value,
        "answers": each.available,
        "points_each": each.each,
        "for_a_point": each.for_a_point,
        "points_at_most": each.largest,
    }


def _moved_shape(made: "Moved", moves: "Sequence[Move]") -> Shape:
    return {
        "nps": made.nps,
        "points": made.points,
        "n": made.n,
        "promoters": made.promoters,
        "passives": made.passives,
        "detractors": made.detractors,
        "moves": [
            {
                "from": move.source.value,
                "to": move.target.value,
                "answers": move.answers,
                "points": points,
            }
            for move, points in zip(moves, made.each, strict=True)
        ],
    }


def _explained(
    counts: "Counts | None",
    counting: Counting,
    period: str,
    where: str | None,
    moves: "Sequence[Move]",
) -> dict[str, object]:
    from npstui.analysis.whatif import steps
    from npstui.desk.explain import count_words, counting_words
    from npstui.desk.explain_whatif import FORMULA, NOTE, small
    from npstui.present.numbers import signed, thousands

    worked = []
    if counts is not None:
        n = thousands(counts.n)
        worked.append(f"100 x 1 / {n} = {small(100 / counts.n)}")
        for move in moves:
            up = steps(move.source, move.target)
            points = small(100 * up * move.answers / counts.n)
            worked.append(f"100 x {signed(up)} x {move.answers:,.6g} / {n} = {points}")
    return {
        "formula": FORMULA,
        "worked": worked or None,
        "counts": None if counts is None else count_words(counts),
        "counting": counting_words(counting),
        "period": period,
        "filter": where,
        "tag": "the answers whose cases have it; n stays that of all answers of the period",
        "note": NOTE,
    }


def _show_worth(found: "Sequence[MoveWorth]", tag: str | None) -> None:
    from npstui.desk.explain_whatif import small
    from npstui.present.numbers import signed, thousands
    from npstui.present.text import SafeText, safe

    if tag is not None:
        output.line(safe(f"Of the answers tagged {tag}:"))
    rows = [
        [
            SafeText(f"{each.source} to {each.target}"),
            SafeText(thousands(each.available)),
            SafeText(small(each.each)),
            SafeText(thousands(each.for_a_point)),
            SafeText(signed(each.largest, 1) if each.largest >= 1 else small(each.largest)),
        ]
        for each in found
    ]
    output.table(
        ["", "answers", "points each", "one point takes", "all of them"],
        rows,
        right=frozenset({1, 2, 3, 4}),
    )


def _show_moved(moves: "Sequence[Move]", made: "Moved", tag: str | None) -> None:
    from npstui.desk.explain_whatif import small
    from npstui.present.numbers import signed

    for move, points in zip(moves, made.each, strict=True):
        output.line(_sentence(move, points, tag))
    total = f"{small(made.points)} points in all: " if len(moves) > 1 else ""
    output.line(f"{total}NPS {signed(made.nps - made.points, 1)} would be {signed(made.nps, 1)}")


def _sentence(move: "Move", points: float, tag: str | None) -> "SafeText":
    from npstui.desk.explain_whatif import small
    from npstui.present.numbers import thousands
    from npstui.present.text import safe

    whole = move.answers == round(move.answers)
    number = thousands(move.answers) if whole else f"{move.answers:,.1f}"
    source, target = move.source.value, move.target.value
    one = move.answers == 1
    who = f"{number} {source}{'' if one else 's'}"
    who += "" if tag is None else f" tagged {tag}"
    became = f"became a {target}" if one else f"became {target}s"
    return safe(f"If {who} {became}: {small(points)} points")
