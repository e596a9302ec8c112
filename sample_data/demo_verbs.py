"""The commands that the demo's people gave, as demo_events.json holds them."""

import random
from dataclasses import dataclass, field

DAY = 24 * 60  # minutes
Data = dict[str, object]
_REMEDIES = (("refund", 5), ("free ride code", 4), ("voucher", 2))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the story needs to know of one answer; `age` in minutes at the end."""

    response_id: str
    age: int
    category: str
    topic: str
    language: str
    customer_id: str
    phone: bool
    reachable: bool
    barred: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One command as demo_events.json holds it: every event holds for every id.

    `before` is in minutes before the end; so is `until_before` in a snooze's data, negative
    because it lies ahead.
    """

    before: int
    person: str
    command: str
    said: str
    ids: list[str]
    events: list[dict[str, object]] = field(default_factory=list)


def take(one: Answer, before: int, person: str) -> Told:
    return logged(one, before, person, "case.take", "Yours", "assigned", {"to": person})


def assign(one: Answer, before: int, person: str, to: str) -> Told:
    return logged(one, before, person, "case.assign", f"Assigned to {to}", "assigned", {"to": to})


def tag(one: Answer, before: int, person: str, tag: str) -> Told:
    return logged(one, before, person, "case.tag", f"Tagged {tag}", "tagged", {"tags": [tag]})


def note(one: Answer, before: int, person: str, text: str) -> Told:
    return logged(one, before, person, "case.note", "Noted", "noted", {"text": text})


def snooze(one: Answer, before: int, person: str, wakes_in: int) -> Told:
    data: Data = {"until_before": -wakes_in}
    written = f"{wakes_in // DAY}d" if wakes_in % DAY == 0 else f"{wakes_in // 60}h"
    return logged(one, before, person, "case.snooze", f"Snoozed until {written}", "snoozed", data)


def hand_on(one: Answer, before: int, person: str, to: str) -> Told:
    data: Data = {"to": to, "until_before": -3 * DAY}
    return logged(
        one, before, person, "case.hand-on", f"Waits for {to} until 3d", "handed-on", data
    )


def asked(one: Answer, before: int, person: str, more: Data) -> Told:
    data: Data = {"channel": "mail", "result": "sent", **more}
    said = "Contact logged: mail, sent; the clock stops"
    return logged(one, before, person, "case.contact", said, "contacted", data)


def resolve(
    ones: Answer | list[Answer],
    before: int,
    person: str,
    outcome: str,
    rng: random.Random | None = None,
) -> Told:
    data: Data = {"outcome": outcome}
    if rng is not None and outcome == "compensated":
        data |= {"remedy": weighted(rng, _REMEDIES), "amount": float(rng.randrange(100, 500, 20))}
    return logged(ones, before, person, "case.resolve", f"Resolved: {outcome}", "resolved", data)


def contact(
    ones: Answer | list[Answer],
    before: int,
    person: str,
    channel: str,
    result: str,
    *,
    free: bool = False,
    told_before: int | None = None,
) -> Told:
    """A contact; on a case that is nobody's (`free`) it takes the case, as the desk's own does."""
    clock = "a try, the clock runs on" if result == "no-answer" else "the clock stops"
    said = f"Contact logged: {channel}, {result.replace('-', ' ')}; {clock}"
    data: Data = {"channel": channel, "result": result}
    if told_before is not None:
        data["told_before"] = told_before
    contacted = logged(ones, before, person, "case.contact", said, "contacted", data)
    if free:
        contacted.events.insert(0, {"kind": "assigned", "data": {"to": person}})
    return contacted


def through(one: Answer, before: int, person: str, *, by_phone: bool, free: bool = False) -> Told:
    """A contact that stops the clock."""
    channel, result = ("phone", "reached") if by_phone else ("mail", "sent")
    return contact(one, before, person, channel, result, free=free)


def logged(
    ones: Answer | list[Answer],
    before: int,
    person: str,
    command: str,
    said: str,
    kind: str,
    data: Data,
) -> Told:
    """A command that left one event of that kind on each of the responses."""
    ids = [one.response_id for one in (ones if isinstance(ones, list) else [ones])]
    return Told(before, person, command, said, ids, [{"kind": kind, "data": data}])


def weighted(rng: random.Random, choices: tuple[tuple[str, int], ...]) -> str:
    """One of the values by chance, each as often as its weight says."""
    values, weights = zip(*choices, strict=True)
    return str(rng.choices(values, weights)[0])
