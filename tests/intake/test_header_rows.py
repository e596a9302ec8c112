"""One, two or three header rows, as survey platforms write them."""

from collections.abc import Sequence

import pytest
import xlsxwriter
from tests.intake.conftest import Import, Write, responses

from npstui.intake.header_rows import header_rows, joined_header
from npstui.intake.options import ImportOptions
from npstui.intake.plan import inspect
from npstui.store.store import Store

QUESTION = "How likely are you to recommend us?"


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([["id", "score"], ["1", "9"]], 1),
        ([["id", "score"], ["", "9"]], 1),
        ([["id", "score", "comment"], ["", "", "good"]], 1),
        (
            [["a", "Q1"], ["A", QUESTION], ['{"ImportId":"a"}', '{"ImportId":"QID1"}'], ["1", "9"]],
            3,
        ),
        ([["V1", "V2", "Q1"], ["ResponseID", "ResponseSet", QUESTION], ["R_1", "x", "9"]], 2),
        (
            [["Respondent ID", QUESTION, "Why?"], ["", "", "Open-Ended Response"], ["1", "9", "x"]],
            2,
        ),
        ([["id", QUESTION, "", ""], ["", "Score", "Label", "Answer"], ["1", "9", "P", "x"]], 2),
        ([["id", QUESTION, "Kanaler?", ""], ["", "", "Mail", "Telefon"], ["1", "9", "", "x"]], 2),
        ([["id", QUESTION, "Which?", ""], ["", "9", "Mail", "Phone"], ["1", "9", "", "x"]], 1),
        ([["Customer", "", "Feedback", ""], ["id", "name", "score", "comment"]], 2),
        ([["Customer", "Customer", "NPS", "NPS"], ["id", "name", "score", "comment"]], 2),
        ([["id", "Feedback", "", "date"], ["", "score", "comment", ""]], 2),
        ([["id", "score", ""], ["nps", "name", "x"]], 1),
    ],
)
def test_the_header_ends_where_the_answers_begin(rows: list[list[str]], count: int) -> None:
    assert header_rows(rows) == count


def test_a_code_stands_before_its_question_and_a_part_behind_it() -> None:
    assert joined_header([["StartDate", "Q1"], ["Start Date", QUESTION]]) == [
        *("StartDate", f"Q1. {QUESTION}")
    ]
    assert joined_header([["id", "Films?", "", "Why?"], ["", "Alien", "Jaws", "Response"]]) == [
        *("id", "Films? – Alien", "Films? – Jaws", "Why?")
    ]


GROUPED = [
    ["Customer", "", "", "Feedback", "", ""],
    ["id", "name", "email", "score", "comment", "date"],
    ["A1", "Ann", "a@x.no", "9", "Very good indeed", "2026-11-01"],
    ["A2", "Bo", "b@x.no", "3", "Too slow for us", "2026-11-02"],
]
MAPPED = {
    "response_id": "id",
    "responded_at": "date",
    "score": "score",
    "comment": "comment",
    "customer_name": "name",
    "email": "email",
}


def _csv(rows: Sequence[Sequence[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    "groups",
    [
        GROUPED[:1],
        [["NPS October 2026", *[""] * 5], *GROUPED[:1]],
        [["Customer"] * 3 + ["Feedback"] * 3],
        [["Customer", "", "Feedback", "", "", "Meta"]],
        [["", "Customer", "", "NPS", "", ""]],
    ],
)
def test_titles_over_several_columns_leave_them_their_names(
    take: Import, groups: list[list[str]]
) -> None:
    result = take(_csv([*groups, *GROUPED[1:]]))
    assert result.mapping == MAPPED
    assert (result.fates.rows, result.fates.imported) == (2, 2)


def test_a_title_over_several_columns_tells_two_of_a_name_apart(take: Import) -> None:
    first = ["Customer", "", "", "Agent", "", "Feedback", ""]
    second = ["id", "name", "email", "name", "email", "score", "comment"]
    answer = ["A1", "Ann", "a@x.no", "Zed", "z@x.no", "9", "Very good"]
    mapping = take(_csv([first, second, answer])).mapping or {}
    assert mapping["customer_name"] == "Customer name"
    assert mapping["agent"] == "Agent name"
    assert mapping["email"] == "Customer email"


@pytest.mark.parametrize("rows_over_two", [False, True])
def test_merged_cells_of_a_workbook_are_titles_over_columns(
    take: Import, write: Write, *, rows_over_two: bool
) -> None:
    path = write(b"", "merged.xlsx")
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(GROUPED):
            sheet.write_row(number, 0, row)
        sheet.merge_range("D1:E1" if rows_over_two else "D1:F1", "Feedback")
        if rows_over_two:
            sheet.merge_range("A1:A2", "id")
            sheet.merge_range("F1:F2", "date")
            sheet.merge_range("B1:C1", "Customer")
        else:
            sheet.merge_range("A1:C1", "Customer")
    assert take(path.read_bytes(), "merged.xlsx").mapping == MAPPED


def test_comments_asked_in_two_columns_are_one(store: Store, take: Import) -> None:
    result = take(
        f'Date,uuid,"{QUESTION}",,What can we improve?,What do you like?\n'
        ",,Score,Label,Answer,Answer\n"
        "2026-11-01 10:00:00,a1b2,3,Detractor,The prices,\n"
        "2026-11-01 10:00:00,a1b3,9,Promoter,,The people\n"
    )
    assert result.refusal is None
    rows = responses(store).sort("score")
    assert rows["comment"].to_list() == ["The prices", "The people"]
    assert rows["score"].to_list() == [3, 9]


def test_a_header_one_short_is_that_of_rows_with_names(store: Store, take: Import) -> None:
    take('"nps","why"\n"1",9,"good"\n"2",3,"bad"\n')
    rows = responses(store).sort("score")
    assert rows["comment"].to_list() == ["bad", "good"]


def test_the_first_of_two_header_rows_is_no_title_however_few_its_cells() -> None:
    parts = ",".join(f"Film {number}" for number in range(8))
    asked = "RespondentID,Which of these have you seen?,,,,,,,,How likely are you to recommend us?"
    head = f"{asked}\n,{parts},Response\n"
    rows = "".join(f"{n},yes,,,,,,,,{n % 11}\n" for n in range(20))
    plan = inspect((head + rows).encode(), ImportOptions())
    assert plan.names[0] == "RespondentID"
    assert plan.mapping["score"].startswith("How likely")
