"""What five made-up people did with the demo's answers in the five weeks before its end."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sample_data import demo_verbs as verbs
from sample_data.demo_verbs import DAY, Answer, Told

HOUR = 60
# When answers came in, before the end; from the first import on cases open by themselves.
IMPORTED = (
    *(days * DAY for days in (35, 14, 3, 2, 1)),
    *(hours * HOUR for hours in (16, 8, 3, 0)),
)
FIRST_IMPORT = IMPORTED[0]
# Of younger answers nobody heard before their import; older ones are told as if they had come in
# at once, for the demo would take its time over an import a day.
HEARD_AT_IMPORT = 3 * DAY
TEAM = ("alice", "bob", "chen", "mona", "tom")
DESK = ("alice", "bob", "mona")  # who works the detractors that are not in Chinese


def history(rng: random.Random, answers: Sequence[Answer]) -> list[Told]:
    """Every command, oldest first. The queue it leaves looks like a Thursday at noon."""
    followed = _next_answers(answers)
    told = [
        *_detractors(rng, [one for one in answers if one.category == "detractor"]),
        *_in_bulk(rng, [one for one in answers if one.category == "passive"], _PASSIVES, followed),
        *_in_bulk(
            rng, [one for one in answers if one.category == "promoter"], _PROMOTERS, followed
        ),
        *_easy_wins([one for one in answers if one.category == "passive"]),
        *_tests_excluded(answers),
    ]
    return sorted(told, key=lambda verb: -verb.before)


def _next_answers(answers: Sequence[Answer]) -> dict[str, int]:
    """Age of the same customer's next answer, by response; oldest answers come first."""
    later: dict[str, int] = {}
    known: dict[str, str] = {}
    for one in answers:
        if one.customer_id in known:
            later[known[one.customer_id]] = one.age
        if one.customer_id:
            known[one.customer_id] = one.response_id
    return later


def _detractors(rng: random.Random, answers: Iterable[Answer]) -> Iterator[Told]:
    fresh = 0
    for one in answers:
        if one.age > FIRST_IMPORT + 6 * DAY:
            continue  # from before the follow-up start: no case
        person = "chen" if one.language == "zh" else rng.choice(DESK)
        if one.late:
            yield from _left_lying(rng, one, person)
        elif one.age > DAY:
            yield from _worked(rng, one, person)
        else:
            fresh += 1
            yield from _fresh(rng, one, person, fresh)


def _left_lying(rng: random.Random, one: Answer, person: str) -> Iterator[Told]:
    """Late: tagged, one of two taken, one of two tried once in vain."""
    soon = _heard(one) - rng.randrange(60, 5 * 60)
    if one.topic:
        yield verbs.tag(one, soon, "mona", one.topic)
    if rng.random() < 0.5:
        yield verbs.take(one, soon - 4, person)
        if one.phone:
            yield verbs.contact(one, soon - 30, person, "phone", "no-answer")


def _fresh(rng: random.Random, one: Answer, person: str, number: int) -> Iterator[Told]:
    """Of the last day: most still wait; every second is tagged, every third taken."""
    heard = _heard(one)
    if heard < 60:
        return
    at = rng.randrange(30, heard - 10)
    if one.topic and number % 2 == 0:
        yield verbs.tag(one, at, rng.choice(("mona", person)), one.topic)
    if number % 9 == 4 and one.reachable and not one.barred:
        yield verbs.through(one, max(5, at - 10), person, by_phone=one.phone, free=True)
        if number % 2:
            yield verbs.resolve(one, max(2, at - 25), person, "apologised")
    elif number % 12 == 7:
        yield verbs.snooze(one, max(3, at - 8), person, wakes_in=5 * 60)
    elif number % 3 == 0:
        if one.language == "zh":
            yield verbs.assign(one, max(4, at - 5), "mona", person)
        else:
            yield verbs.take(one, max(4, at - 5), person)
        if number % 4 == 0 and one.phone:
            yield verbs.contact(one, max(3, at - 15), person, "phone", "no-answer")


def _worked(rng: random.Random, one: Answer, person: str) -> Iterator[Told]:
    """Of the weeks before: contacted, four of five within 24 hours, and resolved but for a few."""
    opened = min(one.age, FIRST_IMPORT)
    start = min(opened, _heard(one)) - rng.randrange(15, 30)
    if one.topic:
        yield verbs.tag(one, start, rng.choice(("mona", person)), one.topic)
    if not one.reachable or one.barred:
        yield verbs.resolve(one, start - rng.randrange(200, 900), "mona", "no-action")
        return
    after = rng.randrange(100, 1200) if rng.random() < 0.85 else rng.randrange(1500, 3400)
    contact = max(min(opened - after, _heard(one) - rng.randrange(90, 400)), rng.randrange(15, 200))
    if one.language == "zh" and rng.random() < 0.5:
        yield verbs.assign(one, contact + 59, "mona", person)
    else:
        yield verbs.take(one, contact + 59, person)
    if one.phone and rng.random() < 0.3:
        yield verbs.contact(one, contact + 55, person, "phone", "no-answer")
    yield verbs.through(one, contact, person, by_phone=one.phone and rng.random() < 0.6)
    if rng.random() < 0.35:
        yield verbs.note(one, contact - 3, person, _note_on(rng, one.topic))
    resolved = contact - rng.randrange(30, 3 * DAY)
    if resolved > 5 and rng.random() < (0.97 if one.age > 9 * DAY else 0.4):
        yield verbs.resolve(one, resolved, person, verbs.weighted(rng, _DETRACTOR_OUTCOMES), rng)
    elif rng.random() < 0.25:
        yield verbs.snooze(one, max(3, contact - 12), person, wakes_in=rng.choice((1, 2, 3)) * DAY)
    elif one.age < 9 * DAY and one.topic in _ELSEWHERE:
        yield verbs.hand_on(one, max(4, contact - 20), person, _ELSEWHERE[one.topic])


def _heard(one: Answer) -> int:
    """When the team could first see a response, in minutes before the end."""
    if one.age > HEARD_AT_IMPORT:
        return one.age
    return max(moment for moment in IMPORTED if moment <= one.age)


@dataclass(frozen=True, slots=True)
class _Round:
    """How one category's cases are written to, many at once."""

    person: str
    days_ago: tuple[int, ...]
    not_before: int  # age at which an answer is old enough for the round, in days
    follow_up_back: int  # days before the first import from which cases opened
    outcomes: tuple[tuple[str, int], ...]
    resolved: float
    barred_outcome: str
    # From this age on, in days, what nobody answered is ended with the last outcome.
    ended_from: int | None = None
    asks_again: int = 0  # in so many days, as the letter says


_PASSIVES = _Round(
    person="tom",
    days_ago=(34, 33, 31, 27, 23, 19, 15, 11, 7, 3),
    not_before=6,
    follow_up_back=180,
    outcomes=(("kept", 60), ("promoted", 15), ("left", 10), ("unknown", 15)),
    resolved=0.92,
    barred_outcome="unknown",
    ended_from=175,
    asks_again=25,
)
_PROMOTERS = _Round(
    person="mona",
    days_ago=(34, 32, 29, 26, 23, 20, 17, 14, 11, 8, 5, 2),
    not_before=2,
    follow_up_back=30,
    outcomes=(("thanked", 74), ("reviewed", 14), ("referred", 8), ("declined", 4)),
    resolved=0.85,
    barred_outcome="declined",
)


def _in_bulk(
    rng: random.Random, answers: Sequence[Answer], plan: _Round, followed: dict[str, int]
) -> Iterator[Told]:
    """Rounds of thanks or questions by mail; of each, some are resolved within a day."""
    waiting = [one for one in answers if one.age < FIRST_IMPORT + plan.follow_up_back * DAY]
    for place, days in enumerate(plan.days_ago):
        at = days * DAY + rng.randrange(-180, 180)
        old_enough = [one for one in waiting if one.age - at > plan.not_before * DAY]
        if place < 2:  # the first rounds share what the first import brought
            old_enough = old_enough[: len(old_enough) * 2 // 3]
        seen = {one.response_id for one in old_enough}
        waiting = [one for one in waiting if one.response_id not in seen]
        # Whoever answered again meanwhile has closed the case.
        ready = [one for one in old_enough if followed.get(one.response_id, 0) < at - DAY]
        reached = [one for one in ready if one.reachable and not one.barred]
        barred = [one for one in ready if one.barred]
        if reached:
            # What the first import brought is too much to be asked again on one day.
            told = at - plan.asks_again * DAY if plan.asks_again and place > 1 else None
            yield verbs.contact(
                reached, at, plan.person, "mail", "sent", free=True, told_before=told
            )
        if barred:
            yield verbs.resolve(barred, at - 3, plan.person, plan.barred_outcome)
        ended = [one for one in reached if rng.random() < plan.resolved]
        outcomes = [verbs.weighted(rng, plan.outcomes) for _ in ended]
        for outcome in dict.fromkeys(outcomes):
            same = [one for one, its in zip(ended, outcomes, strict=True) if its == outcome]
            yield verbs.resolve(same, at - rng.randrange(DAY // 2, DAY), plan.person, outcome)
        left = [one for one in reached if one not in ended]
        if plan is _PROMOTERS:
            yield from _asks(left, at, plan.person)
        last = plan.ended_from
        silent = [one for one in left if last is not None and one.age > last * DAY]
        if silent:
            yield verbs.resolve(silent, 26 * 60 + place, plan.person, plan.outcomes[-1][0])


def _easy_wins(answers: Iterable[Answer]) -> Iterator[Told]:
    """Passives of these weeks who say what is missing: tagged, and a few taken."""
    said = [one for one in answers if one.topic and 2 * HOUR < _heard(one) < 20 * DAY]
    for number, one in enumerate(said):
        if number % 3 == 0:
            yield verbs.tag(one, _heard(one) - 50, "mona", one.topic)
        if one.age < 5 * DAY and number % 4 == 0:
            yield verbs.take(one, _heard(one) - 70, "alice")


def _tests_excluded(answers: Sequence[Answer]) -> Iterator[Told]:
    """Two answers that the app's own testers gave."""
    span = range(FIRST_IMPORT + 10 * DAY, FIRST_IMPORT + 30 * DAY)
    for one in [one for one in answers if one.age in span and one.category != "passive"][:2]:
        yield verbs.logged(
            one, FIRST_IMPORT - 90, "alice", "response.exclude", "Excluded: test", "excluded",
            {"reason": "test"},
        )  # fmt: skip


def _asks(left: list[Answer], at: int, person: str) -> Iterator[Told]:
    """Some of the thanked are asked for a review or a friend, and some of those agree."""
    asked = [one for one in left if int(one.response_id[1:]) % 3]
    for place, (one, ask) in enumerate(
        zip(asked, ("review", "referral") * len(asked), strict=False)
    ):
        if (before := at - DAY - place * 7) < 30:
            continue
        yield verbs.asked(one, before, person, {"ask": ask})
        if place % 3 == 0 and before > DAY:
            yield verbs.asked(one, before - DAY // 2, person, {"answer": "agreed"})


def _note_on(rng: random.Random, topic: str) -> str:
    return rng.choice(_NOTES.get(topic, _NOTES[""]))


# Who outside the desk looks into what; the demo's store has their addresses.
_ELSEWHERE = {
    "payment": "payments",
    "price": "payments",
    "receipt": "payments",
    "double-charge": "payments",
    "app": "app team",
    "app-crash": "app team",
    "route": "dispatch",
    "late-driver": "dispatch",
    "cancelled": "dispatch",
}
_DETRACTOR_OUTCOMES = (
    ("solved", 34),
    ("apologised", 30),
    ("compensated", 20),
    ("alternative", 6),
    ("upgrade", 4),
    ("unreachable", 6),
)
_NOTES = {
    "": (
        "Free ride code sent, valid for three months.",
        "Wants a call back after six. Very calm, mostly disappointed.",
        "Long-time customer. Said thank you for calling at all.",
    ),
    "late-driver": (
        "Third late car this month on the same street. Told dispatch.",
        "Free ride code sent, valid for three months.",
    ),
    "app-crash": (
        "Has 5.1; updating to 5.1.2 solved it while we talked.",
        "Sent the log to the app team.",
    ),
    "app": ("Reinstalling helped. Asked the app team to look at the pin.",),
    "payment": ("Deposit released by finance, on the card in three days.",),
    "price": ("Explained the new prices; would stay for a fixed price to the airport.",),
    "driver": (
        "Talked to the driver's team lead, she takes it up with him.",
        "Driver has been told. Customer does not want him again.",
    ),
    "receipt": ("Asked for the receipt with company name, sent by hand.",),
    "cancelled": ("Two drivers cancelled within ten minutes, dispatch looks at it.",),
    "support": ("Had written three times. Apologised, case was lost between shifts.",),
}
