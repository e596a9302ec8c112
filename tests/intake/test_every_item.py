"""The items of what an importer must survive, each with the tests that hold it.

A row is an item in the words of the list, and `file::test` or `file::test[part of a case]`. What
is checked here is that each of them exists, so that none can be lost without somebody noticing.
"""

import ast
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from tests.intake.conftest import NOW, Import, Write, responses

from npstui.desk.desk import Desk
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.store.errors import StoreFull
from npstui.store.store import Store

HERE = Path(__file__).parent

ITEMS: dict[str, tuple[str, ...]] = {
    "one, two or three header rows": (
        "header_rows::test_the_header_ends_where_the_answers_begin",
        "header_rows::test_a_code_stands_before_its_question_and_a_part_behind_it",
    ),
    "empty and repeated header cells": (
        "survival::test_empty_repeated_and_broken_headers",
        "headers::test_empty_and_repeated_headers_get_names_of_their_own",
    ),
    "line breaks inside headers": (
        "survival::test_empty_repeated_and_broken_headers",
        "plan::test_a_header_may_hold_line_ends",
    ),
    "line breaks inside comments": (
        "survival::test_line_breaks_in_comments_ragged_rows_and_crlf",
        "delimited::test_crlf_inside_a_comment_becomes_lf",
    ),
    "ragged rows": (
        "survival::test_line_breaks_in_comments_ragged_rows_and_crlf",
        "delimited::test_empty_cells_past_the_last_column_are_no_fault",
    ),
    "a mark of byte order": (
        "plan::test_a_mark_of_order_a_line_sep_and_blank_lines_stand_above_the_header",
        "encodings::test_a_file_is_read_in_its_encoding[utf-8-sig]",
    ),
    "cp1252": ("encodings::test_a_file_is_read_in_its_encoding[cp1252]",),
    "latin-1 with stray bytes": (
        "encodings::test_a_file_is_read_in_its_encoding[latin-1]",
        "encodings::test_bytes_that_windows_does_not_know_are_read_as_dos_wrote_them",
    ),
    "cp949": ("encodings::test_a_file_is_read_in_its_encoding[cp949]",),
    "gb18030": ("encodings::test_a_file_is_read_in_its_encoding[gb18030]",),
    "big5": ("encodings::test_a_file_is_read_in_its_encoding[big5]",),
    "utf-16": (
        "encodings::test_a_file_is_read_in_its_encoding[utf-16]",
        "json::test_utf16_json_is_read",
    ),
    "comma, semicolon, tab, bar": ("plan::test_the_separator_is_found",),
    "CRLF or LF": (
        "survival::test_line_breaks_in_comments_ragged_rows_and_crlf",
        "import::test_old_mac_line_ends_are_read",
    ),
    "scores as 8, 8.0, “8”, Extremely likely - 10": (
        "survival::test_scores_in_all_their_forms",
        "scores::test_every_form_of_a_score_is_read",
    ),
    "no score: empty, NA": (
        "survival::test_scores_in_all_their_forms",
        "scores::test_no_answer_is_no_fault",
    ),
    "11.0 and 8.9 as scores": (
        "survival::test_scores_in_all_their_forms[8.9]",
        "scales::test_fractions_stay_out_and_that_is_said",
    ),
    "1-7 and 1-10 scales": (
        "scales::test_another_scale_is_refused_in_words[(1-7)]",
        "scales::test_another_scale_is_refused_in_words[(1-10)]",
        "scales::test_ten_without_a_zero_is_said",
    ),
    "category words only": (
        "plan::test_a_column_of_categories_is_no_score",
        "scales::test_another_scale_is_refused_in_words[Very likely]",
    ),
    "several metrics in one list": (
        "survival::test_rows_that_are_no_answers_are_set_aside[other metric]",
    ),
    "unix seconds, whole or as text": (
        "survival::test_times_in_all_their_forms[1574931201]",
        "presets::test_a_documented_sample_is_known_and_read",
    ),
    "unix milliseconds": ("survival::test_times_in_all_their_forms[1574931201123]",),
    "ISO with Z, an offset, -0800, or none": (
        "moments::test_a_form_is_read[-07:00]",
        "moments::test_a_form_is_read[-0800]",
        "import::test_naive_times_are_in_the_zone_told_else_the_stores",
    ),
    "day first or month first": (
        "day_orders::test_the_rows_tell_the_order",
        "day_orders::test_what_could_be_both_is_refused_with_both",
    ),
    "Friday, 9 October 2020; 202104; Dec.20": (
        "survival::test_times_in_all_their_forms[Friday, 9 October 2020]",
        "survival::test_times_in_all_their_forms[202104]",
        "survival::test_times_in_all_their_forms[Dec.20]",
    ),
    "days and months that are not padded, by number or by name": (
        "every_item::test_dates_that_are_not_padded",
    ),
    "hours that a clock change leaves out or repeats": (
        "moments::test_an_hour_that_came_twice_is_the_first_and_one_that_never_came_is_moved_on",
    ),
    "the same person several times; an answer that was updated; ids that repeat": (
        "survival::test_the_same_person_twice_and_an_answer_that_was_updated",
        "survival::test_an_id_that_repeats_is_no_id",
        "presets::test_an_answer_that_a_webhook_updates_is_changed_or_taken",
    ),
    "excluded, bogus, preview rows": (
        "survival::test_rows_that_are_no_answers_are_set_aside[excluded]",
        "survival::test_rows_that_are_no_answers_are_set_aside[bogus]",
        "survival::test_rows_that_are_no_answers_are_set_aside[preview]",
    ),
    "partial and dismissed rows": (
        "survival::test_rows_without_a_score_say_why[partial]",
        "survival::test_rows_without_a_score_say_why[dismissed]",
    ),
    "sent and not answered, up to 80 % of the rows": ("survival::test_most_rows_unanswered",),
    "cells escaped against formulas": (
        "survival::test_escaped_cells_come_in_as_they_were_meant",
        "headers::test_the_mark_against_formulas_comes_off_once",
        "cells::test_the_mark_against_formulas_is_taken_off",
    ),
    "workbooks: the right sheet, a header below a title, mixed types": (
        "workbooks::test_the_sheet_with_the_scores_is_found_and_its_header_under_a_title",
        "workbooks::test_a_sheet_comes_in_with_true_times_and_float_scores",
    ),
    "JSON: a list, an envelope, nested, lines": (
        "json::test_a_list_and_every_envelope_hold_the_same_answers",
        "json::test_nested_values_have_paths",
        "json::test_lines_of_json_come_in_with_their_line_numbers",
    ),
    "Parquet, gzip, folders, standard input": (
        "packed::test_parquet_comes_in_with_its_types",
        "packed::test_a_packed_file_is_read_as_what_it_holds",
        "packed::test_a_folder_takes_every_format",
        "import::test_standard_input_needs_a_source",
    ),
    "columns by name in thirteen languages": (
        "survival::test_a_form_in_any_language_is_understood",
        "headers::test_every_canonical_field_has_names_in_every_language",
    ),
    "columns by what they hold": (
        "survival::test_columns_without_a_known_name_are_known_by_what_they_hold",
        "survival::test_a_score_without_a_name_is_known_by_the_category_beside_it",
        "every_item::test_what_to_split_by_is_known_by_what_it_holds",
    ),
    "a password, a cut workbook, a bomb": (
        "workbooks::test_a_password_a_cut_and_a_bomb_are_said",
        "packed::test_what_unpacks_beyond_measure_is_refused",
    ),
    "10,000 columns; one endless line; NUL bytes": (
        "survival::test_ten_thousand_columns_are_refused_in_words",
        "chunks::test_a_file_without_line_ends_is_refused_before_it_fills_the_memory",
        "survival::test_a_stray_nul_costs_its_row_alone",
    ),
    "no permission; a file that goes or is cut midway; a full disk": (
        "import::test_a_file_without_permission_is_refused",
        "import::test_a_file_that_is_gone_when_its_turn_comes_stops_no_other",
        "import::test_a_file_that_is_cut_while_it_is_read_is_half_imported_by_no_means",
        "every_item::test_a_full_disk_is_a_sentence_and_leaves_nothing",
    ),
    "every row accounted for, whatever the bytes": (
        "law::test_every_row_is_accounted_for",
        "law::test_every_row_is_accounted_for_in_any_dress",
        "json::test_every_record_is_accounted_for",
    ),
    "imported again adds nothing": (
        "real_files::test_every_file_is_read_or_refused_and_read_again_adds_nothing",
        "survival::test_a_file_imported_again_adds_nothing_in_any_encoding",
    ),
}


@cache
def text_of_tests(name: str) -> dict[str, str]:
    """The source of each test of a file with its cases, and the constants above it."""
    text = (HERE / f"test_{name}.py").read_text()
    tree = ast.parse(text)
    functions = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
    assigned = [each for each in tree.body if isinstance(each, ast.Assign)]
    constants = "".join(ast.get_source_segment(text, each) or "" for each in assigned)
    lines = text.splitlines()
    found = {}
    for each in functions:
        start = min([each.lineno, *(mark.lineno for mark in each.decorator_list)])
        body = "\n".join(lines[start - 1 : each.end_lineno])
        found[each.name] = body + (constants if each.decorator_list else "")
    return found


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_has_its_tests(item: str) -> None:
    for told in ITEMS[item]:
        file, _, rest = told.partition("::")
        test, _, case = rest.partition("[")
        tests = text_of_tests(file)
        assert test in tests, told
        assert case.removesuffix("]") in tests[test], told


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1 Jan 2026", (2026, 1, 1)),
        ("Jan 2026", (2026, 1, 1)),
        ("Jan 5, 2026", (2026, 1, 5)),
        ("2026/1/5", (2026, 1, 5)),
        ("5.1.2026", (2026, 1, 5)),
        ("Monday, 5 January 2026", (2026, 1, 5)),
    ],
)
def test_dates_that_are_not_padded(
    store: Store, take: Import, cell: str, day: tuple[int, int, int]
) -> None:
    take(f'score,date\n9,"{cell}"\n8,13.1.2026\n', time_zone="UTC")
    (row,) = responses(store).filter(score=9)["responded_at"].to_list()
    assert (row.year, row.month, row.day) == day


def test_what_to_split_by_is_known_by_what_it_holds(store: Store, take: Import) -> None:
    rows = "".join(
        f"{n},{n % 11},2026-11-{1 + n % 20:02},{'NSO'[n % 3]},tok{n},all\n" for n in range(60)
    )
    take("id,score,date,Q17,Q18,Q19\n" + rows, time_zone="UTC")
    with store:
        desk = Desk(store, person="ann", actor="ann")
        found = desk.parts.dimensions(NOW, "all")
    assert found[0].dimension == "Q17"
    assert {each.dimension: each.values for each in found if each.dimension.startswith("Q")} == {
        "Q17": 3,
        "Q18": 60,
        "Q19": 1,
    }


@contextmanager
def full(size: int) -> Iterator[None]:
    """No file grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [1_000, 60_000, 300_000])
def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    store: Store, write: Write, size: int
) -> None:
    path = write(
        "id,score,comment\n" + "".join(f"{n},9,{n * 7919:x} fine\n" for n in range(40_000))
    )

    def taken() -> int:
        (result,) = import_files(store, [path], ImportOptions(), actor="ann", person="ann", now=NOW)
        return result.fates.imported

    with pytest.raises(StoreFull, match="There is no room left on the disk"), full(size):
        taken()
    assert not [each for each in (store.path / "responses").glob("*") if each.is_file()]
    assert (store.imports(), responses(store).height) == ([], 0)
    assert taken() == 40_000
