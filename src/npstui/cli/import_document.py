"""The document of `import --json`; docs/cli.md lists its keys."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.cli.imports import arrivals_shape
from npstui.cli.shapes import Shape, fates_shape

if TYPE_CHECKING:
    from npstui.analysis.arrivals import Arrivals
    from npstui.desk.awaiting import Awaited
    from npstui.intake.staging import FileResult


def document_of(
    results: Sequence["FileResult"],
    store: Path | None,
    arrivals: "Mapping[int, Arrivals] | None" = None,
    awaited: "Mapping[int, Awaited] | None" = None,
) -> Shape:
    """What `import --json` answers; `arrivals` and `awaited` by import id."""
    late, waiting = arrivals or {}, awaited or {}
    return {
        "files": [
            {
                **_file_shape(result, store),
                "arrivals": arrivals_shape(late.get(result.import_id or 0)),
                "follow_up": _awaited_shape(waiting.get(result.import_id or 0)),
            }
            for result in results
        ],
        "totals": _totals([result for result in results if result.refusal is None]),
    }


def quarantine_place(result: "FileResult", store: Path | None) -> str | None:
    """Where a file's refused rows are, None where there are none or nothing was kept."""
    if result.quarantine_file is None or store is None:
        return None
    return str(store / result.quarantine_file)


def _file_shape(result: "FileResult", store: Path | None) -> Shape:
    return {
        "path": result.path,
        "format": result.format,
        "preset": result.preset,
        "mapping": result.mapping,
        **fates_shape(result.fates),
        "quarantine_file": quarantine_place(result, store),
        "source": result.source or None,
        "import_id": None if result.import_id is None else str(result.import_id),
        "refusal": result.refusal,
        "notes": list(result.notes),
        "confidence": result.confidence,
    }


def _totals(results: Sequence["FileResult"]) -> Shape:
    shapes = [fates_shape(result.fates) for result in results]
    set_aside: dict[str, int] = {}
    for result in results:
        for reason, number in result.fates.set_aside.items():
            set_aside[reason] = set_aside.get(reason, 0) + number
    counts: Mapping[str, object] = {
        name: sum(int(str(shape[name])) for shape in shapes)
        for name in (
            "rows", "imported", "undated", "already_known", "changed", "updated", "quarantined",
        )
    }  # fmt: skip
    return {**counts, "set_aside": set_aside}


def _awaited_shape(found: "Awaited | None") -> Shape | None:
    """What waits of a file's new answers, by category; null where it brought none."""
    from dataclasses import asdict

    if found is None:
        return None
    return {f"{category.value}s": asdict(each) for category, each in found.items()}
