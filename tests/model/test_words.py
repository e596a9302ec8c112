"""Categories, durations, customers, people."""

from datetime import UTC, datetime

import pytest

from npstui.model.category import Category, category_of
from npstui.model.durations import parse_duration
from npstui.model.people import NoSuchPerson, find_person
from npstui.model.response import customer_key

TEAM = ("Alice Berg", "Bob", "陳怡君", "Bobbi")


@pytest.mark.parametrize("score", range(11))
def test_the_category_of_every_score(score: int) -> None:
    expected = (
        Category.DETRACTOR if score <= 6 else Category.PASSIVE if score <= 8 else Category.PROMOTER
    )
    assert category_of(score) is expected


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_outside_has_no_category(score: int) -> None:
    with pytest.raises(ValueError, match="0-10"):
        category_of(score)


@pytest.mark.parametrize("text", ["30m", "24h", "7d", "2w", "6mo"])
def test_a_duration_written_and_read_again_is_the_same(text: str) -> None:
    assert parse_duration(str(parse_duration(text))) == parse_duration(text)


@pytest.mark.parametrize("text", ["", "h", "7", "7x", "-3d", "1.5h"])
def test_what_is_no_duration_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="30m, 24h, 7d"):
        parse_duration(text)


def test_months_are_calendar_months() -> None:
    assert parse_duration("1mo").after(datetime(2026, 1, 31, tzinfo=UTC)).day == 28
    assert parse_duration("6mo").before(datetime(2026, 8, 31, tzinfo=UTC)).month == 2


def test_a_customer_is_named_by_id_else_mail_else_phone() -> None:
    assert customer_key("c1", "A@x.no", "1") == "c1"
    assert customer_key(None, " A@X.no ", "1") == "a@x.no"
    assert customer_key("", "", "1") == "1"
    assert customer_key(None, None, None) is None


def test_a_person_is_found_whole_or_by_an_unambiguous_part() -> None:
    assert find_person("alice", TEAM) == "Alice Berg"
    assert find_person("bob", TEAM) == "Bob"
    assert find_person("怡", TEAM) == "陳怡君"


def test_a_part_that_fits_two_names_both() -> None:
    with pytest.raises(NoSuchPerson, match="Bob, Bobbi"):
        find_person("bo", TEAM)


def test_an_unknown_person_is_told_the_nearest() -> None:
    with pytest.raises(NoSuchPerson, match="Did you mean Bob"):
        find_person("Bop", TEAM)


def test_without_a_team_any_name_holds() -> None:
    assert find_person("  Kim ", ()) == "Kim"


@pytest.mark.parametrize("name", ["\u202ebob", "bo\u200bb", "bob\u2028", "\ufeffbob"])
def test_nobody_is_called_by_what_is_not_seen(name: str) -> None:
    with pytest.raises(NoSuchPerson, match="letters and signs"):
        find_person(f"a{name}z", ())


def test_a_joiner_is_part_of_a_name() -> None:
    assert find_person("علی\u200cرضا", ()) == "علی\u200cرضا"
