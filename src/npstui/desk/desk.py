"""The open store's questions and commands: everything a screen or the command line asks for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

import polars as pl

from npstui.analysis.answer import ScoreAnswer, answer_score, opening_period
from npstui.analysis.period import Period, parse_period
from npstui.analysis.trend import TrendPoint, trend
from npstui.desk.commands import Commands
from npstui.desk.customers import customer_value, listed_answers, responses_of_customer
from npstui.desk.detail import case_value, other_answers
from npstui.desk.frames import Frames
from npstui.desk.listings import Choose, Listings
from npstui.desk.offers import person_loads, tag_counts
from npstui.desk.overview import glance, header, overview
from npstui.desk.queues import (
    SHOWN,
    QueueAnswer,
    count_queues,
    count_views,
    in_view,
    select_queue,
    with_commented,
)
from npstui.desk.shown import ShownColumns
from npstui.desk.states import KEY
from npstui.desk.tables import Listing
from npstui.desk.words import event_words
from npstui.export.rows import Rows
from npstui.filters.keys import known_keys
from npstui.filters.parse import parse
from npstui.filters.tree import Filter
from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.model.events import Event
from npstui.model.outcomes import outcomes_for
from npstui.model.response import ResponseRef
from npstui.present.text import safe
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
from npstui.present.views import VIEWS
from npstui.settings.store_file import StoreSettings
from npstui.store.protocols import Bell
from npstui.store.store import Store
from npstui.store.values import VerbRow


class CaseWordInScore(ValueError):
    """A filter on a score names the case or the answer; str() is the sentence."""


class Desk:
    """One person at one store. `now` is a parameter of every question, in UTC.

    Not for several threads at once: the screen asks from one worker, one question after another.
    """

    def __init__(
        self, store: Store, *, person: str, actor: str, as_of: datetime | None = None
    ) -> None:
        self.store = store
        self.person = person
        self.actor = actor
        self.as_of = as_of
        self._frames = Frames(store, as_of)
        self._commands = Commands(store, self._frames, person, actor)
        self._opening: tuple[int, Counting, str] | None = None
        self._shown = ShownColumns(self._frames)
        self._listings = Listings(self._frames, store, as_of)

    @property
    def settings(self) -> StoreSettings:
        """What the store's team decided."""
        return self.store.settings()

    def begin_session(self) -> None:
        """From here on undo takes back only what this desk does."""
        self._commands.begin_session()

    def refresh(self) -> bool:
        """Follow the store; whether anything moved since the last time."""
        return self._frames.refresh()

    def bell(self) -> Bell:
        """A bell that rings when another process commits; for another thread."""
        return self.store.bell()

    def close(self) -> None:
        """Ends the desk and its store."""
        self._frames.snapshot.close()
        self.store.close()

    # Numbers

    def header(
        self, now: datetime, period: str | None = None, counting: Counting = Counting.ANSWERS
    ) -> HeaderValue:
        """Line 1. Without a period, the shortest of 30d, 90d, 12mo, all with the minimum n."""
        asked = self._period(period, now, counting)
        return header(self._frames, self.store, self.person, asked, counting, now)

    def overview(
        self, now: datetime, period: str | None = None, counting: Counting = Counting.ANSWERS
    ) -> OverviewValue:
        """Screen 1 as a whole."""
        asked = self._period(period, now, counting)
        return overview(self._frames, self.store, self.person, asked, counting, now)

    def glance(
        self, now: datetime, period: str | None = None, counting: Counting = Counting.ANSWERS
    ) -> OverviewValue:
        """What of screen 1 rests on the answers alone, for its first paint."""
        asked = self._period(period, now, counting)
        return glance(self._frames, self.store, asked, counting, now)

    def score(
        self,
        period: str,
        now: datetime,
        *,
        by: str | None = None,
        where: str | None = None,
        counting: Counting = Counting.ANSWERS,
    ) -> ScoreAnswer:
        """The score of a period, each group's, and the change.

        Raises PeriodError, FilterError, NoSuchDimension, CaseWordInScore.
        """
        zone = self.settings.zone
        asked = parse_period(period, now, zone)
        responses = self._facts_only(where, now)
        return answer_score(responses, asked, now, zone, counting, by)

    def trend(
        self,
        every: str,
        period: str,
        now: datetime,
        *,
        where: str | None = None,
        counting: Counting = Counting.ANSWERS,
    ) -> Sequence[TrendPoint]:
        """The score of every day, week, month or quarter of a period.

        Raises PeriodError, FilterError, CaseWordInScore.
        """
        zone = self.settings.zone
        asked = parse_period(period, now, zone)
        return trend(self._facts_only(where, now), every, asked, now, zone, counting)

    # Queues and cases

    def queue(
        self,
        category: Category | None,
        view: View,
        now: datetime,
        *,
        where: Filter | None = None,
        sort: str | None = None,
    ) -> QueueAnswer:
        """The rows of one view of a category's queue, with the counts of all its views.

        Without a category the open cases of all. `where` narrows rows and
        counts; `sort` is one of SORTS, `-` before it turns it, most urgent first without one.
        """
        cases = self._cases(now)
        zone = self.settings.zone
        shown = self._shown.of(cases, SHOWN)
        of_category = cases if category is None else cases.filter(category=category.value)
        if where:
            of_category = self._matching(of_category, where, now)
        if View.EASY in VIEWS[category]:
            of_category = with_commented(of_category, shown)
        counts = count_views(of_category, category, self.person, now, zone)
        holds = in_view(view, category, self.person, now, zone)
        frame = select_queue(of_category, shown, holds, sort)
        return QueueAnswer(frame, counts, now, zone, self._frames.version)

    def filter(self, text: str) -> Filter:
        """A typed filter over this store's columns. Raises FilterError."""
        self.refresh()
        return parse(text, known_keys(self._frames.extra_columns))

    def queue_counts(self, now: datetime) -> tuple[QueueCounts, ...]:
        """What awaits somebody in each category."""
        return count_queues(self._cases(now), self.person, now, self.settings.zone)

    def case(self, ref: ResponseRef, now: datetime) -> CaseValue:
        """One case in full. Raises KeyError where the store does not know the response."""
        self.refresh()
        response = self._frames.snapshot.response(ref)
        if response is None:
            raise KeyError(ref)
        row = self._case_row(ref, response, now)
        excluded = self._frames.states.filter(_is(ref)).select("excluded")
        events = self.store.events(ref)
        if self.as_of is not None:
            events = [event for event in events if event.at <= self.as_of]
        come = {entry.import_id: entry for entry in self._frames.imports}
        entry = come.get(int(str(response["import_id"])))
        return case_value(
            response,
            row,
            excluded.item() if excluded.height else None,
            other_answers(self._frames.counted(), response),
            events,
            None if entry is None else (entry.at, entry.person),
        )

    def customer(self, ref: ResponseRef, now: datetime) -> CustomerValue:
        """The page of the customer who gave a response. Raises KeyError where it is unknown."""
        self.refresh()
        response = self._frames.snapshot.response(ref)
        if response is None:
            raise KeyError(ref)
        theirs = responses_of_customer(self._frames.everything(), response)
        answers = listed_answers(theirs)
        cases = self._frames.cases_among(theirs, now)
        refs = [ResponseRef(*key) for key in answers.select(KEY).iter_rows()]
        events = [event for each in refs for event in self.store.events(each)]
        return customer_value(answers, cases, events)

    def changed_since(self, ref: ResponseRef, version: int) -> str | None:
        """What others did to a case after an event id, in words; None where nobody did anything."""
        others = [
            event
            for event in self.store.events(ref)
            if event.event_id > version and event.person != self.person
        ]
        return "; ".join(f"{event.person} {event_words(event)}" for event in others) or None

    def find(self, ids: Sequence[str]) -> tuple[list[ResponseRef], list[tuple[str, str]]]:
        """The responses that the ids name, and the ids that name none or several, with a reason.

        An id is bare, or SOURCE:ID where two sources share it.
        """
        found: list[ResponseRef] = []
        lost: list[tuple[str, str]] = []
        matches = self.store.find(list(dict.fromkeys(ids)))
        for written in dict.fromkeys(ids):
            refs = matches.get(written, [])
            if len(refs) == 1:
                found.append(refs[0])
            elif refs:
                names = " or ".join(f"{ref.source}:{ref.response_id}" for ref in refs)
                lost.append((written, f"“{written}” is in several sources; write {names}"))
            else:
                lost.append((written, f"there is no response “{written}”"))
        return found, lost

    def table(
        self,
        what: str,
        now: datetime,
        *,
        where: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
    ) -> pl.DataFrame:
        """A listing as `list` and `export` give it: the keys of CLI.md, then every other column.

        Raises FilterError, NoSuchColumn.
        """
        self.refresh()
        tree = None if where is None else self.filter(where)
        return self._listings.table(Listing(what), now, tree, sort, limit)

    def export(
        self,
        what: str,
        now: datetime,
        *,
        where: str | None = None,
        choose: Choose | None = None,
    ) -> Rows:
        """The rows of a listing with the notes on each case; `choose` picks among the columns.

        Raises FilterError. Good for as long as the desk is not refreshed.
        """
        self.refresh()
        tree = None if where is None else self.filter(where)
        return self._listings.export(Listing(what), now, tree, choose)

    def listed_table(
        self, refs: Collection[ResponseRef], now: datetime, *, notes: bool = False
    ) -> pl.DataFrame:
        """The same columns for these responses, in their order: what a screen lists or marked."""
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
        return self._commands.undo(now, any_session=any_session)

    def redo(self, now: datetime, *, any_session: bool = False) -> Answer:
        """Do again what undo took back last."""
        if self.as_of is not None:
            return _READ_ONLY
        return self._commands.redo(now, any_session=any_session)

    def log(self, since: int = 0) -> Iterator[Event]:
        """The events, oldest first, up to the moment the desk is fixed at."""
        return self.store.log(since, self.as_of)

    def verbs(self, limit: int | None = None, *, mine: bool = False) -> list[VerbRow]:
        """The verbs given, newest first."""
        return self.store.verbs(limit, self.person if mine else None)

    # What pickers offer

    def tags(self, now: datetime) -> tuple[TagCount, ...]:
        """Tags in use on open cases, the commonest first, then those the store names."""
        return tag_counts(self._cases(now), self.settings.tags)

    def people(self, now: datetime) -> tuple[PersonLoad, ...]:
        """The team, or without one everybody who has a case, with the open cases they have."""
        return person_loads(self._cases(now), self.settings.team, self.person)

    def outcomes(self, category: Category) -> tuple[str, ...]:
        """The outcomes a case of the category can be given."""
        return outcomes_for(category, self.settings.outcomes)

    def _cases(self, now: datetime) -> pl.DataFrame:
        self.refresh()
        return self._frames.open_cases(now)

    def _case_row(
        self, ref: ResponseRef, response: Mapping[str, object], now: datetime
    ) -> Mapping[str, object] | None:
        row = self._frames.open_cases_of([ref], now)
        if not row.height:
            theirs = responses_of_customer(self._frames.everything(), response)
            row = self._frames.cases_among(theirs, now).filter(_is(ref))
        return row.row(0, named=True) if row.height else None

    def _period(self, period: str | None, now: datetime, counting: Counting) -> Period:
        self.refresh()
        zone = self.settings.zone
        if period is None:
            version = self._frames.snapshot.segments_version
            if self._opening is None or self._opening[:2] != (version, counting):
                counted, enough = self._frames.counted(), self.settings.minimum_n
                chosen = opening_period(counted, now, zone, enough, counting)
                self._opening = (version, counting, chosen)
            period = self._opening[2]
        return parse_period(period, now, zone)

    def _matching(self, cases: pl.DataFrame, where: Filter, now: datetime) -> pl.DataFrame:
        """The cases a filter lets through; columns the case frame lacks are fetched for it."""
        expression = where.expression(now, self.settings.zone)
        lacking = [name for name in expression.meta.root_names() if name not in cases.columns]
        if not lacking:
            return cases.filter(expression)
        facts = self._shown.of(cases, lacking)
        kept = cases.join(facts, on=KEY, how="left", maintain_order="left").filter(expression)
        return kept.select(cases.columns)

    def _facts_only(self, where: str | None, now: datetime) -> pl.LazyFrame:
        self.refresh()
        responses = self._frames.counted()
        if where is None:
            return responses
        tree = self.filter(where)
        if refused := tree.case_words():
            raise CaseWordInScore(
                f"A score is not narrowed by words of the case or the answer: "
                f"{', '.join(refused)}. Use facts of the response, such as region or channel."
            )
        return responses.filter(tree.expression(now, self.settings.zone))


_READ_ONLY = Answer(said=safe("This desk shows the past (--as-of); nothing can be changed here."))


def _is(ref: ResponseRef) -> pl.Expr:
    return (pl.col("source") == ref.source) & (pl.col("response_id") == ref.response_id)
