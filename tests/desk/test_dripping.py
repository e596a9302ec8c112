"""The demo's simulated answers: the same for the same seed, nobody's words, and marked."""

import csv
import random
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from tests.desk.stores import desk_of

from npstui.desk.dripping import SOURCE, SURVEY, Drip, bring_in, simulated_answers
from npstui.model.category import Category, category_of
from npstui.settings.sample import sample_path
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def drawn() -> list[dict[str, str]]:
    return list(islice(simulated_answers(random.Random(1)), 300))


def sample() -> list[dict[str, str]]:
    with sample_path("demo_responses.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_brings_the_same_answers(drawn: list[dict[str, str]]) -> None:
    again = list(islice(simulated_answers(random.Random(1)), 40))
    assert again == drawn[:40]
    assert again != list(islice(simulated_answers(random.Random(2)), 40))


def test_no_comment_and_no_customer_is_a_copy(drawn: list[dict[str, str]]) -> None:
    given = sample()
    comments = [one["comment"] for one in drawn if one["comment"]]
    assert len(comments) == len(set(comments)) > 200
    assert not {text.casefold() for text in comments} & {one["comment"].casefold() for one in given}
    known = {one["customer_id"] for one in given} | {one["email"] for one in given}
    assert not known & {one["customer_id"] for one in drawn}
    assert not known & {one["email"] for one in drawn}
    assert all(one["email"].endswith("@example.com") for one in drawn)


def test_each_is_marked_and_of_every_category_and_language(drawn: list[dict[str, str]]) -> None:
    assert {one["survey"] for one in drawn} == {SURVEY}
    assert {category_of(int(one["score"])) for one in drawn} == set(Category)
    assert {one["language"] for one in drawn} == {"sv", "no", "nl", "en", "zh"}
    assert all(one["customer_name"].strip() for one in drawn)


def test_an_answer_comes_in_as_one_of_the_source_simulated(
    tmp_path: Path, drawn: list[dict[str, str]]
) -> None:
    with Store.create(tmp_path / "demo.nps", time_zone="UTC") as made:
        for number, answer in enumerate(drawn[:2]):
            bring_in(made.path, answer, NOW + timedelta(seconds=number), tmp_path)
        newest = desk_of(made).overview(NOW + timedelta(seconds=5), "all").newest
    assert [row.ref.source for row in newest] == [SOURCE, SOURCE]
    assert str(newest[0].comment) == drawn[1]["comment"]
    assert newest[0].at == NOW


def test_it_drips_until_it_is_stopped(tmp_path: Path) -> None:
    with Store.create(tmp_path / "demo.nps", time_zone="UTC") as made:
        bell = made.bell()
        drip = Drip(made.path, tmp_path, pace=(0.01, 0.02))
        drip.start()
        limit = datetime.now(UTC) + timedelta(seconds=20)
        while len(made.imports()) < 2 and datetime.now(UTC) < limit:
            bell.rang()
        drip.stop()
        came = len(made.imports())
    assert came >= 2
    assert [path.name for path in tmp_path.iterdir()] == ["demo.nps"]


def test_an_answer_that_finds_no_store_ends_nothing(tmp_path: Path) -> None:
    place = tmp_path / "demo.nps"
    drip = Drip(place, tmp_path, pace=(0.001, 0.002))
    drip.start()
    with Store.create(place, time_zone="UTC") as made:
        bell = made.bell()
        limit = datetime.now(UTC) + timedelta(seconds=20)
        while not made.imports() and datetime.now(UTC) < limit:
            bell.rang()
        drip.stop()
        assert made.imports()
