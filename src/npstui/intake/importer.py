"""Importing files into a store: at once, or staged so that a person can look before the commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from npstui.intake.bench import Bench
from npstui.intake.errors import Cancelled, IntakeError
from npstui.intake.given import Input, Setting
from npstui.intake.inputs import Unusable, found_inputs
from npstui.intake.looking import look_of
from npstui.intake.options import ImportOptions, check_options
from npstui.intake.presets.reading import FOLDER, check_preset
from npstui.intake.staged import Staged, keep_starts, policy_of, refused
from npstui.intake.staging import (
    FileResult,
    Progress,
    StagedFile,
    planned,
    stage_file,
)
from npstui.settings.paths import user_presets
from npstui.store.store import Store


def import_files(
    store: Store,
    paths: Sequence[Path | str],
    options: ImportOptions,
    *,
    actor: str,
    person: str,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    stdin: BinaryIO | None = None,
) -> list[FileResult]:
    """Imports files, folders, or "-" for standard input; one result a file, in their order.

    A file that cannot be read has its `refusal` and stops no other. Each file is a commit of its
    own. `progress` gets (bytes done, bytes in all); `cancelled` is asked after every chunk, and
    the file under way then leaves nothing. With options.dry_run nothing is committed.

    Raises OptionError before any file is touched, Cancelled, and StoreError.
    """
    setting = setting_for(store, options, actor, person, now)
    policy = policy_of(setting)
    results: list[FileResult] = []
    with found_inputs(paths, options, stdin) as inputs:
        meter = _Meter(inputs, progress)
        for given in inputs:
            try:
                staged = _staged(given, setting, meter, cancelled)
            except Cancelled as stopped:
                kept = sum(each.import_id is not None for each in results)
                raise Cancelled(f"{stopped}{_before(kept)}") from stopped
            if isinstance(staged, FileResult):
                results.append(staged)
            elif options.dry_run:
                staged.abort()
                results.append(staged.result)
            else:
                results.append(staged.commit(policy))
                keep_starts(setting, policy, results[-1])
    return results


def stage_files(
    store: Store,
    paths: Sequence[Path | str],
    options: ImportOptions,
    *,
    actor: str,
    person: str,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    stdin: BinaryIO | None = None,
    told: Mapping[str, ImportOptions] | None = None,
    bench: Bench | None = None,
) -> Staged:
    """As import_files, up to the commit: what comes back is committed or aborted by its holder.

    Each result has a look at the file's first rows. `told` gives files of their own options, by
    the path that results have. A file that `bench` holds as it is to be read is not read again;
    it holds what was staged then.
    Raises OptionError, Cancelled and StoreError, and then leaves nothing but what `bench` holds.
    """
    setting = replace(setting_for(store, options, actor, person, now), looks=True)
    policy_of(setting)
    files: list[StagedFile | FileResult] = []
    with found_inputs(paths, options, stdin) as inputs:
        meter = _Meter(inputs, progress)
        try:
            for given in inputs:
                own = replace(setting, options=_options_of(given, setting.options, told or {}))
                known = bench.found(given, own.options) if bench is not None else None
                if known is not None:
                    meter.file_done(given)
                files.append(known or _staged(given, own, meter, cancelled))
                if bench is not None:
                    bench.put(given.shown, own.options, files[-1])
        except BaseException:
            if bench is None:
                Staged(setting, files).abort()
            raise
    return Staged(setting, files)


def look_at(
    store: Store,
    paths: Sequence[Path | str],
    options: ImportOptions,
    *,
    actor: str,
    person: str,
    now: datetime,
    told: Mapping[str, ImportOptions] | None = None,
    only: str | None = None,
) -> FileResult | None:
    """A look at the first of the files that can be looked at, before any is read whole.

    With `only` at the file that results have under this path. None where there is none; why,
    staging tells. Raises OptionError, StoreError.
    """
    setting = setting_for(store, options, actor, person, now)
    with found_inputs(paths, options) as inputs:
        for given in inputs:
            if isinstance(given, Unusable) or only not in (None, given.shown):
                continue
            own = replace(setting, options=_options_of(given, setting.options, told or {}))
            try:
                plan = planned(given, own)
                look = look_of(given, plan, own)
            except IntakeError as error:
                result = refused(given.shown, error, given.source)
                if result.look is not None:
                    return result
                continue
            except OSError:
                continue
            preset = plan.preset.name if plan.preset is not None else None
            return FileResult(
                given.shown,
                given.source,
                plan.format,
                preset,
                plan.mapping,
                notes=plan.notes,
                confidence={name: each.value for name, each in plan.columns.confidence.items()},
                look=look,
            )
    return None


def setting_for(
    store: Store, options: ImportOptions, actor: str, person: str, now: datetime
) -> Setting:
    """What every file of an import shares. Raises OptionError."""
    check_options(options)
    folders = (store.path / FOLDER, user_presets())
    options = replace(options, preset_folders=(*options.preset_folders, *folders))
    check_preset(options.preset, options.preset_folders)
    settings = store.settings()
    return Setting(store, options, settings, actor, person, now, settings.follow_up is None)


def _staged(
    given: Input | Unusable,
    setting: Setting,
    meter: "_Meter",
    cancelled: Callable[[], bool] | None,
) -> StagedFile | FileResult:
    if isinstance(given, Unusable):
        return refused(given.shown, given.error)
    try:
        staged: StagedFile | FileResult = stage_file(
            given, setting, meter.report, cancelled or _never
        )
    except Cancelled:
        raise
    except IntakeError as error:
        staged = refused(given.shown, error, given.source)
    meter.file_done(given)
    return staged


def _options_of(
    given: Input | Unusable, options: ImportOptions, told: Mapping[str, ImportOptions]
) -> ImportOptions:
    own = told.get(given.shown)
    if own is None:
        return options
    return replace(own, preset_folders=options.preset_folders)


class _Meter:
    """Bytes over all files from bytes of the one under way."""

    def __init__(self, inputs: Sequence[Input | Unusable], progress: Progress | None) -> None:
        self.progress = progress
        self.before = 0
        self.total = sum(_size(each) for each in inputs if isinstance(each, Input))

    def report(self, done: int, _of: int) -> None:
        if self.progress is not None:
            self.progress(min(self.before + done, self.total), self.total)

    def file_done(self, given: Input | Unusable) -> None:
        if isinstance(given, Input):
            self.before += _size(given)
            self.report(0, 0)


def _size(given: Input) -> int:
    try:
        return given.file.stat().st_size
    except OSError:
        return 0


def _never() -> bool:
    return False


def _before(kept: int) -> str:
    if not kept:
        return ""
    return (
        " The file before it was imported." if kept == 1 else f" The {kept} before were imported."
    )
