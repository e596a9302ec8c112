"""A customer's page: every answer of theirs, how its case stands, every contact with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import polars as pl

from npstui.desk.detail import same_customer, shown_fact
from npstui.desk.naming import customer_name
from npstui.desk.words import event_words
from npstui.model.case import Status, undone_verbs
from npstui.model.category import category_of
from npstui.model.events import Event, EventKind
from npstui.model.response import ResponseRef
from npstui.present.text import EMPTY, SafeText, safe
from npstui.present.values import CustomerAnswer, CustomerValue, Fact, StoryLine
from npstui.store.expressions import customer_key_expr

ANSWERS = 1_000
_COLUMNS = (
    "source", "response_id", "responded_at", "score", "comment", "customer_id", "customer_name",
    "company", "email", "phone", "do_not_contact", "revenue", "language", "preferred_channel",
)  # fmt: skip


def responses_of_customer(responses: pl.LazyFrame, response: Mapping[str, object]) -> pl.LazyFrame:
    """All responses of the customer of one; a response that names no customer stands alone."""
    same = same_customer(response)
    if same is None:
        of_source = pl.col("source").eq(str(response["source"]))
        same = of_source & pl.col("response_id").eq(str(response["response_id"]))
    return responses.filter(same)


def answers_of_named(responses: pl.LazyFrame, named: str) -> pl.DataFrame:
    """The newest response of each customer whose customer_id or mail is this text, newest first.

    Columns source, response_id. Mail is compared case apart.
    """
    wanted = named.strip()
    mail = pl.col("email").str.strip_chars().str.to_lowercase()
    return (
        responses.filter((pl.col("customer_id") == wanted) | (mail == wanted.lower()))
        .with_columns(customer_key_expr().alias("customer"))
        .sort("responded_at", descending=True, nulls_last=True, maintain_order=True)
        .unique("customer", keep="first", maintain_order=True)
        .select("source", "response_id")
        .collect()
    )


def listed_answers(responses: pl.LazyFrame) -> pl.DataFrame:
    """What the page shows of a customer's responses, newest first, at most ANSWERS of them."""
    return (
        responses.select(_COLUMNS)
        .sort("responded_at", descending=True, nulls_last=True)
        .head(ANSWERS)
        .collect()
    )


def customer_value(
    answers: pl.DataFrame, cases: pl.DataFrame, events: Sequence[Event]
) -> CustomerValue:
    """The page from `listed_answers`, the customer's rows of cases.at, and their cases' events."""
    rows = list(answers.iter_rows(named=True))
    states = {_ref(row): row for row in cases.iter_rows(named=True)}
    newest = rows[0]
    value = next((row["revenue"] for row in rows if row["revenue"] is not None), None)
    facts = [
        Fact(label, safe(shown_fact(column, found)))
        for label, column in (("Language", "language"), ("Prefers", "preferred_channel"))
        if (found := _first(rows, column)) is not None
    ]
    return CustomerValue(
        name=customer_name(newest),
        customer_id=_safe(newest["customer_id"]),
        mail=_safe(_first(rows, "email")),
        phone=_safe(_first(rows, "phone")),
        company=_safe(_first(rows, "company")),
        do_not_contact=any(row["do_not_contact"] for row in rows),
        answers=tuple(_answer(row, states.get(_ref(row))) for row in rows),
        open_cases=cases.filter("open").height,
        contacts=_contacts(events),
        value=None if value is None else float(str(value)),
        facts=tuple(facts),
    )


def standing_contacts(events: Sequence[Event]) -> list[Event]:
    """The contacts among the events of some cases that were not taken back, newest first."""
    by_ref: dict[ResponseRef, list[Event]] = {}
    for event in events:
        by_ref.setdefault(event.ref, []).append(event)
    standing = [
        event
        for listed in by_ref.values()
        for undone in (undone_verbs(listed),)
        for event in listed
        if event.kind is EventKind.CONTACTED and event.verb_id not in undone
    ]
    return sorted(standing, key=lambda event: event.at, reverse=True)


def _answer(row: Mapping[str, object], case: Mapping[str, object] | None) -> CustomerAnswer:
    score = int(str(row["score"]))
    at = row["responded_at"]
    assignee = case["assignee"] if case else None
    return CustomerAnswer(
        ref=_ref(row),
        at=at if isinstance(at, datetime) else None,
        score=score,
        category=category_of(score),
        comment=safe(str(row["comment"])[:400]) if row["comment"] else EMPTY,
        status=Status(str(case["status"])) if case else None,
        assignee=safe(str(assignee)) if assignee else None,
        outcome=str(case["outcome"]) if case and case["outcome"] else None,
    )


def _contacts(events: Sequence[Event]) -> tuple[StoryLine, ...]:
    return tuple(
        StoryLine(event.at, safe(event.person), safe(event_words(event)))
        for event in standing_contacts(events)
    )


def _first(rows: Sequence[Mapping[str, object]], column: str) -> object:
    return next((row[column] for row in rows if row[column] is not None), None)


def _ref(row: Mapping[str, object]) -> ResponseRef:
    return ResponseRef(str(row["source"]), str(row["response_id"]))


def _safe(value: object) -> SafeText | None:
    return safe(str(value)) if value else None
