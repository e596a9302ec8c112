"""The open store's questions and commands: everything a screen or the command line asks for.

A thin front: each family of questions has a class of its own, imported when first asked, so that
the first number on the screen waits for nothing that it does not need.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from npstui.desk.families import Families
from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.model.response import ResponseRef
from npstui.present.text import SafeText, safe
from npstui.present.values import (
    Answer,
    CaseValue,
    CustomerValue,
    HeaderValue,
    OverviewValue,
    PersonLoad,
    QueueCounts,
    TagCount,
    View,
)

if TYPE_CHECKING:
    from contextlib import ExitStack

    import polars as pl

    from npstui.analysis.answer import ScoreAnswer
    from npstui.analysis.trend import TrendPoint
    from npstui.desk.listings import Choose
    from npstui.desk.parts import Parts
    from npstui.desk.queues import QueueAnswer
    from npstui.desk.timeline import Timeline
    from npstui.export.rows import Rows
    from npstui.filters.tree import Filter
    from npstui.model.events import Event
    from npstui.present.explained import Explanation
    from npstui.store.protocols import Bell
    from npstui.store.values import VerbRow


class Desk(Families):
    """One person at one store. `now` is a parameter of every question, in UTC.

    Not for several threads at once: the screen asks from one worker, one question after another.
    """

    def begin_session(self) -> None:
        """From here on undo takes back only what this desk does."""
        self._session_start = self.store.newest_verb()
        self.__dict__.pop("_commands", None)

    def bell(self) -> "Bell":
        """A bell that rings when another process commits; for another thread."""
        return self.store.bell()

    def close(self) -> None:
        """Ends the desk and its store."""
        self._frames.snapshot.close()
        self.store.close()

    # Numbers

    def header(
        self,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: "Filter | None" = None,
    ) -> HeaderValue:
        """Line 1, narrowed by the facts of `where`; `period` as in Numbers.header."""
        self.refresh()
        return self._numbers.header(now, period, counting, where)

    def first_look(
        self,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: "Filter | None" = None,
    ) -> tuple[HeaderValue, OverviewValue]:
        """Line 1, and what of screen 1 rests on the answers alone, for its first paint."""
        self.refresh()
        return self._numbers.first_look(now, period, counting, where)

    def overview(
        self,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: "Filter | None" = None,
    ) -> OverviewValue:
        """Screen 1 as a whole; a filter narrows its scores, never its queues."""
        self.refresh()
        return self._numbers.overview(now, period, counting, where)

    def period_counts(
        self, periods: Sequence[str], now: datetime, where: "Filter | None" = None
    ) -> tuple[int, ...]:
        """How many answers each period holds, narrowed by the facts of a filter.

        Raises PeriodError.
        """
        self.refresh()
        return self._numbers.period_counts(periods, now, where)

    def score(
        self,
        period: str,
        now: datetime,
        *,
        by: str | None = None,
        where: str | None = None,
        counting: Counting = Counting.ANSWERS,
    ) -> "ScoreAnswer":
        """The score of a period, each group's, and the change.

        Raises PeriodError, FilterError, NoSuchDimension, CaseWordInScore.
        """
        return self._numbers.score(period, now, by, self._parsed(where), counting)

    def trend(
        self,
        every: str,
        period: str,
        now: datetime,
        *,
        where: str | None = None,
        counting: Counting = Counting.ANSWERS,
    ) -> "Sequence[TrendPoint]":
        """The score of every day, week, month or quarter of a period.

        Raises PeriodError, FilterError, CaseWordInScore.
        """
        return self._numbers.trend(every, period, now, self._parsed(where), counting)

    # Queues and cases

    def queue(
        self,
        category: Category | None,
        view: View,
        now: datetime,
        *,
        where: "Filter | None" = None,
        sort: str | None = None,
        whole: bool = False,
    ) -> "QueueAnswer":
        """The rows of one view of a category's queue, with the counts of all its views.

        Without a category the open cases of all. `where` narrows rows and counts; `sort` is one
        of queues.SORTS, `-` before it turns it. `whole`: also what lies beyond queues.LIMIT.
        """
        self.refresh()
        return self._queueing.queue(category, view, now, where, sort, whole=whole)

    def why_left(
        self,
        refs: Collection[ResponseRef],
        category: Category | None,
        view: View,
        now: datetime,
        where: "Filter | None" = None,
    ) -> dict[ResponseRef, SafeText]:
        """Why each of these is not listed by `queue` any more, in a few words."""
        return self._queueing.why_left(refs, category, view, now, where)

    def open_count(self, category: Category | None, where: "Filter", now: datetime) -> int:
        """How many open cases of a category, or of all, a filter lets through."""
        self.refresh()
        return self._queueing.open_count(category, where, now)

    def name_cases(self, now: datetime) -> None:
        """Read whose the cases are, while nobody waits: the counts do without."""
        self.refresh()
        self._frames.standing(now)

    def make_ready(self, now: datetime) -> None:
        """Read what filters are likely to ask for, while nobody waits."""
        self.refresh()
        self._queueing.make_ready(now)

    def earlier_scores(self, now: datetime) -> "Callable[[], bool] | None":
        """What reads the scores that passives gave before, for another thread; None: known."""
        self.refresh()
        return self._queueing.earlier.reading(now)

    def queue_counts(self, now: datetime) -> tuple[QueueCounts, ...]:
        """What awaits somebody in each category."""
        self.refresh()
        return self._queueing.counts(now)

    def case(self, ref: ResponseRef, now: datetime) -> CaseValue:
        """One case in full. Raises KeyError where the store does not know the response."""
        self.refresh()
        return self.drafts.with_playbook(self._case_files.case(ref, now), now)

    def clock(self, ref: ResponseRef, now: datetime) -> "Explanation":
        """How the clock of a response's case came about. Raises KeyError as `case`."""
        self.refresh()
        return self._case_files.clock(ref, now)

    def customer(self, ref: ResponseRef, now: datetime) -> CustomerValue:
        """The page of the customer who gave a response. Raises KeyError where it is unknown."""
        self.refresh()
        return self._case_files.customer(ref, now)

    def customers_named(self, named: str) -> list[ResponseRef]:
        """The newest response of each customer with this customer_id or mail, newest first."""
        self.refresh()
        return self._case_files.customers_named(named)

    def events(self, ref: ResponseRef) -> "list[Event]":
        """What was done to a case up to the moment the desk is fixed at, oldest first."""
        return self._case_files.events(ref)

    def changed_since(self, ref: ResponseRef, version: int) -> str | None:
        """What others did to a case after an event id, in words; None where nobody did anything."""
        return self._case_files.changed_since(ref, version, self.person)

    def begin_writing(self, refs: Collection[ResponseRef]) -> "ExitStack":
        """Tell the others that this person writes on these cases, until what is given is closed."""
        from contextlib import ExitStack

        told = ExitStack()
        for ref in refs:
            told.enter_context(self.store.write_on(ref, self.person))
        return told

    def who_writes(self) -> Mapping[ResponseRef, tuple[str, ...]]:
        """Who writes on which case now, this person too; may be asked from any thread."""
        return self.store.who_writes()

    def find(self, ids: Sequence[str]) -> tuple[list[ResponseRef], list[tuple[str, str]]]:
        """The responses that the ids name, and the ids that name none or several, with a reason.

        An id is bare, or SOURCE:ID where two sources share it.
        """
        return self._case_files.find(ids)

    def table(
        self,
        what: str,
        now: datetime,
        *,
        where: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
    ) -> "pl.DataFrame":
        """A listing as `list` and `export` give it: the keys of CLI.md, then every other column.

        Raises FilterError, NoSuchColumn.
        """
        return self._listings.table(what, now, self._parsed(where), sort, limit)

    def export(
        self,
        what: str,
        now: datetime,
        *,
        where: str | None = None,
        choose: "Choose | None" = None,
    ) -> "Rows":
        """The rows of a listing with the notes on each case; `choose` picks among the columns.

        Raises FilterError. Good for as long as the desk is not refreshed.
        """
        return self._listings.export(what, now, self._parsed(where), choose)

    def listed_table(
        self, refs: Collection[ResponseRef], now: datetime, *, notes: bool = False
    ) -> "pl.DataFrame":
        """The same columns for these responses, in their order: what a screen lists or marked."""
        self.refresh()
        return self._listings.of(refs, now, notes=notes)

    # Commands

    def run(
        self,
        verb_id: str,
        refs: Collection[ResponseRef],
        arguments: Mapping[str, object],
        now: datetime,
    ) -> Answer:
        """Carry a verb of the catalogue out on these cases."""
        if self.as_of is not None:
            return _READ_ONLY
        self.refresh()
        return self._commands.run(verb_id, refs, arguments, now, self.settings)

    def undo(self, now: datetime, *, any_session: bool = False) -> Answer:
        """Take back this person's last verb: of this session, or of any."""
        if self.as_of is not None:
            return _READ_ONLY
        if not any_session and (taken := self._timeline.undo(now)) is not None:
            return taken
        return self._commands.undo(now, any_session=any_session)

    def redo(self, now: datetime, *, any_session: bool = False) -> Answer:
        """Do again what undo took back last."""
        if self.as_of is not None:
            return _READ_ONLY
        if not any_session and (done := self._timeline.redo(now)) is not None:
            return done
        return self._commands.redo(now, any_session=any_session)

    def log(self, since: int = 0) -> "Iterator[Event]":
        """The events, oldest first, up to the moment the desk is fixed at."""
        return self.store.log(since, self.as_of)

    def verbs(self, limit: int | None = None, *, mine: bool = False) -> "list[VerbRow]":
        """The verbs given, newest first."""
        return self.store.verbs(limit, self.person if mine else None)

    # What pickers offer

    def tags(self, now: datetime) -> tuple[TagCount, ...]:
        """Tags in use on open cases, the commonest first, then those the store names."""
        self.refresh()
        return self._queueing.tags(now)

    def people(self, now: datetime) -> tuple[PersonLoad, ...]:
        """The team, or without one everybody who has a case, with the open cases they have."""
        self.refresh()
        return self._queueing.people(now)

    def outcomes(self, category: Category) -> tuple[str, ...]:
        """The outcomes a case of the category can be given."""
        from npstui.model.outcomes import outcomes_for

        return outcomes_for(category, self.settings.outcomes)

    @property
    def timeline(self) -> "Timeline":
        """Screen 5 and its markers: what the company changed, judged before against after."""
        self.refresh()
        return self._timeline

    @property
    def parts(self) -> "Parts":
        """Parts of the answers: some of them listed, the groups of a dimension compared."""
        self.refresh()
        return self._parts


_READ_ONLY = Answer(said=safe("This desk shows the past (--as-of); nothing can be changed here."))
