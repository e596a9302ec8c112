"""Makes the demo's data: demo_responses.csv and demo_events.json, the same on every run.

Nordtaxi, its customers and its drivers are made up. Mail addresses lie in the domains kept for
examples; phone numbers lie where no operator can give one out. The sentences are in comments.csv,
the weeks of follow-up in demo_history.py.

    python -m sample_data.make_demo [DIRECTORY]
"""

import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sample_data.demo_history import Answer, history
from sample_data.demo_people import PEOPLE, Customer, make_customers

HERE = Path(__file__).parent
SEED = 20_260_301
# The newest answer stands here; the demo moves all of them so that it was given a minute ago.
END = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
DAYS = 120
DAY = 24 * 60
Chosen = TypeVar("Chosen")

# Answers a day: from the first to the last but one, and those of the last 24 hours, when the
# night's app update went wrong.
FIRST_DAY, DAY_BEFORE, LAST_DAY = 2.5, 7.0, 80
DETRACTORS_LAST_DAY = 34
# Detractors of the day before whom nobody reached in their 24 hours.
LATE = (DAY + 24, DAY + 75, DAY + 132, DAY + 190, DAY + 305)
# Shares of detractors and passives: in the weeks before, and in the six days of that week.
USUAL, THIS_WEEK = (0.15, 0.26), (0.13, 0.26)
SCORES: dict[str, tuple[tuple[int, int], ...]] = {
    "detractor": ((0, 7), (1, 4), (2, 7), (3, 12), (4, 12), (5, 23), (6, 35)),
    "passive": ((7, 38), (8, 62)),
    "promoter": ((9, 42), (10, 58)),
}
COMMENTED = {"detractor": 0.84, "passive": 0.58, "promoter": 0.5}
NIGHT_TOPICS = ("app", "payment")
SURVEYED_BY = (("sms", 45), ("email", 30), ("app", 25))
PRODUCTS = (
    ("City ride", 58),
    ("Airport transfer", 24),
    ("Business account", 12),
    ("School run", 6),
)
FARES = {"City ride": 190, "Airport transfer": 640, "Business account": 320, "School run": 240}
TOUCHPOINTS = {
    "app": "booking",
    "payment": "payment",
    "receipt": "payment",
    "price": "payment",
    "fixed-price": "payment",
    "support": "customer service",
    "feature": "booking",
    "cancelled": "booking",
    "late-driver": "pick-up",
    "on-time": "pick-up",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of demo_responses.csv, every value as it is written."""

    response_id: str
    responded_at: str
    score: int
    comment: str
    customer_id: str
    customer_name: str
    email: str
    phone: str
    company: str
    survey: str
    survey_type: str
    channel: str
    touchpoint: str
    product: str
    region: str
    agent: str
    team: str
    language: str
    revenue: int
    purchased_at: str
    do_not_contact: str
    ride_id: int


def main() -> None:
    """Writes both files, beside this one unless a directory is named."""
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    rng = random.Random(SEED)
    answers = sorted(_answers(rng), key=lambda pair: -pair[0])
    comments = _Comments(rng)
    customers = _Customers(rng)
    rows = [
        _row(rng, number, age, category, comments, customers)
        for number, (age, category) in enumerate(answers, start=1)
    ]
    with (into / "demo_responses.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column.name for column in fields(Row)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row, _ in rows)
    told = [asdict(verb) for verb in history(rng, [answer for _, answer in rows])]
    lines = ",\n".join(json.dumps(verb, ensure_ascii=False) for verb in told)
    (into / "demo_events.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} responses, {len(told)} commands of follow-up\n")


def _answers(rng: random.Random) -> Iterator[tuple[int, str]]:
    """Every answer as its age in minutes at the end, and its category."""
    for days_ago in range(DAYS - 1, 0, -1):
        grown = 1 - (days_ago - 1) / (DAYS - 2)
        wanted = FIRST_DAY + (DAY_BEFORE - FIRST_DAY) * grown
        detractors, passives = THIS_WEEK if days_ago < 7 else USUAL
        for _ in range(int(wanted + rng.random())):
            # Nobody answers a survey in the four hours before the day turns.
            age = days_ago * DAY + rng.randrange(20, DAY - 240)
            drawn = rng.random()
            if drawn < detractors:
                yield age, "detractor"
            else:
                yield age, "passive" if drawn < detractors + passives else "promoter"
    for age in LATE:
        yield age, "detractor"
    ages = [0, *sorted(rng.sample(range(3, DAY - 20), LAST_DAY - 1))]
    unhappy = set(rng.sample(range(1, LAST_DAY), DETRACTORS_LAST_DAY))
    for place, age in enumerate(ages):
        happy = "passive" if rng.random() < 0.3 else "promoter"
        yield age, "detractor" if place in unhappy else happy


class _Comments:
    """Draws sentences so that the same one comes back as late as possible."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._by_kind: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        with (HERE / "comments.csv").open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                kind = (line["language"], line["category"])
                self._by_kind[kind].append((line["topic"], line["text"]))
        for sentences in self._by_kind.values():
            rng.shuffle(sentences)

    def draw(self, language: str, category: str, *, night: bool) -> tuple[str, str]:
        """Topic and sentence; one of the broken update's topics first for that night."""
        sentences = self._by_kind[language, category]
        early = sentences[: len(sentences) // 3]
        wanted = [pair for pair in early if pair[0] in NIGHT_TOPICS] if night else []
        chosen = wanted[0] if wanted else self._rng.choice(early)
        sentences.remove(chosen)
        sentences.append(chosen)
        return chosen


class _Customers:
    """Draws who answered: mostly somebody new, now and then one of those who answered before."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._fresh = make_customers(rng)
        self._seen: list[tuple[int, Customer]] = []

    def draw(self, age: int) -> Customer:
        """A customer; the same one not twice within three weeks."""
        rested = [place for place, (last, _) in enumerate(self._seen) if last - age > 21 * DAY]
        if rested and self._rng.random() < 0.16:
            _, customer = self._seen.pop(self._rng.choice(rested))
        else:
            customer = next(self._fresh)
        self._seen.append((age, customer))
        return customer


def _row(
    rng: random.Random,
    number: int,
    age: int,
    category: str,
    comments: _Comments,
    customers: _Customers,
) -> tuple[Row, Answer]:
    customer = customers.draw(age)
    topic, comment = "", ""
    if rng.random() < COMMENTED[category]:
        night = age < DAY and rng.random() < 0.55
        topic, comment = comments.draw(customer.language, category, night=night)
    product = "Business account" if customer.company else _weighted(rng, PRODUCTS)
    at = END - timedelta(minutes=age)
    ridden = at - timedelta(minutes=rng.randrange(35, 26 * 60))
    agent, team = rng.choice(PEOPLE[customer.region].drivers)
    score = _weighted(rng, SCORES[category])
    row = Row(
        response_id=f"N{40_000 + number}",
        responded_at=at.isoformat(),
        score=score,
        comment=comment,
        customer_id=customer.customer_id,
        customer_name=customer.name,
        email=customer.email,
        phone=customer.phone,
        company=customer.company,
        survey="After the ride",
        survey_type="transactional",
        channel=_weighted(rng, SURVEYED_BY),
        touchpoint=TOUCHPOINTS.get(topic, "ride"),
        product=product,
        region=customer.region,
        agent=agent,
        team=team,
        language=customer.language,
        revenue=round(FARES[product] * rng.uniform(0.6, 1.9)),
        purchased_at=ridden.isoformat(),
        do_not_contact="yes" if customer.do_not_contact else "no",
        ride_id=88_000 + number * 3 + rng.randrange(3),
    )
    return row, Answer(
        response_id=row.response_id,
        age=age,
        category=category,
        topic=topic,
        language=customer.language,
        phone=bool(customer.phone),
        reachable=bool(customer.email or customer.phone),
        barred=customer.do_not_contact,
        late=age in LATE,
    )


def _weighted(rng: random.Random, choices: tuple[tuple[Chosen, int], ...]) -> Chosen:
    values, weights = [value for value, _ in choices], [weight for _, weight in choices]
    return rng.choices(values, weights)[0]


if __name__ == "__main__":
    main()
