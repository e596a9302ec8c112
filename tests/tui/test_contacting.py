"""c on one case: the draft, where it goes, and what is kept of it."""

import stat
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from tests.tui.fake_cases import NOW, ref, sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting
from tests.tui.test_copying import caught, text_of

from npstui.present.drafts import DraftValue
from npstui.present.text import SafeText
from npstui.tui import keeping, sending
from npstui.tui.widgets.contact_form import ContactForm, likely_channel

pytestmark = pytest.mark.usefixtures("plain_terminal")


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def form(seat: Sitting) -> ContactForm:
    assert isinstance(seat.queue.dialog, ContactForm)
    return seat.queue.dialog


def given(seat: Sitting) -> list[str]:
    return [call for call in seat.desk.calls if call.startswith("case.contact")]


async def test_a_mail_begins_with_a_draft_over_the_list_and_the_pane_stays() -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "m")
        assert "Contact Karin Lindqvist   detractor, Swedish" in seat.line("Contact Karin")
        assert seat.line("Hej Karin,")
        assert "without product" in seat.line(" Text")
        assert "▾ 3  Karin Lindqvist" in seat.line("▾ 3")
        assert form(seat).field.written.endswith("\nAlice")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_form_fits(size: tuple[int, int]) -> None:
    async with sitting(size=size) as seat:
        await seat.press("c")
        assert len(seat.lines) == size[1]
        assert "客服回應" in "".join(seat.lines)
        assert seat.line("王小明您好")
        assert ">mail" in seat.line(" How")
        assert ">copy" in seat.line(" Then")


async def test_confirmed_it_goes_to_the_clipboard_and_into_the_log() -> None:
    async with sitting() as seat:
        written = caught(seat)
        await seat.press("down", "c", "m", "ctrl+s")
        assert text_of(written[0]).startswith("Hej Karin,\n\nDu gav oss 3 av 10")
        call = given(seat)[0]
        assert "'template': 'detractor', 'language': 'sv'" in call
        assert seat.said == (
            "Copied: paste it into your mail; npstui sends nothing. Logged as mailed. u undoes"
        )
        assert seat.queue.dialog is None


async def test_what_was_edited_is_what_goes() -> None:
    async with sitting() as seat:
        written = caught(seat)
        await seat.press("down", "c")
        assert "e editor" in seat.line("Contact Karin")
        await seat.press("m")
        assert "e editor" not in seat.line("Contact Karin")
        await seat.press(*"PS! ", "ctrl+s")
        assert "PS! " in text_of(written[0])


async def test_a_text_that_was_touched_stays_with_esc_and_comes_back() -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "m", *"Kept", "escape")
        assert "Kept as a draft" in seat.said
        await seat.press("c")
        assert "Kept" in form(seat).field.written
        assert ">sent" in seat.line("Result")
        await seat.press("escape", "up", "c", "escape")
        assert list(seat.app.session.drafts) == [("contact", ref(1))]


async def test_another_playbook_fills_anew_and_another_channel_has_its_own_text() -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "m", "down", "right")
        await seat.press("escape", "c", "s")
        assert form(seat).field.written.startswith("Hej Karin, du gav oss 3 av 10.")
        await seat.press("tab", "tab", "right")
        assert form(seat).book.value == "late-delivery"
        assert "late-delivery, Swedish" in seat.line("Contact Karin")
        assert "sen" in form(seat).field.written


async def test_on_the_phone_the_body_is_the_note() -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "p")
        assert form(seat).field.written == ""
        assert ">reached" in seat.line("Result")
        await seat.press(*"spoke", "ctrl+s")
        assert given(seat) == [
            "case.contact r1 {'channel': 'phone', 'result': 'reached', 'note': 'spoke'}"
        ]


async def test_a_file_holds_subject_and_text(tmp_path: Path) -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "m", "tab", "right", "right", "ctrl+s")
        found = [tmp_path / name for name in names_in(tmp_path) if name.startswith("contact-r1")]
        assert len(found) == 1
        assert stat.S_IMODE(found[0].stat().st_mode) == 0o600
        assert found[0].read_text().startswith("Ditt omdöme\n\nHej Karin,")
        assert f"Yours to send: {found[0].name}; npstui sends nothing" in seat.said


async def test_without_a_mail_program_the_link_is_copied() -> None:
    async with sitting() as seat:
        written = caught(seat)
        await seat.press("down", "c", "m", "tab", "right", "ctrl+s")
        link = text_of(written[0])
        assert link.startswith("mailto:r1@example.org?subject=Ditt%20omd%C3%B6me&body=Hej%20Karin")
        assert "\r\n\r\nDu gav oss" in unquote(link)
        assert "a mailto: link is copied, open it; npstui sends nothing. Logged" in seat.said


async def test_a_terminal_without_a_clipboard_says_so_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "m")
        monkeypatch.setenv("TERM", "linux")
        await seat.press("ctrl+s")
        assert "takes no clipboard; choose file" in seat.said
        assert given(seat) == []
        assert "Hej Karin" in form(seat).field.written


async def test_who_may_not_be_contacted_has_no_draft_but_may_have_called() -> None:
    desk = FakeDesk()
    desk.barred[ref(1)] = "the customer may not be contacted"
    async with sitting(desk) as seat:
        await seat.press("down", "c", "m")
        assert "none: the customer may not be contacted" in seat.line(" Text")
        await seat.press(*"Hej", "ctrl+s")
        assert "Only a contact with result reached is logged" in seat.said
        assert given(seat) == []
        await seat.press("escape", "c")
        await seat.press("p", "ctrl+s")
        assert "'result': 'reached'" in given(seat)[0]


async def test_the_time_to_ask_again_is_chosen_and_logged() -> None:
    cases = sample_cases(3)
    cases[1] = replace(cases[1], score=8)
    async with sitting(FakeDesk(cases), screen="3") as seat:
        await seat.press("c", "m")
        assert "2027-02-21" in seat.line("Again")
        assert "februari 2027" in form(seat).field.written
        await seat.press("tab", "tab", "tab", "tab", "right")
        assert "6 months" in seat.line("Again")
        assert "maj 2027" in form(seat).field.written
        await seat.press("ctrl+s")
        assert "'told': '2027-05-21" in given(seat)[0]


async def test_what_was_written_stays_with_its_playbook_and_comes_back() -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "m", *"PS! ")
        assert "your words" in seat.line(" Text")
        written = form(seat).field.written
        await seat.press("up", "up", "up", "right")
        assert "What you wrote stays with detractor, Swedish" in seat.said
        assert "PS! " not in form(seat).field.written
        assert "your words" not in seat.line(" Text")
        await seat.press("left")
        assert form(seat).field.written == written
        await seat.press("right", "escape", "c", "tab", "tab", "tab", "left")
        assert form(seat).field.written == written


async def test_another_language_fills_anew_is_logged_and_stays_with_another_playbook() -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "m", "tab", "tab", "tab", "left")
        assert "Contact Karin Lindqvist   detractor, English" in seat.line("Contact Karin")
        assert form(seat).field.written.startswith("Hello Karin,")
        await seat.press("shift+tab", "right", "ctrl+s")
        assert "'template': 'late-delivery', 'language': 'en'" in given(seat)[0]


async def test_a_written_text_says_the_new_month_to_ask_again_in() -> None:
    cases = sample_cases(3)
    cases[1] = replace(cases[1], score=8)
    async with sitting(FakeDesk(cases), screen="3") as seat:
        await seat.press("c", "m", *"PS! ", "up", "right")
        text = form(seat).field.written
        assert text.startswith("PS! Hej Karin")
        assert "maj 2027" in text
        assert "februari 2027" not in text
        await seat.press("left", "left", "left", "left")
        assert "nothing told" in seat.line("Again")
        assert "still says “" in seat.said


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_a_promoter_was_asked_and_answered_is_logged(size: tuple[int, int]) -> None:
    cases = [replace(case, score=9) for case in sample_cases(3)]
    async with sitting(FakeDesk(cases), screen="4", size=size) as seat:
        await seat.press("c", "m", "tab", "tab", "tab", "tab", "right")
        assert ">nothing" in seat.line(" Asked  ")
        await seat.press("right", "tab", "right")
        line = seat.line(" Asked  ")
        assert ">review" in line
        assert ">agreed" in line
        await seat.press("ctrl+s")
        assert "'ask': 'review', 'answer': 'agreed'" in given(seat)[0]


async def test_what_the_text_asks_for_is_logged_and_on_the_phone_nothing_is() -> None:
    cases = [replace(case, score=9) for case in sample_cases(3)]
    async with sitting(FakeDesk(cases), screen="4") as seat:
        await seat.press("c", "m", "ctrl+s")
        assert "'ask': 'referral'" in given(seat)[0]
        await seat.press("down", "c", "p", "ctrl+s")
        assert "'ask'" not in given(seat)[1]


async def test_an_answer_wants_a_question() -> None:
    cases = [replace(case, score=9) for case in sample_cases(3)]
    async with sitting(FakeDesk(cases), screen="4") as seat:
        await seat.press("c", "p", "tab", "tab", "right", "ctrl+s")
        assert "Nothing was asked of this customer yet" in seat.said
        assert given(seat) == []
        await seat.press("shift+tab", "right", "ctrl+s")
        assert "'ask': 'review', 'answer': 'agreed'" in given(seat)[0]


async def test_on_the_phone_a_passive_can_be_told_when_we_ask_again() -> None:
    cases = sample_cases(3)
    cases[1] = replace(cases[1], score=8)
    async with sitting(FakeDesk(cases), screen="3") as seat:
        await seat.press("c", "p")
        assert "nothing told" in seat.line("Again")
        await seat.press("tab", "right", "ctrl+s")
        assert "'told': '6mo'" in given(seat)[0]


@pytest.mark.parametrize(
    ("prefers", "mail", "phone", "first"),
    [
        ("sms", True, True, "sms"),
        ("phone", True, True, "phone"),
        ("phone", True, False, "mail"),
        ("letter", True, True, "letter"),
        ("carrier pigeon", True, True, "mail"),
        ("", False, True, "phone"),
        ("", False, False, "mail"),
    ],
)
def test_the_channel_they_prefer_comes_first_where_it_reaches_them(
    prefers: str, mail: bool, phone: bool, first: str
) -> None:
    to, number = SafeText("a@example.org"), SafeText("+47")
    draft = DraftValue(
        ref(1), "detractor", "en", prefers=prefers,
        mail=to if mail else None, phone=number if phone else None,
    )  # fmt: skip
    assert likely_channel(draft).value == first


async def test_an_address_that_nobody_knows_is_said_to_be_unknown() -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "p")
        assert "+4790000000" in seat.line("To")
        draft = form(seat).draft
        assert draft is not None
        form(seat).came(replace(draft, phone=None))
        await seat.settle()
        assert "no phone number known" in seat.line(" To")


# The editor


def lent(seat: Sitting) -> None:
    """A terminal that can be lent."""
    jobs = SimpleNamespace(lend=lambda work: work())
    seat.app.jobs = jobs  # type: ignore[assignment]


def script(folder: Path, body: str) -> str:
    path = folder / "ed"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("body", "text", "said"),
    [
        ('printf "Nytt\\n" > "$1"', "Nytt", ""),
        ('printf "Half" > "$1"; exit 3', "Hej Karin", "ended with 3; the text is as it was"),
        ('printf "Half" > "$1"; kill -9 $$', "Half", ""),
        ("kill -9 $$", "Hej Karin", "was ended by signal 9; the text is as it was"),
    ],
)
async def test_whatever_the_editor_does_no_text_is_lost(
    body: str, text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", script(tmp_path, body))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with sitting() as seat:
        lent(seat)
        await seat.press("down", "c", "e")
        assert form(seat).field.written.startswith(text)
        assert said in seat.said
        assert not [name for name in names_in(tmp_path) if name.startswith("npstui-")]


async def test_an_editor_that_is_not_there_or_not_allowed_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "/nowhere/ed")
    desk = FakeDesk()
    async with sitting(desk) as seat:
        lent(seat)
        await seat.press("down", "c", "e")
        assert "/nowhere/ed cannot be started" in seat.said
        monkeypatch.setenv("NPSTUI_EDITOR", "off")
        await seat.press("e")
        assert "not allowed on this account" in seat.said
        monkeypatch.delenv("NPSTUI_EDITOR")
        desk.settings = replace(desk.settings, editor=False)
        await seat.press("escape", "c", "e")
        assert "not allowed on this account" in seat.said


# The marks


def test_a_link_carries_any_text() -> None:
    link = sending.mailto("å+b@example.org", "Hej & då?", "en\ntvå #3")
    assert " " not in link
    assert unquote(link) == "mailto:å+b@example.org?subject=Hej & då?&body=en\r\ntvå #3"


async def test_a_draft_of_an_earlier_sitting_is_offered_again_and_gone_when_done() -> None:
    desk = FakeDesk()
    key = ("contact", ref(1))
    values = {"text": "Begun yesterday", "channel": "mail", "result": "sent"}
    desk.kept[key] = SimpleNamespace(values=values, at=NOW - timedelta(minutes=20))
    async with sitting(desk) as seat:
        written = caught(seat)
        await seat.press("down", "c")
        assert "Your draft of 13:" in seat.said
        assert form(seat).field.written == "Begun yesterday"
        await seat.press("ctrl+s")
        assert text_of(written[0]) == "Begun yesterday"
        assert desk.kept == {}


async def test_esc_keeps_a_draft_in_the_store_and_resolving_lets_it_go() -> None:
    async with sitting() as seat:
        await seat.press("down", "c", "m", *"Kept", "escape")
        assert "Kept" in seat.desk.kept["contact", ref(1)].values["text"]
        await seat.press("n", *"and a note", "escape")
        assert seat.desk.kept["note", ref(1)].values == {"text": "and a note"}
        await seat.press("n", "ctrl+u", "escape")
        assert list(seat.desk.kept) == [("contact", ref(1))]


async def test_what_is_typed_is_kept_while_the_form_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "EVERY", 0.01)
    async with sitting() as seat:
        await seat.press("down", "n", *"half a wo")
        for _ in range(100):
            await seat.pilot.pause(0.01)
            if seat.desk.kept:
                break
        assert seat.desk.kept["note", ref(1)].values == {"text": "half a wo"}


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["c", "m"], "Copied: paste it into your mail. Logged as mailed. u undoes"),
        (["c", "s"], "Copied: paste it into your sms. Logged as sent by sms. u undoes"),
    ],
)
async def test_that_nothing_was_sent_is_said_whole_at_80_cells(keys: list[str], said: str) -> None:
    async with sitting(size=(80, 24)) as seat:
        caught(seat)
        await seat.press("down", *keys, "ctrl+s")
        assert seat.line(said)


async def test_a_mail_program_is_told_to_send_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_opener", lambda _environment: "true")
    monkeypatch.setattr("npstui.tui.sending.subprocess.Popen", lambda *_words, **_more: None)
    async with sitting(size=(80, 24)) as seat:
        await seat.press("down", "c", "m", "tab", "right", "ctrl+s")
        assert seat.line("Opened in your mail: send it there. Logged as mailed. u undoes")
