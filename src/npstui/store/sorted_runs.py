"""A growing map from u64 to u32 in sorted arrays: 12 bytes an entry, a dict's takes 100.

Keys are hashes, spread evenly. The map is cut into shards by key, so that merging two runs never
takes more than a shard's room beside what is held.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHARD = 1 << 18  # entries; a shard of more is cut in two


class SortedRuns:
    """Keys and their values; a later value stands for an earlier one of the same key."""

    def __init__(self, shard: int = SHARD) -> None:
        self._most = shard
        self._starts: list[int] = [0]  # the least key of each shard
        self._shards = [_Shard()]

    def add(self, keys: "NDArray[np.uint64]", values: "NDArray[np.uint32]") -> None:
        """Take a batch in which no key stands twice."""
        import numpy as np

        if not len(keys):
            return
        if (keys[1:] < keys[:-1]).any():
            order = np.argsort(keys)
            keys, values = keys[order], values[order]
        cuts = self._cuts(keys)
        for place in reversed(range(len(self._shards))):  # cutting one moves those behind it
            start, end = cuts[place], cuts[place + 1]
            if start == end:
                continue
            # A slice would keep the whole batch alive.
            self._shards[place].add(keys[start:end].copy(), values[start:end].copy())
            if len(self._shards[place]) > self._most:
                self._cut(place)

    def get(self, keys: "NDArray[np.uint64]") -> "tuple[NDArray[np.bool_], NDArray[np.uint32]]":
        """Which keys are held, and their values (0 for the others); `keys` are sorted."""
        import numpy as np

        held = np.zeros(len(keys), np.bool_)
        values = np.zeros(len(keys), np.uint32)
        cuts = self._cuts(keys)
        for place, shard in enumerate(self._shards):
            part = slice(cuts[place], cuts[place + 1])
            if part.start < part.stop:
                shard.look_up(keys[part], held[part], values[part])
        return held, values

    def _cuts(self, keys: "NDArray[np.uint64]") -> list[int]:
        import numpy as np

        starts = np.array(self._starts[1:], np.uint64)
        return [0, *np.searchsorted(keys, starts).tolist(), len(keys)]

    def _cut(self, place: int) -> None:
        start, upper = self._shards[place].cut()
        self._starts.insert(place + 1, start)
        self._shards.insert(place + 1, upper)


class _Shard:
    """A few sorted runs, the later ones shorter."""

    def __init__(self) -> None:
        self._runs: list[tuple[NDArray[np.uint64], NDArray[np.uint32]]] = []

    def __len__(self) -> int:
        return sum(len(keys) for keys, _ in self._runs)

    def add(self, keys: "NDArray[np.uint64]", values: "NDArray[np.uint32]") -> None:
        """A run at least half as long as the one before is merged with it, so few remain."""
        self._runs.append((keys, values))
        while len(self._runs) > 1 and len(self._runs[-1][0]) * 2 > len(self._runs[-2][0]):
            self._merge_last()

    def look_up(
        self,
        keys: "NDArray[np.uint64]",
        held: "NDArray[np.bool_]",
        values: "NDArray[np.uint32]",
    ) -> None:
        """Marks which keys are held, and fills in their values."""
        import numpy as np

        for run, run_values in reversed(self._runs):
            places = np.minimum(np.searchsorted(run, keys), len(run) - 1)
            hits = ~held & (run[places] == keys)
            values[hits] = run_values[places[hits]]
            held |= hits

    def cut(self) -> "tuple[int, _Shard]":
        """Keeps the lower half; the least key of the upper half, and that half."""
        while len(self._runs) > 1:
            self._merge_last()
        keys, values = self._runs[0]
        middle = len(keys) // 2
        upper = _Shard()
        upper._runs = [(keys[middle:].copy(), values[middle:].copy())]
        self._runs = [(keys[:middle].copy(), values[:middle].copy())]
        return int(keys[middle]), upper

    def _merge_last(self) -> None:
        import numpy as np

        newer, older = self._runs.pop(), self._runs.pop()
        both = np.concatenate((newer[1], older[1]))
        # np.unique gives the first place of a key, which is the newer run's.
        merged, places = np.unique(np.concatenate((newer[0], older[0])), return_index=True)
        self._runs.append((merged, both[places]))
