"""One case in full: what the pane, the case screen and `case show` tell of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import polars as pl

from npstui.desk.naming import customer_name
from npstui.desk.words import event_words
from npstui.model.case import Returned, Status, undone_verbs
from npstui.model.category import category_of
from npstui.model.events import Event, EventKind
from npstui.model.languages import language_words
from npstui.model.response import CANONICAL_NAMES, STORE_NAMES, ResponseRef
from npstui.present.text import SafeText, safe, safe_lines
from npstui.present.values import CaseValue, EarlierValue, Fact, StoryLine

# Canonical columns that the pane shows as facts, with their labels, in this order.
_FACTS = (
    ("product", "Product"),
    ("touchpoint", "Touchpoint"),
    ("region", "Region"),
    ("channel", "Channel"),
    ("agent", "Agent"),
    ("team", "Team"),
    ("language", "Language"),
    ("company", "Company"),
    ("customer_id", "Customer"),
    ("revenue", "Value"),
    ("purchased_at", "Purchased"),
    ("survey", "Survey"),
    ("question", "Question"),
)
_FACT_LIMIT = 2_000


def case_value(
    response: Mapping[str, object],
    case: Mapping[str, object] | None,
    excluded: str | None,
    earlier: Sequence[EarlierValue],
    events: Sequence[Event],
    imported: tuple[datetime, str] | None,
) -> CaseValue:
    """The case of a response, from its row of `Snapshot.response` and of `cases.at`.

    `case` is None where the response opened none. `imported` is when and by whom it came in.
    """
    score = int(str(response["score"]))
    known = case or {}
    first_contact = _moment(known.get("first_contact_at"))
    assignee = known.get("assignee")
    tags = known.get("tags")
    return CaseValue(
        ref=_ref(response),
        score=score,
        category=category_of(score),
        status=Status(str(known["status"])) if case else None,
        customer=customer_name(response),
        comment=safe_lines(_text(response.get("comment"))),
        answered_at=_moment(response["responded_at"]),
        clock_starts_at=_moment(known.get("clock_starts_at")),
        due_at=_moment(known.get("due_at")) if first_contact is None else None,
        from_import=bool(known.get("from_import")),
        window_ends_at=_moment(known.get("window_ends_at")),
        first_contact_at=first_contact,
        snoozed_until=_moment(known.get("awake_at")) if known.get("snoozed") else None,
        resolved_at=_moment(known.get("resolved_at")),
        outcome=_text(known.get("outcome")),
        assignee=safe(str(assignee)) if assignee else None,
        tags=tuple(safe(str(tag)) for tag in tags) if isinstance(tags, list) else (),
        excluded=excluded,
        joined=int(str(known.get("earlier", 0) or 0)),
        mail=_safe(response.get("email")),
        phone=_safe(response.get("phone")),
        do_not_contact=bool(response.get("do_not_contact")),
        preferred_channel=_safe(response.get("preferred_channel")),
        tries=int(str(known.get("tries", 0) or 0)),
        facts=tuple(_facts(response)),
        earlier=tuple(earlier),
        story=tuple(_story(events, imported)),
        version=int(str(known.get("last_event_id", 0) or 0)),
        told_at=_moment(known.get("told_at")),
        returned=Returned(str(known["returned"])) if known.get("returned") else None,
        again_at=_moment(known.get("again_at")),
        handed_to=_safe(known.get("handed_to")),
        handed_until=_moment(known.get("handed_until")),
        stage=str(known.get("promoter_stage") or ""),
        thanked_at=None if first_contact is None else _moment(known.get("last_contact_at")),
        thanked_by=_text(known.get("last_channel")),
        ask=_safe(known.get("ask")),
        answer=_safe(known.get("answer")),
        remedy=_safe(known.get("remedy")),
        amount=_number(known.get("amount")),
    )


def other_answers(responses: pl.LazyFrame, response: Mapping[str, object]) -> list[EarlierValue]:
    """The same customer's other answers, newest first, at most 20."""
    same = same_customer(response)
    if same is None:
        return []
    ref = _ref(response)
    rows = (
        responses.filter(same)
        .select("source", "response_id", "responded_at", "score")
        .sort("responded_at", descending=True, nulls_last=True)
        .head(21)
        .collect()
    )
    listed = [
        EarlierValue(ResponseRef(source, response_id), at, score, category_of(score))
        for source, response_id, at, score in rows.iter_rows()
    ]
    return [answer for answer in listed if answer.ref != ref][:20]


def same_customer(response: Mapping[str, object]) -> pl.Expr | None:
    """As store.expressions.customer_key_expr, asking of every row only what names this customer."""
    unnamed = pl.col("customer_id").is_null()
    if customer_id := response.get("customer_id"):
        return pl.col("customer_id").eq(customer_id)
    if mail := response.get("email"):
        folded = str(mail).strip().lower()
        return unnamed & (pl.col("email").str.strip_chars().str.to_lowercase() == folded)
    if phone := response.get("phone"):
        return unnamed & pl.col("email").is_null() & pl.col("phone").eq(phone)
    return None


def _facts(response: Mapping[str, object]) -> list[Fact]:
    facts = [
        Fact(label, safe(shown_fact(name, response[name])), _moment(response[name]))
        for name, label in _FACTS
        if response.get(name)
    ]
    extras = [
        Fact(safe(name)[:40], safe(own_words(value)), _moment(value))
        for name, value in response.items()
        if name not in CANONICAL_NAMES and name not in STORE_NAMES and value is not None
    ]
    return facts + extras


def _story(events: Sequence[Event], imported: tuple[datetime, str] | None) -> list[StoryLine]:
    undone = undone_verbs(events)
    lines = (
        [] if imported is None else [StoryLine(imported[0], safe(imported[1]), safe("imported"))]
    )
    for event in events:
        if event.kind in (EventKind.UNDONE, EventKind.REDONE):
            continue
        lines.append(
            StoryLine(
                event.at,
                safe(event.person),
                safe(event_words(event)),
                undone=event.verb_id in undone,
            )
        )
    return lines


def shown_fact(name: str, value: object) -> str:
    """What a canonical column says of a response, in words."""
    if name == "language":
        return language_words(str(value)[:_FACT_LIMIT])
    # Nothing says in what money the files count it: its column's name says what it is.
    return f"{_shown(value)} (revenue)" if name == "revenue" else _shown(value)


def own_words(value: object) -> str:
    """What a column of the files' own says. Nothing tells whether its numbers count something or
    name it, as a ride's or an order's does, so they stand ungrouped, as in the file.
    """
    return _shown(value, grouped="")


def _shown(value: object, grouped: str = ",") -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:{grouped}.{0 if value.is_integer() else 2}f}"
    return str(value)[:_FACT_LIMIT]


def _ref(response: Mapping[str, object]) -> ResponseRef:
    return ResponseRef(str(response["source"]), str(response["response_id"]))


def _safe(value: object) -> SafeText | None:
    return safe(str(value)) if value else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None
