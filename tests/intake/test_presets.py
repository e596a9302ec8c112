"""Each platform's files: known by their header, read by their preset, with what is no answer set
aside. The samples are made up after the platforms' own documents.
"""

import json
from pathlib import Path

import pytest
from tests.intake.conftest import NOW, Import, responses
from tests.intake.preset_samples import SAMPLES, Sample, on

from npstui.intake.errors import OptionError
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.presets.reading import all_presets, read_preset
from npstui.store.store import Store

FORMATS = Path(__file__).parents[2].parent / "shared" / "data" / "formats"


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_platforms_file_is_known_and_read(store: Store, take: Import, sample: Sample) -> None:
    result = take(sample.text, sample.name)
    assert result.refusal is None
    assert result.preset == sample.preset
    assert {reason: n for reason, n in result.fates.set_aside.items() if n} == sample.aside
    assert result.fates.quarantined == 0
    assert result.source == (sample.source or sample.preset)
    rows = responses(store).sort("responded_at", nulls_last=True).to_dicts()
    if None in sample.scores:
        assert rows[-1]["score"] == sample.scores[None]
    else:
        assert {row["response_id"]: row["score"] for row in rows} == sample.scores
    first = {name: rows[0][name] for name in sample.first}
    assert first == sample.first
    again = take(sample.text, sample.name)
    assert (again.fates.imported, again.fates.changed) == (0, 0)


def test_every_preset_has_a_sample() -> None:
    assert {preset.name for preset in all_presets()} == {each.preset for each in SAMPLES.values()}


@pytest.mark.skipif(not FORMATS.is_dir(), reason="the samples are not beside the checkout")
@pytest.mark.parametrize(
    ("name", "preset", "rows", "imported"),
    [
        ("asknicely_responses.json", "asknicely", 2, 1),
        ("delighted_survey_responses.json", "delighted", 2, 2),
        ("google_forms_direct_csv.csv", "google-forms", 1, 1),
        ("hubspot_feedback_submissions.json", "hubspot", 1, 1),
        ("limesurvey_export_code_and_text.csv", "limesurvey", 3, 2),
        ("qualtrics_nps_export.csv", "qualtrics", 3, 1),
        ("surveymonkey_export.csv", "surveymonkey", 3, 3),
        ("typeform_export.csv", "typeform", 2, 1),
        ("typeform_webhook.json", "typeform", 1, 1),
        ("wootric_responses_api.json", "wootric", 1, 1),
        ("zendesk_nps_incremental_responses.json", "zendesk", 1, 1),
    ],
)
def test_a_documented_sample_is_known_and_read(
    store: Store, name: str, preset: str, rows: int, imported: int
) -> None:
    (result,) = import_files(
        store, [FORMATS / name], ImportOptions(), actor="ann", person="ann", now=NOW
    )
    assert (result.refusal, result.preset) == (None, preset)
    assert (result.fates.rows, result.fates.imported) == (rows, imported)


def test_an_answer_that_a_webhook_updates_is_changed_or_taken(store: Store, take: Import) -> None:
    body = SAMPLES["asknicely webhook"].content
    take(json.dumps(body), "1.json")
    body = {**body, "count": "2", "question": {**body["question"], "score": "3"}}
    assert take(json.dumps(body), "2.json").fates.changed == 1
    assert take(json.dumps(body), "3.json", update=True).fates.updated == 1
    assert responses(store)["score"].to_list() == [3]


def test_an_accounts_zone_is_said_unless_told(take: Import) -> None:
    text = SAMPLES["microsoft forms"].text
    assert "account's time zone" in " ".join(take(text).notes)
    assert "account's time zone" not in " ".join(take(text, time_zone="America/New_York").notes)


def test_a_preset_can_be_told_or_left_out(take: Import) -> None:
    text = SAMPLES["tally"].text
    assert take(text, preset="none").preset is None
    told = take("id,score\n1,9\n", preset="Zendesk")
    assert told.preset == "zendesk"
    assert "a Zendesk NPS file has “rating”, “rated_at”" in " ".join(told.notes)


def test_an_unknown_preset_is_answered_with_the_list(take: Import) -> None:
    with pytest.raises(OptionError, match=r"The nearest is delighted.*wootric, zendesk, and none"):
        take("id,score\n1,9\n", preset="delited")


def test_a_preset_of_ones_own_is_read_and_comes_first(store: Store, take: Import) -> None:
    folder = store.path / "presets"
    folder.mkdir()
    (folder / "shop.toml").write_text(
        'title = "Our shop"\n[[shape]]\nsignature = ["Order", "Stars out of ten"]\n'
        'fields.score = "Stars out of ten"\nfields.response_id = "/^order$/"\n'
        'set_aside = [{ column = "Kind", is = ["try"], reason = "test" }]\n'
    )
    result = take("Order,Stars out of ten,Kind\n1,9,real\n2,3,Try\n")
    assert (result.preset, result.fates.imported) == ("shop", 1)
    assert result.fates.set_aside["test"] == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[shape", "is no TOML file"),
        ("title = 'x'", "has no “shape”"),
        ("[[shape]]\nkind = 'x'", "has no “signature”"),
        ("[[shape]]\nsignature = ['a']\nfields.skore = 'a'", "“skore” is no field"),
        ("[[shape]]\nsignature = ['/(/']", "is no preset"),
        ("[[shape]]\nsignature = ['a']\nset_aside = [{column = 'a', reason = 'x'}]", "one of is"),
        ("[[shape]]\nsignature = ['a']\nskip = 1", "“skip” is no key"),
    ],
)
def test_a_preset_file_that_is_wrong_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(OptionError, match=rf"mine\.toml.*{sentence}"):
        read_preset(path)


def test_a_qualtrics_header_that_names_the_accounts_zone_is_believed(
    store: Store, take: Import
) -> None:
    """The third header row of newer exports says timeZone beside the ImportId."""
    told = '{""ImportId"":""NAME"",""timeZone"":""America/Denver""}'
    text = SAMPLES["qualtrics"].text
    for name in ("startDate", "endDate", "recordedDate"):
        text = text.replace(f'{{""ImportId"":""{name}""}}', told.replace("NAME", name))
    result = take(text)
    assert "time zone" not in " ".join(result.notes)
    assert responses(store)["responded_at"].to_list() == [on(1, 15, 28, 48)]


def test_any_number_of_a_form_is_no_score(take: Import) -> None:
    """Typeform's plain number is an age or a count; nps and opinion_scale are scales."""
    number = {"type": "number", "number": 2, "field": {"id": "a", "type": "number"}}
    form = {"form_id": "f", "token": "t", "submitted_at": "2026-11-01T08:00:00Z"}
    content = json.dumps({"form_response": {**form, "answers": [number]}})
    assert "no column of scores" in str(take(content, "a.json").refusal)


def test_a_group_in_words_is_no_comment_of_hubspot(take: Import) -> None:
    header = "Feedback Submission ID,Survey Type,Response,Rating,Content,Submission Date\n"
    mapping = take(f"{header}1,NPS,Promoter,9,good,2026-11-01\n").mapping or {}
    assert mapping["comment"] == "Content"


def test_the_column_beside_qualtrics_groups_is_the_score_whatever_it_asks(take: Import) -> None:
    header = "RecordedDate,ResponseId,Finished,Q1_NPS_GROUP,Q1,Q2\n"
    texts = "Recorded Date,Response ID,Finished,Group,Wie sehr?,Und?\n"
    imports = ",".join(f'"{{""ImportId"":""{n}""}}"' for n in range(6))
    content = f"{header}{texts}{imports}\n2026-11-01 10:00:00,R_1,1,Promoter,10,gut\n"
    result = take(content)
    assert result.mapping is not None
    assert result.mapping["score"] == "Q1. Wie sehr?"
    assert (result.preset, result.fates.imported) == ("qualtrics", 1)
