"""A queue's columns by width, and the pieces a row is drawn as."""

import pytest
from tests.guards.hostile import HOSTILE

from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.cells import cell_width
from npstui.present.columns import Key, QueueKind, layout
from npstui.present.glyphs import ASCII, UNICODE, Glyphs
from npstui.present.rows import QueueRow, draw_head, draw_row
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe

LATE = QueueRow(
    ref=ResponseRef("web", "1"),
    category=Category.DETRACTOR,
    score=3,
    urgency="!",
    due="late 3 h",
    customer=SafeText("Karin Lindqvist"),
    comment=SafeText("Appen kraschade när jag skulle betala, fick ringa själv"),
    tags=(SafeText("app"), SafeText("payment")),
    reach="tm",
    tries="1 miss",
)


PASSIVE_END = "easy  owner   contact   earlier"


def drawn(
    row: QueueRow,
    width: int,
    kind: QueueKind = QueueKind.DETRACTORS,
    *,
    marked: bool = False,
    mixed: bool = False,
    glyphs: Glyphs = UNICODE,
) -> str:
    columns = layout(width, kind)
    return "".join(
        text for text, _ in draw_row(row, columns, width, marked=marked, mixed=mixed, glyphs=glyphs)
    )


@pytest.mark.parametrize(
    ("width", "kind", "head"),
    [
        (
            120,
            QueueKind.DETRACTORS,
            f"{'   due in    sc  customer          comment':<82}{'tags':<15}owner   reach  tries",
        ),
        (
            120,
            QueueKind.PASSIVES,
            f"{'   left   sc  customer          comment':<67}{'tags':<19}{PASSIVE_END}",
        ),
        (
            80,
            QueueKind.DETRACTORS,
            "   due in    sc  customer        comment                                  owner",
        ),
    ],
)
def test_the_heads_stand_where_the_screens_have_them(
    width: int, kind: QueueKind, head: str
) -> None:
    assert draw_head(layout(width, kind), width).rstrip() == head


def test_a_row_of_the_mock_up() -> None:
    assert drawn(LATE, 120) == (
        " ! late 3 h   3  Karin Lindqvist   Appen kraschade när jag skulle betala, fick…   "
        "app, payment   -       tm     1 miss  "
    )


def test_a_row_of_the_mock_up_at_80() -> None:
    assert drawn(LATE, 80) == (
        " ! late 3 h   3  Karin Lindqvi…  Appen kraschade när jag skulle betala,…  -     "
    )


@pytest.mark.parametrize(
    ("width", "gone"),
    [
        (109, {Key.TAGS}),
        (111, {Key.REACH}),
        (115, {Key.TRIES}),
        (139, {Key.VALUE}),
        (159, {Key.DIMENSION}),
        (179, {Key.ARRIVED}),
    ],
)
def test_columns_leave_below_their_width(width: int, gone: set[Key]) -> None:
    before = {column.key for column in layout(width + 1, QueueKind.DETRACTORS)}
    assert before - {column.key for column in layout(width, QueueKind.DETRACTORS)} == gone


@pytest.mark.parametrize("kind", QueueKind)
@pytest.mark.parametrize("width", range(70, 220, 7))
def test_the_comment_takes_what_is_left_and_the_row_fills_the_width(
    kind: QueueKind, width: int
) -> None:
    columns = layout(width, kind)
    assert columns[-1].x + columns[-1].width == width
    assert cell_width(drawn(LATE, width, kind)) == width
    assert len(draw_head(columns, width)) == width


@pytest.mark.parametrize("width", [1, 20, 40, 60])
def test_a_list_too_narrow_is_cut_at_its_edge(width: int) -> None:
    assert cell_width(drawn(LATE, width)) == width


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_fills_its_cells_and_no_more(text: str) -> None:
    foreign = safe(text)
    row = QueueRow(
        ref=ResponseRef("web", "1"),
        category=Category.PASSIVE,
        score=7,
        customer=foreign,
        comment=foreign,
        owner=foreign,
        tags=(foreign, foreign, foreign),
        dimension=foreign,
        writing=True,
    )
    for kind in QueueKind:
        line = drawn(row, 160, kind)
        assert cell_width(line) == 160
        assert len(line) < 1_000


def test_a_late_row_is_strong_up_to_its_score_and_has_three_styles() -> None:
    pieces = draw_row(LATE, layout(120, QueueKind.DETRACTORS), 120)
    assert [style for _, style in pieces] == [Style.STRONG, Style.DETRACTOR, Style.TEXT]
    assert pieces[1][0] == " 3  "


def test_no_name_and_no_comment_are_said_dimly() -> None:
    row = QueueRow(ref=LATE.ref, category=Category.DETRACTOR, score=2)
    pieces = draw_row(row, layout(80, QueueKind.DETRACTORS), 80)
    dim = [text.split() for text, style in pieces if style is Style.DIM]
    assert dim == [["(no", "name)", "(no", "comment)"]]


def test_a_row_that_no_longer_fits_is_dim_and_says_why() -> None:
    row = QueueRow(
        ref=LATE.ref,
        category=Category.DETRACTOR,
        score=2,
        urgency="!",
        comment=SafeText("Sent"),
        dimmed=SafeText("alice has it"),
    )
    pieces = draw_row(row, layout(80, QueueKind.DETRACTORS), 80)
    assert {style for _, style in pieces} == {Style.DIM, Style.TEXT}
    assert [text.strip() for text, style in pieces if style is Style.TEXT] == ["alice has it"]


def test_a_mark_stands_first() -> None:
    assert drawn(LATE, 120, marked=True).startswith("*! late")


def test_mixed_lists_put_the_glyph_before_the_score() -> None:
    assert " ▾  3  Karin" in drawn(LATE, 120, QueueKind.MIXED, mixed=True)
    assert " v  3  Karin" in drawn(LATE, 120, QueueKind.MIXED, mixed=True, glyphs=ASCII)


def test_who_writes_is_starred_even_where_the_name_is_cut() -> None:
    row = QueueRow(
        ref=LATE.ref,
        category=Category.DETRACTOR,
        score=2,
        owner=SafeText("alexandra"),
        writing=True,
    )
    assert drawn(row, 80).endswith("alex…*")


def test_more_than_two_tags_are_counted() -> None:
    row = QueueRow(
        ref=LATE.ref,
        category=Category.DETRACTOR,
        score=2,
        tags=tuple(map(SafeText, ("app", "payment", "price", "route"))),
    )
    assert "app, paym… +2" in drawn(row, 110)


def test_a_wide_screen_gives_names_tags_and_owners_room() -> None:
    for kind in QueueKind:
        narrow = {column.key: column.width for column in layout(160, kind)}
        wide = {column.key: column.width for column in layout(200, kind)}
        assert wide[Key.CUSTOMER] > narrow[Key.CUSTOMER]
        assert wide[Key.OWNER] > narrow[Key.OWNER]
        assert wide[Key.COMMENT] >= 50
