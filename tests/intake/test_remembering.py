"""What is remembered of a source's columns: the next file needs no telling."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from tests.intake.conftest import NOW, Import, Write, responses

from npstui.intake.columns_refused import ColumnsRefused
from npstui.intake.dates import DayOrder
from npstui.intake.following import Follower
from npstui.intake.options import ImportOptions
from npstui.intake.plan import inspect
from npstui.intake.scales import Scale
from npstui.intake.staging import FileResult
from npstui.store.store import Store

HEADER = "ref,points,stars,why\n"
JUNE = HEADER + "1,9,10,fine and quick as ever\n2,3,1,slow and rude the whole way\n"
JULY = HEADER + "3,8,9,\n4,2,1,\n"


def test_a_told_column_needs_no_telling_next_month(take: Import, store: Store) -> None:
    assert take(JUNE).refusal is not None
    take(JUNE, mapping={"score": "points", "response_id": "ref"})
    result = take(JULY)
    assert result.refusal is None
    assert result.mapping is not None
    assert (result.mapping["score"], result.mapping["response_id"]) == ("points", "ref")
    assert result.confidence["score"] == "remembered"
    assert responses(store).sort("response_id")["score"].to_list() == [9, 3, 8, 2]


def test_the_same_header_under_another_name_is_known_too(take: Import) -> None:
    take(JUNE, "june.csv", mapping={"score": "points"})
    assert take(JULY, "july.csv").confidence["score"] == "remembered"


def test_another_header_of_another_source_is_not(take: Import) -> None:
    take(JUNE, "june.csv", mapping={"score": "points"})
    result = take(JULY.replace("ref,", "order,"), "july.csv")
    assert result.refusal is not None
    assert "no column of scores" in result.refusal


def test_what_is_told_beats_what_is_remembered(take: Import) -> None:
    take(JUNE, mapping={"score": "points"})
    result = take(JULY, mapping={"score": "stars"})
    assert result.mapping is not None
    assert result.mapping["score"] == "stars"
    assert result.confidence["score"] == "told"
    # And from then on that is what is remembered.
    again = take(JULY)
    assert again.mapping is not None
    assert again.mapping["score"] == "stars"


def test_anew_looks_as_if_nothing_were_remembered(take: Import) -> None:
    take(JUNE, mapping={"score": "points"})
    assert "no column of scores" in str(take(JULY, anew=True).refusal)


def test_a_column_that_is_gone_is_named_and_looked_for_anew(take: Import) -> None:
    take(JUNE, mapping={"score": "points"})
    result = take("ref,score,why\n5,9,\n")
    assert result.refusal is None
    assert result.mapping is not None
    assert result.mapping["score"] == "score"
    assert result.notes[0] == (
        "the mapping remembered for “acme” has “points” for the score, and this file has no such "
        "column; it was looked for anew"
    )


def test_where_a_header_changed_the_columns_still_there_hold(take: Import) -> None:
    take(JUNE, mapping={"score": "points", "comment": "why"})
    result = take("points,stars,reason\n9,1,slow and rude the whole way\n")
    assert result.mapping is not None
    assert result.mapping["score"] == "points"
    assert "“why” for the comment" in result.notes[0]


def test_a_field_left_out_stays_out_and_a_column_not_kept_is_not_kept(
    take: Import, store: Store
) -> None:
    told = {"score": "points", "comment": ""}
    take(JUNE, mapping=told, dropped=("stars",))
    result = take(JULY.replace("3,8,9,", "3,8,9,a long remark about the ride"))
    assert result.mapping is not None
    assert "comment" not in result.mapping
    assert "stars" not in responses(store).columns
    assert "why" in responses(store).columns


def test_scale_zone_and_the_order_of_dates_are_remembered(take: Import, store: Store) -> None:
    head = "id,score,date\n"
    june = head + "1,5,13/06/2026 10:00\n2,1,01/06/2026 10:00\n"
    take(june, scale=Scale(1, 5), time_zone="UTC")
    july = head + "3,4,01/07/2026 10:00\n4,1,05/07/2026 10:00\n5,1,02/07/2026 10:00\n"
    result = take(july)
    assert result.refusal is None
    rows = responses(store).sort("response_id")
    assert rows["score"].to_list() == [10, 0, 8, 0, 0]
    assert [f"{at:%m-%d %H}" for at in rows["responded_at"]][2:] == [
        "07-01 10",
        "07-05 10",
        "07-02 10",
    ]


def test_days_that_cannot_be_in_the_remembered_order_are_read_as_they_are(take: Import) -> None:
    head = "id,score,date\n"
    take(head + "1,5,01/06/2026\n2,1,02/06/2026\n", date_order=DayOrder.DMY)
    result = take(head + "3,5,06/13/2026\n4,5,06/14/2026\n")
    assert result.fates.undated == 0


def test_a_remembered_scale_goes_with_its_column(take: Import) -> None:
    take(JUNE, mapping={"score": "stars"}, scale=Scale(1, 10))
    result = take("ref,score\n5,0\n")
    assert (result.fates.imported, result.fates.quarantined) == (1, 0)


def test_lines_that_are_followed_are_read_as_remembered(
    take: Import, store: Store, tmp_path: Path
) -> None:
    take(JUNE, mapping={"score": "points"})
    (tmp_path / "july.csv").write_text(JULY)
    found = follow(store, tmp_path / "july.csv")
    assert [result.confidence["score"] for result in found] == ["remembered"]


def test_what_is_put_into_the_inbox_is_read_as_remembered(take: Import, store: Store) -> None:
    take(JUNE, mapping={"score": "points"})
    (store.path / "inbox" / "july.csv").write_text(JULY)
    found = follow(store, looks=3, clock=iter(range(0, 1000, 40)).__next__)
    assert [result.refusal for result in found] == [None]


def follow(
    store: Store, *paths: Path, looks: int = 1, clock: Callable[[], float] = monotonic
) -> list[FileResult]:
    follower = Follower(store, paths, ImportOptions(), actor="ann", person="ann", clock=clock)
    try:
        return [result for _ in range(looks) for result in follower.poll(NOW)]
    finally:
        follower.close()


def test_a_refusal_for_want_of_a_score_shows_the_columns(write: Write) -> None:
    with pytest.raises(ColumnsRefused) as refused:
        inspect(write(JUNE), ImportOptions())
    assert refused.value.names == ("ref", "points", "stars", "why")
    assert refused.value.samples[1] == ("9", "3")


def test_a_run_that_adds_nothing_moves_no_memory(take: Import, store: Store) -> None:
    take(JUNE, mapping={"score": "points"})
    take("ref,shine,why,team\n3,8,x,a\n4,2,y,b\n", mapping={"score": "shine"})
    before = store.remembered()
    assert [each.fields["score"] for _source, each in before] == ["shine", "points"]
    assert take(JUNE).fates.imported == 0
    assert store.remembered() == before


def test_a_run_that_adds_nothing_is_remembered_where_it_tells_columns(
    take: Import, store: Store
) -> None:
    take(JUNE, mapping={"score": "points"})
    result = take(JUNE, mapping={"score": "points", "comment": "why"}, dropped=("stars",))
    assert result.fates.imported == 0
    assert store.remembered()[0][1].dropped == ("stars",)
