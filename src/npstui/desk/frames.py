"""The frames a desk works on, brought up to date with the store and kept while nothing moved.

What only cases need is imported where it is used: the score stands before them.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from npstui.desk.names import extras_apart, told_apart
from npstui.model.response import ResponseRef
from npstui.store.expressions import KEY, instant
from npstui.store.snapshot import Snapshot
from npstui.store.store import Store
from npstui.store.values import Counters, ExtraColumn, ImportRow

if TYPE_CHECKING:
    from npstui.desk.growth import Growing
    from npstui.desk.pieces import Pieces
    from npstui.desk.since import Asked, Touched, Unnamed

# More changed cases than this are not worth patching in.
PATCHED = 2_000
# Cases that lapsed since are carried along, for the view of the lapsed.
SHOWN_LAPSED = timedelta(days=31)


class Frames:
    """Responses, case states and cases of one store; `as_of` fixes them at a moment.

    Every frame rests on one snapshot: what is asked between two calls of `refresh` agrees.
    """

    def __init__(self, store: Store, as_of: datetime | None = None) -> None:
        self._store = store
        self._as_of = as_of
        self._seen = Counters(-1, 0)
        self._snapshot: Snapshot | None = None
        self._imports: list[ImportRow] = []
        self._came: dict[str, pl.DataFrame] = {}  # the segments that came last, where they are few
        self._states: pl.DataFrame | None = None
        self._excluded: pl.DataFrame | None = None
        self._since: tuple[datetime, Growing] | None = None
        self._cases: Pieces | None = None  # those since the window
        # What numbers of cases rest on, until somebody asks for a case or anything moves: it and
        # the cases as they stand, and what tells of which of these the cases were made.
        self._unnamed: tuple[Unnamed, pl.DataFrame] | None = None
        self._was_unnamed = False
        self._made_of: object = None
        self._ever: pl.DataFrame | None = None
        self._every_case: pl.DataFrame | None = None
        self._window: datetime | None = None
        self._window_set_at = datetime.min.replace(tzinfo=UTC)
        self._version = 0
        self._at: tuple[int, datetime, pl.DataFrame] | None = None  # the cases asked for last

    def refresh(self) -> bool:
        """Follow the store; whether anything moved since the last time."""
        counters = self._store.counters()
        if counters == self._seen:
            return False
        if counters.segments_version != self._seen.segments_version:
            self._follow_segments()
        if counters.last_event_id != self._seen.last_event_id:
            self._follow_events()
        self._unnamed = self._made_of = None
        self._seen = counters
        self._version += 1
        return True

    def reread(self) -> None:
        """Open the segments anew at the next `refresh`: one of them is damaged, and what is
        restored in its place is another file.
        """
        self._seen = Counters(-1, self._seen.last_event_id)

    @property
    def snapshot(self) -> Snapshot:
        """The segments all frames rest on."""
        if self._snapshot is None:
            self.refresh()
        assert self._snapshot is not None
        return self._snapshot

    @property
    def version(self) -> int:
        """A number that moves with every change seen; what rests on the frames is kept by it."""
        return self._version

    @property
    def last_event_id(self) -> int:
        """The newest event that the frames hold."""
        return self._seen.last_event_id

    @property
    def imports(self) -> list[ImportRow]:
        """The imports registered, oldest first."""
        return self._imports

    @property
    def states(self) -> pl.DataFrame:
        """The states of all touched or excluded cases; columns of desk.states.SCHEMA.

        Read when first asked for: the score needs only who is excluded.
        """
        if self._states is None:
            self._states = self._states_since(0)
        return self._states

    @property
    def excluded(self) -> pl.DataFrame:
        """The KEY of the responses that do not count."""
        return self._left_out()

    @property
    def extra_columns(self) -> tuple[ExtraColumn, ...]:
        """The columns of `everything` that are neither canonical nor the store's."""
        return extras_apart(self.snapshot.extra_columns)

    def everything(self) -> pl.LazyFrame:
        """All responses, excluded ones too, up to the moment the frames are fixed at."""
        return self._shown(self.snapshot.responses)

    def _shown(self, stored: pl.LazyFrame) -> pl.LazyFrame:
        names = [column.name for column in self.snapshot.extra_columns]
        responses = told_apart(stored, names)
        if self._as_of is None:
            return responses
        known = [row.import_id for row in self._imports if row.at <= self._as_of]
        at = pl.col("responded_at")
        return responses.filter(
            (at <= self._as_of) | (at.is_null() & pl.col("import_id").is_in(known))
        )

    @property
    def is_fixed(self) -> bool:
        """Whether they show a moment of the past."""
        return self._as_of is not None

    def counted(self) -> pl.LazyFrame:
        """The responses that count in the numbers: all but the excluded."""
        return self._but_the_excluded(self.everything())

    def counted_in(self, segment: str) -> pl.LazyFrame:
        """The responses of one segment, by name, that count in the numbers."""
        return self._but_the_excluded(self.everything_in([segment]))

    def everything_in(self, segments: Collection[str]) -> pl.LazyFrame:
        """All responses of some segments, by name."""
        if segments and all(name in self._came for name in segments):
            return pl.concat([self._came[name] for name in segments]).lazy()
        return self._shown(self.snapshot.responses_in(segments))

    def _but_the_excluded(self, responses: pl.LazyFrame) -> pl.LazyFrame:
        excluded = self._left_out()
        if not excluded.height:
            return responses
        return responses.join(excluded.lazy(), on=KEY, how="anti", maintain_order="left")

    def open_cases(self, now: datetime) -> pl.DataFrame:
        """Every case that can be open at `now`, and those ended lately; columns of `cases.at`."""
        from npstui.desk import cases

        standing = self.standing(now).whole()
        if self._at is None or self._at[:2] != (self._version, now):
            self._at = self._version, now, cases.at(standing, now)
        return self._at[2]

    def unnamed_cases(self, now: datetime) -> pl.LazyFrame | None:
        """The rows of `open_cases` as far as numbers rest on them: without KEY or what was said
        before, of what came after only the next unless touched. None where all of them stand, or
        are to: this is for the first numbers of all, which take half the time so.
        """
        window = self._window_at(now)
        stands = self._since is not None and self._since[0] == window
        if stands or (self._was_unnamed and self._unnamed is None):
            return None
        from npstui.desk import cases
        from npstui.desk.since import ROW, read_unnamed

        if self._unnamed is None:
            read = read_unnamed(self._asked(window))
            states = self.states.join(read.named, on=KEY).drop(KEY)
            self._unnamed = read, cases.open_or_ended(read.every, states, (ROW,))
            self._was_unnamed, self._made_of = True, object()
        return cases.at(self._unnamed[1].lazy(), now)

    @property
    def made_of(self) -> object:
        """What the cases of `unnamed_cases` have in common with the `standing` made of them."""
        return self._made_of

    def customers(self, now: datetime) -> pl.DataFrame:
        """KEY and customer (a number that stands for one) of the rows of `open_cases`."""
        return self.standing(now).whole().select(*KEY, "customer")

    def open_cases_of(self, refs: Collection[ResponseRef], now: datetime) -> pl.DataFrame:
        """The rows of `open_cases` for some responses, those of them that have one."""
        from npstui.desk import cases
        from npstui.desk.states import rows_named

        wanted = rows_named(self.standing(now).whole(), keys_of(refs))
        return cases.at(wanted, now)

    def all_cases(self, now: datetime) -> pl.DataFrame:
        """Every case there ever was, resolved and lapsed too; columns of `cases.at`."""
        from npstui.desk import cases

        if self._every_case is None:
            if self._ever is None:
                self._ever = cases.possible(self.everything(), self._imports, self._left_out())
            self._every_case = cases.open_or_ended(self._ever, self.states)
        return cases.at(self._every_case, now)

    def cases_among(self, responses: pl.LazyFrame, now: datetime) -> pl.DataFrame:
        """The cases of some responses, as if there were no others: give all of a customer's."""
        from npstui.desk import cases

        possible = cases.possible(responses, self._imports, self._left_out())
        return cases.at(cases.open_or_ended(possible, self.states), now)

    def responses_of(self, refs: Collection[ResponseRef]) -> pl.LazyFrame:
        """The responses of these refs, all columns."""
        return self.everything().join(keys_of(refs).lazy(), on=KEY, how="semi")

    def standing(self, now: datetime) -> "Pieces":
        """The cases as their events leave them, before the time is asked.

        Another one than before where all of them were made anew.
        """
        from npstui.desk import cases
        from npstui.desk.pieces import Pieces

        growing = self._growing(self._window_at(now))
        if self._cases is None:
            made = cases.open_or_ended(growing.every.whole(), self.states)
            self._cases = Pieces(made, self._made_of)
        elif self._cases.is_much:
            self._cases = Pieces(self._cases.whole())
        return self._cases

    def _patch(self, changed: pl.DataFrame) -> None:
        """Put the cases of a few changed states, and of their customers, in the place they had.

        Making all of them anew takes as long as everything else that a verb does.
        """
        from npstui.desk import cases
        from npstui.desk.pieces import Pieces
        from npstui.desk.states import rows_named

        window, standing = self._window, self._cases
        self._cases = self._every_case = None
        if window is None or standing is None or changed.height > PATCHED:
            return
        cached, every = standing.whole(), self._growing(window).every.whole()
        touched = rows_named(every, changed)
        if touched.height != changed.height:
            self._since = None  # one of them could not be open until now
            return
        theirs = pl.col("customer").is_in(touched["customer"].drop_nulls().implode())
        theirs = theirs.fill_null(value=False)
        alone = touched.filter(pl.col("customer").is_null())
        around = pl.concat([every.filter(theirs), alone])
        fresh = cases.open_or_ended(around, rows_named(self.states, around))
        kept = cached.filter(~theirs)
        if alone.height:
            kept = kept.join(alone, on=KEY, how="anti")
        self._cases = Pieces(pl.concat([kept, fresh]))

    def _growing(self, window: datetime) -> "Growing":
        """What the cases rest on: the answers that could be open when it was set, or are touched.

        The others cannot open again but by a touch, and are most of the answers.
        """
        from npstui.desk.growth import Growing
        from npstui.desk.since import read_since, with_names

        if self._since is None or self._since[0] != window:
            asked = self._asked(window)
            unnamed = self._unnamed[0] if self._unnamed is not None else None
            self._unnamed = None
            read = read_since(asked) if unnamed is None else with_names(unnamed, asked)
            self._since, self._cases = (window, Growing(read)), None
        return self._since[1]

    def _asked(self, window: datetime) -> "Asked":
        from npstui.desk.since import Asked

        return Asked(self.counted(), window, self._ended_after, self._touched(), self._imports)

    @property
    def _ended_after(self) -> datetime:
        return self._window_set_at - SHOWN_LAPSED

    def _forget(self) -> None:
        self._since = self._ever = self._cases = self._every_case = None
        self._unnamed = self._made_of = None

    def _touched(self) -> "Touched":
        from npstui.desk.touching import touched_by_window

        return touched_by_window(self.states, self._window, self._store, self.snapshot)

    def _left_out(self) -> pl.DataFrame:
        if self._excluded is None:
            self._excluded = self._excluded_now()
        return self._excluded

    def _window_at(self, now: datetime) -> datetime:
        """From when on answers matter to open cases; kept for a day, and the frames with it."""
        from npstui.desk.policies import longest_lapse_before

        earliest = longest_lapse_before(now - SHOWN_LAPSED, self._imports)
        if self._window is None or not 0 <= (earliest - self._window).total_seconds() < 86_400:
            self._window = earliest
            self._version += 1  # other rows, so nothing kept by version fits them
            self._window_set_at = now
            self._since = self._unnamed = self._made_of = None
        return self._window

    def _follow_events(self) -> None:
        """Bring the states up to date, and what rests on them."""
        excluded = self._excluded_now()
        same = self._excluded is not None and excluded.equals(self._excluded)
        self._excluded = excluded
        if self._states is None:
            return
        from npstui.desk.states import updated

        outside = self._touched().outside
        new = self._states_since(self._seen.last_event_id)
        if self._as_of is None:
            self._states = updated(self._states, new)
        if same and outside.equals(self._touched().outside):
            self._patch(new.select(KEY))
        else:
            self._forget()

    def _states_since(self, event_id: int) -> pl.DataFrame:
        from npstui.desk.states import frame_of, frame_of_stored

        if self._as_of is not None:
            return frame_of(self._store.case_rows_as_of(self._as_of))
        return frame_of_stored(self._store.stored_cases(event_id))

    def _excluded_now(self) -> pl.DataFrame:
        if self._as_of is not None:
            return self.states.filter(pl.col("excluded").is_not_null()).select(KEY)
        return keys_of(self._store.excluded())

    def _follow_segments(self) -> None:
        before = self._snapshot
        self._came = {}
        if before is not None:
            before.close()
        self._snapshot = self._store.snapshot()
        self._imports = self._store.imports()
        if before is None or not self._grow(before):
            self._forget()

    def _grow(self, before: Snapshot) -> bool:
        """Put a few answers that came in among the possible cases; whether that could be done.

        Making all of them anew takes as long as opening the desk.
        """
        window, known, kept = self._window, {row.name for row in before.segments}, self._since
        came = [row.name for row in self.snapshot.segments if row.name not in known]
        rewritten = len(self.snapshot.segments) - len(came) < len(known)
        few = 0 < self.snapshot.rows - before.rows <= PATCHED
        if kept is None or kept[0] != window or self._as_of is not None or rewritten or not few:
            return False
        from npstui.desk import cases
        from npstui.desk.states import rows_named

        touched = self._touched()
        # Read once: each family of questions asks them for other columns.
        read = pl.collect_all([self._shown(self.snapshot.responses_in([name])) for name in came])
        self._came = dict(zip(came, read, strict=True))
        fresh = cases.with_clocks(pl.concat(read).lazy(), self._imports)
        recent = fresh.filter(pl.col("responded_at") >= instant(window))
        if recent.height < fresh.height and touched.outside.height:
            return False  # an older answer may be of a customer with a touched case
        recent = recent.join(self._left_out(), on=KEY, how="anti", maintain_order="left")
        now = kept[1].put(recent, self._ended_after, touched.inside)
        self._ever = self._every_case = None
        if self._cases is not None:
            anew = cases.open_or_ended(now.again, rows_named(self.states, now.again))
            self._cases.replace(now.rows, now.customers, anew)
        return True


def keys_of(refs: Collection[ResponseRef]) -> pl.DataFrame:
    """The refs as a frame of the two key columns."""
    return pl.DataFrame(list(refs), schema=dict.fromkeys(KEY, pl.String), orient="row")
