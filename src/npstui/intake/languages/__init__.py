"""What headers and dates say, a file a language: data alone."""

from npstui.intake.languages.chinese_simplified import CHINESE_SIMPLIFIED
from npstui.intake.languages.chinese_traditional import CHINESE_TRADITIONAL
from npstui.intake.languages.danish import DANISH
from npstui.intake.languages.dutch import DUTCH
from npstui.intake.languages.english import ENGLISH
from npstui.intake.languages.french import FRENCH
from npstui.intake.languages.german import GERMAN
from npstui.intake.languages.japanese import JAPANESE
from npstui.intake.languages.korean import KOREAN
from npstui.intake.languages.language import Language
from npstui.intake.languages.norwegian import NORWEGIAN
from npstui.intake.languages.portuguese import PORTUGUESE
from npstui.intake.languages.spanish import SPANISH
from npstui.intake.languages.swedish import SWEDISH

LANGUAGES: tuple[Language, ...] = (
    ENGLISH,
    SWEDISH,
    NORWEGIAN,
    DANISH,
    DUTCH,
    GERMAN,
    FRENCH,
    SPANISH,
    PORTUGUESE,
    CHINESE_TRADITIONAL,
    CHINESE_SIMPLIFIED,
    KOREAN,
    JAPANESE,
)
