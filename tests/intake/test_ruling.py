"""The rules of store.toml at import: once, in the commit, on what it brings, and visible."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from npstui.desk.desk import Desk
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.settings.documents import SettingsError
from npstui.settings.store_file import dump_store_settings, load_store_settings
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEADER = "response_id,responded_at,score,comment,email,region,language,segment\n"
ROWS = (
    "d1,2026-11-21T11:00Z,2,Bilen kom for sent,a@x.no,Oslo,no,gold\n"
    "d2,2026-11-21T10:00Z,3,Selvsentrert sjåfør,b@x.no,Bergen,no,\n"
    "d3,2026-11-21T09:00Z,1,司機遲到了,c@x.no,台北,zh,\n"
    "p1,2026-11-21T08:00Z,8,sent me a receipt,d@x.no,Oslo,en,gold\n"
    "old,2026-01-02T08:00Z,2,sent,e@x.no,Oslo,no,gold\n"
)
RULES = """
team = ["alice", "bob", "chen"]
[[rules]]
name = "chinese"
where = "language:zh"
assign = "chen"
[[rules]]
name = "regions"
by = "Region"
assign = { Oslo = "alice", Bergen = "bob", "台北" = "bob" }
[[rules]]
name = "late"
words = ["sent", "遲到"]
tag = "late-driver"
[[rules]]
name = "key"
where = "segment:gold score:0..6"
due = "4h"
tag = ["key"]
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as made:
        yield made


def ruled(store: Store, text: str) -> None:
    (store.path / "store.toml").write_text('time_zone = "UTC"\n' + text, encoding="utf-8")


def bring(store: Store, rows: str = ROWS, now: datetime = NOW, *, name: str = "a") -> FileResult:
    file = store.path.parent / f"{name}.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    options = ImportOptions(source="survey", follow_up_from="7d")
    (result,) = import_files(store, [file], options, actor="os", person="alice", now=now)
    assert result.refusal is None, result.refusal
    return result


def cases(store: Store, now: datetime = NOW) -> dict[str, dict[str, object]]:
    with_desk = Desk(store, person="alice", actor="os")
    table = with_desk.table("cases", now)
    return {str(row["response_id"]): row for row in table.iter_rows(named=True)}


def test_rules_assign_tag_and_set_stricter_due_times(store: Store) -> None:
    ruled(store, RULES)
    assert bring(store).notes == ()
    found = cases(store)
    assert {name: (row["assignee"], row["tags"]) for name, row in found.items()} == {
        "d1": ("alice", ["late-driver", "key"]),
        "d2": ("bob", []),
        "d3": ("chen", ["late-driver"]),
        "p1": ("alice", ["late-driver"]),
    }
    assert found["d1"]["due_at"] == datetime(2026, 11, 21, 15, tzinfo=UTC)
    assert found["d2"]["due_at"] == datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert {row["status"] for row in found.values()} == {"new"}


def test_they_stand_in_the_cases_events_by_their_name(store: Store) -> None:
    ruled(store, RULES)
    bring(store)
    desk = Desk(store, person="alice", actor="os")
    (ref,), _ = desk.find(["d1"])
    story = [f"{line.who} {line.what}" for line in desk.case(ref, NOW).story]
    assert story[1:] == [
        "rule regions gave it to alice",
        "rule late tagged late-driver",
        "rule key tagged key",
        "rule key set its first contact due by 2026-11-21 15:00",
    ]
    assert desk.undo(NOW).said == "There is nothing of yours to undo."


def test_nothing_is_ruled_on_twice_and_nothing_that_was_there_before(store: Store) -> None:
    bring(store)
    ruled(store, RULES + '[follow_up]\ndetractor = "all"\n')
    more = ROWS + "d4,2026-11-21T11:30Z,2,for sent,f@x.no,Oslo,no,\n"
    bring(store, more, NOW + timedelta(hours=1), name="b")
    found = cases(store)
    assert (found["d1"]["assignee"], found["d1"]["tags"]) == (None, [])
    assert found["d4"]["assignee"] == "alice"
    events = store.counters().last_event_id
    bring(store, more, NOW + timedelta(hours=2), name="c")
    assert store.counters().last_event_id == events


def test_a_ruled_case_nobody_touched_lapses_as_any_other(store: Store) -> None:
    ruled(store, RULES)
    bring(store)
    assert cases(store, NOW + timedelta(days=40))["d1"]["status"] == "lapsed"


def test_a_person_goes_on_where_the_rule_left_it(store: Store) -> None:
    ruled(store, RULES)
    bring(store)
    desk = Desk(store, person="bob", actor="os")
    (ref,), _ = desk.find(["d1"])
    assert desk.run("case.take", [ref], {}, NOW).refused[0].reason == "alice has it"
    desk.run("case.untag", [ref], {"tags": ["key"]}, NOW)
    row = cases(store)["d1"]
    assert (row["status"], row["tags"], row["assignee"]) == (
        "in-progress",
        ["late-driver"],
        "alice",
    )
    desk.undo(NOW)
    assert (cases(store)["d1"]["status"], cases(store)["d1"]["tags"]) == (
        "new", ["late-driver", "key"]
    )  # fmt: skip


def test_a_first_imports_overdue_ruled_case_is_counted_from_the_import(store: Store) -> None:
    ruled(store, RULES)
    bring(store, "d9,2026-11-21T02:00Z,2,hm,a@x.no,Oslo,no,gold\n")
    assert cases(store)["d9"]["due_at"] == NOW + timedelta(hours=4)


def test_a_looser_rule_changes_no_due_time(store: Store) -> None:
    ruled(store, '[[rules]]\nname = "lazy"\nwhere = "score:0..6"\ndue = "9d"\n')
    bring(store)
    assert cases(store)["d1"]["due_at"] == datetime(2026, 11, 22, 11, tzinfo=UTC)
    assert store.counters().last_event_id == 0


def test_nobody_who_is_away_gets_a_case(store: Store) -> None:
    ruled(store, RULES + "[absence]\nalice = 2026-12-01\n")
    (note,) = bring(store).notes
    assert note == (
        "store.toml: rule “regions”: alice is away until 2026-12-01, so what would be theirs is "
        "nobody's."
    )
    assert cases(store)["d1"]["assignee"] is None
    assert cases(store)["d2"]["assignee"] == "bob"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('by = "regoin"\nassign = { Oslo = "alice" }',
         "did nothing: there is no column “regoin”. Did you mean region?"),
        ('where = "regoin:Oslo"\ntag = "x"', "did nothing: "),
        ('where = "owner:bob"\ntag = "x"',
         "asks for assignee, which an answer has not as it comes in"),
        ('where = "region:Oslo"\nassign = "alcie"', "Nobody in the team is called “alcie”."),
    ],
)  # fmt: skip
def test_a_rule_that_names_no_column_or_nobody_is_a_sentence_and_the_rows_come_in(
    store: Store, rule: str, said: str
) -> None:
    ruled(store, f'team = ["alice"]\n[[rules]]\nname = "r"\n{rule}\n')
    result = bring(store)
    assert result.fates.imported == 5
    (note,) = result.notes
    assert note.startswith("store.toml: rule “r” ")
    assert said in note


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('name = "r"\ntag = "x"', "rule “r” names no column: it wants where, words or by"),
        ('name = "r"\nwords = "late"', "rule “r” does nothing: it wants assign, tag or due"),
        ('tag = "x"', "rule 1 wants a name"),
        ('name = "r"\nwhen = "x"', "rule “r” has “when”; a rule has name, where"),
        ('name = "r"\nwords = "a"\ndue = "soon"', "rule “r”: due “soon” is no duration"),
        ('name = "r"\nwords = "a"\ntag = "two words"', "has a space or comma"),
        ('name = "r"\nby = "region"\nassign = "bob"', "one with the other"),
    ],
)
def test_a_rule_written_wrong_names_the_file_the_line_and_the_rule(
    tmp_path: Path, rule: str, said: str
) -> None:
    file = tmp_path / "store.toml"
    file.write_text(f'name = "acme"\n\n[[rules]]\n{rule}\n')
    with pytest.raises(SettingsError) as refused:
        load_store_settings(file)
    assert str(refused.value).startswith(f"{file}, line 3: “rules” cannot be so: ")
    assert said in str(refused.value)


def test_rules_people_absence_and_capacity_survive_the_file(tmp_path: Path) -> None:
    file = tmp_path / "store.toml"
    file.write_text(
        RULES + '[people]\nDispatch = "d@x.no"\n[absence]\nbob = 2026-12-01\n[capacity]\nbob = 9\n',
        encoding="utf-8",
    )
    settings = load_store_settings(file)
    assert settings.absence == {"bob": date(2026, 12, 1)}
    file.write_text(dump_store_settings(settings), encoding="utf-8")
    assert load_store_settings(file) == settings
