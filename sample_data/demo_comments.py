"""Draws the demo's comments from its sentences."""

import csv
import random
from collections import defaultdict
from pathlib import Path

from sample_data.demo_story import SINCE, Weights

SECOND_SENTENCE, ON_A_LINE_OF_ITS_OWN, SMALL_LETTERS = 0.24, 0.3, 0.07


class Comments:
    """Draws sentences so that the same one comes back as late as possible."""

    def __init__(self, rng: random.Random, folder: Path) -> None:
        self._rng = rng
        self._by_topic: dict[tuple[str, str, str], list[tuple[int, str]]] = defaultdict(list)
        self._after: dict[tuple[str, str], list[str]] = defaultdict(list)
        for line in _lines(folder / "comments.csv"):
            kind = (line["language"], line["category"], line["topic"])
            self._by_topic[kind].append((SINCE[line["since"]], line["text"]))
        for line in _lines(folder / "afterthoughts.csv"):
            self._after[line["language"], line["category"]].append(line["text"])
        for sentences in (*self._by_topic.values(), *self._after.values()):
            rng.shuffle(sentences)  # type: ignore[arg-type]

    def draw(self, language: str, category: str, weights: Weights, age: int) -> tuple[str, str]:
        """Topic and comment of an answer of that age; nothing is said before its time."""
        possible = {
            topic: weight
            for topic, weight in weights.items()
            if any(since >= age for since, _ in self._by_topic[language, category, topic])
        }
        topic = self._rng.choices(list(possible), list(possible.values()))[0]
        sentences = self._by_topic[language, category, topic]
        said = [pair for pair in sentences if pair[0] >= age]
        chosen = self._rng.choice(said[: max(1, len(said) // 3)])
        sentences.remove(chosen)
        sentences.append(chosen)
        return topic, self._in_full(chosen[1], self._after[language, category], topic)

    def _in_full(self, text: str, after: list[str], topic: str) -> str:
        rng = self._rng
        if topic and rng.random() < SECOND_SENTENCE:
            second = after.pop(rng.randrange(len(after) // 2))
            after.append(second)
            chinese = "\u4e00" <= second[0] <= "\u9fff"
            if rng.random() < ON_A_LINE_OF_ITS_OWN:
                text = f"{text}\n{second}"
            elif text[-1].isalnum():
                text = f"{text}。{second}" if chinese else f"{text}. {second}"
            else:
                text = f"{text}{'' if chinese else ' '}{second}"
        return text.lower() if rng.random() < SMALL_LETTERS else text


def _lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
