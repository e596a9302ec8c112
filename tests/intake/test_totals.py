"""The rows below the answers that sum them up are none."""

import pytest
from tests.intake.conftest import Import

TABLE = "name,score,comment,date\nAnn,9,good people,2026-11-01\nBo,3,bad food,2026-11-02\n"


@pytest.mark.parametrize(
    "row",
    [
        *("Total,12,,", "Average,6,,", "AVERAGE:,5.67,,", "Grand total,2,,", "Gesamt,6,,"),
        *("Gjennomsnitt,6,,", "Moyenne,6,,", "合计,6,,", "평균,6,,", "合計,6,,", ",6,,Total"),
    ],
)
def test_a_row_of_totals_is_set_aside(take: Import, row: str) -> None:
    fates = take(f"{TABLE}{row}\n").fates
    assert (fates.imported, fates.quarantined, fates.set_aside) == (2, 0, {"total": 1})


@pytest.mark.parametrize(
    "row",
    ["Total,9,,2026-11-03", "Total,9,they fill it up,", "Ann,9,,", "Total Energies,9,,", ",9,,"],
)
def test_a_customer_s_answer_is_none(take: Import, row: str) -> None:
    fates = take(f"{TABLE}{row}\n").fates
    assert (fates.imported, fates.set_aside) == (3, {})


def test_an_answer_with_an_id_is_none(take: Import) -> None:
    assert take("id,name,score\n1,Ann,9\n2,Total,3\n").fates.imported == 2


def test_a_row_that_a_rule_sets_aside_as_well_is_counted_once(take: Import) -> None:
    fates = take("name,score,is_test\nAnn,9,0\nTotal,9,1\n").fates
    assert (fates.rows, fates.set_aside) == (2, {"total": 1})
