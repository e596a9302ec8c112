"""The desk's questions about one case and its customer."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from npstui.desk.customers import (
    answers_of_named,
    customer_value,
    listed_answers,
    responses_of_customer,
)
from npstui.desk.detail import case_value, other_answers
from npstui.desk.frames import Frames
from npstui.desk.naming import customer_name
from npstui.desk.words import event_words
from npstui.model.category import category_of
from npstui.model.events import Event
from npstui.model.response import ResponseRef
from npstui.present.values import CaseValue, CustomerValue
from npstui.store.expressions import KEY
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.present.explained import Explanation


class CaseFiles:
    """What is known of each case of one store, up to the moment the frames are fixed at."""

    def __init__(self, frames: Frames, store: Store, as_of: datetime | None) -> None:
        self._frames = frames
        self._store = store
        self._as_of = as_of

    def case(self, ref: ResponseRef, now: datetime) -> CaseValue:
        """One case in full. Raises KeyError where the store does not know the response."""
        response = self._response(ref)
        excluded = self._frames.states.filter(_is(ref)).select("excluded")
        came = {entry.import_id: entry for entry in self._frames.imports}
        entry = came.get(int(str(response["import_id"])))
        return case_value(
            response,
            self._case_row(ref, response, now),
            excluded.item() if excluded.height else None,
            other_answers(self._frames.counted(), response),
            self.events(ref),
            None if entry is None else (entry.at, entry.person),
        )

    def clock(self, ref: ResponseRef, now: datetime) -> "Explanation":
        """How the clock of a response's case came about. Raises KeyError as `case`."""
        from npstui.desk.explain_clock import explain_clock

        response = self._response(ref)
        came = {entry.import_id: entry.policy for entry in self._frames.imports}
        at = response["responded_at"]
        return explain_clock(
            customer_name(response),
            category_of(int(str(response["score"]))),
            at if isinstance(at, datetime) else None,
            self._case_row(ref, response, now),
            came.get(int(str(response["import_id"]))),
            self.events(ref),
            now,
            self._store.settings().zone,
        )

    def rows(
        self, refs: Collection[ResponseRef], columns: Sequence[str]
    ) -> Mapping[ResponseRef, Mapping[str, object]]:
        """Some columns of responses; one alone is found by its key, without a scan."""
        if len(refs) == 1:
            return {ref: self._response(ref) for ref in refs}
        found = self._frames.responses_of(refs).select(*KEY, *columns).collect()
        return {
            ResponseRef(str(row["source"]), str(row["response_id"])): row
            for row in found.iter_rows(named=True)
        }

    def customer(self, ref: ResponseRef, now: datetime) -> CustomerValue:
        """The page of the customer who gave a response. Raises KeyError where it is unknown."""
        theirs = responses_of_customer(self._frames.everything(), self._response(ref))
        answers = listed_answers(theirs)
        cases = self._frames.cases_among(theirs, now)
        refs = [ResponseRef(*key) for key in answers.select(KEY).iter_rows()]
        events = [event for each in refs for event in self.events(each)]
        return customer_value(answers, cases, events)

    def customers_named(self, named: str) -> list[ResponseRef]:
        """The newest response of each customer with this customer_id or mail, newest first."""
        newest = answers_of_named(self._frames.everything(), named)
        return [ResponseRef(*key) for key in newest.iter_rows()]

    def events(self, ref: ResponseRef) -> list[Event]:
        """What was done to a case up to the moment the frames are fixed at, oldest first."""
        events = self._store.events(ref)
        return [event for event in events if self._as_of is None or event.at <= self._as_of]

    def changed_since(self, ref: ResponseRef, version: int, person: str) -> str | None:
        """What others did to a case after an event id, in words; None where nobody did anything."""
        others = [
            event
            for event in self._store.events(ref)
            if event.event_id > version and event.person != person
        ]
        return "; ".join(f"{event.person} {event_words(event)}" for event in others) or None

    def find(self, ids: Sequence[str]) -> tuple[list[ResponseRef], list[tuple[str, str]]]:
        """The responses that the ids name, and the ids that name none or several, with a reason."""
        found: list[ResponseRef] = []
        lost: list[tuple[str, str]] = []
        matches = self._store.find(list(dict.fromkeys(ids)))
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

    def _response(self, ref: ResponseRef) -> Mapping[str, object]:
        response = self._frames.snapshot.response(ref)
        if response is None:
            raise KeyError(ref)
        return response

    def _case_row(
        self, ref: ResponseRef, response: Mapping[str, object], now: datetime
    ) -> Mapping[str, object] | None:
        row = self._frames.open_cases_of([ref], now)
        if not row.height:
            theirs = responses_of_customer(self._frames.everything(), response)
            row = self._frames.cases_among(theirs, now).filter(_is(ref))
        return row.row(0, named=True) if row.height else None


def _is(ref: ResponseRef) -> pl.Expr:
    return (pl.col("source") == ref.source) & (pl.col("response_id") == ref.response_id)
