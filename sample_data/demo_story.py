"""What happened to Nordtaxi in its 18 months, in weeks before the demo's end.

Late drivers until the new dispatch; a rise in prices; app 5.1, which crashed until 5.1.2 mended
it; and a night in which payments were drawn twice, while trains stood still and many took a car.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

DAY = 24 * 60
WEEK = 7 * DAY
WEEKS = 78
NEW_DISPATCH = 38 * WEEK
PRICE_RISE = 24 * WEEK
APP_CRASHES = 11 * WEEK
APP_MENDED = 7 * WEEK
LAST_NIGHT = 15 * 60
SINCE = {
    "": WEEKS * WEEK,
    "new dispatch": NEW_DISPATCH,
    "price rise": PRICE_RISE,
    "app mended": APP_MENDED,
}

FIRST_WEEK, LAST_WEEK = 40, 160  # answers
CURVE = 2.3  # the later the faster it grows
LAST_SIX_DAYS = 0.5  # of a week's answers come before its last day
LAST_DAY, LAST_DAY_DETRACTORS, LAST_DAY_PASSIVES = 118, 46, 24
# Detractors of the day before whom nobody reached in their 24 hours.
LATE = (DAY + 24, DAY + 75, DAY + 132, DAY + 190, DAY + 305)

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer before anybody is behind it: its age in minutes at the end, its category."""

    age: int
    category: str
    late: bool = False  # nobody reached its customer in time


def answers(rng: random.Random) -> Iterator[Given]:
    """Every answer, in no order: each week its shares of the categories, give or take a little."""
    for week in range(WEEKS - 1, -1, -1):
        grown = (1 - week / (WEEKS - 1)) ** CURVE
        wanted = round(FIRST_WEEK + (LAST_WEEK - FIRST_WEEK) * grown + rng.gauss(0, 5))
        if week == 0:
            wanted = round(wanted * LAST_SIX_DAYS)
        detractors, passives = _shares(week * WEEK + WEEK // 2)
        unhappy = round(wanted * (detractors + rng.gauss(0, 0.014)))
        between = round(wanted * (passives + rng.gauss(0, 0.016)))
        many = {"detractor": unhappy, "passive": between, "promoter": wanted - unhappy - between}
        for category, count in many.items():
            for place in range(count):
                yield Given(week * WEEK + _in_week(rng, week, place / count, 1 / count), category)
    for age in LATE:
        yield Given(age, "detractor", late=True)
    ages = [0, *rng.sample(range(3, DAY - 20), LAST_DAY - 1)]
    for place, age in enumerate(ages):
        from_end = LAST_DAY - place
        category = "detractor" if from_end <= LAST_DAY_DETRACTORS else "promoter"
        if place < LAST_DAY_PASSIVES and place:
            category = "passive"
        yield Given(age, category)


def region_weight(region: str, category: str, age: int) -> float:
    """How much more often than by its size a region gives an answer of that category."""
    if category == "passive":
        return 1.0
    worse = {"Bergen": 1.75, "Oslo": 0.8, "Malmö": 0.85, "台北": 1.2, "Amsterdam": 1.0}
    if age > NEW_DISPATCH:
        worse = {"Bergen": 1.2, "Oslo": 1.3, "Malmö": 0.85, "台北": 1.1}
    elif age < PRICE_RISE:
        worse["Amsterdam"] = 1.1
    factor = worse.get(region, 1.0)
    return factor if category == "detractor" else 1 + (1 - factor) * 0.45


def topic_weights(category: str, region: str, age: int) -> Weights:
    """What answers of that category, region and time are about; the empty topic is nothing."""
    if category == "detractor":
        return _detractor_topics(region, age)
    dear = 20.0 if age < PRICE_RISE else 11.0
    if category == "passive":
        waits = 12.0 if age > NEW_DISPATCH else 5.0
        return {
            "price": dear, "feature": 14, "app": 8, "car": 8, "late-driver": waits, "support": 6,
            "receipt": 4, "route": 4, "competitor": dear / 2.5, "": 16,
        }  # fmt: skip
    crashing = APP_MENDED < age < APP_CRASHES
    return {
        "driver": 34, "on-time": 3 if age > NEW_DISPATCH else 14, "fixed-price": 7,
        "app": 0 if crashing else 8, "support": 6, "car": 6, "recommend": 7, "safety": 4,
        "competitor": 4, "train-stop": 14 if age < LAST_NIGHT else 0, "": 16,
    }  # fmt: skip


def _detractor_topics(region: str, age: int) -> Weights:
    late = 40.0 if age > NEW_DISPATCH else 9 + 26 * max(0.0, 1 - (NEW_DISPATCH - age) / (5 * WEEK))
    if region == "Bergen" and age < NEW_DISPATCH:
        late += 14
    crash = 62.0 if APP_MENDED < age < APP_CRASHES else 0.0
    if APP_MENDED - 2 * WEEK < age <= APP_MENDED:
        crash = 9.0
    price = 6.0
    if age < PRICE_RISE:
        price = 26.0 if age > PRICE_RISE - 8 * WEEK else 13.0
    return {
        "late-driver": late, "app-crash": crash, "app": 5, "payment": 7, "price": price,
        "double-charge": 36 if age < LAST_NIGHT else 0, "driver": 9,
        "route": 12 if region == "Bergen" else 6, "support": 8, "cancelled": 8, "car": 6,
        "receipt": 4, "competitor": 5 if age < PRICE_RISE else 2, "safety": 2,
        "train-stop": 9 if age < LAST_NIGHT else 0, "": 4,
    }  # fmt: skip


def _shares(age: int) -> tuple[float, float]:
    """Shares of detractors and passives at that time."""
    if age > NEW_DISPATCH:
        return 0.232, 0.262
    if age > PRICE_RISE:
        return 0.188, 0.265
    if age > PRICE_RISE - 6 * WEEK:
        return 0.215, 0.275
    if APP_MENDED < age < APP_CRASHES:
        worst = 1 if age > APP_CRASHES - 2 * WEEK else 0.7
        return 0.19 + 0.15 * worst, 0.265
    return 0.179, 0.264


def _in_week(rng: random.Random, week: int, place: float, width: float) -> int:
    """Minutes into a week, somewhere in a part of it; the last day has a story of its own.

    Few answer at night, six to twelve hours before the day turns.
    """
    first = DAY if week == 0 else 0
    minute = first + int((place + rng.random() * width) * (WEEK - first))
    if 6 * 60 < minute % DAY < 12 * 60 and rng.random() < 0.85:
        minute += 6 * 60
    return min(max(minute, first + 20), WEEK - 20)
