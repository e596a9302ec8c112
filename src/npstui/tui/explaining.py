"""What i explains: the score and its change, or what a queue counts."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from npstui.model.category import Category
from npstui.present.explained import Explanation
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.model.response import ResponseRef
    from npstui.present.parts import AnswersValue, Asked

Explained = Callable[["Desk"], Sequence[Explanation]]


def explained_score(session: Session) -> Explained:
    """The score in the header, its interval, and its change against the period before."""
    header, overview = session.header, session.overview

    def ask(desk: "Desk") -> Sequence[Explanation]:
        from npstui.desk.explain import explain_change, explain_interval, explain_score

        if header is None:
            return ()
        told = [
            explain_score(
                header.score,
                period=header.period,
                counting=header.counting,
                minimum_n=desk.settings.minimum_n,
                pooled=header.pooled,
                where=header.narrowed,
            )
        ]
        if header.score is not None:
            told.append(explain_interval(header.score))
        made = None if overview is None else overview.change
        if (
            overview is not None
            and made is not None
            and overview.previous is not None
            and overview.score is not None
        ):
            told.append(
                explain_change(
                    made,
                    overview.previous,
                    overview.score,
                    period=overview.period,
                    compared_with="as long before that",
                )
            )
        return told

    return ask


def explained_answers(session: Session, asked: "Asked", value: "AnswersValue") -> Explained:
    """What a list of answers holds, and the score of it."""
    header, counting = session.header, session.counting

    def ask(desk: "Desk") -> Sequence[Explanation]:
        from npstui.desk.explain import explain_score

        return [
            explain_score(
                value.score,
                period=value.period,
                counting=counting,
                minimum_n=desk.settings.minimum_n,
                where=", ".join(filter(None, (asked.words, header.narrowed if header else ""))),
            )
        ]

    return ask


def explained_case(session: Session, ref: "ResponseRef", then: Explained) -> Explained:
    """The clock of one case, and then what its list counts."""
    now = session.now()

    def ask(desk: "Desk") -> Sequence[Explanation]:
        return [desk.clock(ref, now), *then(desk)]

    return ask


def explained_queue(session: Session, category: Category) -> Explained:
    """What the tab of a category counts; detractors with the share contacted in time."""
    counts = next((count for count in session.counts if count.category is category), None)
    now, header = session.now(), session.header

    def ask(desk: "Desk") -> Sequence[Explanation]:
        from npstui.desk.explain import counts_of, explain_queue, explain_within_time

        if counts is None:
            return ()
        settings = desk.settings
        told = [explain_queue(counts, settings.due[category])]
        if category is Category.DETRACTOR:
            in_time, decided = desk.following_up.within_time(now)
            told.append(
                explain_within_time(
                    in_time, decided, goal=settings.goal, due=settings.due[category]
                )
            )
        if category is Category.PASSIVE and header is not None and header.score is not None:
            from npstui.desk.explain_whatif import explain_passives

            told.append(
                explain_passives(
                    counts_of(header.score), period=header.period, counting=header.counting
                )
            )
        return told

    return ask
