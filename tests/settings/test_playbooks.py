"""The built-in playbooks in every language, and what a store puts over them."""

import tomllib
from pathlib import Path

import pytest

from npstui.model.category import Category
from npstui.model.playbooks import FACTS, Piece, Playbooks, told_tag
from npstui.model.templates import fill
from npstui.settings.documents import SettingsError
from npstui.settings.playbooks import load_playbooks

BUILT_IN = (
    "app", "detractor", "fixed", "late-delivery", "passive", "payment", "price", "promoter",
    "staff", "support",
)  # fmt: skip
LANGUAGES = ("en", "sv", "no", "nl", "zh-Hant")
FULL: dict[str, str | None] = {**{name: f"<{name}>" for name in FACTS}, "score": "7"}


def load(folder: Path, document: str = "") -> Playbooks:
    file = folder / "store.toml"
    file.write_text(document)
    return load_playbooks(folder, tomllib.loads(document).get("playbooks", {}), file)


@pytest.fixture(scope="module")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Playbooks:
    return load(tmp_path_factory.mktemp("store"))


def test_every_store_has_the_set_in_five_languages(built_in: Playbooks) -> None:
    assert tuple(built_in.by_name) == BUILT_IN
    for book in built_in.by_name.values():
        assert set(book.texts) == set(LANGUAGES)
        assert all(set(pieces) == set(Piece) for pieces in book.texts.values())
        assert 20 < len(book.does) < 100


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_reads_well_with_all_facts_with_none_and_without_each(
    built_in: Playbooks, name: str, language: str
) -> None:
    for piece, template in built_in.by_name[name].texts[language].items():
        asked = template.facts()
        whole = fill(template, FULL)
        assert whole.missing == ()
        assert all(str(FULL[fact]) in whole.text for fact in asked)
        tries: list[dict[str, str | None]] = [
            {"score": "7"},
            *({**FULL, fact: None} for fact in asked - {"score"}),
        ]
        for facts in tries:
            said = fill(template, facts)
            lacking = {fact for fact in asked if not facts.get(fact)}
            assert set(said.missing) == lacking, piece
            _reads_well(said.text)


def _reads_well(text: str) -> None:
    assert text == text.strip()
    assert text
    wrong = ("  ", " ,", " .", " !", " ?", "{", "}", "[", "]", "\n\n\n", "()", "（）", "「」",
             "””", "“”", "«»", ",,", "，，", "..", "。。", "，。", "<None>", "None")  # fmt: skip
    assert not [sign for sign in wrong if sign in text], text
    assert not text.startswith((",", "，", ".", "。", ":", "："))
    for line in text.split("\n"):
        assert line == line.strip(), line


def test_the_store_s_own_sentences_go_alone(built_in: Playbooks) -> None:
    for book in built_in.by_name.values():
        for pieces in book.texts.values():
            for template in pieces.values():
                own = {**FULL, "remedy": "REMEDY.", "difference": "DIFFERENCE."}
                whole = fill(template, own).text.replace(" ", "")
                bare = fill(template, {**own, "remedy": None, "difference": None}).text
                expected = whole.replace("REMEDY.", "").replace("DIFFERENCE.", "")
                assert bare.replace(" ", "").strip() == expected.strip()


def test_passives_are_asked_told_the_difference_and_when_we_ask_again(built_in: Playbooks) -> None:
    for language in LANGUAGES:
        text = built_in.by_name["passive"].texts[language][Piece.TEXT]
        assert {"difference", "told"} <= text.facts()
        assert "9" in fill(text, FULL).text
        assert "10" in fill(text, FULL).text


def test_the_playbook_is_the_tag_s_else_the_category_s(built_in: Playbooks) -> None:
    def named(category: Category, *tags: str) -> str:
        book = built_in.for_case(category, tags)
        assert book is not None
        return book.name

    assert named(Category.DETRACTOR) == "detractor"
    assert named(Category.DETRACTOR, "unheard-of", "late-driver") == "late-delivery"
    assert named(Category.DETRACTOR, "app-crash", "payment") == "app"
    assert named(Category.PASSIVE, "price") == "passive"
    assert named(Category.PROMOTER) == "promoter"


def test_a_store_changes_one_text_and_keeps_the_others(tmp_path: Path) -> None:
    books = load(
        tmp_path,
        """
[playbooks]
language = "sv"
ask_again = "2mo"
[playbooks.facts]
difference = {sv = "Fast pris.", nb = "Fast pris!"}
ride_code = "FREE"
[playbooks.late-delivery]
does = "Ring alltid."
[playbooks.late-delivery.facts]
remedy = "Nästa resa är gratis."
[playbooks.late-delivery.sv]
sms = "Hej[ {first_name}], koden är {ride_code}. {remedy}"
""",
    )
    book = books.by_name["late-delivery"]
    own = books.own_facts(book, "sv")
    assert (books.language, books.ask_again, book.does) == ("sv", "2mo", "Ring alltid.")
    assert fill(book.texts["sv"][Piece.SMS], own).text == (
        "Hej, koden är FREE. Nästa resa är gratis."
    )
    assert "förseningen" in fill(book.texts["sv"][Piece.TEXT], own).text
    assert books.own_facts(books.by_name["passive"], "no")["difference"] == "Fast pris!"
    assert "difference" not in books.own_facts(books.by_name["passive"], "en")


def test_a_file_adds_a_playbook_and_store_toml_stands_over_it(tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "lost-property.toml").write_text(
        'does = "Ask where."\ntags = ["lost"]\n[da]\ntext = "Hej[ {first_name}],"\n'
    )
    books = load(tmp_path, '[playbooks.lost-property]\ndoes = "Ask when."\n')
    book = books.by_name["lost-property"]
    assert (book.does, book.tags) == ("Ask when.", ("lost-property", "lost"))
    assert books.for_case(Category.DETRACTOR, ["lost"]) is book


BAD = [
    ('[playbooks.app.sv]\ntext = """\nHej,\n\nom {prodct}\n"""', "line 5", "{product}?"),
    ('[playbooks.app.sv]\nsubject = "Hej {nam}"', "line 2", "{name}?"),
    ('[playbooks.app.sv]\ntxt = "Hej"', "line 2", "did you mean text?"),
    ('[playbooks.new.sv]\nsubject = "Hej"', "line 1", "wants a text for each"),
    ('[playbooks.app]\ncategories = ["detractors"]', "line 2", "is no category"),
    ('[playbooks]\nlangage = "sv"', "line 2", "did you mean language?"),
    ('[playbooks]\nask_again = "soon"', "line 2", "is no duration"),
    ('[playbooks.facts]\n"Big One" = "x"', "line 2", "small letters"),
    ("[playbooks.app]\ndoes = 3", "line 2", "wants a text"),
    ('[playbooks.app]\n"does it" = "x"', "line 2", "no setting of a playbook"),
]


@pytest.mark.parametrize(("document", "line", "said"), BAD)
def test_what_is_wrong_is_named_with_file_and_line(
    tmp_path: Path, document: str, line: str, said: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, document)
    assert f"{tmp_path / 'store.toml'}, {line}: " in str(caught.value)
    assert said in str(caught.value)


def test_a_wrong_fact_in_a_file_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    file = tmp_path / "playbooks" / "app.toml"
    file.write_text('[no]\nsms = "Hei {fornavn}, her"\n')
    with pytest.raises(SettingsError, match=r"app\.toml, line 2: \{fornavn\} is no fact"):
        load(tmp_path)


def test_only_playbooks_called_fixed_tell_that_something_is_mended() -> None:
    told = {name: told_tag(name) for name in ("fixed", "fixed-gate", "fixedly", "app", "")}
    assert told == {
        "fixed": "told-fixed", "fixed-gate": "told-fixed-gate", "fixedly": None, "app": None,
        "": None,
    }  # fmt: skip
