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
    preferred_channel: str
    do_not_contact: bool


@dataclass(frozen=True, slots=True)
class Region:
    """Who lives and drives in one region.

    `phone` takes a three-figure number. `drivers` stand best first, each with the team.
    """

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


def _drivers(**teams: str) -> tuple[tuple[str, str], ...]:
    """Drivers named in turn from each team, so that no team has only the best."""
    listed = [[(name, team) for name in names.split(", ")] for team, names in teams.items()]
    turns = itertools.zip_longest(*listed)
    return tuple(driver for turn in turns for driver in turn if driver is not None)


_SWEDISH_GIVEN = _words(
    "Karin Sofia Maja Eva Anna Emma Lena Gustav Nils Jonas Bo Erik Oskar Astrid Birgitta Elin Hugo"
    " Ingela Johan Kerstin Lars Linnea Mats Moa Olle Pernilla Ronja Sara Sten Tove Ulf Vera"
)
_SWEDISH_FAMILY = _words(
    "Lindqvist Nyström Lund Holm Berg Roth Frisk Ahl Ek Falk Wikström Sandell Törnros Alm Björk"
    " Blom Dalin Ekström Granat Hedlund Hjelm Kvist Ljung Malm Norling Palm Rask Sjödin Stjerna"
    " Strand Tegel Vallin Wall Åström Öberg"
)
_NORWEGIAN_GIVEN = _words(
    "Ingrid Hilde Liv Hanne Kari Marit Siri Ole Per Erik Sindre Ida Anders Astri Berit Dag Eirik"
    " Frida Geir Gro Jorunn Knut Lise Magnus Nora Odd Ragnhild Sigrid Solveig Terje Tone Vegard"
)
_NORWEGIAN_FAMILY = _words(
    "Solberg Aas Strand Moe Vik Foss Dahl Nilsen Haugen Krogh Brekke Tveit Bakken Berge Eide"
    " Engen Fjeld Grande Hagen Hauge Helle Holte Lunde Myhre Nygård Ruud Rønning Sandvik Skaug"
    " Sletten Sunde Teigen Torp Ulven Vang Øyen"
)

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
        _drivers(
            Nord="J. Hansen, M. Ali, K. Wold, F. Omar, R. Lien",
            Sentrum="T. Bakke, S. Lie, A. Yilmaz, G. Moen, H. Rud",
        ),
        ("Eksempel Bygg", "Prøvegata skole"),
    ),
    "Stockholm": Region(
        29,
        "sv",
        0.12,
        "+46 70 174 06 {1:02d}",
        _SWEDISH_GIVEN,
        _SWEDISH_FAMILY,
        _drivers(
            City="P. Åkesson, D. Yusuf, I. Lindh, B. Demir, C. Nord",
            Arlanda="L. Norén, S. Haile, V. Ros, E. Kask",
        ),
        ("Exempel Media", "Provbolaget"),
    ),
    "Amsterdam": Region(
        18,
        "nl",
        0.15,
        "+31 20 000 0{0}",
        _words(
            "Lotte Tess Emma Daan Tom Piet Joost Sanne Ruben Fleur Bram Noor Anouk Bas Dirk Esther"
            " Femke Gijs Hanna Ilse Jeroen Kees Lieke Maarten Mila Nienke Sem Stijn Thijs Wout"
        ),
        _words(
            "Bakker Bos Visser Smit Mulder Kok Peeters Jansen Dekker Prins Vos Kuiper Blom Boer"
            " Brouwer Dijkstra Hendriks Hoek Kramer Leeuw Maas Meijer Post Ruiter Schouten Smeets"
            " Timmer Veen Vink Willems Wolff Zand"
        ),
        _drivers(Schiphol="R. de Wit, N. Bouali, J. Klaver", Centrum="K. Amrani, W. Stam, O. Tas"),
        ("Voorbeeld Advies",),
    ),
    "Bergen": Region(
        10,
        "no",
        0.1,
        "+47 00 01 0{0[0]} {0[1]}{0[2]}",
        _NORWEGIAN_GIVEN,
        _NORWEGIAN_FAMILY,
        _drivers(Sør="A. Hope, E. Lid", Vest="Ø. Skår, B. Nesse, T. Vold"),
        ("Eksempel Regnskap",),
    ),
    "台北": Region(
        8,
        "zh",
        0.15,
        "+886 2 0000 0{0}",
        _words(
            "小明 怡君 志豪 佳蓉 雅婷 美玲 淑芬 家豪 冠宇 詩涵 俊傑 建宏 欣怡 心怡 宗翰 承翰 柏翰"
            " 雅雯 佩珊 惠如 麗華 文雄 秀英 宜蓁"
        ),
        _words("王 陳 林 吳 許 黃 張 李 蔡 鄭 楊 謝 郭 洪 曾 邱 廖 賴 周 葉"),
        _drivers(台北="吳師傅, 簡師傅, 江師傅", 機場="田師傅, 游師傅"),
        ("範例科技",),
    ),
    "Malmö": Region(
        5,
        "sv",
        0.1,
        "+46 70 174 06 {1:02d}",
        _SWEDISH_GIVEN,
        _SWEDISH_FAMILY,
        _drivers(Syd="H. Persson, Z. Kovac, M. Thell"),
        (),
    ),
}


class CustomerMaker:
    """Makes a region's customers, each name once until the region's names are used up."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._names = {place: _names(rng, region) for place, region in PEOPLE.items()}
        self._number = 0

    def make(self, place: str) -> Customer:
        """One more customer of that region."""
        self._number += 1
        return _customer(self._rng, self._number, place, *next(self._names[place]))


def unknown(place: str, language: str) -> Customer:
    """Somebody who answered at the stand-alone screen in a car: nothing is known of him."""
    return Customer("", "", "", "", "", place, language, "", do_not_contact=False)


def _names(rng: random.Random, region: Region) -> Iterator[tuple[str, str]]:
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
    phone = region.phone.format(f"{number % 1000:03d}", 5 + number % 95) if reach > 0.5 else ""
    if reach > 0.97:
        phone = ""
    wishes = [*(["mail"] if email else []), *(["phone", "sms"] if phone else [])]
    return Customer(
        customer_id=f"C{2000 + number}",
        name=name if rng.random() < 0.94 else "",
        email=email,
        phone=phone,
        company=rng.choice(region.companies) if region.companies and rng.random() < 0.08 else "",
        region=place,
        language="en" if rng.random() < region.english else region.language,
        preferred_channel=rng.choice(wishes) if wishes and rng.random() < 0.3 else "",
        do_not_contact=rng.random() < 0.03,
    )


def _plain(name: str) -> str:
    """The name in the letters that every mail system takes."""
    return name.lower().translate(str.maketrans("åäöæøé", "aaoaoe"))
