"""The made-up customers and drivers of the demo, region by region."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

MAIL_DOMAINS = ("example.com", "example.org", "example.net")


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who answers; empty where the survey does not know it."""

    customer_id: str
    name: str
    email: str
    phone: str
    company: str
    region: str
    language: str
    do_not_contact: bool


@dataclass(frozen=True, slots=True)
class Region:
    """Who lives and drives in one region. `phone` takes a three-figure number."""

    weight: int
    language: str
    english: float  # share of those who answer in English
    phone: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    drivers: tuple[tuple[str, str], ...]
    companies: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SWEDISH_GIVEN = _words("Karin Sofia Maja Eva Anna Emma Lena Gustav Nils Jonas Bo Erik Oskar")
_SWEDISH_FAMILY = _words(
    "Lindqvist Nyström Lund Holm Berg Roth Frisk Ahl Ek Falk Wikström Sandell Törnros"
)
_NORWEGIAN_GIVEN = _words("Ingrid Hilde Liv Hanne Kari Marit Siri Ole Per Erik Sindre Ida")
_NORWEGIAN_FAMILY = _words("Solberg Aas Strand Moe Vik Foss Dahl Nilsen Haugen Krogh Brekke Tveit")

# No operator can give these numbers out: Sweden keeps 070-174 06 05 to 99 for stories; the others
# start a subscriber's number with the figure that none may start with.
PEOPLE: dict[str, Region] = {
    "Oslo": Region(
        32,
        "no",
        0.12,
        "+47 00 00 0{0[0]} {0[1]}{0[2]}",
        _NORWEGIAN_GIVEN,
        _NORWEGIAN_FAMILY,
        (("J. Hansen", "Nord"), ("M. Ali", "Nord"), ("T. Bakke", "Sentrum"), ("S. Lie", "Sentrum")),
        ("Fjordbygg", "Havregaten Skole"),
    ),
    "Stockholm": Region(
        29,
        "sv",
        0.12,
        "+46 70 174 06 {1:02d}",
        _SWEDISH_GIVEN,
        _SWEDISH_FAMILY,
        (("P. Åkesson", "City"), ("D. Yusuf", "City"), ("L. Norén", "Arlanda")),
        ("Tallkotte Media", "Vinterljus"),
    ),
    "Amsterdam": Region(
        18,
        "nl",
        0.15,
        "+31 20 000 0{0}",
        _words("Lotte Tess Emma Daan Tom Piet Joost Sanne Ruben Fleur Bram Noor"),
        _words("Bakker Bos Visser Smit Mulder Kok Peeters Jansen Dekker Prins Vos Kuiper"),
        (("R. de Wit", "Schiphol"), ("K. Amrani", "Centrum")),
        ("Grachtwerk",),
    ),
    "Bergen": Region(
        10,
        "no",
        0.1,
        "+47 00 01 0{0[0]} {0[1]}{0[2]}",
        _NORWEGIAN_GIVEN,
        _NORWEGIAN_FAMILY,
        (("A. Hope", "Vest"), ("B. Nesse", "Vest")),
        ("Brygga Regnskap",),
    ),
    "台北": Region(
        8,
        "zh",
        0.15,
        "+886 2 0000 0{0}",
        _words("小明 怡君 志豪 佳蓉 雅婷 美玲 淑芬 家豪 冠宇 詩涵"),
        _words("王 陳 林 吳 許 黃 張 李 蔡 鄭"),
        (("吳師傅", "台北"), ("簡師傅", "台北")),
        ("北松科技",),
    ),
    "Malmö": Region(
        5,
        "sv",
        0.1,
        "+46 70 174 06 {1:02d}",
        _SWEDISH_GIVEN,
        _SWEDISH_FAMILY,
        (("H. Persson", "Syd"),),
        (),
    ),
}


def make_customers(rng: random.Random) -> Iterator[Customer]:
    """Customers without end, each name once until a region's names are used up."""
    names = {region: _names(rng, region) for region in PEOPLE}
    weights = [region.weight for region in PEOPLE.values()]
    for number in itertools.count(1):
        place = rng.choices(list(PEOPLE), weights)[0]
        yield _customer(rng, number, place, *next(names[place]))


def _names(rng: random.Random, place: str) -> Iterator[tuple[str, str]]:
    region = PEOPLE[place]
    every = list(itertools.product(region.given, region.family))
    while True:
        rng.shuffle(every)
        yield from every


def _customer(rng: random.Random, number: int, place: str, given: str, family: str) -> Customer:
    region = PEOPLE[place]
    chinese = region.language == "zh"
    name = f"{family}{given}" if chinese else f"{given} {family}"
    mailbox = f"customer{number}" if chinese else _plain(f"{given}.{family}")
    reach = rng.random()
    email = f"{mailbox}@{rng.choice(MAIL_DOMAINS)}" if reach < 0.88 else ""
    phone = region.phone.format(f"{number % 1000:03d}", 5 + number % 95)
    return Customer(
        customer_id=f"C{2000 + number}",
        name=name if rng.random() < 0.93 else "",
        email=email,
        phone=phone if 0.5 < reach < 0.95 else "",
        company=rng.choice(region.companies) if region.companies and rng.random() < 0.08 else "",
        region=place,
        language="en" if rng.random() < region.english else region.language,
        do_not_contact=rng.random() < 0.03,
    )


def _plain(name: str) -> str:
    """The name in the letters that every mail system takes."""
    return name.lower().translate(str.maketrans("åäöæøé", "aaoaoe"))
