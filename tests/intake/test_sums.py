"""Tables that hold sums rather than answers are refused in one sentence."""

import pytest
from tests.intake.conftest import Import, Write

COUNTED = [
    "month,promoters,passives,detractors,NPS\n2026-01,50,30,20,30\n2026-02,52,28,20,32\n",
    "promoters,passives,detractors\n50,30,20\n",
    "Month;Promoters %;Passives %;Detractors %;NPS\nJan;50%;30%;20%;30\nFeb;52%;28%;20%;32\n",
    "Segment,# Promoters,# Passives,# Detractors,Total,NPS Score\nA,50,30,20,100,30\n",
    "Månad;Ambassadörer;Passiva;Kritiker;NPS;Antal svar\njan;50;30;20;30;100\n",
    "月份,推荐者,中立者,贬损者,NPS\n1月,50,30,20,30\n2月,52,28,20,32\n",
    "월,추천 고객,중립 고객,비추천 고객,NPS\n1월,50,30,20,30\n",
    "segment,NPS,n\nNorth,32,120\nSouth,-5,80\n",
    "segment,NPS,responses\nNorth,3,120\nSouth,5,80\nEast,9,300\n",
    "Agent;NPS;Anzahl\nMax;45;200\nUte;-10;100\n",
    "score,count\n" + "".join(f"{score},{score * 7}\n" for score in range(11)),
    "quarter,NPS\n2026-Q1,30\n2026-Q2,-4\n2026-Q3,12\n",
]
ANSWERED = [
    "id,score,Promoter,Passive,Detractor\n1,9,1,0,0\n2,8,0,1,0\n3,3,0,0,1\n",
    "date,NPS\n2026-01-02,3\n2026-01-03,9\n2026-01-04,10\n",
    "date,NPS,total\n2026-01-02,3,100\n2026-01-03,9,200\n",
    "customer id,NPS,responses\nA,9,2\nB,3,4\nC,8,1\n",
    "id,NPS\n1,9\n2,80\n3,7\n",
    "date,score,Detractor why,Passive why,Promoter why\n2026-01-02,3,4,,\n2026-01-03,9,,,2\n",
    "score,product\n1,a\n2,b\n3,c\n4,d\n5,e\n",
]


@pytest.mark.parametrize("content", COUNTED)
def test_sums_are_refused_with_the_way_out(take: Import, content: str) -> None:
    refusal = take(content).refusal or ""
    assert "it holds sums rather than answers" in refusal
    assert "npstui calc PROMOTERS PASSIVES DETRACTORS" in refusal


def test_who_knows_better_is_told_how_to_say_so(take: Import) -> None:
    refusal = take("day,NPS,promoters,passives,detractors\n2026-01-02,9,2,3,4\n").refusal or ""
    assert "where each row is one answer, --map score=“NPS” takes it" in refusal
    assert "--map" not in (take(COUNTED[1]).refusal or "")


@pytest.mark.parametrize("content", ANSWERED)
def test_answers_that_look_a_little_like_sums_come_in(take: Import, content: str) -> None:
    result = take(content)
    assert result.refusal is None
    assert result.fates.imported


def test_whoever_says_that_it_is_the_score_is_believed(take: Import) -> None:
    assert take(COUNTED[8], mapping={"score": "NPS"}).fates.imported == 3


def test_the_sheet_of_answers_beside_one_of_sums_is_taken(take: Import, write: Write) -> None:
    import xlsxwriter

    path = write(b"", "both.xlsx")
    with xlsxwriter.Workbook(str(path)) as workbook:
        for rows in (["month,NPS,n", "Jan,30,200"], ["id,score,comment", "a,9,good"]):
            sheet = workbook.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row.split(","))
    result = take(path.read_bytes(), "both.xlsx")
    assert result.refusal is None
    assert result.fates.imported == 1
