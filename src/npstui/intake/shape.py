"""Rows as the file writes them to responses: canonical columns, extras, and what is kept out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import polars as pl

from npstui.intake.cells import (
    decimal_comma,
    read_flags,
    read_numbers,
    read_survey_types,
    read_text,
    unclean_columns,
)
from npstui.intake.errors import IntakeError
from npstui.intake.file_plan import FilePlan
from npstui.intake.moments import MomentReader, outside
from npstui.intake.own import MOST_SOURCES
from npstui.intake.readers.batches import Batch
from npstui.intake.readers.delimited import NOT_UTF8
from npstui.intake.scores import FRACTION, Scores, read_scores
from npstui.intake.set_aside import UNANSWERED, counted, reasons_of
from npstui.intake.totals import TOTAL, total_rows
from npstui.intake.words import CATEGORY_WORDS, folded
from npstui.intake.zones import zone_in_header
from npstui.model.category import HIGHEST, category_of
from npstui.model.response import CANONICAL, Column, Kind
from npstui.store.values import RefusedLine

_TELLING = 50  # answers without a zero that make one think of a scale of 1-10


@dataclass(frozen=True, slots=True)
class Shaped:
    """One chunk's rows = frame + refused + the sum of set_aside. `frame` has the canonical columns
    of the file in canonical order, then the extras as String.
    """

    frame: pl.DataFrame
    refused: tuple[RefusedLine, ...]
    set_aside: dict[str, int]


@dataclass(slots=True)
class _Remark:
    """Cells of one column that were read as none: how many, and the first of them."""

    count: int = 0
    first: str = ""
    line: int = 0


@dataclass(slots=True)
class Shaper:
    """Shapes the chunks of one file, and remembers what is to be said about them.

    `commas` is what the cells showed so far: of fields with numbers, whether commas are decimal.
    """

    plan: FilePlan
    zone: ZoneInfo
    now: datetime
    earliest: date
    commas: dict[str, bool] = field(default_factory=dict)
    _remarks: dict[tuple[str, str], _Remark] = field(default_factory=dict)
    _scores: Counter[int] = field(default_factory=Counter)
    _fractions: int = 0
    _disagree: int = 0
    _not_utf8: int = 0
    _readers: dict[str, MomentReader] = field(default_factory=dict)

    def shape(self, rows: Batch) -> Shaped:
        """The responses among the rows of one chunk."""
        self._not_utf8 += sum(line.reason == NOT_UTF8 for line in rows.refused)
        raw = rows.unescaped()
        columns = self.plan.columns
        score = raw[str(columns.fields["score"])]
        scores = read_scores(score, self.plan.scale)
        kept = scores.values.is_not_null()
        wrong, aside = scores.refused, {UNANSWERED: int(scores.unanswered.sum())}
        reasons = self._reasons(raw, kept)
        if reasons is not None:
            taken = reasons.is_null()
            kept, wrong = kept & taken, wrong & taken
            aside = {UNANSWERED: int((scores.unanswered & taken).sum()), **counted(reasons)}
        refused = rows.refused + self._refused(rows, raw, score, wrong, scores.reasons)
        self._count(scores, wrong, score)
        unclean = self._unclean(raw, tidy=rows.tidy)
        values = [
            scores.values.alias("score")
            if column.name == "score"
            else self._read(column, self._text(column, raw, unclean, rows.tidy), rows, kept)
            for column in CANONICAL
            if column.name in columns.fields
        ]
        extras = [read_extra(raw[str(place)]).alias(name) for place, name in columns.extras.items()]
        if columns.category is not None:
            self._compare(raw[str(columns.category)], scores.values)
        if columns.source is not None:
            extras.append(_sources(raw[str(columns.source)]))
        frame = pl.DataFrame([*values, *extras])
        if not kept.all():
            frame = frame.filter(kept)
        return Shaped(frame, refused, aside)

    def _reasons(self, raw: pl.DataFrame, scored: pl.Series) -> pl.Series | None:
        """Row by row why it is no answer, null where it may be one; None where all may."""
        columns = self.plan.columns
        rules = (*(self.plan.preset.rules if self.plan.preset is not None else ()), *columns.rules)
        totals = total_rows(raw, columns.fields)
        if not rules and not totals:
            return None
        reasons = reasons_of(raw, rules, scored)
        return reasons.scatter(totals, TOTAL) if totals else reasons

    def notes(self) -> list[str]:
        """Sentences about the cells that were read as none, and about other things to know."""
        said = [
            f"{_cell_count(remark.count)} in “{self.plan.mapping[name]}” "
            f"{why if remark.count > 1 else _of_one(why)} "
            f"(“{remark.first}” in line {remark.line} is the first)"
            for (name, why), remark in self._remarks.items()
        ]
        said += self._of_scores()
        if self._not_utf8:
            said.append(
                f"{self._not_utf8:,} {'row holds' if self._not_utf8 == 1 else 'rows hold'} bytes "
                "that are not UTF-8; save the file as CSV in "
                "UTF-8 and import it again"
            )
        if self._disagree and self.plan.columns.category is not None:
            name = self.plan.names[self.plan.columns.category]
            said.append(
                f"column “{name}” and the score disagree on the category of "
                f"{_answers(self._disagree)}; the score counts"
            )
        return said

    def _count(self, scores: Scores, wrong: pl.Series, score: pl.Series) -> None:
        for value, count in scores.values.drop_nulls().value_counts().iter_rows():
            self._scores[value] += count
        fractions = [text for text, why in scores.reasons.items() if why.endswith(FRACTION)]
        if fractions:
            self._fractions += int((wrong & score.is_in(fractions)).sum())

    def _of_scores(self) -> list[str]:
        said = []
        if self._fractions:
            stay = "stays" if self._fractions == 1 else "stay"
            said.append(
                f"{_answers(self._fractions)} {_has(self._fractions)} a score between two whole "
                f"numbers and {stay} out; --scale 0-10 takes them, cut down (8.9 as 8)"
            )
        answers = self._scores.total()
        no_zero = self._scores and min(self._scores) == 1 and max(self._scores) == HIGHEST
        if self.plan.scale is None and no_zero and answers >= _TELLING:
            said.append(
                f"none of {answers:,} scores is 0 and some are 1, so the scale may have been 1-10; "
                "they are read as 0-10"
            )
        return said

    def _cells(self, raw: pl.DataFrame, name: str, place: int) -> pl.Series:
        """A field's cells; where its own column is empty, those that fill in."""
        column = raw[str(place)].alias(name)
        columns = self.plan.columns
        for other in self._also(name):
            empty = column.is_null() | (column.str.strip_chars() == "").fill_null(value=False)
            column = column.set(empty, None).fill_null(raw[str(other)])
        for other in columns.joined.get(name, ()):
            both = pl.DataFrame([column, raw[str(other)].alias("other")])
            column = both.select(
                pl.concat_str(pl.all(), separator=" ", ignore_nulls=True).str.strip_chars()
            ).to_series()
        return column.alias(name)

    def _also(self, name: str) -> Sequence[int]:
        preset = self.plan.preset
        return (preset is not None and preset.also.get(name)) or self.plan.columns.also.get(
            name, ()
        )

    def _unclean(self, raw: pl.DataFrame, *, tidy: bool) -> frozenset[str]:
        """The fields of which a cell, in one of their columns, is empty or has spaces around it."""
        columns = self.plan.columns
        places = {
            name: [str(each) for each in (place, *self._also(name))]
            for name, place in columns.fields.items()
            if name != "score" and name not in columns.joined
        }
        asked = raw.select({each for those in places.values() for each in those})
        unclean = unclean_columns(asked, tidy=tidy)
        clean = {name for name, those in places.items() if not unclean.intersection(those)}
        return frozenset(columns.fields.keys() - clean)

    def _text(
        self, column: Column, raw: pl.DataFrame, unclean: frozenset[str], tidy: bool
    ) -> pl.Series:
        cells = self._cells(raw, column.name, self.plan.columns.fields[column.name])
        blanks = column.kind is not Kind.TEXT or column.name == "comment"
        return read_text(cells, blanks=blanks, clean=column.name not in unclean, tidy=tidy)

    def _read(self, column: Column, text: pl.Series, rows: Batch, kept: pl.Series) -> pl.Series:
        kind, name = column.kind, column.name
        if kind is Kind.MOMENT:
            return self._moments(name, text, rows, kept)
        if kind is Kind.NUMBER:
            values, wrong = read_numbers(text, self._comma_in(name, text))
            self._remark(name, "are no numbers and count as none", wrong & kept, text, rows)
            return values
        if kind is Kind.FLAG:
            values, wrong = read_flags(text)
            self._remark(name, "say neither yes nor no and count as none", wrong & kept, text, rows)
            return values
        return read_survey_types(text) if name == "survey_type" else text

    def _comma_in(self, name: str, text: pl.Series) -> bool | None:
        """Whether the column has decimal commas, by its cells so far and in files like it."""
        if name not in self.commas:
            found = decimal_comma(text)
            if found is None:
                return self.plan.commas.get(name)
            self.commas[name] = found
        return self.commas[name]

    def _moments(self, name: str, text: pl.Series, rows: Batch, kept: pl.Series) -> pl.Series:
        reader = self._readers.get(name)
        if reader is None:
            reader = self._readers[name] = self._reader(name)
        read = reader.read(text)
        values = read.values.alias(name)
        if read.unreadable.any():
            why = (
                "are no dates that can be read; those are written as 2026-11-20 or "
                "2026-11-20T08:51:12Z"
            )
            self._remark(name, why, read.unreadable & ~read.ambiguous & kept, text, rows)
            why = "could be two days and count as no date; --date-order dmy or mdy says which"
            self._remark(name, why, read.ambiguous & kept, text, rows)
        if name != "responded_at":
            return values
        start = datetime.combine(self.earliest, time(), UTC)
        beyond = outside(values, start, self.now)
        if beyond.any():
            why = f"lie before {self.earliest} or more than a day ahead and count as no date"
            self._remark(name, why, beyond & kept, text, rows)
            values = values.set(beyond, None)
        return values

    def _reader(self, name: str) -> MomentReader:
        zone = zone_in_header(self.plan.mapping[name]) or self.zone
        return MomentReader(zone, self.plan.day_orders.get(name))

    def _remark(self, name: str, why: str, marked: pl.Series, text: pl.Series, rows: Batch) -> None:
        count = int(marked.sum())
        if not count:
            return
        remark = self._remarks.setdefault((name, why), _Remark())
        if not remark.count:
            row = marked.arg_max() or 0
            remark.first = _short(str(text[row]))
            remark.line = rows.located([row])[0][0]
        remark.count += count

    def _refused(
        self,
        rows: Batch,
        raw: pl.DataFrame,
        score: pl.Series,
        refused: pl.Series,
        reasons: dict[str, str],
    ) -> tuple[RefusedLine, ...]:
        if not reasons:
            return ()
        places = refused.arg_true()
        id_place = self.plan.columns.fields.get("response_id")
        keys: list[str | None] = [None] * places.len()
        if id_place is not None:
            keys = read_text(raw[str(id_place)].gather(places)).to_list()
        return tuple(
            RefusedLine(line, reasons[text], whole, key)
            for (line, whole), text, key in zip(
                rows.located(places.to_list()), score.gather(places).to_list(), keys, strict=True
            )
        )

    def _compare(self, words: pl.Series, scores: pl.Series) -> None:
        pairs = pl.DataFrame({"word": words, "score": scores}).drop_nulls()
        for word, score, count in pairs.group_by("word", "score").len().iter_rows():
            said = CATEGORY_WORDS.get(folded(word))
            if said is not None and said is not category_of(score):
                self._disagree += count


def _sources(column: pl.Series) -> pl.Series:
    sources = read_text(column).alias("source")
    if sources.n_unique() > MOST_SOURCES:
        raise IntakeError(
            f"its column “source” names more than {MOST_SOURCES:,} sources; if this is no export "
            "of npstui, say --preset none"
        )
    return sources


def read_extra(column: pl.Series) -> pl.Series:
    """An extra column as found; empty is null."""
    empty = column == ""
    return column.set(empty.fill_null(value=False), None) if empty.any() else column


def _has(count: int) -> str:
    return "has" if count == 1 else "have"


def _of_one(why: str) -> str:
    """The same of a single cell."""
    for many, one in (
        ("are no dates that can be read; those are", "is no date that can be read; dates are"),
        ("are no numbers", "is no number"),
        ("are read as the day numbers", "is read as the day number"),
        ("say neither", "says neither"),
        ("and count as", "and counts as"),
        ("lie before", "lies before"),
    ):
        why = why.replace(many, one)
    return why


def _cell_count(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count:,} answers"


def _short(text: str) -> str:
    cell = " ".join(text.split())
    return cell if len(cell) <= 40 else f"{cell[:39]}…"
