"""What the complete first screen costs, cold and warm, beside one question of it asked alone."""

import statistics
from collections.abc import Iterator

from benchmarks.data import forget_cached, store
from benchmarks.peers import absent, has, peers_python, seconds_of
from benchmarks.table import Measured, beside, duration, within

RUNS = 3
MILLION = 1_000_000


def after_the_score(rows: int) -> int:
    """Milliseconds that the rest of Overview may take behind the score."""
    return 200 if rows <= MILLION else 800


def overview_costs(rows: int) -> Iterator[Measured]:
    """Each in a process of its own, in turns, with the store's files out of the system's memory."""
    path = store(rows)
    questions = {"polars": None, "duckdb": peers_python()} if has("duckdb") else {"polars": None}
    weekly: dict[str, list[dict[str, float]]] = {name: [] for name in questions}
    ours = []
    for _ in range(RUNS):
        for name, python in questions.items():
            forget_cached(path)
            weekly[name].append(seconds_of("weekly.py", name, str(path), python=python))
        forget_cached(path)
        ours.append(seconds_of("overview.py", str(path)))
    if "duckdb" not in questions:
        yield absent("DuckDB")
    goal = after_the_score(rows)
    for heat in ("cold", "warm"):
        floor = _middle(weekly["polars"], heat)
        yield beside(f"weekly NPS by polars from disk, {heat}", duration(floor), "the floor")
        if "duckdb" in questions:
            duck = _middle(weekly["duckdb"], heat)
            yield beside(f"weekly NPS by DuckDB, {heat}", duration(duck), _to(floor, duck))
        if heat == "cold":
            yield from _cold(ours, goal, floor)
        else:
            taken = _middle(ours, "warm")
            yield within("complete overview again, warm", goal, 1000 * taken)
            yield beside("the same to the floor", duration(taken), _to(floor, taken))


def _cold(ours: list[dict[str, float]], goal: int, floor: float) -> Iterator[Measured]:
    score, complete = _middle(ours, "score"), _middle(ours, "complete")
    rest = statistics.median(one["complete"] - one["score"] for one in ours)
    yield beside("score and newest answers, cold", duration(score), _to(floor, score))
    yield within("complete overview after its score, cold", goal, 1000 * rest)
    yield beside("complete overview with its score, cold", duration(complete), _to(floor, complete))


def _middle(runs: list[dict[str, float]], what: str) -> float:
    return statistics.median(run[what] for run in runs)


def _to(floor: float, taken: float) -> str:
    return f"{taken / floor:.1f} x floor"
