"""The first import's choice: what each way opens, and what the store keeps of it."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.intake.conftest import NOW, Import, Write

from npstui.intake.errors import OptionError
from npstui.intake.follow_up import FollowUp, starts_from
from npstui.intake.importer import stage_files
from npstui.intake.options import ImportOptions
from npstui.intake.staged import Staged
from npstui.model.category import Category
from npstui.model.clock import FOLLOW_UP_BACK
from npstui.store.store import Store

HEADER = "id,timestamp,score,comment,customer,email\n"
# now is 2026-11-21 12:00 UTC
ROWS = [
    "1,2026-11-20T10:00:00Z,2,bad,ann,",
    "2,2026-11-18T10:00:00Z,3,bad,ann,",  # joined to 1
    "3,2026-11-01T10:00:00Z,5,bad,bob,",  # before the usual start
    "4,2026-10-01T10:00:00Z,5,bad,cid,",  # lapsed
    "5,2026-09-01T10:00:00Z,7,,dan,",
    "6,2026-11-10T10:00:00Z,9,,dan,",  # closes 5, and is open itself
    "7,2026-08-01T10:00:00Z,8,,,Eve@x.no",
    "8,2026-08-02T10:00:00Z,8,,,eve@x.no",  # the same customer, later
    "9,2026-01-01T10:00:00Z,8,,fay,",  # out of its six months
    "10,,1,undated,gus,",
    "11,2026-11-20T10:00:00Z,6,,,",  # nobody knows who
]


@pytest.fixture
def staged(store: Store, write: Write) -> Staged:
    path = write(HEADER + "\n".join(ROWS) + "\n")
    return stage_files(store, [path], ImportOptions(), actor="ann", person="ann", now=NOW)


def test_the_sheet_counts_open_cases_each_way(staged: Staged) -> None:
    counts = {
        each.choice: (each.detractors, each.passives, each.promoters) for each in staged.choices()
    }
    staged.abort()
    assert counts == {
        FollowUp.HERE_ON: (0, 0, 0),
        FollowUp.AS_USUAL: (2, 1, 1),
        FollowUp.EVERYTHING: (3, 1, 1),
    }


def test_the_sheet_has_its_facts(staged: Staged) -> None:
    facts = staged.facts()
    staged.abort()
    assert (facts.answers, facts.undated) == (11, 1)
    assert (facts.detractors, facts.passives, facts.promoters) == (6, 4, 1)
    assert facts.first == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert facts.last == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert facts.with_comment == 5 / 11
    assert facts.with_customer == 10 / 11
    assert facts.mapping["customer_id"] == "customer"


def test_the_choice_is_kept_and_stands_in_the_policy(store: Store, staged: Staged) -> None:
    assert staged.first
    staged.commit(FollowUp.EVERYTHING)
    kept = store.settings().follow_up
    assert kept == dict.fromkeys(Category, None)
    (row,) = store.imports()
    assert row.policy.first
    assert row.policy.starts == kept


def test_without_a_choice_cases_open_as_usual(store: Store, take: Import) -> None:
    take(HEADER + ROWS[0] + "\n")
    usual = {category: FOLLOW_UP_BACK[category].before(NOW) for category in Category}
    assert store.settings().follow_up == usual
    take(HEADER + ROWS[2] + "\n", name="later.csv")
    first, later = store.imports()
    assert (first.policy.first, later.policy.first) == (True, False)
    assert later.policy.starts == usual


def test_the_option_sets_all_three(store: Store, take: Import) -> None:
    take(HEADER + ROWS[0] + "\n", follow_up_from="2026-10-01")
    assert store.settings().follow_up == dict.fromkeys(
        Category, datetime(2026, 9, 30, 22, tzinfo=UTC)
    )


def test_an_import_that_brings_nothing_leaves_the_choice_open(store: Store, take: Import) -> None:
    take(HEADER + "1,2026-11-20T10:00:00Z,11,,,\n")
    assert store.settings().follow_up is None


def test_a_start_is_a_span_a_date_now_or_all() -> None:
    zone = ZoneInfo("UTC")
    assert set(starts_from("now", NOW, zone).values()) == {NOW}
    assert set(starts_from("all", NOW, zone).values()) == {None}
    assert set(starts_from("7d", NOW, zone).values()) == {datetime(2026, 11, 14, 12, tzinfo=UTC)}
    with pytest.raises(OptionError, match="7d, 2026-10-01, now or all"):
        starts_from("last week", NOW, zone)


def test_an_abort_keeps_nothing(store: Store, staged: Staged, tmp_path: Path) -> None:
    staged.abort()
    assert store.imports() == []
    assert store.settings().follow_up is None
