"""Carrying a verb out: the facts it is planned on, what is appended, the answer in words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from npstui.desk.catalogue import verb
from npstui.desk.frames import Frames
from npstui.desk.plan import CaseFacts, Context, Plan, Refusal
from npstui.desk.states import STATE_COLUMNS
from npstui.model.case import CaseState, Status
from npstui.model.category import Category
from npstui.model.events import NewVerb
from npstui.model.response import ResponseRef
from npstui.present.text import safe
from npstui.present.values import Answer, RefusedValue
from npstui.settings.store_file import StoreSettings
from npstui.store.expressions import KEY, category_expr
from npstui.store.store import Store
from npstui.store.values import Appended, VerbRow

CONTACT = "case.contact"
Barred = Callable[[Collection[ResponseRef], datetime, StoreSettings], Mapping[ResponseRef, str]]
NAMED = 3  # refused cases named in one sentence


class Commands:
    """The verbs of one person on one store, and what that person may take back."""

    def __init__(
        self,
        store: Store,
        frames: Frames,
        person: str,
        actor: str,
        since: int = 0,
        barred: Barred = lambda _refs, _now, _settings: {},
    ) -> None:
        """`since` is the verb after which undo takes back: the newest when the desk was opened.

        `barred` says of contacts whose customers may not be written to, and why.
        """
        self._barred = barred
        self._store = store
        self._frames = frames
        self._person = person
        self._actor = actor
        self._since = since

    def run(
        self,
        verb_id: str,
        refs: Collection[ResponseRef],
        arguments: Mapping[str, object],
        now: datetime,
        settings: StoreSettings,
    ) -> Answer:
        """Plan the verb on these cases and append what it plans.

        The answer's `done` holds the cases that now stand as asked, `refused` the others, each
        with its reason; `said` is the sentence for the status line. A verb refused as a whole
        has both empty.
        """
        entry = verb(verb_id)
        facts = self.facts(refs, now)
        context = Context(
            cases=tuple(facts),
            person=self._person,
            now=now,
            team=settings.team,
            outcomes=settings.outcomes,
            remedies=settings.remedies,
            people=tuple(settings.people),
            zone=settings.time_zone,
            barred=self._barred(refs, now, settings) if verb_id == CONTACT else {},
        )
        if (reason := entry.available(context)) is not None:
            return Answer(said=safe(reason))
        plan = entry.plan(context, arguments)
        if isinstance(plan, Refusal):
            return Answer(said=safe(plan.reason))
        appended = self._append(entry.id, plan, facts, now)
        return _answer(plan, appended)

    def facts(self, refs: Collection[ResponseRef], now: datetime) -> list[CaseFacts]:
        """What plans may know of the responses, in the order asked; unknown ones are left out."""
        if not refs:
            return []
        known = self._frames.open_cases_of(dict.fromkeys(refs), now)
        found = {_ref(row): _facts(row) for row in known.iter_rows(named=True)}
        missing = [ref for ref in refs if ref not in found]
        found |= self._closed_facts(missing)
        return [found[ref] for ref in dict.fromkeys(refs) if ref in found]

    def undo(self, now: datetime, *, any_session: bool = False) -> Answer:
        """Take back the person's last verb that stands, of this session unless told otherwise."""
        since = 0 if any_session else self._since
        last = self._store.last_verb(self._person, since_verb=since)
        if last is None:
            return Answer(said=safe("There is nothing of yours to undo."))
        made = self._store.undo(last.verb_id, at=now, actor=self._actor, person=self._person)
        return _reversal(f"Took back: {last.said}", last, made)

    def redo(self, now: datetime, *, any_session: bool = False) -> Answer:
        """Do again what undo took back last."""
        since = 0 if any_session else self._since
        last = self._store.last_verb(self._person, since_verb=since, undone=True)
        if last is None:
            return Answer(said=safe("There is nothing to redo."))
        made = self._store.redo(last.verb_id, at=now, actor=self._actor, person=self._person)
        return _reversal(f"Did again: {last.said}", last, made)

    def _append(
        self, command: str, plan: Plan, facts: Sequence[CaseFacts], now: datetime
    ) -> Appended:
        if not plan.events:
            return Appended(None, ())
        planned = {event.ref for event in plan.events}
        return self._store.append(
            NewVerb(
                command=command,
                said=plan.said,
                at=now,
                actor=self._actor,
                person=self._person,
                events=plan.events,
            ),
            expected=plan.expected,
            responded_at={case.ref: case.responded_at for case in facts if case.ref in planned},
        )

    def _closed_facts(self, refs: Sequence[ResponseRef]) -> dict[ResponseRef, CaseFacts]:
        """Facts of responses without an open case: never opened, excluded, or long ended."""
        if not refs:
            return {}
        rows = self._frames.responses_of(refs).select("source", "response_id", "responded_at",
                                                      "score").collect()  # fmt: skip
        rows = rows.with_columns(category_expr().alias("category")).join(
            self._frames.states, on=KEY, how="left"
        )
        return {_ref(row): _untouched(row) for row in rows.iter_rows(named=True)}


def _facts(row: Mapping[str, object]) -> CaseFacts:
    own = _state(row) if row["touched"] else _by_rules_alone(row)
    return CaseFacts(
        ref=_ref(row),
        category=Category(str(row["category"])),
        status=Status(str(row["status"])),
        state=own,
        responded_at=_moment(row["responded_at"]),
        assignee=None if row["assignee"] is None else str(row["assignee"]),
    )


def _by_rules_alone(row: Mapping[str, object]) -> CaseState:
    """The state of a case nobody touched: what a rule of the store did to it, if one did."""
    version, heir = int(str(row["last_event_id"])), int(str(row["earlier"]))
    if not version:
        return CaseState()
    state = _state(row)
    return CaseState(
        assignee=None if heir else state.assignee,
        tags=state.tags,
        ruled_due_at=state.ruled_due_at,
        ruled_starts_at=state.ruled_starts_at,
        last_event_id=version,
        last_person=state.last_person,
    )


def _untouched(row: Mapping[str, object]) -> CaseFacts:
    state = _state(row) if row["last_event_id"] is not None else CaseState()
    return CaseFacts(
        ref=_ref(row),
        category=Category(str(row["category"])),
        status=Status.RESOLVED if state.resolved_at is not None else None,
        state=state,
        responded_at=_moment(row["responded_at"]),
        assignee=state.assignee,
    )


def _state(row: Mapping[str, object]) -> CaseState:
    values = {name: row[name] for name in STATE_COLUMNS}
    tags = values["tags"]
    values["tags"] = tuple(tags) if isinstance(tags, list) else ()
    return CaseState(**values)  # type: ignore[arg-type]


def _answer(plan: Plan, appended: Appended) -> Answer:
    refused = tuple(RefusedValue(item.ref, safe(item.reason)) for item in plan.refused) + tuple(
        RefusedValue(item.ref, safe(item.reason)) for item in appended.refused
    )
    done = plan.already + appended.done
    return Answer(
        said=safe(_said(plan.said, done, refused)),
        done=done,
        refused=refused,
        verb_id=appended.verb_id,
        goes_on=plan.goes_on and bool(done),
    )


def _said(said: str, done: Sequence[ResponseRef], refused: Sequence[RefusedValue]) -> str:
    if not refused:
        return said if len(done) == 1 else f"{said}: {len(done):,} cases"
    reasons = list(dict.fromkeys(item.reason for item in refused))
    why = "; ".join(reasons[:NAMED]) + ("; …" if len(reasons) > NAMED else "")
    if not done:
        return f"Not done: {why}" if len(refused) == 1 else f"None of {len(refused):,} done: {why}"
    return f"{said}: {len(done):,} cases; {len(refused):,} not: {why}"


def _reversal(said: str, verb_row: VerbRow, made: Appended) -> Answer:
    refused = tuple(RefusedValue(item.ref, safe(item.reason)) for item in made.refused)
    count = len(verb_row.refs)
    words = said if count == 1 else f"{said} ({len(made.done):,} of {count:,} cases)"
    if refused:
        reasons = "; ".join(list(dict.fromkeys(item.reason for item in refused))[:NAMED])
        words = f"{words}; not: {reasons}" if made.done else f"Cannot: {reasons}"
    return Answer(said=safe(words), done=made.done, refused=refused, verb_id=made.verb_id)


def _ref(row: Mapping[str, object]) -> ResponseRef:
    return ResponseRef(str(row["source"]), str(row["response_id"]))


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None
