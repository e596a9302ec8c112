"""What i says on the pages beside the screens holds the numbers that stand there."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from npstui.desk.explain_pages import explain_customer, explain_import, explain_setting
from npstui.model.case import Status
from npstui.model.category import Category, category_of
from npstui.model.response import ResponseRef
from npstui.present.explained import Explanation
from npstui.present.import_values import ImportValue, RefusedFileValue
from npstui.present.text import EMPTY, is_safe, safe
from npstui.present.values import CustomerAnswer, CustomerValue
from npstui.settings.origins import Origin, Setting

OSLO = ZoneInfo("Europe/Oslo")
AT = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)  # the day after in Oslo


def answer(name: str, score: int, at: datetime | None, status: Status | None) -> CustomerAnswer:
    ref = ResponseRef("survey", name)
    return CustomerAnswer(ref, at, score, category_of(score), EMPTY, status, None, None)


ADA = CustomerValue(
    name=safe("Ada"), customer_id=safe("C1"), mail=None, phone=None, company=None,
    do_not_contact=False,
    answers=(
        answer("1", 2, AT, Status.NEW), answer("2", 3, None, Status.RESOLVED),
        answer("3", 10, AT.replace(month=3), None),
    ),
    open_cases=1, contacts=(), value=1_240.0, facts=(),
)  # fmt: skip
JUNE = ImportValue(
    import_id=7, at=AT, file=safe("june.csv"), source=safe("survey"), person=safe("ann"),
    rows=1_010, imported=1_000, known=3, changed=2, refused=1,
    set_aside=((safe("no score"), 4),), mapping=(), remembered=(),
)  # fmt: skip


def fact(explained: Explanation, label: str) -> str:
    return {str(name): str(said) for name, said in explained.facts}[label]


def all_fit(*told: Explanation) -> bool:
    facts = [each for explained in told for each in explained.facts]
    return all(is_safe(said) and len(label) <= 11 and said for label, said in facts)


def test_a_customer_is_explained_by_answers_cases_worth_and_contacts() -> None:
    answers, cases, worth, contacts = told = explain_customer(ADA, OSLO)
    assert answers.title == "3 answers"
    for category, held in zip(Category, (2, 0, 1), strict=True):
        assert f"{held} {category.value}" in fact(answers, "Counts")
    assert fact(answers, "Period") == "all there is: 2026-03-01 to 2026-06-02"
    assert (cases.title, fact(cases, "Counts")) == ("1 open case", "1 of 2 cases")
    assert fact(worth, "Worked") == "1,240"
    assert fact(contacts, "Counts").startswith("0 contacts")
    assert all_fit(*told)


def test_a_customer_without_dates_or_worth_is_explained_too() -> None:
    undated = replace(ADA, answers=(answer("1", 2, None, None),), value=None)
    answers, cases, worth, _contacts = explain_customer(undated, OSLO)
    assert "Period" not in dict(answers.facts)
    assert fact(cases, "Counts") == "1 of 0 cases"
    assert fact(worth, "Worked") == "no answer has one"


def test_an_import_is_worked_out_to_its_rows() -> None:
    told = explain_import(JUNE, OSLO)
    assert fact(told, "Worked") == "1,000 + 3 + 2 + 1 + 4 = 1,010"
    assert fact(told, "Refused").startswith("quarantine/7.csv")
    assert fact(told, "Period") == "imported at 2026-06-02 00:30, by ann"
    assert fact(told, "Set aside") == "4: no score"
    assert all_fit(told)


def test_a_refused_file_counts_nothing() -> None:
    odd = RefusedFileValue(AT, safe("/in/odd.csv"), safe("odd.csv"), safe("ann"), safe("no score"))
    told = explain_import(odd, OSLO)
    assert fact(told, "Counts").startswith("none of its rows")
    assert fact(told, "Source") == "/in/odd.csv"


def test_a_setting_says_its_default_and_where_it_comes_from() -> None:
    told = explain_setting(Setting("minimum_n", 50, Origin.STORE, "/acme/store.toml", 30))
    assert told.title == "minimum_n = 50"
    assert (fact(told, "Now"), fact(told, "Default")) == ("50", "30")
    assert fact(told, "Source") == "/acme/store.toml"
    goal = explain_setting(Setting("goal", 0.8, Origin.DEFAULT, None, 0.8))
    assert goal.title == "goal = 80%"
    assert fact(goal, "Source") == "nobody set it"
    assert "past their due time" in fact(goal, "Formula")
    assert all_fit(told, goal)
