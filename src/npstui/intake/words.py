"""Words in cells that mean something in any file: data, a line a language.

Compared folded: case, accents, spaces and punctuation do not count.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from npstui.intake.languages import LANGUAGES
from npstui.intake.languages.language import listed
from npstui.model.category import Category
from npstui.model.response import SURVEY_TYPES

_Meaning = TypeVar("_Meaning")


_NO_WORD = re.compile("[^a-z0-9]+")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Letters and digits alone, case folded, without accents: “NPS-poäng” -> “npspoang”."""
    if text.isascii():
        return _NO_WORD.sub("", text.lower())
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("æ", "ae"))
    return "".join(character for character in plain if character.isalnum())


def _by_word(meanings: Mapping[_Meaning, Iterable[str]]) -> dict[str, _Meaning]:
    return {folded(word): meaning for meaning, words in meanings.items() for word in words}


# What stands for “no answer” in a score. Folded, “N/A” is “na”, “-” and “.” are empty.
UNANSWERED = frozenset(
    folded(word) for word in ("", *(w for each in LANGUAGES for w in listed(each.unanswered)))
)
# The same in text, where “none” and “nan” may be an answer: exactly as programs write it.
NO_TEXT = ("NA", "N/A", "#N/A", "NULL", "null", "NaN", "-")

CATEGORY_WORDS: Mapping[str, Category] = _by_word(
    {
        Category.PROMOTER: (
            *("promoter", "promoters"),  # en
            *("ambassadör", "ambassadörer", "främjare"),  # sv
            *("ambassadør", "ambassadører", "promotører"),  # no
            *("promotor", "promotors"),  # nl
            *("promotores", "promotora", "promotoras", "promotor(a)"),  # pt, es
            *("fremmere", "promotører"),  # da
            *("fürsprecher", "förderer"),  # de
            *("promoteur", "promoteurs", "promotrice"),  # fr
            *("推荐者", "推薦者", "추천고객", "추천자", "추천 고객", "推奨者"),  # zh, ko, ja
        ),
        Category.PASSIVE: (
            *("passive", "passives", "neutral", "neutrals"),
            *("passiv", "passiva", "neutrala"),
            *("passive kunder", "nøytral", "nøytrale"),
            *("passief", "passieven", "neutraal"),
            *("passivo", "passivos", "neutro", "neutros", "neutra", "neutras"),
            *("pasivo", "pasivos", "pasiva", "pasivas"),
            *("passive kunden", "passiver", "indifferente", "unentschlossene", "neutrale"),
            *("passif", "passifs", "neutre", "neutres"),
            *("被动者", "中立者", "被動者", "중립고객", "중립자", "중립 고객", "中立", "中立者"),
        ),
        Category.DETRACTOR: (
            *("detractor", "detractors"),
            *("kritiker", "kritikern", "belackare", "detraktor", "detraktorer"),
            *("kritikere", "detraktører"),
            *("criticaster", "criticasters", "criticus", "critici", "detractoren"),
            *("detrator", "detratores", "detratora", "detratoras"),
            *("detractores", "detractora", "detractoras"),
            *("detraktoren", "kritiker:in"),
            *("détracteur", "détracteurs", "detractrice"),
            *(
                "贬损者",
                "批评者",
                "貶損者",
                "批評者",
                "비추천고객",
                "비추천자",
                "비추천 고객",
                "批判者",
            ),
        ),
    }
)

FLAGS: Mapping[str, bool] = _by_word(
    {
        True: (
            *("yes", "y", "true", "1", "ja", "j", "sant", "waar", "sim", "s", "verdadeiro", "x"),
            *("sandt", "wahr", "oui", "vrai", "sí", "verdadero", "是", "예", "네", "はい"),
        ),
        False: (
            *("no", "n", "false", "0", "nej", "falskt", "nei", "usant", "nee", "onwaar"),
            *(
                "não",
                "falso",
                "falsk",
                "nein",
                "falsch",
                "non",
                "faux",
                "否",
                "아니요",
                "아니오",
                "いいえ",
            ),
        ),
    }
)

SURVEY_TYPE_WORDS: Mapping[str, str] = _by_word(
    {
        SURVEY_TYPES[0]: (
            *("relationship", "relational", "relationship NPS", "rNPS"),
            *("relation", "relations-NPS", "relasjon", "relasjonell", "relationell"),
            *("relatie", "relatie-NPS", "relacional", "relacionamento"),
        ),
        SURVEY_TYPES[1]: (
            *("transactional", "transaction", "transactional NPS", "tNPS", "touchpoint NPS"),
            *("transaktion", "transaktionell", "transaksjon", "transaksjonell"),
            *("transactie", "transactioneel", "transacional", "transação"),
        ),
    }
)
