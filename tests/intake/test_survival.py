"""What an importer must survive: each thing that real exports do, in a file of its own."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.intake.conftest import NOW, Import, responses

from npstui.intake.accounting import rows_accounted
from npstui.intake.errors import IntakeError
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.plan import inspect
from npstui.intake.staging import FileResult
from npstui.store.store import Store

QUESTION = "How likely are you to recommend us?"


def accounted(result: FileResult) -> FileResult:
    assert result.refusal is None
    assert result.fates.rows == rows_accounted(result.fates)
    return result


def test_a_score_beside_its_group_is_the_score(store: Store, take: Import) -> None:
    rows = "".join(f"{row},{1 + row % 3},{(4, 8, 10)[row % 3]}\n" for row in range(12))
    result = accounted(take(f"id,Q1_NPS_GROUP,Q1 {QUESTION}\n{rows}"))
    assert result.mapping is not None
    assert result.mapping["score"] == f"Q1 {QUESTION}"
    assert set(responses(store)["score"]) == {4, 8, 10}


def test_a_question_and_its_group_are_told_apart(take: Import) -> None:
    header = f'id,"{QUESTION} - Group","{QUESTION}"\n'
    result = accounted(take(header + "1,1,2\n2,3,10\n3,2,7\n"))
    assert result.mapping is not None
    assert result.mapping["score"] == QUESTION


def test_a_contribution_is_no_score(take: Import) -> None:
    result = accounted(take("id,nps,rating\n1,-100,3\n2,100,9\n3,0,8\n"))
    assert result.mapping is not None
    assert result.mapping["score"] == "rating"


def test_a_score_without_a_name_is_known_by_the_category_beside_it(take: Import) -> None:
    words = ["Detractor"] * 7 + ["Passive"] * 2 + ["Promoter"] * 2
    rows = "".join(f"{row},{row % 11},{words[row % 11]}\n" for row in range(33))
    result = accounted(take("Nr,X17,Group\n" + rows))
    assert result.mapping is not None
    assert result.mapping["score"] == "X17"
    assert result.confidence["score"] == "likely"
    assert "a column of categories beside it says the same" in " ".join(result.notes)


def test_a_refusal_lists_what_was_found(take: Import) -> None:
    refusal = str(take("id,Q7,Q8\n1,7,a\n2,9,b\n").refusal)
    assert "“id”, “Q7”, “Q8”" in refusal
    assert "“Q7” holds such numbers" in refusal
    assert "--map score=COLUMN" in refusal


def test_columns_without_a_known_name_are_known_by_what_they_hold(take: Import) -> None:
    rows = "".join(
        f"{place}f3a9c{place},2026-11-{place + 1:02} 10:00:00,9,my own words on number {place},"
        f"p{place}@x.no\n"
        for place in range(20)
    )
    result = accounted(take("row token,A,NPS,B,C\n" + rows))
    assert result.mapping == {
        "response_id": "row token",
        "responded_at": "A",
        "score": "NPS",
        "comment": "B",
        "email": "C",
    }
    assert result.confidence["comment"] == "guessed"
    assert "by what it holds" in " ".join(result.notes)


def test_a_time_of_sending_is_not_the_answers(take: Import) -> None:
    result = accounted(take("id,score,sent_at,invited on\n1,9,2026-11-01,2026-11-01\n"))
    assert result.mapping is not None
    assert "responded_at" not in result.mapping


def test_an_id_that_repeats_is_no_id(take: Import) -> None:
    rows = "".join(f"{row % 3},9\n" for row in range(30))
    result = accounted(take("id,score\n" + rows))
    assert result.mapping == {"score": "score"}
    assert result.fates.imported == 30


def test_first_and_last_name_are_one_name(store: Store, take: Import) -> None:
    accounted(take("score,First Name,Last Name\n9,Ann,Berg\n8,Bo,\n7,,\n"))
    names = responses(store).sort("score", descending=True)["customer_name"].to_list()
    assert names == ["Ann Berg", "Bo", None]


def test_empty_repeated_and_broken_headers(store: Store, take: Import) -> None:
    result = accounted(take('id,"How likely are you\r\nto recommend us?",,note,note\n1,9,a,b,c\n'))
    assert result.mapping is not None
    assert result.mapping["score"] == QUESTION
    assert {"column 3", "note", "note (2)"} <= set(responses(store).columns)


def test_line_breaks_in_comments_ragged_rows_and_crlf(store: Store, take: Import) -> None:
    result = accounted(
        take('id,score,comment\r\n1,9,"two\r\nlines"\r\n2,8\r\n3,7,x,,\r\n4,6,y,z\r\n')
    )
    assert (result.fates.imported, result.fates.quarantined) == (2, 2)
    assert "two\nlines" in responses(store)["comment"].to_list()


def test_scores_in_all_their_forms(store: Store, take: Import) -> None:
    given = [
        "8",
        "8.0",
        '"8"',
        "Extremely likely - 10",
        "0 - Not at all",
        "10 (very likely)",
        "9分",
    ]
    aside = ["", "NA", "N/A"]
    wrong = ["11.0", "8.9", "Promoter", "ok"]
    rows = "".join(f"{row},{cell}\n" for row, cell in enumerate([*given, *aside, *wrong]))
    result = accounted(take("id,score\n" + rows))
    assert (result.fates.imported, result.fates.quarantined) == (7, 4)
    assert result.fates.set_aside == {"unanswered": 3}
    assert sorted(responses(store)["score"]) == [0, 8, 8, 8, 9, 10, 10]


@pytest.mark.parametrize(
    ("header", "cell", "reason"),
    [
        ("excluded_from_calculations", "true", "excluded"),
        ("isBogus", "True", "bogus"),
        ("is test", "yes", "test"),
        ("Response Type", "preview", "test"),
        ("survey_type", "CSAT", "other metric"),
        ("question_type", "5star", "other metric"),
    ],
)
def test_rows_that_are_no_answers_are_set_aside(
    take: Import, header: str, cell: str, reason: str
) -> None:
    result = accounted(take(f"id,score,{header}\n1,9,\n2,8,{cell}\n3,70,{cell}\n"))
    assert (result.fates.imported, result.fates.quarantined) == (1, 0)
    assert result.fates.set_aside == {reason: 2}


@pytest.mark.parametrize(
    ("header", "cell", "reason"),
    [
        ("Response Type", "partial", "partial"),
        ("Finished", "False", "partial"),
        ("status", "in progress", "partial"),
        ("dismissed", "true", "dismissed"),
        ("event_name", "decline", "dismissed"),
    ],
)
def test_rows_without_a_score_say_why(take: Import, header: str, cell: str, reason: str) -> None:
    result = accounted(take(f"id,score,{header}\n1,9,{cell}\n2,,{cell}\n3,,\n"))
    assert result.fates.imported == 1
    assert result.fates.set_aside == {reason: 1, "unanswered": 1}


def test_most_rows_unanswered(take: Import) -> None:
    rows = "".join(f"{row},{9 if row % 5 == 0 else ''}\n" for row in range(100))
    assert accounted(take("id,score\n" + rows)).fates.set_aside == {"unanswered": 80}


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("1574931201", datetime(2019, 11, 28, 8, 53, 21, tzinfo=UTC)),
        ("1574931201123", datetime(2019, 11, 28, 8, 53, 21, 123000, tzinfo=UTC)),
        ("2016-12-16 09:05:00 -0800", datetime(2016, 12, 16, 17, 5, tzinfo=UTC)),
        ('"Friday, 9 October 2020"', datetime(2020, 10, 8, 22, tzinfo=UTC)),
        ("202104", datetime(2021, 3, 31, 22, tzinfo=UTC)),
        ("Dec.20", datetime(2020, 11, 30, 23, tzinfo=UTC)),
        ("2022/06/22 11:07:29 AM AST", datetime(2022, 6, 22, 15, 7, 29, tzinfo=UTC)),
        ("2026-11-20 10:11:12 GMT+1", datetime(2026, 11, 20, 9, 11, 12, tzinfo=UTC)),
        ("20.11.2026 09:05", datetime(2026, 11, 20, 8, 5, tzinfo=UTC)),
        ("2026-11-20 9.05", datetime(2026, 11, 20, 8, 5, tzinfo=UTC)),
        ("11/20/2026 07:48:07 AM", datetime(2026, 11, 20, 6, 48, 7, tzinfo=UTC)),
        ("1980-01-01 00:00:00", None),
        ("31/02/2026", None),
    ],
)
def test_times_in_all_their_forms(
    store: Store, take: Import, cell: str, moment: datetime | None
) -> None:
    accounted(take(f"score,date\n9,{cell}\n"))
    assert responses(store)["responded_at"].to_list() == [moment]


def test_a_header_that_names_a_zone_is_believed(store: Store, take: Import) -> None:
    accounted(take("score,Submit Date (UTC)\n9,2026-11-20 10:00:00\n"))
    assert responses(store)["responded_at"].to_list() == [datetime(2026, 11, 20, 10, tzinfo=UTC)]


def test_the_same_person_twice_and_an_answer_that_was_updated(take: Import) -> None:
    result = accounted(take("id,score,email\n1,9,a@x.no\n2,3,a@x.no\n1,9,a@x.no\n2,7,a@x.no\n"))
    fates = result.fates
    assert (fates.imported, fates.already_known, fates.changed) == (2, 1, 1)


def test_escaped_cells_come_in_as_they_were_meant(store: Store, take: Import) -> None:
    accounted(take("score,comment,phone\n9,'=SUM(1),'+46700000000\n"))
    row = responses(store).row(0, named=True)
    assert (row["comment"], row["phone"]) == ("=SUM(1)", "+46700000000")


def wide(path: Path, columns: int) -> Path:
    header = ["score", *(f"What about the thing number {place}?" for place in range(columns - 1))]
    path.write_text("\n".join([",".join(header)] + [",".join(["9"] * columns)] * 8) + "\n")
    return path


def test_five_thousand_columns_are_looked_at_in_half_a_second(tmp_path: Path) -> None:
    path = wide(tmp_path / "wide.csv", 5_000)
    inspect(path, ImportOptions())
    started = time.process_time()
    assert inspect(path, ImportOptions()).mapping == {"score": "score"}
    assert time.process_time() - started < 0.5


def test_ten_thousand_columns_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="10,000 columns"):
        inspect(wide(tmp_path / "wide.csv", 10_000), ImportOptions())


@pytest.mark.parametrize(
    "header",
    [
        "Tidsstämpel;Hur troligt är det att du skulle rekommendera oss?;Varför?",
        "Zeitstempel;Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?;Warum?",
        "Horodateur;Quelle est la probabilité que vous nous recommandiez ?;Pourquoi ?",
        "Marca temporal;¿Qué tan probable es que nos recomiende?;¿Por qué?",
        "Carimbo de data/hora;Qual a probabilidade de nos recomendar?;Por quê?",
        "Tidsmerke;Hvor sannsynlig er det at du vil anbefale oss?;Hvorfor?",
        "Tidsstempel;Hvor sandsynligt er det, at du vil anbefale os?;Hvorfor?",
        "Tijdstempel;Hoe waarschijnlijk is het dat u ons aanbeveelt?;Waarom?",
        "提交时间;您有多大可能推荐我们？;为什么？",
        "提交時間;您會推薦我們的可能性有多高？;為什麼？",
        "응답일시;저희를 추천하실 의향이 얼마나 되시나요?;점수를 주신 이유는?",
        "回答日時;友人に薦める可能性はどのくらいですか？;その理由は？",
    ],
)
def test_a_form_in_any_language_is_understood(store: Store, take: Import, header: str) -> None:
    result = accounted(take(f"{header}\n;9;x\n"))
    assert set(result.mapping or ()) == {"responded_at", "score", "comment"}
    row = responses(store).row(0, named=True)
    assert (row["score"], row["comment"]) == (9, "x")


def test_a_file_imported_again_adds_nothing_in_any_encoding(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("poäng;varför\n9;bra å bäst\n9;bra å bäst\n".encode("cp1252"))
    for imported in (2, 0):
        (result,) = import_files(store, [path], ImportOptions(), actor="ann", person="ann", now=NOW)
        assert result.fates.imported == imported


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("Customer survey report\nGenerated 2026-11-20\n\n", "id,score,comment"),
        ("NPS report;;\n;;\n", "id;score;comment"),
        ('"Report\nof two lines"\n', "id\tscore\tcomment"),
        ("Report for Oslo, Bergen\n", "id,score,comment,region,product"),
    ],
)
def test_a_report_s_title_above_the_header_is_left_out(
    store: Store, take: Import, above: str, line: str
) -> None:
    separator = line[2]
    rows = [line, separator.join(["1", "9", "good", "Oslo", "ride"][: line.count(separator) + 1])]
    rows += [separator.join(["2", "x", "bad", "Oslo", "ride"][: line.count(separator) + 1])]
    result = take(above + "\n".join(rows) + "\n")
    assert (result.fates.rows, result.fates.imported, result.fates.quarantined) == (2, 1, 1)
    assert any("above the header left out" in note for note in result.notes)
    assert responses(store)["comment"].to_list() == ["good"]
    kept = (store.path / str(result.quarantine_file)).read_text()
    assert f"\n{above.count(chr(10)) + 3}," in kept


@pytest.mark.parametrize(
    "content",
    [
        "score\n9\n8\n",
        ",,nps\na,b,9\nc,d,8\n",
        "nps,\n9,good\n8,\n",
    ],
)
def test_a_header_of_few_words_is_no_title(take: Import, content: str) -> None:
    result = take(content)
    assert (result.refusal, result.fates.imported) == (None, 2)
    assert not any("above the header" in note for note in result.notes)


def test_a_stray_nul_costs_its_row_alone(take: Import) -> None:
    result = take("id,score,comment\n1,9,go\0od\n2,8,fine and well\n")
    assert (result.fates.imported, result.fates.quarantined) == (1, 1)


@pytest.mark.parametrize(
    "header",
    [
        "How satisfied are you with us? (0-10)",
        "On a scale from 0 to 10, how easy was it to get help?",
        "Hur nöjd är du på en skala 0-10?",
        "Wie zufrieden sind Sie, von 0 bis 10?",
        "您对我们满意吗？0到10",
    ],
)
def test_another_metric_on_the_same_scale_is_no_score(take: Import, header: str) -> None:
    result = take(f'id,"{header}"\n1,9\n2,3\n')
    assert "it has no column of scores from 0 to 10" in str(result.refusal)
    told = take(f'id,"{header}"\n1,9\n2,3\n', mapping={"score": header})
    assert told.refusal is None


def test_a_time_of_another_thing_is_not_guessed_to_be_the_answers(take: Import) -> None:
    rows = "".join(f"{row},2026-10-{1 + row:02d} 10:00,{row % 11}\n" for row in range(20))
    assert "responded_at" not in (accounted(take(f"id,last_login,nps\n{rows}")).mapping or {})


def test_of_one_cell_is_told_as_of_one(take: Import) -> None:
    result = accounted(take("id,date,nps\n1,someday,8\n2,2026-10-01,9\n"))
    said = " ".join(result.notes)
    assert "1 cell in “date” is no date that can be read" in said


def test_a_day_and_a_time_of_day_in_two_columns_are_one_time(store: Store, take: Import) -> None:
    text = "id,date,time,nps\n1,2026-10-01,8:30,9\n2,2026-10-02,,3\n3,2026-10-03,9:05 PM,7\n"
    accounted(take(text, time_zone="UTC"))
    assert responses(store).sort("response_id")["responded_at"].to_list() == [
        datetime(2026, 10, 1, 8, 30, tzinfo=UTC),
        datetime(2026, 10, 2, tzinfo=UTC),
        datetime(2026, 10, 3, 21, 5, tzinfo=UTC),
    ]


def test_how_long_it_took_is_no_time_of_day(store: Store, take: Import) -> None:
    accounted(take("id,date,time spent,nps\n1,2026-10-01,00:35,9\n", time_zone="UTC"))
    assert responses(store)["responded_at"].to_list() == [datetime(2026, 10, 1, tzinfo=UTC)]


def test_an_id_that_comes_again_at_other_times_is_a_persons(take: Import) -> None:
    rows = "".join(
        f"k{row % 30},2026-10-{1 + row % 28:02d} {row // 28:02d}:00,9\n" for row in range(40)
    )
    result = accounted(take("id,date,nps\n" + rows))
    assert (result.fates.imported, result.fates.changed) == (40, 0)
    assert "“id” comes again at other times" in " ".join(result.notes)


def test_a_markdown_table_is_refused_for_its_cells_are_changed(take: Import) -> None:
    table = "| id | score | comment |\n| --- | ---: | --- |\n| a | 9 | two<br>lines |\n"
    assert "it is a Markdown table" in str(take(table).refusal)
    assert take("id|score\na|9\n").refusal is None


@pytest.mark.parametrize("first", ["1,9,good people", "ann@x.no,9,good people"])
def test_a_file_without_a_header_is_refused_as_such(take: Import, first: str) -> None:
    refusal = str(take(f"{first}\nbo@x.no,3,bad people\n").refusal)
    assert "its first row is no header but holds an answer" in refusal


def test_a_title_with_a_date_is_no_header(take: Import) -> None:
    rows = "Generated,,2026-11-20,\nid,score,comment,date\na,9,good,2026-11-01\n"
    assert take(rows).fates.imported == 1
