"""What a typed filter probably means."""

import pytest

from npstui.filters.keys import known_keys
from npstui.filters.offers import missing_value, offer_for
from npstui.filters.parse import parse

KEYS = known_keys()
VALUES = {
    "region": ("Oslo", "Stockholm", "New York"),
    "language": ("sv", "nb", "fi"),
    "assignee": ("alice",),
    "tags": ("late-driver",),
}


@pytest.mark.parametrize(
    ("text", "words", "taken"),
    [
        ("stockholm", "Stockholm is a region: tab takes region:Stockholm", "region:Stockholm"),
        ("swedish", "Swedish is a language: tab takes language:Swedish", "language:Swedish"),
        ("svenska", "Swedish is a language: tab takes language:Swedish", "language:Swedish"),
        ("Norwegian", "Norwegian is a language", "language:Norwegian"),
        ("alice", "alice is an owner: tab takes owner:alice", "owner:alice"),
        ("late-driver", "late-driver is a tag: tab takes tag:late-driver", "tag:late-driver"),
        ("detractor", "detractor is a category", "category:detractor"),
        ("resolved", "resolved is a status: tab takes status:resolved", "status:resolved"),
        ("agreed", "agreed is a promoter stage", "promoter_stage:agreed"),
        ("score:0..3 oslo ", "Oslo is a region", "score:0..3 region:Oslo "),
        ("-oslo late", "Oslo is a region", "-region:Oslo late"),
        ("new york", "New York is a region", 'region:"New York"'),
        ('"new york"', "New York is a region", 'region:"New York"'),
        ("region:Os", "No region of an open case is “Os”: tab takes Oslo", "region:Oslo"),
        ("region:Olso,Stockholm", "is “Olso”: tab takes Oslo", "region:Oslo,Stockholm"),
        ('region:"new yrok"', 'tab takes "New York"', 'region:"New York"'),
        ("language:swe", "", None),
        ("language:norsk", "", None),
        ("language:klingon", "is “klingon”: Swedish, Norwegian, fi", None),
        ("region:zzz", 'is “zzz”: Oslo, Stockholm, "New York"', None),
        ("region:none", "", None),
        ("region:os*", "", None),
        ("region:oslo", "", None),
        ("product:x", "", None),
        ("no", "", None),
        ("crash", "", None),
        ("osl", "", None),
        ("region:", "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_what_was_probably_meant_is_said_and_may_be_taken(
    text: str, words: str, taken: str | None
) -> None:
    offer = offer_for(text, KEYS, VALUES)
    if not words:
        assert offer is None
        return
    assert offer is not None
    assert words in offer.words
    if taken is None:
        assert offer.text is None
        return
    assert offer.text is not None
    whole = text[: offer.start] + offer.text + text[offer.end :]
    assert whole == taken
    parse(whole, KEYS)
    assert offer_for(whole, KEYS, VALUES) is None or text.startswith("-")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("region:", 'region is one of: Oslo, Stockholm, "New York"'),
        ("score:3 -region:", 'region is one of: Oslo, Stockholm, "New York"'),
        ("language:", "language is one of: Swedish, Norwegian, fi"),
        ("category:", "category is one of: detractor, passive, promoter"),
        ("score:", "score wants a number or a range such as 0..3"),
        ("due:", "due wants a range such as ..2h or 24h..7d"),
        ("city:", None),
        ("comment:", None),
        (":", None),
        ("x", None),
    ],
)
def test_a_key_without_a_value_lists_what_may_stand_there(text: str, words: str | None) -> None:
    assert missing_value(text, len(text), KEYS, VALUES) == words
