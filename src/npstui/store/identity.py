"""What makes two rows the same response: ids, the ids made for rows without, and their keys.

A made id is for ever: blake2b over the canonical values as stored and the number of the
occurrence. A key is polars' hash of an id and only finds it; keys files are stamped with it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from npstui.store.response_frame import MADE
from npstui.store.sorted_runs import SortedRuns

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

_ALPHABET = b"0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i l o u to misread
_LENGTH = 12
_BETWEEN = "\x1f"


@lru_cache(maxsize=1)
def hash_stamp() -> str:
    """What the keys were made with: polars' version and how it hashes here, processor included."""
    import polars as pl

    return f"{pl.__version__}/{pl.Series(['npstui']).hash(_seed(None)).item():016x}"


def keys_of_ids(ids: "pl.Series", source: str | None) -> "pl.Series":
    """The u64 keys of ids of one source; of made ids, which belong to none, where it is None."""
    return ids.hash(_seed(source)).rename("key")


def keys_of(frame: "pl.DataFrame") -> "pl.Series":
    """The u64 keys of a segment's rows; needs source, response_id and MADE."""
    import polars as pl

    made = pl.col(MADE)
    sources = frame.lazy().filter(~made).select("source").unique().collect().to_series().to_list()
    expression: Any = pl.when(made).then(pl.col("response_id").hash(_seed(None)))
    for source in sources:
        chosen = pl.col("source") == source
        expression = expression.when(chosen).then(pl.col("response_id").hash(_seed(source)))
    return frame.select(expression.otherwise(pl.lit(0, pl.UInt64)).alias("key")).to_series()


class IdMaker:
    """Makes the ids of the rows of one import that bring none, counting equal rows."""

    def __init__(
        self,
        source: str,
        stored: "Callable[[pl.Series], pl.Series] | None" = None,
    ) -> None:
        """`stored` says of ids which the store holds; given, its occurrences are counted on."""
        self._source = source
        self._stored = stored
        self._counts = SortedRuns()

    def ids(self, frame: "pl.DataFrame") -> "pl.Series":
        """An id for each row of a chunk."""
        import numpy as np
        import polars as pl

        texts = self._texts(frame)
        base = _digests(texts)
        number = self._numbers(texts, base)
        again = np.flatnonzero(number > 1)
        if len(again):
            base = base.copy()
            base[again] = _digests([_nth(texts[i], int(number[i])) for i in again.tolist()])
        return pl.Series("response_id", _readable(base), dtype=pl.String)

    def _texts(self, frame: "pl.DataFrame") -> list[bytes]:
        import polars as pl

        columns = frame.columns
        customer = [name for name in ("customer_id", "email", "phone") if name in columns]
        who = pl.coalesce(*customer) if customer else pl.lit(None, pl.String)
        when = (
            pl.col("responded_at").dt.epoch("us").cast(pl.String)
            if "responded_at" in columns
            else pl.lit(None, pl.String)
        )
        comment = pl.col("comment") if "comment" in columns else pl.lit(None, pl.String)
        score = pl.col("score").cast(pl.String) if "score" in columns else pl.lit(None, pl.String)
        alone = pl.when(when.is_null() & who.is_null()).then(pl.lit(self._source))
        parts = [part.fill_null("") for part in (when, score, comment, who, alone)]
        joined = pl.concat_str(parts, separator=_BETWEEN).cast(pl.Binary)
        return frame.select(joined.alias("text")).to_series().to_list()

    def _numbers(self, texts: list[bytes], base: "NDArray[np.uint64]") -> "NDArray[np.int64]":
        """The occurrence number of each row among equal ones, from 1."""
        import numpy as np

        values, first, inverse, counts = np.unique(
            base, return_index=True, return_inverse=True, return_counts=True
        )
        seen, totals = self._counts.get(values)
        earlier = totals.astype(np.int64)
        if self._stored is not None:
            unseen = np.flatnonzero(~seen)
            earlier[unseen] = self._held([texts[i] for i in first[unseen].tolist()])
        self._counts.add(values, (earlier + counts).astype(np.uint64))
        if len(values) == len(base):
            return np.asarray(earlier[inverse] + 1)
        # The place of a row in its group: its place in the sorted order less the group's start.
        order = np.argsort(inverse, kind="stable")
        starts = np.cumsum(counts) - counts
        within = np.empty(len(base), np.int64)
        within[order] = np.arange(len(base)) - np.repeat(starts, counts)
        return np.asarray(earlier[inverse] + within + 1)

    def _held(self, texts: list[bytes]) -> "NDArray[np.int64]":
        """How many occurrences of each text the store holds."""
        import numpy as np
        import polars as pl

        held = np.zeros(len(texts), np.int64)
        waiting = list(range(len(texts)))
        number = 1
        while waiting and self._stored is not None:
            digests = _digests([_nth(texts[i], number) for i in waiting])
            there = self._stored(pl.Series("response_id", _readable(digests), dtype=pl.String))
            waiting = [i for i, is_there in zip(waiting, there, strict=True) if is_there]
            held[waiting] = number
            number += 1
        return held


def short_hash(*parts: str) -> str:
    """Sixteen characters that stand for some texts, stable for ever."""
    return blake2b(_BETWEEN.join(parts).encode(), digest_size=8).hexdigest()


def _nth(text: bytes, number: int) -> bytes:
    return text if number == 1 else b"%b%b#%d" % (text, _BETWEEN.encode(), number)


def _digests(texts: Sequence[bytes]) -> "NDArray[np.uint64]":
    import numpy as np

    joined = b"".join([blake2b(text, digest_size=8).digest() for text in texts])
    return np.frombuffer(joined, dtype=">u8").astype(np.uint64)


def _readable(digests: "NDArray[np.uint64]") -> list[str]:
    """The upper 60 bits of each as 12 characters."""
    import numpy as np

    letters = np.frombuffer(_ALPHABET, dtype=np.uint8)
    shifts = np.arange(59, -1, -5, dtype=np.uint64)
    places = (digests[:, None] >> shifts[None, :]) & np.uint64(31)
    text = letters[places.astype(np.uint8)].tobytes().decode("ascii")
    return [text[start : start + _LENGTH] for start in range(0, len(text), _LENGTH)]


@lru_cache(maxsize=256)
def _seed(source: str | None) -> int:
    named = b"made" if source is None else b"source\x1f" + source.encode()
    return int.from_bytes(blake2b(named, digest_size=8).digest(), "little") >> 1
