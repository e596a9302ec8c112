"""Texts begun and not sent: kept for their writer alone, swept when nobody needs them."""

import stat
from datetime import timedelta

from tests.desk.test_contacting import NOW, desk

from npstui.desk.desk import Desk
from npstui.model.response import ResponseRef

__all__ = ["desk"]
D2 = ("contact", ResponseRef("survey", "d2"))
P1 = ("note", ResponseRef("survey", "p1"))


def files(desk: Desk) -> list[str]:
    return [path.name for path in (desk.store.path / "presence").glob("draft-*")]


def test_a_draft_is_there_again_for_its_writer_and_nobody_else_may_read_it(desk: Desk) -> None:
    desk.keeping.keep(D2, {"text": "Hej Nils, 您好"}, NOW)
    desk.keeping.keep(D2, {"text": "Hej Nils, 您好!"}, NOW)
    desk.keeping.keep(P1, {"text": "a note"}, NOW)
    (path,) = [desk.store.path / "presence" / name for name in files(desk)][:1]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = desk.keeping.all(NOW)
    assert (found[D2].values, found[D2].at) == ({"text": "Hej Nils, 您好!"}, NOW)
    desk.keeping.drop([D2])
    assert list(desk.keeping.all(NOW)) == [P1]


def test_drafts_of_ended_cases_and_old_ones_are_swept(desk: Desk) -> None:
    desk.keeping.keep(D2, {"text": "x"}, NOW)
    desk.keeping.keep(P1, {"text": "y"}, NOW)
    desk.keeping.keep(("note", ResponseRef("survey", "gone")), {"text": "z"}, NOW)
    desk.run("case.resolve", [P1[1]], {"outcome": "kept"}, NOW)
    desk.refresh()
    assert list(desk.keeping.all(NOW)) == [D2]
    assert len(files(desk)) == 1
    assert desk.keeping.all(NOW + timedelta(days=31)) == {}
    assert files(desk) == []


def test_a_file_that_is_no_draft_is_left_out(desk: Desk) -> None:
    desk.keeping.keep(D2, {"text": "x"}, NOW)
    (name,) = files(desk)
    for broken in ("", "[]", '{"values": 3}', "{"):
        (desk.store.path / "presence" / name).write_text(broken)
        assert desk.keeping.all(NOW) == {}
