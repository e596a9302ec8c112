"""1/2/2026: in January or in February, by the whole column."""

from datetime import date

import polars as pl
import pytest
from tests.intake.conftest import Import, responses

from npstui.intake.dates import DayOrder
from npstui.intake.day_orders import DayOrders
from npstui.intake.errors import IntakeError, OptionError
from npstui.intake.options import day_order_named
from npstui.store.store import Store


def order_of(*dates: str, chunk: int = 3) -> DayOrder | None:
    orders = DayOrders("when", date(2000, 1, 1), date(2026, 11, 22))
    for start in range(0, len(dates), chunk):
        orders.add(pl.Series("when", dates[start : start + chunk], dtype=pl.String))
    chosen = orders.chosen(insist=True)
    return None if chosen is None else chosen.order


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["25/12/2025", "1/2/2026"], DayOrder.DMY),
        (["12/25/2025", "1/2/2026"], DayOrder.MDY),
        (["11/1/2019 8:51", "11/1/2019 9:15", "11/2/2019 2:42", "11/4/2019 4:33"], DayOrder.MDY),
        (["1/11/2019", "2/11/2019", "4/11/2019", "6/11/2019"], DayOrder.DMY),
        (["9/8/18 15:29", "9/7/18 10:42", "8/30/18 10:29"], DayOrder.MDY),
        (["01.02.2026", "03.02.2026"], DayOrder.DMY),
        (["10/11/2026", "11/11/2026", "9/12/2026"], DayOrder.MDY),  # a day ahead of now is none
        (["2/2/2026", "3/3/2026"], DayOrder.DMY),
        (["2026-01-01", "2026-02-01", "1/2/2026"], None),
        (["26/02/13", "26/02/14", "26/03/01"], DayOrder.YMD),
        (["26-02-13", "26-02-14 오전 9:05", "26-03-01"], DayOrder.YMD),
        (["26.02.13", "26.03.28"], DayOrder.YMD),
        (["26. 2. 13.", "26. 2. 14.", "26. 3. 1."], DayOrder.YMD),
        (["25/11/03", "26/02/13", "25/12/14"], DayOrder.YMD),  # in no order, but closer
        (["26/02/13"], DayOrder.YMD),  # 2013 is long ago
        (["13/02/26"], DayOrder.DMY),
        (["24/12/25", "26/12/25", "02/01/26"], DayOrder.DMY),
        (["03/02/26", "14/05/25", "01/01/26"], DayOrder.DMY),
        (["05/14/25", "05/16/25", "05/02/25"], DayOrder.MDY),
        (["1/2/26", "1/3/26", "1/30/26"], DayOrder.MDY),  # a year has two digits
        (["25.02.26"], DayOrder.DMY),
    ],
)
def test_the_rows_tell_the_order(dates: list[str], order: DayOrder | None) -> None:
    assert order_of(*dates) is order


def test_what_could_be_both_is_refused_with_both(store: Store, take: Import) -> None:
    content = "score,date\n9,1/2/2026\n8,3/1/2026\n7,2/3/2026\n6,3/1/2026\n"
    refusal = take(content).refusal
    assert refusal is not None
    assert "“1/2/2026” is 1 February 2026 or 2 January 2026" in refusal
    assert "--date-order dmy" in refusal
    with pytest.raises(IntakeError):
        order_of("1/2/2026", "3/1/2026", "2/3/2026")
    assert take(content, date_order=DayOrder.MDY).fates.imported == 4
    assert responses(store)["responded_at"].min().date() == date(2026, 1, 1)  # type: ignore[union-attr]


def test_a_year_that_may_stand_first_or_last_is_refused_with_both(take: Import) -> None:
    refusal = take("score,date\n9,25/02/26\n").refusal or ""
    assert "“25/02/26” is 25 February 2026 or 26 February 2025" in refusal
    assert "--date-order dmy or --date-order ymd" in refusal
    refusal = take("score,date\n9,05/04/06\n8,04/06/05\n7,06/05/04\n").refusal or ""
    assert "“05/04/06” is 5 April 2006 or 4 May 2006 or 6 April 2005" in refusal
    said = " ".join(take("점수,날짜\n9,25/02/26\n").notes)
    assert "year/month/day, which is usual in the language of its header" in said


def test_years_of_two_digits_that_stand_first_are_read_and_said(store: Store, take: Import) -> None:
    said = " ".join(take("score,date\n9,26-02-13 14:05:11\n8,26-02-14 09:00:00\n").notes)
    assert "year/month/day" in said
    assert "--date-order dmy reads them the other way" in said
    days = {at.date() for at in responses(store)["responded_at"]}
    assert days == {date(2026, 2, 13), date(2026, 2, 14)}


def test_the_choice_is_said(take: Import) -> None:
    said = " ".join(take("score,date\n9,11/1/2019\n8,11/2/2019\n8,11/4/2019\n").notes)
    assert "month/day/year" in said
    assert "“11/1/2019” is 1 November 2019" in said
    assert "--date-order dmy" in said


def test_a_date_that_cannot_be_is_none_and_counted(take: Import) -> None:
    result = take("score,date\n9,25/12/2025\n8,31/02/2026\n8,1/3/2026\n")
    assert (result.fates.imported, result.fates.undated) == (3, 1)
    assert "“31/02/2026” in line 3" in " ".join(result.notes)


def test_what_is_no_order_is_wrong_usage() -> None:
    assert day_order_named("DMY") is DayOrder.DMY
    with pytest.raises(OptionError, match="31/12/2026"):
        day_order_named("us")
