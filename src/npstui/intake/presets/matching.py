"""Which columns feed which fields, with what is known of the platform whose file it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from npstui.intake import profiles
from npstui.intake.columns_refused import ColumnsRefused
from npstui.intake.errors import IntakeError, OptionError
from npstui.intake.mapping import Cells, ColumnMapping, Confidence, map_columns
from npstui.intake.options import ImportOptions, Memory
from npstui.intake.own import is_own_export, own_columns, own_preset
from npstui.intake.presets.reading import NO_PRESET, all_presets, is_expression, preset_named
from npstui.intake.presets.values import AppliedPreset, AppliedRule, Preset, Shape
from npstui.intake.remembering import Recalled, recalled, to_remember
from npstui.intake.words import folded
from npstui.store.values import Remembered

_SAMPLES, _SHOWN = 3, 200


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file, and the preset they were read by, None where none fits; the others as
    FilePlan has them.
    """

    mapping: ColumnMapping
    preset: AppliedPreset | None
    samples: tuple[tuple[str, ...], ...] = ()
    memory: Memory | None = None
    remembers: Remembered | None = None


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
    """What each column is: as told, else as remembered of the source, else as the platform's preset
    says, else by name and content.

    `read_as` gives other names to know the columns by where no preset does, each as distinct.
    Raises ColumnsRefused as map_columns does IntakeError, OptionError where --preset names none.
    """
    samples = tuple(_filled(cells(place)) for place in range(len(names)))
    try:
        if options.preset is None and is_own_export(names):
            own = Columns(own_columns(names, options.mapping), own_preset())
            return replace(_without(own, names, options.dropped), samples=samples)
        recall = recalled(names, options)
        if recall is not None:
            options = replace(
                options,
                mapping={**recall.fields, **options.mapping},
                dropped=(*options.dropped, *recall.dropped),
                preset=options.preset or recall.memory.what.preset,
            )
        columns = _chosen(names, options, cells, read_as)
    except OptionError:
        raise
    except IntakeError as error:
        raise ColumnsRefused(str(error), tuple(names), samples) from error
    columns = _without(columns, names, options.dropped)
    if recall is not None:
        columns = _by_memory(columns, recall)
    memory = None if recall is None else recall.memory
    fields = {field: "" for field, column in options.mapping.items() if not column}
    fields.update(
        {
            field: names[place]
            for field, place in columns.mapping.fields.items()
            if _worth_remembering(field, columns)
        }
    )
    remembers = to_remember(names, options, fields, memory)
    return replace(columns, samples=samples, memory=memory, remembers=remembers)


def _chosen(
    names: Sequence[str], options: ImportOptions, cells: Cells, read_as: Sequence[str] | None
) -> Columns:
    if options.dropped:
        read_as = _masked(read_as or names, names, options.dropped)
    fit = find_shape(names, options)
    if fit is None:
        return Columns(_mapped(names, options, cells, read_as or names), None)
    preset, shape = fit.preset, fit.shape
    fields = {field: places_of(patterns, names) for field, patterns in shape.fields.items()}
    if "comment" in fields:  # a “Response” may be the category in words
        fields["comment"] = [
            each for each in fields["comment"] if not profiles.only_categories(cells(each))
        ]
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


def _masked(
    read_as: Sequence[str], names: Sequence[str], dropped: Sequence[str]
) -> tuple[str, ...]:
    """The headers to know columns by, without those of the columns that are not kept."""
    out = {name.casefold() for name in dropped}
    return tuple(
        "" if name.casefold() in out else shown for shown, name in zip(read_as, names, strict=True)
    )


def _without(columns: Columns, names: Sequence[str], dropped: Sequence[str]) -> Columns:
    """The columns without those that are not to be kept, unless they feed a field."""
    if not dropped:
        return columns
    out = {name.casefold() for name in dropped}
    mapping = columns.mapping
    extras = {
        place: name for place, name in mapping.extras.items() if names[place].casefold() not in out
    }
    return replace(columns, mapping=replace(mapping, extras=extras))


def _by_memory(columns: Columns, recall: Recalled) -> Columns:
    mapping = columns.mapping
    confidence = {
        field: Confidence.REMEMBERED if field in recall.fields else how
        for field, how in mapping.confidence.items()
    }
    notes = (*recall.notes, *mapping.notes)
    return replace(columns, mapping=replace(mapping, confidence=confidence, notes=notes))


def _worth_remembering(field: str, columns: Columns) -> bool:
    """What a like file with other cells might not be known by: told, or guessed, and the score."""
    mapping = columns.mapping
    if field == "score":
        return True
    if field in mapping.also or field in mapping.joined:  # more than one column; known by name
        return mapping.confidence.get(field) in (Confidence.TOLD, Confidence.REMEMBERED)
    how = mapping.confidence.get(field)
    return how in (Confidence.TOLD, Confidence.REMEMBERED, Confidence.GUESSED)


def _filled(cells: Sequence[str]) -> tuple[str, ...]:
    """Three different cells of a column that say something, cut to what can be shown."""
    found: dict[str, None] = {}
    for cell in cells:
        if cell and not cell.isspace():
            found.setdefault(cell[:_SHOWN])
            if len(found) == _SAMPLES:
                break
    return tuple(found)


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
