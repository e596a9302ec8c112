"""A platform's files as values: how they are known, what their columns are, what is set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Test(StrEnum):
    """What a rule asks of a cell."""

    IS = "is"
    IS_NOT = "is_not"
    EMPTY = "empty"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows whose cell passes the test are set aside for the reason.

    `words` are folded. With `unscored` only rows without a score are; a row without the column is
    never. A filled cell is wanted by IS_NOT: what says nothing is not another thing.
    """

    column: str
    test: Test
    reason: str
    words: frozenset[str] = frozenset()
    unscored: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of file or answer of a platform.

    `kind` is a word for sentences (CSV, API, webhook). A header has the shape when each pattern
    of `signature` names a column and none of `absent` does. `fields` maps canonical names to the
    patterns of their column, the earlier the better; further columns fill in where it is empty.
    Fields not listed are found as in any file, but never in a column of `never`; one whose pattern
    is empty stays empty. Columns of `drop` are not kept. `zone` is the
    time zone the platform writes; None with `account_zone` says that it is the account's.
    `platform_ids` says that an id names one response of the whole platform, whatever its file.
    """

    kind: str
    signature: tuple[str, ...]
    absent: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    zone: str | None = None
    account_zone: bool = False
    platform_ids: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Preset:
    """A platform: its name for --preset, its title, and its shapes, the surest first."""

    name: str
    title: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """A rule on the column at a place."""

    place: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class AppliedPreset:
    """A preset on the columns of one file.

    `also` maps a canonical field to the places that fill in where its own column is empty.
    """

    name: str
    title: str
    kind: str
    also: Mapping[str, tuple[int, ...]]
    rules: tuple[AppliedRule, ...]
    zone: str | None
    account_zone: bool
    source: str | None  # what its ids belong to, None where that is the file
