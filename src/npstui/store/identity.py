"""What makes two rows the same response: ids, the ids made for rows without, and their keys.

A made id is for ever: blake2b over the canonical values as stored and the number of the
occurrence. A key is polars' hash of an id and only finds it; keys files are stamped with it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from npstui.store.response_frame import MADE
from npstui.store.sorted_runs import SortedRuns

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

_ALPHABET = b"0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i l o u to misread
_LENGTH = 12
MADE_ID = f"^[{_ALPHABET.decode()}]{{{_LENGTH}}}$"  # what a made id looks like
_BETWEEN = "\x1f"
_PLACE = "\x00place"


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

    rows = frame.select(
        "response_id", source=pl.when(~pl.col(MADE)).then(pl.col("source"))
    ).with_row_index(_PLACE)
    parts = [
        part.select(_PLACE, keys_of_ids(part["response_id"], part["source"][0]))
        for part in rows.partition_by("source", maintain_order=True)
    ]
    if not parts:
        return pl.Series("key", [], pl.UInt64)
    return parts[0]["key"] if len(parts) == 1 else pl.concat(parts).sort(_PLACE)["key"]


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

        texts = self._texts(frame)
        base = _digests(texts)
        number = self._numbers(texts, base)
        again = np.flatnonzero(number > 1)
        if len(again):
            base = base.copy()
            base[again] = _digests([_nth(texts[i], int(number[i])) for i in again.tolist()])
        return _readable(base)

    def _texts(self, frame: "pl.DataFrame") -> list[bytes]:
        import polars as pl

        there = [name for name in ("customer_id", "email", "phone") if name in frame.columns]
        named = frame.select(
            responded_at=_given(frame, "responded_at").dt.epoch("us").cast(pl.String)
            if "responded_at" in frame.columns
            else pl.lit(None, pl.String),
            score=_given(frame, "score").cast(pl.String),
            comment=_given(frame, "comment"),
            who=pl.coalesce(there) if there else pl.lit(None, pl.String),
        )
        alone = pl.col("responded_at").is_null() & pl.col("who").is_null()
        parts = [pl.col(name).fill_null("") for name in named.columns]
        parts.append(pl.when(alone).then(pl.lit(self._source)).otherwise(pl.lit("")))
        joined = pl.concat_str(parts, separator=_BETWEEN).cast(pl.Binary)
        return named.select(joined).to_series().to_list()

    def _numbers(self, texts: list[bytes], base: "NDArray[np.uint64]") -> "NDArray[np.int64]":
        """The occurrence number of each row among equal ones, from 1."""
        import numpy as np

        order = np.argsort(base, kind="stable")
        ordered = base[order]
        starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
        counts = np.diff(starts, append=len(base))
        values = ordered[starts]
        seen, totals = self._counts.get(values)
        earlier = totals.astype(np.int64)
        if self._stored is not None:
            unseen = np.flatnonzero(~seen)
            earlier[unseen] = self._held([texts[i] for i in order[starts[unseen]].tolist()])
        self._counts.add(values, (earlier + counts).astype(np.uint32))
        number = np.empty(len(base), np.int64)
        within = np.arange(len(base)) - np.repeat(starts, counts)
        number[order] = np.repeat(earlier, counts) + within + 1
        return number

    def _held(self, texts: list[bytes]) -> "NDArray[np.int64]":
        """How many occurrences of each text the store holds."""
        import numpy as np

        held = np.zeros(len(texts), np.int64)
        waiting = list(range(len(texts)))
        number = 1
        while waiting and self._stored is not None:
            digests = _digests([_nth(texts[i], number) for i in waiting])
            there = self._stored(_readable(digests))
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


def _readable(digests: "NDArray[np.uint64]") -> "pl.Series":
    """The upper 60 bits of each as 12 characters."""
    import numpy as np
    import polars as pl

    letters = np.frombuffer(_ALPHABET, dtype=np.uint8)
    text = np.full((len(digests), _LENGTH + 1), ord("\n"), np.uint8)
    for place in range(_LENGTH):
        shift = np.uint64(59 - 5 * place)
        text[:, place] = letters[((digests >> shift) & np.uint64(31)).astype(np.uint8)]
    whole = text.tobytes()[:-1].decode("ascii")
    return pl.Series("response_id", [whole]).str.split("\n").explode()


def _given(frame: "pl.DataFrame", name: str) -> "pl.Expr":
    import polars as pl

    return pl.col(name) if name in frame.columns else pl.lit(None, pl.String)


@lru_cache(maxsize=256)
def _seed(source: str | None) -> int:
    named = b"made" if source is None else b"source\x1f" + source.encode()
    return int.from_bytes(blake2b(named, digest_size=8).digest(), "little") >> 1
