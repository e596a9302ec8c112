"""Rows that are no answers in any platform's file, by the headers and words most of them use."""

from collections.abc import Sequence

from npstui.intake.presets.values import AppliedRule, Rule, Test
from npstui.intake.words import folded

_YES = "yes, true, 1, y, t"
_OTHER_METRICS = (
    "csat, ces, 5star, 5 star, 5-star, 3star, stars, star rating, customer satisfaction, "
    "customer effort, customer effort score, customer satisfaction score, pmf, thumbs, smileys, "
    "emoji, cli, product market fit"
)
# headers; test; words; reason; only where there is no score
_STANDING: tuple[tuple[str, Test, str, str, bool], ...] = (
    (
        "excluded_from_calculations, excluded from calculations, exclude from calculations",
        *(Test.IS, _YES, "excluded", False),
    ),
    ("is_bogus, bogus", Test.IS, _YES, "bogus", False),
    ("is_test, test, test response, is_preview, preview", Test.IS, _YES, "test", False),
    (
        "distribution channel, response type, answer type, respondent type",
        *(Test.IS, "preview, test, survey preview, survey test", "test", False),
    ),
    ("dismissed, is dismissed", Test.IS, _YES, "dismissed", True),
    ("event name, event", Test.IS, "decline, declined, dismissed", "dismissed", True),
    (
        (
            "question type, survey type, hs_survey_type, metrics type, metric type, metric, "
            "feedback type, score type, nps type"
        ),
        *(Test.IS, _OTHER_METRICS, "other metric", False),
    ),
    (
        "response type, response status, status, completion status, state",
        *(Test.IS, "partial, partially completed, incomplete, started, in progress", "partial"),
        True,
    ),
    ("finished, completed, complete", Test.IS, "no, false, 0, n, f", "partial", True),
)


def standing_rules(names: Sequence[str], score: int) -> tuple[AppliedRule, ...]:
    """The rules that the headers call for, on columns other than the score's."""
    plain = [folded(name) for name in names]
    applied = []
    for headers, test, words, reason, unscored in _STANDING:
        known = {folded(header) for header in headers.split(",")}
        said = frozenset(folded(word) for word in words.split(","))
        applied += [
            AppliedRule(place, Rule(names[place], test, reason, said, unscored))
            for place, name in enumerate(plain)
            if name in known and place != score
        ]
    return tuple(applied)
