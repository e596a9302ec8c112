"""Walking over what can be opened on a page: up and down from row to row, left and right in one."""

from collections.abc import Sequence

from npstui.tui.lines.overview import Spot

LAST_FIRST = frozenset({"weeks"})  # rows that are entered at their newest, right end


def down_from(spots: Sequence[Spot], here: Spot | None, by: int, start: int = 0) -> Spot | None:
    """The spot `by` rows on, up where it is negative; from nowhere the spot of place `start`."""
    if not spots:
        return None
    rows = _rows(spots)
    if here is None or here not in spots:
        wanted = spots[min(start, len(spots) - 1)]
        return _entered(next(row for row in rows if wanted in row))
    at = next(number for number, row in enumerate(rows) if here in row)
    after = min(max(at + by, 0), len(rows) - 1)
    return here if after == at else _entered(rows[after])


def beside(spots: Sequence[Spot], here: Spot | None, by: int) -> Spot | None:
    """The next to the right, to the left where `by` is negative: in the row, else the column
    beside, as near as can be. `here` where there is none.
    """
    if here is None:
        return None
    row = [spot for spot in spots if spot.row == here.row] if here.row else []
    at = row.index(here) + by if here in row else -1
    if row and 0 <= at < len(row):
        return row[at]
    there = [
        spot
        for spot in spots
        if (spot.x >= here.end if by > 0 else spot.end <= here.x) and spot not in row
    ]
    near = sorted(there, key=lambda spot: (abs(spot.y - here.y), abs(spot.x - here.x)))
    return near[0] if near and abs(near[0].y - here.y) <= NEAR else here


NEAR = 12  # lines: what stands farther up or down is not beside


def _rows(spots: Sequence[Spot]) -> list[list[Spot]]:
    rows: list[list[Spot]] = []
    for spot in spots:
        if spot.row and rows and rows[-1][0].row == spot.row:
            rows[-1].append(spot)
        else:
            rows.append([spot])
    return rows


def _entered(row: Sequence[Spot]) -> Spot:
    return row[-1 if row[0].row in LAST_FIRST else 0]
