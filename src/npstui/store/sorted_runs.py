"""A growing map from u64 to u64 in a few sorted arrays: 16 bytes an entry, a dict's takes 100."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class SortedRuns:
    """Keys and their values; a later value stands for an earlier one of the same key."""

    def __init__(self) -> None:
        self._runs: list[tuple[NDArray[np.uint64], NDArray[np.uint64]]] = []

    def add(self, keys: "NDArray[np.uint64]", values: "NDArray[np.uint64]") -> None:
        """Take a batch in which no key stands twice.

        A run at least half as long as the one before is merged with it, so few remain.
        """
        import numpy as np

        if not len(keys):
            return
        if (keys[1:] < keys[:-1]).any():
            order = np.argsort(keys)
            keys, values = keys[order], values[order]
        self._runs.append((keys, values))
        while len(self._runs) > 1 and len(self._runs[-1][0]) * 2 > len(self._runs[-2][0]):
            newer, older = self._runs.pop(), self._runs.pop()
            both = np.concatenate((newer[1], older[1]))
            # np.unique gives the first place of a key, which is the newer run's.
            merged, places = np.unique(np.concatenate((newer[0], older[0])), return_index=True)
            self._runs.append((merged, both[places]))

    def get(self, keys: "NDArray[np.uint64]") -> "tuple[NDArray[np.bool_], NDArray[np.uint64]]":
        """Which keys are held, and their values (0 for the others); fast where they are sorted."""
        import numpy as np

        held = np.zeros(len(keys), np.bool_)
        values = np.zeros(len(keys), np.uint64)
        for run, run_values in reversed(self._runs):
            places = np.minimum(np.searchsorted(run, keys), len(run) - 1)
            hits = ~held & (run[places] == keys)
            values[hits] = run_values[places[hits]]
            held |= hits
        return held, values
