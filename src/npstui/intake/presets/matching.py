"""Which columns feed which fields, with what is known of the platform whose file it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from npstui.intake.mapping import Cells, ColumnMapping, Confidence, map_columns
from npstui.intake.options import ImportOptions
from npstui.intake.own import is_own_export, own_columns, own_preset
from npstui.intake.presets.reading import NO_PRESET, all_presets, is_expression, preset_named
from npstui.intake.presets.values import AppliedPreset, AppliedRule, Preset, Shape
from npstui.intake.words import folded


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file, and the preset they were read by, None where none fits."""

    mapping: ColumnMapping
    preset: AppliedPreset | None


@dataclass(frozen=True, slots=True)
class _Fit:
    preset: Preset
    shape: Shape
    missing: tuple[str, ...] = ()


def chosen_columns(
    names: Sequence[str],
    options: ImportOptions,
    cells: Cells,
    read_as: Sequence[str] | None = None,
) -> Columns:
    """What each column is: as told, else as the platform's preset says, else by name and content.

    `read_as` gives other names to know the columns by where no preset does, each as distinct.
    Raises IntakeError as map_columns does, OptionError where --preset names none.
    """
    if options.preset is None and is_own_export(names):
        return Columns(own_columns(names, options.mapping), own_preset())
    fit = find_shape(names, options)
    if fit is None:
        return Columns(_mapped(names, options, cells, read_as or names), None)
    preset, shape = fit.preset, fit.shape
    fields = {field: places_of(patterns, names) for field, patterns in shape.fields.items()}
    told = {field: names[places[0]] for field, places in fields.items() if places}
    told.update({field: "" for field, patterns in shape.fields.items() if patterns == ("",)})
    never = {place for place in places_of(shape.never, names) if names[place] not in told.values()}
    masked = ["" if place in never else name for place, name in enumerate(read_as or names)]
    mapping = _mapped(
        names,
        replace(options, mapping={**told, **options.mapping}),
        lambda place: () if place in never else cells(place),
        masked,
    )
    rules = tuple(
        AppliedRule(place, rule)
        for rule in shape.rules
        for place in places_of((rule.column,), names)[:1]
    )
    also = {
        field: tuple(places[1:])
        for field, places in fields.items()
        if field != "score" and field not in options.mapping and len(places) > 1
    }
    notes = [f"read as {preset.title} ({shape.kind})"]
    if shape.note is not None:
        notes.append(shape.note)
    dropped = places_of(shape.drop, names)
    extras = {place: name for place, name in mapping.extras.items() if place not in dropped}
    if fit.missing:
        listed = ", ".join(f"“{pattern.strip('/')}”" for pattern in fit.missing[:5])
        notes.append(f"a {preset.title} file has {listed} too; this one does not")
    by_preset = [
        field for field in told if field in mapping.fields and field not in options.mapping
    ]
    confidence = {**mapping.confidence, **dict.fromkeys(by_preset, Confidence.SURE)}
    return Columns(
        replace(mapping, extras=extras, notes=(*notes, *mapping.notes), confidence=confidence),
        AppliedPreset(
            name=preset.name,
            title=preset.title,
            kind=shape.kind,
            also=also,
            rules=rules,
            zone=shape.zone,
            account_zone=shape.account_zone,
            source=preset.name if shape.platform_ids else None,
        ),
    )


def find_shape(names: Sequence[str], options: ImportOptions) -> _Fit | None:
    """The preset and its shape that a header has: the one told, else the one that says most."""
    if options.preset == NO_PRESET:
        return None
    presets = all_presets(options.preset_folders)
    if options.preset is not None:
        return _nearest_shape(names, preset_named(options.preset, presets))
    fits = [
        _Fit(preset, shape)
        for preset in presets
        for shape in preset.shapes
        if not any(not places_of((pattern,), names) for pattern in shape.signature)
        and not any(places_of((pattern,), names) for pattern in shape.absent)
    ]
    return max(fits, key=lambda fit: len(fit.shape.signature), default=None)


def missing(patterns: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """The patterns that name none of the columns."""
    return tuple(pattern for pattern in patterns if not places_of((pattern,), names))


def places_of(patterns: Sequence[str], names: Sequence[str]) -> list[int]:
    """The columns that the patterns name: pattern by pattern, then in the file's order."""
    places: list[int] = []
    for pattern in patterns:
        if is_expression(pattern):
            found = re.compile(pattern[1:-1], re.IGNORECASE)
            fits = [place for place, name in enumerate(names) if found.search(name)]
        else:
            fits = list(_places_by_name(tuple(names)).get(_plain(pattern), ()))
        places += [place for place in fits if place not in places]
    return places


@lru_cache(maxsize=4)  # every pattern of every preset is held against every column
def _places_by_name(names: tuple[str, ...]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(_plain(name), []).append(place)
    return places


def _plain(name: str) -> str:
    # “#” and “No.” are names too; folded alone they would be nothing, or something else.
    return folded(name) if folded(name) and "." not in name else name.strip().casefold()


def _nearest_shape(names: Sequence[str], preset: Preset) -> _Fit:
    fits = [_Fit(preset, shape, missing(shape.signature, names)) for shape in preset.shapes]
    return min(fits, key=lambda fit: len(fit.missing) / max(1, len(fit.shape.signature)))


def _mapped(
    names: Sequence[str], options: ImportOptions, cells: Cells, read_as: Sequence[str]
) -> ColumnMapping:
    """The fields as the columns read, the extras under the columns' own names."""
    return map_columns(names, options.mapping, cells, read_as)
