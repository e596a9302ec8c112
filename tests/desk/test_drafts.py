"""Drafts from playbooks: filled from the case, refused with a reason, and merged into one file."""

import csv
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.desk.stores import desk_of

from npstui.desk.customer_facts import first_name, shortened, signed
from npstui.desk.desk import Desk
from npstui.desk.drafts import NoSuchPlaybook
from npstui.desk.merging import merge_to_file
from npstui.export.files import ExportError
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.model.response import ResponseRef
from npstui.present.drafts import DraftValue
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEADER = "response_id,responded_at,score,comment,customer_id,customer_name,email,phone,language,\
product,do_not_contact,preferred_channel"
ROWS = """
no1,2026-11-20T09:00Z,2,Bilen kom for sent,C1,Ingrid Solberg,ingrid@example.org,,nb-NO,Flytaxi,,
sv1,2026-11-20T10:00Z,3,,C2,,sven@example.org,,sv,,,sms
zh1,2026-11-20T11:00Z,0,客服回應很慢,C3,王小明,wang@example.org,,,,,
no2,2026-11-20T12:00Z,1,=cmd|x,C4,Ola Moe,,+47 900 00 000,no,,,
bar,2026-11-20T13:00Z,4,Nei,C5,Kari Vik,kari@example.org,,no,,yes,
pas,2026-11-20T14:00Z,8,Dyrt,C6,Bo Ek,bo@example.org,,sv,,,
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "survey.csv"
    file.write_text(HEADER + ROWS)
    with Store.create(tmp_path / "nordtaxi.nps", time_zone="Europe/Oslo") as store:
        options = ImportOptions(follow_up_from="all", time_zone="UTC")
        import_files(store, [file], options, actor="os", person="alice", now=NOW)
        yield desk_of(store)


def ref(name: str) -> ResponseRef:
    return ResponseRef("survey", name)


def draft(desk: Desk, name: str, **more: str) -> DraftValue:
    desk.refresh()
    return desk.drafts.draft(ref(name), NOW, **more)


def test_a_draft_is_the_tag_s_playbook_in_the_customer_s_language(desk: Desk) -> None:
    desk.run("case.tag", [ref("no1")], {"tags": "late-driver"}, NOW)
    made = draft(desk, "no1")
    assert (made.playbook, made.language, made.barred) == ("late-delivery", "no", None)
    assert made.text.startswith("Hei Ingrid,\n\nDu ga oss 2 av 10 fordi vi kom for sent.")
    assert "«Bilen kom for sent»" in made.text
    assert made.text.endswith("Vennlig hilsen\nAlice\nnordtaxi")
    assert made.missing == ("remedy",)


def test_what_is_missing_is_left_out_and_named(desk: Desk) -> None:
    made = draft(desk, "sv1")
    assert made.text.startswith("Hej,\n\nDu gav oss 3 av 10 den 20 november, och")
    assert made.missing == ("first_name", "product", "comment")


def test_the_assignee_signs_whoever_writes(desk: Desk) -> None:
    desk.run("case.assign", [ref("no1")], {"person": "bob"}, NOW)
    assert "\nBob\n" in draft(desk, "no1").text


def test_without_a_language_the_comment_tells(desk: Desk) -> None:
    made = draft(desk, "zh1")
    assert made.language == "zh-Hant"
    assert made.text.startswith("王小明您好：\n\n您在11月20日給了我們 0 分")


def test_another_playbook_and_language_can_be_had(desk: Desk) -> None:
    made = draft(desk, "no1", playbook="price", language="en")
    assert "it was about the price" in made.text
    assert "price" in made.playbooks
    with pytest.raises(NoSuchPlaybook, match="Did you mean price"):
        draft(desk, "no1", playbook="prise")


def test_a_passive_is_told_when_we_ask_again(desk: Desk) -> None:
    assert "Vi frågar dig igen i februari 2027" in draft(desk, "pas").text
    assert "i mars 2027" in draft(desk, "pas", told="2027-03-01").text
    assert "frågar dig igen" not in draft(desk, "pas", told="").text


def test_nothing_is_drafted_against_the_customer_s_wish(desk: Desk) -> None:
    made = draft(desk, "bar")
    assert (made.text, made.subject, made.sms) == ("", "", "")
    assert made.barred == "the customer may not be contacted"


def test_the_pane_says_what_to_do_and_how_often_they_were_written_to(desk: Desk) -> None:
    assert desk.case(ref("pas"), NOW).does.startswith("Ask what would make it a 9")
    desk.run("case.contact", [ref("pas")], {"channel": "mail", "result": "sent"}, NOW)
    told = desk.case(ref("pas"), NOW)
    assert (told.playbook, told.capped) == ("passive", "1 of 2 in 30 days")


def test_a_playbook_that_cannot_be_read_is_said_in_the_pane(desk: Desk) -> None:
    folder = desk.store.path / "playbooks"
    folder.mkdir()
    (folder / "app.toml").write_text('[sv]\ntext = "{nam}"\n')
    assert "app.toml, line 2: {nam} is no fact" in desk.case(ref("no1"), NOW).does
    (folder / "app.toml").unlink()
    assert desk.case(ref("no1"), NOW).playbook == "detractor"


def merged(desk: Desk, target: Path, *names: str, **more: object) -> list[dict[str, str]]:
    arguments = {"channel": "mail", "result": "sent", **more}
    desk_answer = merge_to_file(desk, [ref(name) for name in names], arguments, target, NOW)
    merged.answer = desk_answer  # type: ignore[attr-defined]
    if not target.exists():
        return []
    with target.open(newline="") as file:
        return list(csv.DictReader(file))


ALL = ("no1", "sv1", "zh1", "no2", "bar")


def test_a_merge_has_a_row_a_case_and_says_who_is_left_out(desk: Desk, tmp_path: Path) -> None:
    rows = merged(desk, tmp_path / "out.csv", *ALL)
    answer = merged.answer  # type: ignore[attr-defined]
    assert [(row["response_id"], row["language"]) for row in rows] == [
        ("no1", "no"), ("sv1", "sv"), ("zh1", "zh-Hant"),
    ]  # fmt: skip
    assert rows[0]["email"] == "ingrid@example.org"
    assert rows[0]["text"].startswith("Hei Ingrid,")
    assert rows[1]["missing"] == "first_name product comment"
    reasons = {item.ref.response_id: item.reason for item in answer.refused}
    assert reasons == {"bar": "the customer may not be contacted", "no2": "no mail address"}
    assert answer.said.startswith("3 rows to send in out.csv, and logged; left out 2: 1 ")
    assert desk.case(ref("no1"), NOW).story[-1].what == "contacted by mail, sent (detractor)"
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600


def test_one_undo_takes_all_back_and_says_that_the_file_went_out(
    desk: Desk, tmp_path: Path
) -> None:
    merged(desk, tmp_path / "out.csv", *ALL)
    said = desk.undo(NOW).said
    assert said == "Took back: out.csv went out, logged as mail, sent (3 of 3 cases)"
    assert all(desk.case(ref(name), NOW).first_contact_at is None for name in ALL)


def test_the_file_can_carry_no_formula(desk: Desk, tmp_path: Path) -> None:
    folder = desk.store.path / "playbooks"
    folder.mkdir()
    (folder / "bare.toml").write_text('[no]\ntext = "{comment}"\n')
    rows = merged(desk, tmp_path / "out.csv", "no2", template="bare", channel="phone")
    assert (rows[0]["text"], rows[0]["phone"]) == ("'=cmd|x", "+4790000000")


def test_a_path_that_is_taken_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine")
    with pytest.raises(ExportError, match="is there already"):
        merged(desk, tmp_path / "out.csv", *ALL)
    assert desk.case(ref("no1"), NOW).first_contact_at is None


def test_a_file_that_cannot_come_to_its_name_takes_the_log_back(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_file: int) -> None:
        raise OSError(28, "No space left on device")

    run = desk.run

    def filled(*given: object) -> object:
        answer = run(*given)  # type: ignore[arg-type]
        monkeypatch.setattr(os, "fsync", no_room)
        return answer

    monkeypatch.setattr(desk, "run", filled)
    with pytest.raises(ExportError, match="full"):
        merged(desk, tmp_path / "out.csv", "no1")
    monkeypatch.undo()
    assert desk.case(ref("no1"), NOW).first_contact_at is None
    assert not (tmp_path / "out.csv").exists()


def test_a_case_that_ended_gets_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.run("case.resolve", [ref("no1")], {"outcome": "solved"}, NOW)
    rows = merged(desk, tmp_path / "out.csv", "no1", "sv1")
    assert [row["response_id"] for row in rows] == ["sv1"]
    assert merged(desk, tmp_path / "none.csv", "no1", "bar") == []
    assert merged.answer.said.startswith("Nobody is written to")  # type: ignore[attr-defined]


def test_who_prefers_another_channel_is_counted(desk: Desk) -> None:
    desk.refresh()
    value, _rows, _reasons = desk.drafts.merge([ref(name) for name in ALL], NOW, "mail")
    assert value.prefer_else == 1
    assert len(value.samples) == 3


def test_a_store_without_a_cap_writes_as_often_as_it_is_asked_to(desk: Desk) -> None:
    desk.store.change_settings(lambda settings: replace(settings, contact_cap=0))
    for _ in range(3):
        assert desk.run(
            "case.contact", [ref("no1")], {"channel": "mail", "result": "sent"}, NOW
        ).done


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ingrid Solberg", "Ingrid"), ("Solberg, Ingrid", "Ingrid"), ("Cher", "Cher"),
        ("P. Andersson", "P. Andersson"), ("J de Vries", "J de Vries"), ("王小明", "王小明"),
        ("", None), (None, None),
        ("Th. Berg", "Th. Berg"),
    ],
)  # fmt: skip
def test_what_somebody_is_called_by(name: str | None, first: str | None) -> None:
    assert first_name(name) == first


def test_logins_sign_with_a_capital_and_long_words_are_cut_at_a_word() -> None:
    assert (signed("alice"), signed("Mona B"), signed("陳")) == ("Alice", "Mona B", "陳")
    cut = shortened("ord " * 100)
    assert cut is not None
    assert len(cut) <= 281
    assert cut.endswith("ord…")
