"""The map of an import's keys holds what a dict would, however it is cut."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from npstui.store.sorted_runs import SortedRuns

keys = st.integers(0, 40) | st.integers(0, 2**64 - 1)
batches = st.lists(st.dictionaries(keys, st.integers(0, 2**32 - 1), max_size=30), max_size=12)


@settings(max_examples=80, deadline=None)
@given(batches, st.lists(keys, max_size=30), st.integers(2, 40))
def test_it_holds_what_a_dict_holds(
    added: list[dict[int, int]], asked: list[int], shard: int
) -> None:
    runs, wanted = SortedRuns(shard), dict[int, int]()
    for batch in added:
        runs.add(np.array(list(batch), np.uint64), np.array(list(batch.values()), np.uint32))
        wanted.update(batch)
    asked = sorted({*asked, *wanted})
    held, values = runs.get(np.array(asked, np.uint64))
    assert held.tolist() == [key in wanted for key in asked]
    assert values.tolist() == [wanted.get(key, 0) for key in asked]
