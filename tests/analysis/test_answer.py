"""The score of a period: what counts, what it is compared with, how groups compare."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.analysis.response_frames import Row, at, of_counts, responses

from npstui.analysis.answer import NoSuchDimension, ScoreAnswer, answer_score, opening_period
from npstui.analysis.change import change
from npstui.analysis.counts import Counts
from npstui.analysis.histogram import histogram
from npstui.analysis.period import parse_period
from npstui.model.response import customer_key
from npstui.store.expressions import customer_key_expr

UTC_ZONE = ZoneInfo("UTC")
NOW = at("2026-11-21T13:00")
RECENT, EARLIER = NOW - timedelta(days=10), NOW - timedelta(days=40)


def ask(
    rows: list[Row], period: str = "30d", counting: str = "answers", by: str | None = None
) -> ScoreAnswer:
    return answer_score(responses(rows), period, NOW, UTC_ZONE, counting, by)


def test_a_period_is_scored_and_compared_with_the_one_before() -> None:
    rows = of_counts(30, 45, 75, responded_at=RECENT) + of_counts(30, 40, 50, responded_at=EARLIER)
    answer = ask(rows)
    assert answer.score is not None
    assert answer.previous is not None
    assert answer.score.counts == Counts(75, 45, 30)
    assert answer.previous.counts == Counts(50, 40, 30)
    assert answer.change == change(Counts(50, 40, 30), Counts(75, 45, 30))
    assert (answer.period_from, answer.period_to) == (NOW - timedelta(days=30), NOW)


def test_a_response_without_a_score_is_never_in_the_denominator() -> None:
    answer = ask([{"responded_at": RECENT}, {"responded_at": RECENT, "score": 9}])
    assert answer.score is not None
    assert answer.score.n == 1


def test_the_start_is_included_and_the_end_is_not() -> None:
    start = NOW - timedelta(days=30)
    answer = ask([{"responded_at": start, "score": 9}, {"responded_at": NOW, "score": 0}])
    assert answer.score is not None
    assert answer.score.counts == Counts(1, 0, 0)


def test_undated_responses_count_in_the_period_of_all_only() -> None:
    rows: list[Row] = [{"responded_at": RECENT, "score": 9}, {"score": 3}, {}]
    everything, month = ask(rows, "all"), ask(rows, "30d")
    assert everything.score is not None
    assert month.score is not None
    assert (everything.score.n, month.score.n) == (2, 1)
    assert (everything.n_undated, month.n_undated) == (1, 1)
    assert (everything.period_from, everything.period_to) == (RECENT, RECENT)
    assert everything.previous is None
    assert everything.change is None


def test_nothing_to_score_is_no_score() -> None:
    answer = ask([])
    assert (answer.score, answer.previous, answer.change) == (None, None, None)
    assert ask([], "all").period_from is None
    assert ask([], by="region").groups == ()


@pytest.mark.parametrize(
    ("kinds", "pooled"),
    [
        (("relationship", "transactional"), True),
        (("relationship", "relationship"), False),
        (("transactional", None), False),
    ],
)
def test_pooled_says_that_both_kinds_of_survey_are_in_the_score(
    kinds: tuple[str | None, str | None], pooled: bool
) -> None:
    rows: list[Row] = [{"responded_at": RECENT, "score": 9, "survey_type": kind} for kind in kinds]
    assert ask(rows).pooled is pooled
    assert ask(rows, by="region").pooled is pooled


def test_another_kind_of_survey_before_the_period_pools_nothing() -> None:
    rows: list[Row] = [
        {"responded_at": RECENT, "score": 9, "survey_type": "relationship"},
        {"responded_at": EARLIER, "score": 9, "survey_type": "transactional"},
    ]
    assert not ask(rows).pooled


def test_counting_customers_takes_the_latest_answer_of_each_in_each_period() -> None:
    rows: list[Row] = [
        {"responded_at": RECENT, "score": 3, "customer_id": "a"},
        {"responded_at": RECENT - timedelta(days=1), "score": 10, "customer_id": "a"},
        {"responded_at": EARLIER, "score": 8, "customer_id": "a"},
        {"responded_at": RECENT, "score": 10, "email": "Eva@Holm.no"},
        {"responded_at": RECENT + timedelta(hours=1), "score": 7, "email": " eva@holm.no"},
        {"responded_at": RECENT, "score": 2},
        {"responded_at": RECENT, "score": 2},
    ]
    answer = ask(rows, counting="customers")
    assert answer.score is not None
    assert answer.previous is not None
    assert answer.score.counts == Counts(promoters=0, passives=1, detractors=3)
    assert answer.previous.counts == Counts(passives=1)


def test_of_two_answers_at_the_same_time_the_later_row_is_the_latest() -> None:
    rows: list[Row] = [
        {"responded_at": RECENT, "score": score, "phone": "1"} for score in (9, 0, 7)
    ]
    answer = ask(rows, counting="customers")
    assert answer.score is not None
    assert answer.score.counts == Counts(passives=1)


def test_a_dated_answer_is_later_than_an_undated_one() -> None:
    rows: list[Row] = [
        {"responded_at": RECENT, "score": 9, "customer_id": "a"},
        {"score": 0, "customer_id": "a"},
    ]
    answer = ask(rows, "all", "customers")
    assert answer.score is not None
    assert answer.score.counts == Counts(promoters=1)


def test_the_customer_is_the_one_the_model_names() -> None:
    facts = [("a", "B@c", "1"), (None, " B@c ", "1"), (None, None, "1"), (None, None, None)]
    rows: list[Row] = [
        {"customer_id": one, "email": two, "phone": three} for one, two, three in facts
    ]
    named = responses(rows).select(customer_key_expr().alias("key")).collect()["key"].to_list()
    assert named == [customer_key(*fact) for fact in facts]


def test_each_group_is_compared_with_the_rest() -> None:
    rows = of_counts(40, 20, 40, responded_at=RECENT, region="Bergen") + of_counts(
        20, 40, 140, responded_at=RECENT, region="Oslo"
    )
    bergen, oslo = ask(rows, by="region").groups[::-1]
    assert (bergen.value, oslo.value) == ("Bergen", "Oslo")
    assert bergen.rest == oslo.score
    assert bergen.change is not None
    assert bergen.change.points == pytest.approx(-60)
    assert bergen.p_value == pytest.approx(change(Counts(140, 40, 20), Counts(40, 20, 40)).p_value)


def test_many_groups_raise_the_bar_for_each() -> None:
    rows: list[Row] = []
    for region, shares in {"a": (10, 10, 10), "b": (6, 10, 14), "c": (8, 10, 12)}.items():
        rows += of_counts(*shares, responded_at=RECENT, region=region)
    for group in ask(rows, by="region").groups:
        assert group.rest is not None
        assert group.p_value is not None
        assert group.change is not None
        alone = change(group.rest.counts, group.score.counts).p_value
        assert group.p_value >= alone - 1e-12
        assert group.change.clear is (group.p_value < 0.05)


def test_a_group_alone_has_no_rest_and_those_without_a_value_are_one() -> None:
    (only,) = ask(of_counts(1, 1, 1, responded_at=RECENT), by="region").groups
    assert (only.value, only.rest, only.p_value) == (None, None, None)


def test_groups_are_the_same_whole_as_the_score() -> None:
    rows = of_counts(3, 4, 5, responded_at=RECENT, region="a") + of_counts(
        1, 0, 2, responded_at=RECENT
    )
    answer = ask(rows, by="region")
    assert answer.score == ask(rows).score
    assert sum(group.score.n for group in answer.groups) == 15


def test_an_unknown_dimension_is_refused_with_the_nearest() -> None:
    with pytest.raises(NoSuchDimension, match="Did you mean region"):
        ask([], by="regoin")


@pytest.mark.parametrize(
    ("minimum", "answers", "customers"),
    [(1, "30d", "30d"), (2, "30d", "all"), (3, "90d", "all"), (4, "all", "all")],
)
def test_the_desk_opens_on_the_shortest_period_that_holds_enough(
    minimum: int, answers: str, customers: str
) -> None:
    rows: list[Row] = [{"responded_at": RECENT, "score": 9, "customer_id": "a"}] * 2
    rows += [{"responded_at": EARLIER, "score": 9, "customer_id": "a"}, {"score": 1}]
    frame = responses(rows)
    assert opening_period(frame, NOW, UTC_ZONE, minimum) == answers
    assert opening_period(frame, NOW, UTC_ZONE, minimum, "customers") == customers


def test_the_histogram_counts_every_score() -> None:
    rows: list[Row] = [{"score": score, "responded_at": RECENT} for score in (0, 10, 10, 7)]
    rows.append({})
    assert histogram(responses(rows)) == (1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2)
    earlier = parse_period("2026-10", NOW, UTC_ZONE)
    assert sum(histogram(responses(rows), earlier)) == 0
