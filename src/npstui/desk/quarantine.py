"""The refused rows of imports, read back from quarantine for a screen or a listing."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.present.import_values import RefusedLineValue, RefusedValue
from npstui.present.text import safe

if TYPE_CHECKING:
    from npstui.intake.staged import Staged

MOST = 2_000  # lines that are listed; the rest is counted
_TEXT = 600  # characters of a row that a screen could show
_FIELD_LIMIT = 1 << 25


def quarantine_lines(file: Path) -> Iterator[tuple[int, str, str]]:
    """Line, reason and text of each row in a quarantine file; none where there is no file."""
    csv.field_size_limit(_FIELD_LIMIT)
    with suppress(FileNotFoundError), file.open(newline="", errors="replace") as stream:
        rows = csv.reader(stream)
        next(rows, None)
        for row in rows:
            if len(row) == len(("line", "reason", "text")) and row[0].isdecimal():
                yield int(row[0]), row[1], row[2]


def refused_value(name: str, file: Path, set_aside: Mapping[str, int]) -> RefusedValue:
    """The refused rows of one import, the reasons with their counts, the commonest first."""
    reasons: Counter[str] = Counter()
    lines: list[RefusedLineValue] = []
    for line, reason, text in quarantine_lines(file):
        reasons[reason] += 1
        if len(lines) < MOST:
            lines.append(RefusedLineValue(line, safe(reason), safe(text[:_TEXT])))
    return RefusedValue(
        file=safe(name),
        lines=tuple(lines),
        reasons=tuple((safe(reason), count) for reason, count in reasons.most_common(50)),
        set_aside=tuple((safe(reason), count) for reason, count in set_aside.items()),
        more=reasons.total() - len(lines),
    )


def refused_rows(store: Path, staged: "Staged") -> tuple[RefusedValue, ...]:
    """The refused rows of files that are staged, with what they set aside."""
    kept = {result.path: file for result, file in staged.quarantined()}
    return tuple(
        refused_value(
            Path(result.path).name,
            store / kept.get(result.path, "none"),
            result.fates.set_aside,
        )
        for result in staged.results
        if result.refusal is None
    )
