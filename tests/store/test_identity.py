"""Ids that are made, and what counts as the same response."""

import polars as pl
import pytest
from tests.store.segment_fixtures import NOW, bring, chunk, held, writer

from npstui.store.identity import IdMaker, keys_of, keys_of_ids
from npstui.store.response_frame import MADE
from npstui.store.store import Store


def test_a_made_id_stays_the_same_in_every_version() -> None:
    frame = chunk(score=[9, 0], comment=["Très bien", None], customer_id=["C1", None])

    assert IdMaker("web").ids(frame).to_list() == GOLDEN


# Made with hashlib and base64 alone: blake2b, 8 bytes, of time, score, comment, customer and an
# empty source, 0x1f between them; base32 in Crockford's letters, the first twelve.
GOLDEN = ["n7a8g9cv14ej", "t79cs9hhxv0x"]


def test_equal_rows_get_ids_of_their_own_and_the_same_ones_in_another_import() -> None:
    frame = chunk(score=[9, 9, 9], responded_at=[None] * 3, comment=["same"] * 3)
    whole = IdMaker("web").ids(frame).to_list()
    in_parts = IdMaker("web")

    assert len(set(whole)) == 3
    assert [
        *in_parts.ids(frame.head(1)).to_list(),
        *in_parts.ids(frame.tail(2)).to_list(),
    ] == whole


def test_the_source_takes_part_only_where_there_is_neither_time_nor_customer() -> None:
    bare = chunk(score=[9], responded_at=[None])
    timed = chunk(score=[9])
    named = chunk(score=[9], responded_at=[None], email=["a@example.com"])

    assert IdMaker("a").ids(bare).to_list() != IdMaker("b").ids(bare).to_list()
    assert IdMaker("a").ids(timed).to_list() == IdMaker("b").ids(timed).to_list()
    assert IdMaker("a").ids(named).to_list() == IdMaker("b").ids(named).to_list()


def test_columns_that_a_later_export_adds_take_no_part(store: Store) -> None:
    frame = chunk(score=[9, 3])
    bring(store, frame)
    later = frame.with_columns(region=pl.lit("Oslo"), ticket=pl.lit("T-1"))

    assert bring(store, later).fates.already_known == 2


def test_the_same_id_of_two_sources_is_two_responses(store: Store) -> None:
    bring(store, chunk(["1", "2"]), source="survey 1")

    fates = bring(store, chunk(["1", "2"]), source="survey 2").fates

    assert fates.imported == 2
    assert held(store)["source"].to_list().count("survey 1") == 2


def test_equal_anonymous_answers_are_two_and_known_when_they_come_again(store: Store) -> None:
    answers = chunk(score=[9, 9, 3], comment=["good", "good", "bad"], responded_at=[None] * 3)

    assert bring(store, answers).fates.imported == 3
    assert bring(store, answers).fates.already_known == 3
    assert held(store)["response_id"].n_unique() == 3


def test_a_tail_counts_its_occurrences_on_from_the_store(store: Store) -> None:
    answer = chunk(score=[9], comment=["good"])
    bring(store, answer, answer)

    with store.importing(
        source="web", path="a", actor="os", person="p", policy_first=False, now=NOW, tail=True
    ) as tail:
        assert tail.add(pl.concat([answer, answer])).imported == 2
        assert tail.add(answer).imported == 1
    with writer(store) as whole:
        assert whole.add(pl.concat([answer] * 2)).already_known == 2


def test_rows_with_and_without_id_can_stand_in_one_chunk(store: Store) -> None:
    mixed = chunk(["1", "2", "3"]).with_columns(
        response_id=pl.Series(["1", None, "3"], dtype=pl.String)
    )

    assert bring(store, mixed).fates.imported == 3
    assert bring(store, mixed).fates.already_known == 3
    assert {"1", "3"} < set(held(store)["response_id"])


@pytest.mark.parametrize("source", ["web", "Survey: 7", "ø\x1f"])
def test_a_segment_gives_the_keys_that_its_chunks_had(source: str) -> None:
    ids = pl.Series("response_id", ["a", "b"])
    frame = pl.DataFrame({"response_id": ids, "source": [source] * 2, MADE: [False, True]})

    expected = [keys_of_ids(ids, source)[0], keys_of_ids(ids, None)[1]]
    assert keys_of(frame).to_list() == expected
