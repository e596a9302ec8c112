"""The faster decorator makes what dataclasses.dataclass makes."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from typing import Any, Generic, TypeVar

import pytest

from npstui.model.frozen import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Point:
    """Two numbers and what belongs to them."""

    x: int
    y: int = 2
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Held(Generic[T]):
    """Told apart by itself, not by what it holds."""

    value: T


@dataclass(frozen=True, slots=True)
class Checked:
    """Looks at what it is given."""

    share: float

    def __post_init__(self) -> None:
        if self.share > 1:
            raise ValueError("more than all")


@dataclass(frozen=True, slots=True)
class Empty:
    """Holds nothing."""


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """What the standard decorator makes of Point."""

    x: int
    y: int = 2
    marks: list[str] = field(default_factory=list)


def test_values_defaults_and_words() -> None:
    assert (Point(1).x, Point(1).y, Point(1, marks=["a"]).marks) == (1, 2, ["a"])
    assert Point(1).marks is not Point(1).marks
    assert repr(Point(1)) == repr(Standard(1)).replace("Standard", "Point")
    assert repr(Empty()) == "Empty()"


def test_equality_and_hash_are_of_the_values() -> None:
    assert Point(1) == Point(1)
    assert Point(1) != Point(2)
    assert Point(1) != Standard(1)  # type: ignore[comparison-overlap]
    assert Empty() == Empty()
    assert len({Checked(0.5), Checked(0.5), Checked(1.0)}) == 2
    assert Held(1) != Held(1)


@pytest.mark.parametrize(
    "change",
    [
        lambda point: setattr(point, "x", 3),
        lambda point: delattr(point, "x"),
        lambda point: setattr(point, "z", 3),
    ],
)
def test_nothing_can_be_changed(change: Callable[[Point], None]) -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        change(point)
    assert point == Point(1)
    assert not hasattr(point, "__dict__")


def test_it_is_a_dataclass_to_everybody() -> None:
    assert [each.name for each in fields(Point)] == [each.name for each in fields(Standard)]
    assert replace(Point(1), y=5) == Point(1, 5)
    assert asdict(Point(1)) == asdict(Standard(1))
    assert copy.deepcopy(Point(1, marks=["a"])) == Point(1, marks=["a"])
    assert pickle.loads(pickle.dumps(Point(1, 7))) == Point(1, 7)
    match Point(1, 7):
        case Point(_, y):
            assert y == 7


@pytest.mark.parametrize("given", [(), (1, 2, [], 4)])
def test_wrong_arguments_are_refused(given: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        Point(*given)
    with pytest.raises(ValueError, match="more than all"):
        Checked(1.5)


def test_rarer_forms_go_to_the_standard_decorator() -> None:
    @dataclass(slots=True)
    class Loose:
        """May be changed."""

        x: int

    loose = Loose(1)
    loose.x = 2
    assert loose == Loose(2)
