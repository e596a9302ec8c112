"""Writing an import: identity, dedup, segments under lock, and one transaction at the end."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from npstui.model.clock import Policy
from npstui.model.response import Reading, ResponseRef
from npstui.store import segments as steps
from npstui.store.compaction import compact_if_due
from npstui.store.dedup import DIFFERS, KNOWN, NEW, Deduplicator, Verdict, compare
from npstui.store.errors import StoreError, VersionMoved
from npstui.store.files import access_of
from npstui.store.identity import IdMaker, keys_of, keys_of_ids
from npstui.store.protocols import Catalog
from npstui.store.quarantine import Quarantine, cleared_by, id_key, refused_key
from npstui.store.response_frame import (
    MADE,
    extra_names,
    reading_of,
    scan,
    shaped,
    wider,
)
from npstui.store.rows_of_sources import RowsOfSources
from npstui.store.segment_protocol import Segments
from npstui.store.snapshot import Snapshot, take_snapshot
from npstui.store.staging import Staged, Staging, new_import_id
from npstui.store.sweep import sweep
from npstui.store.updates import Updates
from npstui.store.values import (
    Added,
    ExtraColumn,
    Fates,
    ImportRow,
    RefusedLine,
    Remembered,
    Ruled,
    SegmentRow,
)
from npstui.store.write_failures import writing

if TYPE_CHECKING:
    import polars as pl

# From the rows an import adds, and the extra columns, to what the store's rules do to their cases.
Ruling = Callable[["pl.LazyFrame", Sequence[ExtraColumn]], Ruled]
_NAMED = 1_000  # changed responses whose refs are kept


class ImportWriter:
    """One import of one source. Leaves nothing unless it is committed; a context manager."""

    def __init__(
        self,
        root: Path,
        catalog: Catalog,
        segments: Segments,
        *,
        source: str,
        path: str,
        actor: str,
        person: str,
        now: datetime,
        policy_first: bool = False,
        tail: bool = False,
    ) -> None:
        """`now` is the import's time, `policy_first` whether the store expects its first.

        `tail`: the rows follow those which the store has of this file, so that rows without id
        count their occurrences on from the store's.
        """
        self.import_id = new_import_id()
        self.policy_first = policy_first
        self.changed: list[ResponseRef] = []  # listed, not taken; the first thousand
        self._catalog = catalog
        self._segments = segments
        self._root = root
        self._source = source
        self._path = path
        self._who = (actor, person)
        self._now = now
        self._ids = IdMaker(source, self._are_stored if tail else None)
        self._of_sources = RowsOfSources(self._are_stored)
        self._dedup = Deduplicator()
        self._staging = Staging(segments, self.import_id)
        self._quarantine = Quarantine(root, access_of(root), self.import_id)
        self._updates = Updates()
        self._readings: dict[str, Reading | None] = {}
        self._cleared: set[str] = set()
        self._moved: list[Added] = []  # corrections: what became known while this was under way
        self._update = False
        self._snapshot = take_snapshot(catalog, segments)
        self._refused_before = catalog.refused_beginning(id_key(source, ""))
        self._done = False

    @property
    def quarantine_file(self) -> str | None:
        """The file of refused rows inside the store; None where no row was kept."""
        return self._quarantine.file

    def add(self, frame: "pl.DataFrame", *, update: bool = False) -> Added:
        """Take a chunk: canonical columns in their dtypes as far as the file has them, any other
        column as text; response_id may be null. A column `source` says which each row is of.

        With `update` a known id with other content replaces what is known.
        """
        if frame.is_empty():
            return Added()
        with writing(self._root):
            self._update = update
            chunk = shaped(frame, self._source, self.import_id)
            if "source" in frame.columns:
                rows, keys = self._of_sources.identified(chunk)
            else:
                rows, keys = self._identified(chunk)
            self._clear(rows)
            verdict = self._dedup.judge(rows, keys, self._snapshot, update=update)
            return self._take(rows, keys, verdict)

    def refuse(self, lines: Iterable[RefusedLine]) -> int:
        """Put rows into quarantine; how many are kept there, which those seen before are not."""
        with writing(self._root):
            keyed = [(refused_key(self._source, line), line) for line in lines]
            before = self._catalog.refused_keys([key for key, _ in keyed]) if keyed else set()
            return self._quarantine.keep((key, line) for key, line in keyed if key not in before)

    def staged(self) -> "pl.LazyFrame":
        """The rows that a commit would add, as Snapshot.responses would show them."""
        with writing(self._root):
            self._staging.finish()
            files = self._staging.files()
            try:
                return scan(files, self._columns(self._snapshot))
            finally:
                for file in files:  # the scan holds them open itself
                    file.close()

    def commit(
        self,
        fates: Fates,
        mapping: Mapping[str, str],
        policy: Policy,
        remembered: Remembered | None = None,
        ruling: Ruling | None = None,
    ) -> ImportRow:
        """Register everything in one transaction, with what `ruling` does to the new cases.

        `fates` is the sum of what `add` and the intake said. Where others imported the same rows
        meanwhile the row that comes back, and is registered, says so.
        """
        with writing(self._root):
            self._staging.finish()
            self._updates.settle(self._staging)
            self._quarantine.sync()
            steps.reached("staged")
            while True:
                row = ImportRow(
                    self.import_id,
                    self._now,
                    *self._who,
                    self._source,
                    self._path,
                    dict(mapping),
                    policy,
                    self._fates(fates),
                    remembered,
                )
                try:
                    self._register(row, ruling)
                except VersionMoved:
                    self._catch_up()
                    continue
                break
            steps.reached("committed")
            self._end(keep=True)
        # What was imported stands; a merge that fails is tried again by a later commit.
        with suppress(StoreError), writing(self._root):
            if compact_if_due(self._catalog, self._segments):
                sweep(self._catalog, self._segments, self._root)
        return row

    def abort(self) -> None:
        """Leave nothing; after a commit it does nothing."""
        if not self._done:
            self._end(keep=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.abort()

    def _identified(self, frame: "pl.DataFrame") -> "tuple[pl.DataFrame, pl.Series]":
        import polars as pl

        lacking = frame["response_id"].is_null()
        made = lacking.alias(MADE)
        if not lacking.any():
            return frame.with_columns(made), keys_of_ids(frame["response_id"], self._source)
        if lacking.all():
            ids = self._ids.ids(frame)
            return frame.with_columns(ids, made), keys_of_ids(ids, None)
        ids = self._ids.ids(frame.filter(lacking))
        places = lacking.arg_true()
        all_ids = frame["response_id"].scatter(places, ids)
        keys = keys_of_ids(all_ids, self._source).scatter(places, keys_of_ids(ids, None))
        return frame.with_columns(all_ids, made), keys.cast(pl.UInt64)

    def _take(self, rows: "pl.DataFrame", keys: "pl.Series", verdict: Verdict) -> Added:
        import polars as pl

        counts = {kind: int((verdict.status == kind).sum()) for kind in (NEW, KNOWN, DIFFERS)}
        undated = 0
        if counts[NEW]:
            fresh, fresh_keys = rows, keys
            if counts[NEW] < rows.height:
                new = pl.Series(verdict.status == NEW)
                fresh, fresh_keys = rows.filter(new), keys.filter(new)
            undated = self._stage(fresh, fresh_keys)
        if self._update and counts[DIFFERS]:
            taken = pl.Series(verdict.taken)
            self._read(rows.filter(taken))
            self._updates.add(rows.filter(taken), keys.filter(taken))
        elif counts[DIFFERS]:
            self._name_changed(rows.filter(pl.Series(verdict.status == DIFFERS)))
        differing = counts[DIFFERS]
        return Added(
            imported=counts[NEW],
            undated=undated,
            already_known=counts[KNOWN],
            changed=0 if self._update else differing,
            updated=differing if self._update else 0,
        )

    def _stage(self, rows: "pl.DataFrame", keys: "pl.Series") -> int:
        self._read(rows)
        if "responded_at" not in rows.columns:
            self._staging.take(rows, keys)
            return rows.height
        moments = rows["responded_at"]
        if not moments.is_sorted(nulls_last=True):
            order = moments.arg_sort(nulls_last=True)
            rows, keys = rows[order], keys[order]
        self._staging.take(rows, keys)
        return moments.null_count()

    def _read(self, rows: "pl.DataFrame") -> None:
        for name in extra_names(rows.columns):
            if self._readings.get(name) is not Reading.TEXT:
                self._readings[name] = wider(self._readings.get(name), reading_of(rows[name]))

    def _columns(self, snapshot: Snapshot) -> list[ExtraColumn]:
        """The extra columns as they read over all files, this one included."""
        readings: dict[str, Reading | None] = {
            column.name: column.reading for column in snapshot.extra_columns
        }
        for name, reading in self._readings.items():
            readings[name] = wider(readings.get(name), reading)
        # One without any value so far is left open: what comes later decides.
        return [ExtraColumn(name, reading) for name, reading in readings.items() if reading]

    def _clear(self, rows: "pl.DataFrame") -> None:
        """Remembers the refused keys that these good rows clear."""
        if self._refused_before:
            own = ~rows[MADE] & (rows["source"] == self._source)
            ids = rows.filter(own)["response_id"]
            self._cleared.update(cleared_by(ids, self._source, self._refused_before))

    def _name_changed(self, rows: "pl.DataFrame") -> None:
        for source, id_ in rows.select("source", "response_id").head(_NAMED).iter_rows():
            if len(self.changed) < _NAMED:
                self.changed.append(ResponseRef(source, id_))

    def _register(self, row: ImportRow, ruling: Ruling | None) -> None:
        ruled = None
        if ruling is not None and row.fates.imported:
            # Anew each time: others may have imported some of the rows meanwhile.
            ruled = ruling(self.staged(), self._columns(self._snapshot))
        rewritten = self._updates.apply(self._snapshot, self._staging)
        try:
            self._catalog.commit_import(
                self._snapshot.segments_version,
                self._staging.rows,
                row,
                self._columns(self._snapshot),
                self._quarantine.refused(),
                sorted(self._cleared),
                rewritten.superseded,
                rewritten.dropped,
                ruled,
            )
        except VersionMoved:
            for staged in rewritten.staged:
                self._staging.drop(staged)
            raise

    def _catch_up(self) -> None:
        """Takes out the rows that others registered since the dedup read the store."""
        before = {segment.name for segment in self._snapshot.segments}
        self._snapshot.close()
        self._snapshot = take_snapshot(self._catalog, self._segments)
        fresh = [one for one in self._snapshot.segments if one.name not in before]
        for staged in self._staging:
            known = self._known_since(staged, fresh)
            if known:
                self._staging.without(staged, known)

    def _known_since(self, staged: Staged, fresh: list[SegmentRow]) -> list[int]:
        keys, rows = self._staging.keys(staged).all()
        known: list[int] = []
        for segment in fresh:
            places, theirs = self._snapshot.keys(segment).find(keys)
            if not places:
                continue
            mine = [rows[place] for place in places]
            frame = self._staging.frame(staged)[mine]
            same, equal = compare(frame, self._snapshot, segment, theirs)
            known += [row for row, is_same in zip(mine, same.tolist(), strict=True) if is_same]
            self._recount(frame.filter(same), frame.filter(same & ~equal))
        return known

    def _recount(self, known: "pl.DataFrame", differing: "pl.DataFrame") -> None:
        undated = known["responded_at"].null_count() if "responded_at" in known.columns else None
        self._moved.append(
            Added(
                imported=-known.height,
                undated=-(known.height if undated is None else undated),
                already_known=known.height - differing.height,
                changed=0 if self._update else differing.height,
                updated=differing.height if self._update else 0,
            )
        )
        if not differing.is_empty() and self._update:
            self._updates.add(differing, keys_of(differing))
        elif not differing.is_empty():
            self._name_changed(differing)

    def _fates(self, fates: Fates) -> Fates:
        counts = ("imported", "undated", "already_known", "changed", "updated")
        return replace(
            fates,
            **{
                name: getattr(fates, name) + sum(getattr(moved, name) for moved in self._moved)
                for name in counts
            },
        )

    def _are_stored(self, ids: "pl.Series") -> "pl.Series":
        """Which of these made ids the store holds."""
        import polars as pl

        keys = keys_of_ids(ids, None)
        there = [False] * len(ids)
        for segment in self._snapshot.segments:
            for place in self._snapshot.keys(segment).find(keys)[0]:
                there[place] = True
        return pl.Series(there, dtype=pl.Boolean)

    def _end(self, *, keep: bool) -> None:
        self._done = True
        if keep:
            self._staging.release()
            self._quarantine.release()
        else:
            self._staging.discard()
            self._quarantine.discard()
        self._snapshot.close()
