# ruff: noqa: ARG002 - the signatures are those of the desk
"""The parts of a desk without a store: six regions as in SCREENS.md, some answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.tui.fake_cases import NOW, sample_cases

from npstui.analysis.change import change_or_none
from npstui.analysis.counts import Counts
from npstui.analysis.score import score
from npstui.desk.scores import change_value, score_value
from npstui.filters.tree import Filter
from npstui.model.category import category_of
from npstui.model.counting import Counting
from npstui.present.parts import (
    Against,
    AnswersValue,
    Asked,
    DimensionValue,
    GroupValue,
    SplitValue,
)
from npstui.present.text import safe
from npstui.present.values import NewestValue

REGIONS: tuple[tuple[str | None, Counts, Against, int], ...] = (
    ("Oslo", Counts(234, 101, 67), Against.ABOVE, 0),
    ("Stockholm", Counts(204, 101, 83), Against.UNCLEAR, 4),
    ("Amsterdam", Counts(114, 59, 48), Against.UNCLEAR, 8),
    ("Bergen", Counts(49, 34, 35), Against.BELOW, -12),
    ("台北", Counts(24, 14, 14), Against.UNCLEAR, -4),
    (None, Counts(15, 0, 8), Against.FEW, 0),
)


@dataclass
class FakeParts:
    """What was asked goes to `called`."""

    called: Callable[[str], None]
    empty: bool = False
    plain: bool = False  # names in ASCII alone

    def split(
        self,
        dimension: str | None,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: Filter | None = None,
    ) -> SplitValue | None:
        self.called(f"split {dimension}")
        if self.empty:
            return None
        everyone = Counts(640, 309, 255)
        groups = tuple(
            GroupValue(
                value=name,
                name=safe(f"place {number}" if self.plain else name or "(none)"),
                score=score_value(score(counts)),  # type: ignore[arg-type]
                rest=score_value(score(everyone - counts)),
                change=change_value(change_or_none(everyone - counts, counts)),
                against=against,
                line=tuple(
                    None if against is Against.FEW or (point == 3 and name == "台北")
                    else 30.0 + shift + point
                    for point in range(12)
                ),
            )
            for number, (name, counts, against, shift) in enumerate(REGIONS)
        )  # fmt: skip
        name = dimension or "region"
        return SplitValue(
            name, safe(name), groups, score_value(score(everyone)), "weeks", "last 30 days", 30
        )

    def dimensions(
        self,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: Filter | None = None,
    ) -> tuple[DimensionValue, ...]:
        self.called("dimensions")
        listed = (("region", 6), ("product", 4), ("team", 11), ("ride id", 1204), ("survey", 1))
        return tuple(DimensionValue(name, safe(name), values) for name, values in listed)

    def answers(
        self,
        asked: Asked,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: Filter | None = None,
    ) -> AnswersValue:
        self.called(f"answers {asked.words}")
        rows = tuple(
            NewestValue(case.ref, NOW - timedelta(hours=number), case.score,
                        category_of(case.score), safe(case.customer), safe(case.comment))
            for number, case in enumerate(sample_cases())
        )  # fmt: skip
        return AnswersValue(1204, score_value(score(Counts(640, 309, 255))), "last 30 days", rows)
