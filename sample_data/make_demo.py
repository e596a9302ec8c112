"""Makes the demo's data: demo_responses.csv and demo_events.json, the same on every run.

Nordtaxi, its customers and its drivers are made up. Mail addresses lie in the domains kept for
examples; phone numbers lie where no operator can give one out. What happened when stands in
demo_story.py, the sentences in comments.csv and afterthoughts.csv, the weeks of follow-up in
demo_history.py.

    python -m sample_data.make_demo [DIRECTORY]
"""

import csv
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sample_data.demo_comments import Comments
from sample_data.demo_history import history
from sample_data.demo_people import PEOPLE, Customer, CustomerMaker, unknown
from sample_data.demo_story import (
    DAY,
    LAST_NIGHT,
    PRICE_RISE,
    Given,
    answers,
    region_weight,
    topic_weights,
)
from sample_data.demo_verbs import Answer

HERE = Path(__file__).parent
SEED = 20_260_303
# The newest answer stands here; the demo moves all of them so that it was given a minute ago.
END = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
Chosen = TypeVar("Chosen")

SCORES: dict[str, tuple[tuple[int, int], ...]] = {
    "detractor": ((0, 7), (1, 4), (2, 7), (3, 12), (4, 12), (5, 23), (6, 35)),
    "passive": ((7, 38), (8, 62)),
    "promoter": ((9, 42), (10, 58)),
}
COMMENTED = {"detractor": 0.8, "passive": 0.56, "promoter": 0.54}
UNKNOWN = 0.03  # share that nothing is known of
AGAIN = 0.42  # share of those who answered before
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
    "app-crash": "booking",
    "payment": "payment",
    "double-charge": "payment",
    "receipt": "payment",
    "price": "payment",
    "fixed-price": "payment",
    "support": "customer service",
    "feature": "booking",
    "cancelled": "booking",
    "late-driver": "pick-up",
    "on-time": "pick-up",
    "train-stop": "pick-up",
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
    preferred_channel: str
    do_not_contact: str
    ride_id: int


def main() -> None:
    """Writes both files, beside this one unless a directory is named."""
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    rng = random.Random(SEED)
    given = sorted(answers(rng), key=lambda one: -one.age)
    comments = Comments(rng, HERE)
    customers = _Customers(rng)
    made = [
        _row(rng, number, one, comments, customers) for number, one in enumerate(given, start=1)
    ]
    with (into / "demo_responses.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column.name for column in fields(Row)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row, _ in made)
    told = [asdict(verb) for verb in history(rng, [answer for _, answer in made])]
    lines = ",\n".join(json.dumps(verb, ensure_ascii=False) for verb in told)
    (into / "demo_events.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    sys.stdout.write(f"{len(made)} responses, {len(told)} commands of follow-up\n")


class _Customers:
    """Draws who answered: somebody new, or one of those who answered before."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._maker = CustomerMaker(rng)
        self._seen: dict[str, list[tuple[Given, Customer]]] = {place: [] for place in PEOPLE}

    def draw(self, one: Given) -> Customer:
        """A customer; the same one not twice within a month, and mostly of one mind."""
        rng = self._rng
        place = _weighted(
            rng,
            tuple(
                (name, region.weight * region_weight(name, one.category, one.age))
                for name, region in PEOPLE.items()
            ),
        )
        if one.late:
            return self._reachable(place)
        if rng.random() < UNKNOWN:
            return unknown(place, PEOPLE[place].language)
        seen = self._seen[place]
        customer = None
        if seen and rng.random() < AGAIN:
            customer = self._again(seen, one)
        customer = customer or self._maker.make(place)
        seen.append((one, customer))
        return customer

    def _reachable(self, place: str) -> Customer:
        """Somebody new whose case has a clock and whom the team should have reached."""
        while True:
            customer = self._maker.make(place)
            if (customer.email or customer.phone) and not customer.do_not_contact:
                return customer

    def _again(self, seen: list[tuple[Given, Customer]], one: Given) -> Customer | None:
        for _ in range(12):
            place = self._rng.randrange(len(seen))
            last, customer = seen[place]
            alike = last.category == one.category or self._rng.random() < 0.4
            if alike and last.age - one.age > 28 * DAY:
                seen[place] = seen[-1]
                seen.pop()
                return customer
        return None


def _row(
    rng: random.Random, number: int, one: Given, comments: Comments, customers: _Customers
) -> tuple[Row, Answer]:
    customer = customers.draw(one)
    topic, comment = "", ""
    if rng.random() < COMMENTED[one.category]:
        weights = topic_weights(one.category, customer.region, one.age)
        topic, comment = comments.draw(customer.language, one.category, weights, one.age)
    product = "Business account" if customer.company else _weighted(rng, PRODUCTS)
    at = END - timedelta(minutes=one.age)
    # What was paid twice last night was paid last night.
    most = LAST_NIGHT if topic == "double-charge" else 26 * 60
    ridden = at - timedelta(minutes=rng.randrange(35, most))
    agent, team = _driver(rng, customer.region, one.category)
    dearer = 1.12 if one.age < PRICE_RISE else 1.0
    row = Row(
        response_id=f"N{40_000 + number}",
        responded_at=_written(at),
        score=_weighted(rng, SCORES[one.category]),
        comment=comment,
        customer_id=customer.customer_id,
        customer_name=customer.name,
        email=customer.email,
        phone=customer.phone,
        company=customer.company,
        survey="After the ride",
        survey_type="transactional",
        channel=_weighted(rng, SURVEYED_BY) if customer.customer_id else "in-car screen",
        touchpoint=TOUCHPOINTS.get(topic, "ride"),
        product=product,
        region=customer.region,
        agent=agent,
        team=team,
        language=customer.language,
        revenue=round(FARES[product] * dearer * rng.uniform(0.6, 1.9)),
        purchased_at=_written(ridden),
        preferred_channel=customer.preferred_channel,
        do_not_contact="yes" if customer.do_not_contact else "",
        ride_id=88_000 + number * 3 + rng.randrange(3),
    )
    return row, Answer(
        response_id=row.response_id,
        age=one.age,
        category=one.category,
        topic=topic,
        language=customer.language,
        customer_id=customer.customer_id,
        phone=bool(customer.phone),
        reachable=bool(customer.email or customer.phone),
        barred=customer.do_not_contact,
        late=one.late,
    )


def _driver(rng: random.Random, region: str, category: str) -> tuple[str, str]:
    """Who drove: the better ones are behind more of the good answers."""
    drivers = PEOPLE[region].drivers
    slope = {"promoter": -0.5, "passive": 0.0, "detractor": 0.9}[category]
    steps = max(1, len(drivers) - 1)
    return _weighted(
        rng,
        tuple((driver, 1 + slope * (place / steps - 0.5)) for place, driver in enumerate(drivers)),
    )


def _written(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%MZ}"


def _weighted(rng: random.Random, choices: Sequence[tuple[Chosen, float]]) -> Chosen:
    values, weights = [value for value, _ in choices], [weight for _, weight in choices]
    return rng.choices(values, weights)[0]


if __name__ == "__main__":
    main()
