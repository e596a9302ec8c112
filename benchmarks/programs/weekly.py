"""Weekly NPS over a store's files by `polars` or `duckdb`: seconds of the first and a later run.

weekly.py polars|duckdb STORE
"""

import json
import statistics
import sys
import time
from collections.abc import Callable

AGAIN = 5


def main() -> None:
    """Prints {"cold", "warm"} in seconds; the import of the library is in neither."""
    asked = {"polars": by_polars, "duckdb": by_duckdb}[sys.argv[1]](
        f"{sys.argv[2]}/responses/*.parquet"
    )
    taken = []
    for _ in range(1 + AGAIN):
        began = time.perf_counter()
        if not asked():
            raise SystemExit("no week came out")
        taken.append(time.perf_counter() - began)
    print(json.dumps({"cold": taken[0], "warm": statistics.median(taken[1:])}))


def by_polars(files: str) -> Callable[[], int]:
    """The question as polars reads it from the files, its new streaming engine."""
    import polars as pl

    week, score = pl.col("responded_at").dt.truncate("1w"), pl.col("score")
    lazy = (
        pl.scan_parquet(files, extra_columns="ignore", missing_columns="insert")
        .select(week.alias("week"), score)
        .group_by("week")
        .agg(((score >= 9).sum() - (score <= 6).sum()) * 100 / score.count())
    )
    return lambda: lazy.collect().height


def by_duckdb(files: str) -> Callable[[], int]:
    """The same in SQL."""
    import duckdb

    connection = duckdb.connect()
    question = (
        "SELECT date_trunc('week', responded_at AT TIME ZONE 'UTC') AS week, "
        "100.0 * (count(*) FILTER (score >= 9) - count(*) FILTER (score <= 6)) / count(score) "
        f"FROM read_parquet('{files}', union_by_name = true) GROUP BY week"
    )
    return lambda: len(connection.execute(question).fetchall())


if __name__ == "__main__":
    main()
