"""How the numbers of the health of follow-up are made, in sentences."""

from npstui.analysis.clock_fates import JUDGED
from npstui.analysis.contrast import EXPECTED_LEAST
from npstui.desk.followup import FollowUp, Kept
from npstui.desk.health import promise_words
from npstui.desk.health_tags import contrast_worked, tagged_words
from npstui.present.explained import Explanation
from npstui.present.numbers import percent, thousands
from npstui.present.text import SafeText, safe
from npstui.settings.store_file import StoreSettings


def explain_health(found: FollowUp, settings: StoreSettings) -> tuple[Explanation, ...]:
    """One explanation a kind of number."""
    return (
        explain_promise(found.kept, settings),
        _told(
            "What became of the cases",
            ("Counts", f"cases whose answers came in the {found.period.words}, each in one line"),
            ("Ended", "resolved, or answered again, before the first contact was due and made"),
            ("Joined", "a customer's older open detractor cases stand behind the newest"),
            ("No clock", "neither mail nor phone, or opened by a command"),
            ("Imported", "the first import found them late; their time counts from the import"),
            ("Untouched", "nothing was ever done to them; a rule of the store is nobody's deed"),
        ),
        _times(settings),
        _told(
            "Tries, contacts by week, channels",
            ("Try", "every contact logged, whatever came of it"),
            ("Through", "sent, reached or word left; these stop the clock"),
            ("Counts", "by week and by channel the contacts made in the period, to any case"),
            ("Weeks", f"ISO weeks in {settings.time_zone}; the first and last are cut"),
            ("Of cases", "the category's share of the period's cases, to hold the touches against"),
        ),
        _told(
            "Outcomes and remedies",
            ("Counts", "resolved cases among those of the period; joined ones with their newest"),
            ("Tag", "a case with two tags stands under both"),
            ("Channel", "that of the last contact"),
            ("Next NPS", "of the next answers of these customers, and how many gave one"),
        ),
        _told(
            "Tags by category",
            ("Counts", "cases of the period; a case with two tags counts with both"),
            ("Share", "of all cases of the category, tagged or not; joined ones count too"),
            ("Formula", "share among promoters less share among passives, in points"),
            ("Worked", contrast_worked(found.contrast)),
            ("Interval", "of the two score intervals, 95 %, for one comparison (Newcombe 1998)"),
            ("Test", "two shares, the pooled one; clear where p < 0.05, p raised for the number"),
            ("", "of tags compared at once (Benjamini-Hochberg)"),
            ("Few", f"fewer than {settings.minimum_n} promoters or passives, or under"),
            ("", f"{EXPECTED_LEAST} with the tag expected in either: no verdict"),
            ("Caveat", f"{tagged_words(found.contrast)};"),
            ("", "where few are tagged at all, every share is low"),
        ),
        _told(
            "The next answer",
            ("Formula", "NPS of the next answers, contacted before them or not"),
            ("Test", "adjusted Wald for two groups that share nobody"),
            ("Interval", "adjusted Wald (3, T), 95 %"),
            ("Caveat", "no proof: who can be reached differs from who cannot, and low scores rise"),
            ("", "and high ones fall by themselves"),
        ),
    )


def explain_team() -> Explanation:
    """What the table of the team counts."""
    return _told(
        "The team now",
        ("Counts", "cases that are open now, whenever their answers came, by who has them"),
        ("Of", "how many open cases the store's capacity says they can hold"),
        ("Late", "past the due time without a contact that got through"),
        ("Today", "due later today, in the store's time zone, without such a contact"),
        ("Waiting", "handed on to somebody outside the desk"),
    )


def explain_promise(found: Kept, settings: StoreSettings) -> Explanation:
    """The share of first contacts in time, against the goal."""
    promise = found.promise
    judged = ", ".join(fate.value.replace("-", " ") for fate in JUDGED)
    due = ", ".join(f"{category}s {span}" for category, span in settings.due.items())
    return _told(
        promise_words(found),
        ("Formula", "contacted by their due time / contacted or past their due time"),
        ("Worked", f"{thousands(promise.in_time)} / {thousands(promise.judged)}"),
        ("Counts", f"detractors who answered in the {found.period.words}"),
        ("Judged", f"{judged}; who is not due yet is not judged"),
        ("Due", f"{due} after the answer, by the wall clock, nights and weekends too"),
        ("Goal", percent(found.goal)),
        ("Few", f"fewer than {settings.minimum_n} judged: the line is dimmed"),
    )


def _times(settings: StoreSettings) -> Explanation:
    hours = settings.business_hours
    off = 0 if hours is None else len(hours.holidays)
    told = (
        "not set; npstui config set business_hours “mon-fri 09:00-17:00”"
        if hours is None
        else f"{hours.words} in {settings.time_zone}, {off} holidays; the due time counted in them"
    )
    return _told(
        "Times",
        ("First", "from the answer to the first contact that got through"),
        ("Resolution", "from the answer to the last time it was resolved by a person"),
        ("Median", "half took as long or less; 75 % and 90 % likewise"),
        ("Between", "two cases a value lies on the line between them"),
        ("Left out", "joined cases, undated ones, those a first import found late"),
        ("Not yet", "cases without a contact are in no time: see the line “no contact yet”"),
        ("Hours", told),
    )


def _told(title: str, *facts: tuple[str, str]) -> Explanation:
    return Explanation(safe(title), tuple((SafeText(label), safe(said)) for label, said in facts))
