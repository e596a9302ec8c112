"""Presets from their TOML files: the built-in ones, and those of a store or a user."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from npstui.intake.errors import OptionError
from npstui.intake.presets.values import Preset, Rule, Shape, Test
from npstui.intake.words import folded
from npstui.model.response import CANONICAL_NAMES

FOLDER = "presets"  # in a store and in the user's configuration
NO_PRESET = "none"
_BUILT_IN = Path(__file__).parent
_SHAPE_KEYS = {
    *(
        "kind",
        "signature",
        "absent",
        "fields",
        "never",
        "drop",
        "set_aside",
        "zone",
        "account_zone",
    ),
    *("platform_ids", "note"),
}


def all_presets(folders: Sequence[Path] = ()) -> list[Preset]:
    """Those of the folders, then the built-in ones; one of a name stands for every later one.

    Raises OptionError where a file of the folders cannot be read.
    """
    found: dict[str, Preset] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            preset = read_preset(path)
            found.setdefault(preset.name, preset)
    for preset in _built_in():
        found.setdefault(preset.name, preset)
    return list(found.values())


def preset_named(name: str, presets: Sequence[Preset]) -> Preset:
    """The preset of that name. Raises OptionError with the list."""
    wanted = folded(name)
    for preset in presets:
        if wanted in (folded(preset.name), folded(preset.title)):
            return preset
    names = sorted(preset.name for preset in presets)
    near = get_close_matches(name.casefold(), names, n=1)
    hint = f" The nearest is {near[0]}." if near else ""
    raise OptionError(
        f"--preset: “{name}” is no preset.{hint} There are {', '.join(names)}, "
        f"and {NO_PRESET} for none of them."
    )


def check_preset(name: str | None, folders: Sequence[Path]) -> None:
    """Raises OptionError where --preset names none, or a file of the folders cannot be read."""
    presets = all_presets(folders)
    if name is not None and name != NO_PRESET:
        preset_named(name, presets)


def read_preset(path: Path) -> Preset:
    """The preset in a file. Raises OptionError naming the file and what is wrong."""
    try:
        return _preset(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)
    except OSError as error:
        raise OptionError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(f"{path} is no TOML file: {error}.") from error
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise OptionError(f"{path} is no preset: {_why(error)}.") from error


@cache
def _built_in() -> tuple[Preset, ...]:
    return tuple(read_preset(path) for path in sorted(_BUILT_IN.glob("*.toml")))


def _preset(table: Mapping[str, Any], stem: str) -> Preset:
    shapes = tuple(_shape(each) for each in table["shape"])
    if not shapes:
        raise ValueError("it has no [[shape]]")
    name = str(table.get("name", stem))
    return Preset(name, str(table.get("title", name)), shapes)


def _shape(table: Mapping[str, Any]) -> Shape:
    unknown = sorted(set(table) - _SHAPE_KEYS)
    if unknown:
        raise ValueError(f"“{unknown[0]}” is no key of a [[shape]]")
    fields = {name: _texts(patterns) for name, patterns in table.get("fields", {}).items()}
    for name in fields:
        if name not in CANONICAL_NAMES:
            raise ValueError(f"“{name}” is no field")
    shape = Shape(
        kind=str(table.get("kind", "CSV")),
        signature=_texts(table["signature"]),
        absent=_texts(table.get("absent", ())),
        fields=fields,
        never=_texts(table.get("never", ())),
        drop=_texts(table.get("drop", ())),
        rules=tuple(rule for each in table.get("set_aside", ()) for rule in _rules(each)),
        zone=table.get("zone"),
        account_zone=bool(table.get("account_zone", False)),
        platform_ids=bool(table.get("platform_ids", False)),
        note=table.get("note"),
    )
    patterns = (
        *shape.signature,
        *shape.absent,
        *shape.never,
        *shape.drop,
        *(r.column for r in shape.rules),
    )
    for pattern in (*patterns, *(each for found in fields.values() for each in found)):
        if is_expression(pattern):
            re.compile(pattern[1:-1])
    return shape


def is_expression(pattern: str) -> bool:
    """Whether a pattern is a regular expression, written between slashes."""
    return len(pattern) > 2 and pattern[0] == pattern[-1] == "/"


def _rules(table: Mapping[str, Any]) -> Iterable[Rule]:
    tests = [test for test in Test if test.value in table]
    if len(tests) != 1:
        raise ValueError("a [[shape.set_aside]] says one of is, is_not, empty, filled")
    test = tests[0]
    words: Sequence[str] = ()
    if test in (Test.IS, Test.IS_NOT):
        words = _texts(table[test.value])
    yield Rule(
        column=str(table["column"]),
        test=test,
        reason=str(table["reason"]),
        words=frozenset(folded(word) for word in words),
        unscored=bool(table.get("unscored", False)),
    )


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(each) for each in value)


def _why(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return f"it has no “{error.args[0]}”"
    return str(error)
