"""Simulated answers for the demo: one at a time, written from the sample's sentences, never one
that somebody gave. Each says that it is simulated: source, survey, id.
"""

import csv
import random
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from npstui.model.category import category_of
from npstui.settings.sample import sample_path

SOURCE, SURVEY = "simulated", "Simulated"
SEED = 5_120
PACE = (8.0, 20.0)  # seconds between two answers
COMMENTED = 0.85
# What was mended, and what only the demo's last night was like, is not said any more.
_OVER = frozenset({"app-crash", "double-charge", "train-stop"})
_RECENT = 900  # rows of the sample, the newest, whose rides the new ones are like
_KEPT = ("channel", "touchpoint", "product", "region", "agent", "team", "language", "revenue",
         "preferred_channel")  # fmt: skip

Row = Mapping[str, str]


def simulated_answers(rng: random.Random) -> Iterator[dict[str, str]]:
    """Answers without end, as rows of a file but for id and time. The same for the same seed."""
    rows = list(_read("demo_responses.csv"))
    like = [row for row in rows[-_RECENT:] if row["customer_id"] and row["email"]]
    names = _names(like)
    said = {row["comment"].casefold() for row in rows}
    sentences = _sentences("comments.csv", _OVER)
    after = _sentences("afterthoughts.csv", frozenset())
    number = 0
    while True:
        number += 1
        ride = rng.choice(like)
        score = int(rng.choice(like)["score"])
        kind = ride["language"], category_of(score).value
        given, family = rng.choice(names[ride["region"]]), rng.choice(names[ride["region"]])
        name = f"{given[0]} {family[1]}" if given[1] else f"{family[0][0]}{given[0][1:]}"
        comment = _comment(rng, sentences[kind], after[kind], said)
        yield {
            "score": str(score),
            "comment": comment if rng.random() < COMMENTED else "",
            "customer_id": f"S{number:04}",
            "customer_name": name,
            "email": f"simulated-{number}@example.com",
            "survey": SURVEY,
            "survey_type": "transactional",
            **{column: ride[column] for column in _KEPT},
        }


class Drip:
    """Brings simulated answers into a store until it is stopped, each through a file in `folder`,
    without one in the system's folder for such.
    """

    def __init__(
        self,
        store: Path,
        folder: Path | None = None,
        *,
        pace: tuple[float, float] = PACE,
        seed: int = SEED,
    ) -> None:
        self._store, self._folder, self._pace, self._seed = store, folder, pace, seed
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="drip", daemon=True)

    def start(self) -> None:
        """Begin; the first comes after a pause, as every other."""
        self._thread.start()

    def stop(self) -> None:
        """Bring no more; waits for the one on its way."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def _run(self) -> None:
        rng = random.Random(self._seed)  # noqa: S311 - made-up answers, the same for everybody
        if self._stopped.wait(rng.uniform(*self._pace)):
            return
        for answer in simulated_answers(rng):
            # Whatever happens to the store or the disk, the desk itself says it; the next answer
            # comes in its turn, once there is room again.
            with (
                suppress(Exception),
                tempfile.TemporaryDirectory(prefix="npstui-drip-", dir=self._folder) as folder,
            ):
                bring_in(self._store, answer, datetime.now(UTC), Path(folder))
            if self._stopped.wait(rng.uniform(*self._pace)):
                return


def bring_in(path: Path, answer: Row, now: datetime, folder: Path) -> None:
    """One answer, given a moment ago, imported as any file is."""
    from npstui.intake.importer import import_files
    from npstui.intake.options import ImportOptions
    from npstui.store.store import Store

    row = {
        "response_id": f"S{now:%y%m%d%H%M%S%f}",
        "responded_at": (now - timedelta(seconds=1)).isoformat(),
        **answer,
    }
    file = folder / f"{SOURCE}.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(row))
        writer.writeheader()
        writer.writerow(row)
    with Store.open(path) as store:
        options = ImportOptions(source=SOURCE)
        import_files(store, [file], options, actor=SOURCE, person=SOURCE, now=now)


def _comment(rng: random.Random, sentences: list[str], after: list[str], said: set[str]) -> str:
    """Two sentences that nobody has said together yet; from now on somebody has."""
    while True:
        first, second = rng.choice(sentences), rng.choice(after or sentences)
        chinese = "\u4e00" <= second[0] <= "\u9fff"
        stop = ("。" if chinese else ".") if first[-1].isalnum() else ""
        comment = f"{first}{stop}{'' if chinese else ' '}{second}"
        if comment.casefold() not in said:
            said.add(comment.casefold())
            return comment


def _sentences(name: str, left_out: frozenset[str]) -> Mapping[tuple[str, str], list[str]]:
    """By language and category."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in _read(name):
        if line.get("topic") not in left_out:
            found[line["language"], line["category"]].append(line["text"])
    return found


def _names(rows: Sequence[Row]) -> Mapping[str, list[tuple[str, str]]]:
    """Given and family name of the customers, by region; of names in one word the family name is
    the first character and the second of the pair is empty.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        given, _space, family = row["customer_name"].partition(" ")
        if given:
            found[row["region"]].append((given, family))
    return found


def _read(name: str) -> Iterator[dict[str, str]]:
    with sample_path(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
