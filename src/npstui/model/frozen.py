"""`dataclass`, made faster: what `dataclasses.dataclass` gives frozen classes with slots.

The standard decorator compiles six methods for each class, half a millisecond of it; the desk
makes some eighty classes before its first number is on the screen, a tenth of that time
(measured, Python 3.11). Here `__init__` alone is compiled, the other methods are shared and read
the fields by name. Classes behave the same: fields, replace, asdict, equality, hash, repr, copies
and the refusal to be changed. What is rarely asked for goes to the standard decorator.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, cast

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """As dataclasses.dataclass, for `frozen=True, slots=True` and `eq=False` beside them."""

        def made(cls: type) -> type:
            if {**options, "eq": True} != {"frozen": True, "slots": True, "eq": True}:
                return dataclasses.dataclass(**options)(cls)
            return _made(cls, compares=options.get("eq", True))

        return made if cls is None else made(cls)


def _made(cls: Any, *, compares: bool) -> type:
    """The class with slots and fields of its own, frozen."""
    cls.__repr__ = _repr
    cls.__setattr__ = cls.__delattr__ = _refuse
    cls.__getstate__, cls.__setstate__ = _state, _take_state
    if compares:
        cls.__eq__, cls.__hash__ = _equal, _hash
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    made.__values_of__ = attrgetter(*(field.name for field in fields)) if fields else repr
    made.__init__ = _init_of(made, fields)
    return cast("type", made)


def _unset(self: object) -> None: ...


def _init_of(cls: Any, fields: "tuple[dataclasses.Field[Any], ...]") -> Callable[..., None]:
    known: dict[str, object] = {"put": object.__setattr__}
    parameters, lines = [], []
    for field in fields:
        name = field.name
        if field.default is not dataclasses.MISSING:
            known[f"_{name}"] = field.default
            parameters.append(f"{name}=_{name}")
            lines.append(f" put(self,{name!r},{name})")
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_{name}"], known["unset"] = field.default_factory, _unset
            parameters.append(f"{name}=unset")
            lines.append(f" put(self,{name!r},_{name}() if {name} is unset else {name})")
        else:
            parameters.append(name)
            lines.append(f" put(self,{name!r},{name})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__(self,{','.join(parameters)}):\n" + "\n".join(lines or [" pass"]), known)  # noqa: S102
    return cast("Callable[..., None]", known["__init__"])


def _equal(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return self.__values_of__(self) == self.__values_of__(other)


def _hash(self: Any) -> int:
    return hash(self.__values_of__(self))


def _repr(self: Any) -> str:
    said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({said})"


def _state(self: Any) -> tuple[object, ...]:
    return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def _take_state(self: Any, state: tuple[object, ...]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
