"""Files read into a store and not yet committed: the first-time sheet's facts and its choice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from npstui.intake.columns_refused import ColumnsRefused
from npstui.intake.errors import IntakeError
from npstui.intake.follow_up import (
    FollowUp,
    OpenCases,
    Starts,
    customer_expression,
    open_cases,
    starts_from,
    starts_of,
)
from npstui.intake.given import Setting
from npstui.intake.looking import look_refused
from npstui.intake.staging import FileResult, StagedFile
from npstui.model.category import DETRACTOR_MAX, PROMOTER_MIN, Category
from npstui.model.clock import Policy
from npstui.settings.store_file import StoreSettings

if TYPE_CHECKING:
    import polars as pl


_SHEET_ORDER = (Category.DETRACTOR, Category.PASSIVE, Category.PROMOTER)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the staged files would add. Shares lie in 0-1, None where there is no answer.

    `mapping` maps each field found to the header of its column, `extras` are the columns kept
    beside; both of the first file that was read.
    """

    answers: int
    first: datetime | None
    last: datetime | None
    undated: int
    promoters: int
    passives: int
    detractors: int
    with_comment: float | None
    with_customer: float | None
    unanswered: int
    refused: int
    mapping: dict[str, str]
    extras: tuple[str, ...]


class Staged:
    """Some files as they would be imported. Ends with `commit` or `abort`; a context manager."""

    def __init__(self, setting: Setting, files: Sequence[StagedFile | FileResult]) -> None:
        """`files` in the order given; a FileResult among them was refused."""
        self._setting = setting
        self._files = list(files)
        self._ended = False

    @property
    def results(self) -> list[FileResult]:
        """What came of each file, in the order given."""
        return [each.result if isinstance(each, StagedFile) else each for each in self._files]

    @property
    def first(self) -> bool:
        """Whether this is the store's first import, so that the follow-up start is to be chosen."""
        return self._setting.first

    def facts(self) -> Facts:
        """What the sheet says of the files."""
        staged = self._staged
        counted = [_counted(each.writer.staged()) for each in staged]
        answers = sum(each["answers"] for each in counted)
        moments = [each[end] for each in counted for end in ("first", "last") if each[end]]
        fates = [each.result.fates for each in staged]
        return Facts(
            answers=answers,
            first=min(moments, default=None),
            last=max(moments, default=None),
            undated=sum(each["undated"] for each in counted),
            promoters=sum(each["promoters"] for each in counted),
            passives=sum(each["passives"] for each in counted),
            detractors=sum(each["detractors"] for each in counted),
            with_comment=_share(sum(each["comments"] for each in counted), answers),
            with_customer=_share(sum(each["customers"] for each in counted), answers),
            unanswered=sum(sum(each.set_aside.values()) for each in fates),
            refused=sum(each.quarantined for each in fates),
            mapping=staged[0].plan.mapping if staged else {},
            extras=tuple(staged[0].plan.columns.extras.values()) if staged else (),
        )

    def choices(self) -> list[OpenCases]:
        """How many cases each way would open, in the sheet's order."""
        setting = self._setting
        frames = [each.writer.staged() for each in self._staged]
        listed = []
        for choice in FollowUp:
            starts = starts_of(choice, setting.now)
            counts = open_cases(frames, starts, setting.settings.lapse, setting.now)
            listed.append(OpenCases(choice, *(counts[category] for category in _SHEET_ORDER)))
        return listed

    def as_registered(self) -> OpenCases:
        """How many cases a commit without a choice would open: as the store has it, or as told."""
        frames = [each.writer.staged() for each in self._staged]
        setting = self._setting
        starts = policy_of(setting).starts
        counts = open_cases(frames, starts, setting.settings.lapse, setting.now)
        return OpenCases(FollowUp.AS_USUAL, *(counts[category] for category in _SHEET_ORDER))

    def quarantined(self) -> list[tuple[FileResult, str]]:
        """The files whose refused rows stand in quarantine, with that file inside the store."""
        kept = [(each.result, each.writer.quarantine_file) for each in self._staged]
        return [(result, file) for result, file in kept if file is not None]

    def commit(self, choice: FollowUp | None = None) -> list[FileResult]:
        """Registers every file and keeps the follow-up start where it is being chosen.

        `choice` counts on a store's first import only; without it --follow-up-from does, else
        cases open as usual.
        """
        self._ended = True
        policy = policy_of(self._setting, choice)
        try:
            for each in self._staged:
                keep_starts(self._setting, policy, each.commit(policy))
        finally:
            self._abort_rest()
        return self.results

    def abort(self) -> None:
        """Leaves nothing of any file; after a commit it does nothing."""
        if not self._ended:
            self._ended = True
            self._abort_rest()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.abort()

    @property
    def read(self) -> list[StagedFile]:
        """The files that were read, in the order given."""
        return self._staged

    @property
    def _staged(self) -> list[StagedFile]:
        return [each for each in self._files if isinstance(each, StagedFile)]

    def _abort_rest(self) -> None:
        for each in self._staged:
            each.abort()


def policy_of(setting: Setting, choice: FollowUp | None = None) -> Policy:
    """What the files of one import are registered with. Raises OptionError."""
    settings, told = setting.settings, setting.options.follow_up_from
    starts: Starts
    if setting.first and choice is not None:
        starts = starts_of(choice, setting.now)
    elif told is not None:
        starts = starts_from(told, setting.now, settings.zone)
    elif settings.follow_up is not None:
        starts = settings.follow_up
    else:
        starts = starts_of(FollowUp.AS_USUAL, setting.now)
    return Policy(
        imported_at=setting.now,
        first=setting.first,
        starts=starts,
        due=settings.due,
        lapse=settings.lapse,
    )


def keep_starts(setting: Setting, policy: Policy, result: FileResult) -> None:
    """Writes the starts into store.toml once answers came in, after their commit: a crash between
    leaves the choice open. Starts that others chose meanwhile stand unless these were asked for.
    """
    told = setting.options.follow_up_from is not None
    if not result.fates.imported or not (setting.first or told):
        return

    def kept(settings: StoreSettings) -> StoreSettings:
        if settings.follow_up is not None and not told:
            return settings
        return replace(settings, follow_up=policy.starts)

    if setting.store.settings().follow_up != policy.starts:
        setting.store.change_settings(kept)


def refused(shown: str, error: IntakeError, source: str = "") -> FileResult:
    """The result of a file of which nothing was taken."""
    look = look_refused(error) if isinstance(error, ColumnsRefused) else None
    return FileResult(path=shown, source=source, refusal=str(error), look=look)


def _counted(frame: "pl.LazyFrame") -> "dict[str, Any]":
    import polars as pl

    score = pl.col("score")
    customer = customer_expression(frame.collect_schema().names())
    return (
        frame.select(
            pl.len().alias("answers"),
            pl.col("responded_at").min().alias("first"),
            pl.col("responded_at").max().alias("last"),
            pl.col("responded_at").null_count().alias("undated"),
            (score >= PROMOTER_MIN).sum().alias("promoters"),
            ((score > DETRACTOR_MAX) & (score < PROMOTER_MIN)).sum().alias("passives"),
            (score <= DETRACTOR_MAX).sum().alias("detractors"),
            pl.col("comment").count().alias("comments"),
            customer.count().alias("customers"),
        )
        .collect()
        .row(0, named=True)
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
