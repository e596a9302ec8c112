"""How the numbers of the morning are made, in sentences."""

from npstui.analysis.answer import ScoreAnswer
from npstui.desk.explain import explain_change, explain_queue, explain_score
from npstui.desk.explain_health import explain_promise
from npstui.desk.followup import Kept
from npstui.desk.scores import change_value, score_value
from npstui.present.brief import BriefValue
from npstui.present.explained import Explanation
from npstui.present.numbers import count, thousands
from npstui.present.text import SafeText, safe
from npstui.settings.store_file import StoreSettings


def explain_brief(
    value: BriefValue, answer: ScoreAnswer, health: Kept, settings: StoreSettings
) -> tuple[Explanation, ...]:
    """One explanation a kind of number, in the order of the text."""
    score, before = score_value(answer.score), score_value(answer.previous)
    change = change_value(answer.change)
    told = [
        explain_score(
            score,
            period=health.period.words,
            counting=answer.counting,
            minimum_n=settings.minimum_n,
            pooled=answer.pooled,
        )
    ]
    if score is not None and before is not None and change is not None:
        words, compared = health.period.words, health.period.before
        told.append(
            explain_change(
                change,
                before,
                score,
                period=words,
                compared_with="before" if compared is None else compared.words,
            )
        )
    told += [_came(value), explain_promise(health, settings)]
    told += [explain_queue(each, settings.due[each.category]) for each in value.queues]
    return (*told, _people(value), _lists(value), _refused(value))


def _came(value: BriefValue) -> Explanation:
    return _told(
        f"{count(value.answers, 'answer')} in the last 24 h",
        ("Counts", "answers with a score, given in the 24 hours before now; the excluded left out"),
        ("Detractors", f"{thousands(value.detractors)} of them scored 0 to 6"),
        ("Came late", "; ".join(value.came_late) or "nothing the imports of these hours brought"),
        ("", "a clock starts at the answer, not at the import; a store's first import is left out"),
    )


def _people(value: BriefValue) -> Explanation:
    return _told(
        f"Open cases by person: {thousands(sum(each.open for each in value.loads))}",
        ("Open", "neither resolved nor lapsed, the snoozed too; joined ones with their newest"),
        ("Late", "no first contact yet and past its due time"),
        ("Due today", "no first contact yet and due before midnight, the late not among them"),
    )


def _lists(value: BriefValue) -> Explanation:
    return _told(
        "The cases listed",
        ("Late", f"{thousands(value.late_total)} in all, detractors first, then by due time"),
        ("Due today", f"{thousands(value.due_today_total)} in all"),
        ("To lapse", f"{thousands(value.lapsing_total)} passives whose window ends in 30 days"),
        ("Newest", f"{thousands(value.newest_total)} detractors who answered in the last 24 h"),
        ("Listed", "the first five of each"),
    )


def _refused(value: BriefValue) -> Explanation:
    return _told(
        f"{count(value.refused, 'refused row')} in quarantine",
        ("Counts", "rows that imports refused and nobody has mended since"),
    )


def _told(title: str, *facts: tuple[str, str]) -> Explanation:
    return Explanation(safe(title), tuple((SafeText(label), safe(said)) for label, said in facts))
