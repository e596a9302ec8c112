"""Whether a column of scores is on 0-10, by its header, its values and the categories beside it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from npstui.intake.errors import IntakeError
from npstui.intake.scales import Scale, scale_in_header, upside_down, worst_ten
from npstui.intake.scores import Missing, read_value
from npstui.intake.words import CATEGORY_WORDS, folded
from npstui.model.category import HIGHEST, LOWEST, category_of

_TELLING = 50  # answers, none of them above 5 or 7, that speak of another scale
_SHORT_SCALES = (5, 7)
_LABELLED = 10  # answers with a category beside them, and
_DISAGREE = 0.2  # the share of them with another category than their score's
_BEYOND = 20  # answers, and
_SHARE_BEYOND = 0.3  # the share of them above 10, that speak of another scale
_WORDS = 10  # answers in words, and none in numbers
_NAMED = 3
FULL = Scale(LOWEST, HIGHEST)


def in_doubt(name: str, cells: Sequence[str], labels: Sequence[str] | None) -> bool:
    """Whether these cells leave it open that the whole column is on 0-10."""
    said = scale_in_header(name)
    if (said is not None and said != FULL) or upside_down(name) or any(map(worst_ten, cells)):
        return True
    values = [value for cell in cells if not isinstance(value := read_value(cell), Missing)]
    numbers = [value for value in values if value is not None]
    if not numbers:
        return bool(values)
    if max(numbers) > HIGHEST or (said is None and max(numbers) <= max(_SHORT_SCALES)):
        return True
    return labels is not None and any(map(_disagree, cells, labels))


@dataclass(slots=True)
class ScaleEvidence:
    """Gathers the scores of one column, chunk by chunk, with the categories beside them."""

    name: str
    category: str | None = None
    _found: Counter[tuple[str, str | None]] = field(default_factory=Counter)

    def add(self, scores: pl.Series, labels: pl.Series | None) -> None:
        """The cells of one chunk."""
        columns = [scores.alias("score")]
        if labels is not None:
            columns.append(labels.alias("label"))
        pairs = pl.DataFrame(columns).drop_nulls("score")
        for row in pairs.group_by(pl.all()).len().iter_rows():
            self._found[row[0], row[1] if labels is not None else None] += row[-1]

    def check(self, *, known: bool = False) -> None:
        """Raises IntakeError where the scores are on another scale than 0-10.

        `known`: the store has answers of this source on 0-10, so that a file of low scores alone,
        as a day's detractors are, says nothing against it.
        """
        self._check_ends()
        said = scale_in_header(self.name)
        if said is not None and said != FULL:
            raise IntakeError(
                f"its question “{_short(self.name)}” is asked on {said}, and NPS on 0-10; "
                f"--scale {said} takes its answers as that, --scale 0-10 as they stand"
            )
        self._check_words()
        self._check_labels()
        self._check_values(trusted=known or said is not None)

    def _check_ends(self) -> None:
        turned = next((text for text, _ in self._found if worst_ten(text)), None)
        if upside_down(self.name) or turned is not None:
            where = (
                f"its question “{_short(self.name)}”"
                if turned is None
                else f"its answer “{_short(turned)}”"
            )
            raise IntakeError(
                f"{where} says that 10 is the worst, and on 0-10 it is the best; turn the numbers "
                "round in the file (10 less the answer), or say --scale 0-10 to take them as they "
                "stand"
            )

    def _check_words(self) -> None:
        words: Counter[str] = Counter()
        for (text, _), count in self._found.items():
            value = read_value(text)
            if value is None:
                words[text] += count
            elif not isinstance(value, Missing):
                return
        if words.total() >= _WORDS:
            listed = ", ".join(f"“{_short(text)}”" for text, _ in words.most_common(_NAMED))
            raise IntakeError(
                f"its column “{_short(self.name)}” holds words and no scores ({listed}); export "
                "the numbers, whose scale --scale says where it is not 0-10, or name another "
                "column with --map score=COLUMN"
            )

    def _check_labels(self) -> None:
        labelled = disagree = 0
        highest = 0.0
        for (text, label), count in self._found.items():
            value = read_value(text)
            if label is None or folded(label) not in CATEGORY_WORDS or not isinstance(value, float):
                continue
            labelled += count
            highest = max(highest, value)
            disagree += count if _disagree(text, label) else 0
        if labelled >= _LABELLED and disagree >= _DISAGREE * labelled:
            scale = _likely(0 if self._has(0) else 1, highest)
            raise IntakeError(
                f"its column “{self.category}” gives {disagree:,} of {labelled:,} answers another "
                f"category than their score has on 0-10, so the scale may be another; "
                f"--scale {scale} says so, --scale 0-10 takes the scores as they stand"
            )

    def _check_values(self, *, trusted: bool) -> None:
        numbers: Counter[float] = Counter()
        for (text, _), count in self._found.items():
            value = read_value(text)
            if isinstance(value, float):
                numbers[value] += count
        answers, highest = numbers.total(), max(numbers, default=0.0)
        beyond = sum(count for value, count in numbers.items() if value > HIGHEST)
        if answers >= _BEYOND and beyond > _SHARE_BEYOND * answers:
            raise IntakeError(
                f"{beyond:,} of its {answers:,} scores in “{_short(self.name)}” are above 10, so "
                f"the scale is another; --scale {_likely(0, highest)} says so"
            )
        top = next((top for top in _SHORT_SCALES if highest <= top), None)
        if not trusted and top is not None and answers >= _TELLING:
            scale = Scale(0 if numbers[0.0] else 1, top)
            raise IntakeError(
                f"none of its {answers:,} scores in “{_short(self.name)}” is above {top}, as on a "
                f"scale of {scale}; --scale {scale} says that it is, --scale 0-10 that it is not"
            )

    def _has(self, wanted: float) -> bool:
        return any(read_value(text) == wanted for text, _ in self._found)


def _disagree(text: str, label: str) -> bool:
    value, said = read_value(text), CATEGORY_WORDS.get(folded(label))
    if said is None or not isinstance(value, float) or not LOWEST <= value <= HIGHEST:
        return False
    return category_of(int(value)) is not said


def _likely(low: int, highest: float) -> Scale:
    return Scale(low, next((top for top in (5, 7, 10, 100) if highest <= top), 100))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
