"""The morning: what is late and due, whose, who is about to lapse, what came in, what was refused.

Made for mail, so nothing in it reaches a customer: they are called by name, company or id, and
addresses and numbers in texts are masked.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import PurePath
from zoneinfo import ZoneInfo

import polars as pl

from npstui.desk.arriving import LATELY, arrival_words, recent_arrivals
from npstui.desk.days import tonight
from npstui.desk.frames import Frames
from npstui.desk.queues import count_queues
from npstui.desk.team import held
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.brief import BriefCase, BriefValue, Load
from npstui.present.text import SafeText, safe
from npstui.present.unreachable import without_contact_data
from npstui.store.expressions import KEY
from npstui.store.store import Store

LISTED = 5
LAPSING = timedelta(days=30)
_TEXTS = ("customer_name", "company", "comment")


def brief(frames: Frames, store: Store, now: datetime, person: str | None = None) -> BriefValue:
    """The morning of the team, or of one member."""
    settings = store.settings()
    cases = frames.open_cases(now)
    opened = cases.filter("open")
    mine = opened if person is None else opened.filter(pl.col("assignee") == person)
    uncontacted = mine.filter(pl.col("first_contact_at").is_null())
    ends_today = tonight(now, settings.zone)
    # A detractor's day comes before a passive's fortnight, however long that is over.
    soonest = (pl.col("category") != Category.DETRACTOR.value, "due_at", "response_id")
    late = uncontacted.filter(pl.col("due_at") <= now).sort(soonest)
    today = uncontacted.filter((pl.col("due_at") > now) & (pl.col("due_at") < ends_today))
    today = today.sort(soonest)
    ends = pl.col("window_ends_at")
    lapsing = mine.filter((pl.col("category") == Category.PASSIVE.value) & (ends < now + LAPSING))
    lapsing = lapsing.sort(ends, "response_id")
    newest = _newest(opened, now, person)
    listed = [part.head(LISTED) for part in (late, today, lapsing, newest)]
    texts = _texts(frames, pl.concat([part.select(KEY) for part in listed]))
    made = [tuple(_case(row, texts) for row in part.iter_rows(named=True)) for part in listed]
    answers, detractors = _came(frames, now)
    arrived = recent_arrivals(frames, now)
    return BriefValue(
        store=safe(settings.name or store.path.stem),
        person=None if person is None else safe(person),
        at=now,
        answers=answers,
        detractors=detractors,
        queues=count_queues(cases, person or "", now, settings.zone),
        loads=_loads(mine, now, settings.zone),
        late=made[0],
        late_total=late.height,
        due_today=made[1],
        due_today_total=today.height,
        lapsing=made[2],
        lapsing_total=lapsing.height,
        newest=made[3],
        newest_total=newest.height,
        refused=store.quarantine_rows(),
        refused_lately=_refused(frames, now),
        arrivals={f"{category}s": asdict(each) for category, each in arrived.items()},
        came_late=arrival_words(arrived, settings.due),
    )


def _newest(opened: pl.DataFrame, now: datetime, person: str | None) -> pl.DataFrame:
    """The detractors of the last day, newest first; for one person those that nobody has."""
    came = opened.filter(
        (pl.col("category") == Category.DETRACTOR.value) & (pl.col("responded_at") > now - LATELY)
    )
    if person is not None:
        came = came.filter(pl.col("assignee").is_null())
    return came.sort("responded_at", "response_id", descending=[True, False])


def _loads(cases: pl.DataFrame, now: datetime, zone: ZoneInfo) -> tuple[Load, ...]:
    """By assignee, the latest first, nobody last."""
    table = (
        held(cases, now, zone)
        .select("assignee", "open", "late", "due_today", "snoozed")
        .sort(
            pl.col("assignee").is_null(), "late", "due_today", "open", "assignee",
            descending=[False, True, True, True, False],
        )
    )  # fmt: skip
    return tuple(
        Load(None if row[0] is None else safe(row[0]), *row[1:]) for row in table.iter_rows()
    )


def _came(frames: Frames, now: datetime) -> tuple[int, int]:
    """The answers of the last day, and the detractors among them."""
    at = pl.col("responded_at")
    recent = frames.counted().filter((at > now - LATELY) & (at <= now))
    score = pl.col("score")
    row = recent.select(score.count(), (score <= 6).sum().alias("low")).collect().row(0)
    return int(row[0]), int(row[1] or 0)


def _refused(frames: Frames, now: datetime) -> dict[SafeText, int]:
    """The rows refused in the last day by the name of their file."""
    refused: dict[SafeText, int] = {}
    for row in frames.imports:
        if now - LATELY < row.at <= now and row.fates.quarantined:
            name = safe(PurePath(row.path).name)
            refused[name] = refused.get(name, 0) + row.fates.quarantined
    return refused


def _texts(frames: Frames, keys: pl.DataFrame) -> dict[ResponseRef, Mapping[str, object]]:
    refs = [ResponseRef(*row) for row in keys.unique().iter_rows()]
    if not refs:
        return {}
    rows = frames.responses_of(refs).select(*KEY, *_TEXTS).collect()
    return {ResponseRef(row["source"], row["response_id"]): row for row in rows.to_dicts()}


def _case(
    row: Mapping[str, object], texts: Mapping[ResponseRef, Mapping[str, object]]
) -> BriefCase:
    ref = ResponseRef(str(row["source"]), str(row["response_id"]))
    told = texts.get(ref, {})
    assignee = row["assignee"]
    return BriefCase(
        ref=ref,
        category=Category(str(row["category"])),
        score=int(str(row["score"])),
        answered_at=_moment(row["responded_at"]),
        due_at=_moment(row["due_at"]),
        window_ends_at=_moment(row["window_ends_at"]),
        customer=_masked(told.get("customer_name") or told.get("company") or ref.response_id),
        comment=_masked(told.get("comment") or ""),
        assignee=None if assignee is None else safe(str(assignee)),
    )


def _masked(text: object) -> SafeText:
    return without_contact_data(safe(str(text)[:400]))


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None
