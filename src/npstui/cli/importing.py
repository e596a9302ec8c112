"""`npstui import`: survey files into the store."""

import signal
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.errors import Exit, say, say_in_place, talks_to_a_terminal
from npstui.cli.import_document import document_of, quarantine_place
from npstui.cli.invocation import Invocation, refuse_as_of
from npstui.cli.loading import lasting_imports

if TYPE_CHECKING:
    from npstui.analysis.arrivals import Arrivals
    from npstui.desk.awaiting import Awaited
    from npstui.intake.options import ImportOptions
    from npstui.intake.staging import FileResult
    from npstui.present.text import SafeText
    from npstui.store.store import Store
    from npstui.store.values import ImportRow


@click.command("import")
@click.argument("paths", metavar="PATH...|-", nargs=-1, required=True)
@click.option(
    "--map", "mapped", metavar="FIELD=COLUMN", multiple=True, help='score="NPS"; FIELD= for none.'
)
@click.option("--preset", metavar="NAME", help="Whose files these are; none for nobody's.")
@click.option("--sheet", metavar="NAME", help="Of a workbook; else the one with the scores.")
@click.option("--source", metavar="NAME", help="What the ids belong to; else the file's name.")
@click.option("--time-zone", metavar="ZONE", help="Of times without one: Europe/Oslo.")
@click.option("--date-order", metavar="dmy|mdy|ymd", help="What 1/2/2026 says first.")
@click.option(
    "--scale", metavar="LOW-HIGH", help="The scale answered on, where it is not 0-10: 1-5."
)
@click.option(
    "--follow-up-from", metavar="7d|DATE|now|all", help="From when answers open cases, all three."
)
@click.option(
    "--leave-out", "dropped", metavar="COLUMN", multiple=True, help="A column not to be kept."
)
@click.option("--anew", is_flag=True, help="Find the columns anew, whatever is remembered.")
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and keep nothing.")
@click.option("--update", is_flag=True, help="Take known answers whose content changed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def import_(
    invocation: Invocation,
    paths: tuple[str, ...],
    mapped: tuple[str, ...],
    preset: str | None,
    sheet: str | None,
    source: str | None,
    time_zone: str | None,
    date_order: str | None,
    scale: str | None,
    follow_up_from: str | None,
    dropped: tuple[str, ...],
    anew: bool,
    dry_run: bool,
    update: bool,
    as_json: bool,
) -> Exit:
    """Take files, folders, or - for standard input into the store.

    Every row is imported, known already, changed, refused into quarantine, or set aside as
    unanswered, and counted so. Importing a file again adds only what is new. How its columns were
    read is remembered: the next file of the source, or with the same header, needs no telling.
    """
    with lasting_imports():
        from npstui.intake.options import (
            ImportOptions,
            check_options,
            day_order_named,
            scale_named,
        )

    refuse_as_of(invocation)
    options = ImportOptions(
        mapping=read_mapping(mapped),
        preset=preset,
        sheet=sheet,
        source=source,
        time_zone=time_zone,
        date_order=day_order_named(date_order),
        scale=scale_named(scale),
        follow_up_from=follow_up_from,
        dropped=dropped,
        anew=anew,
        update=update,
        dry_run=dry_run,
    )
    check_options(options)
    if dry_run:
        return _try(invocation, paths, options, as_json=as_json)
    with _target(invocation, dry_run=False) as target:
        results = _run(invocation, target.store, paths, options)
        kept_in = target.store.path
        target.kept = any(result.import_id is not None for result in results)
        arrived, late = _arrivals(target.store, results)
        awaited, waiting = _awaiting(target.store, results, invocation)
    if as_json:
        output.document(document_of(results, kept_in, arrived, awaited))
    said = {each: (*waiting.get(each, ()), *late.get(each, ())) for each in {*waiting, *late}}
    for sentence in in_words(results, kept_in, said):
        say(sentence)
    return exit_code(results)


def came_late(store: "Store", results: Sequence["FileResult"]) -> "dict[int, tuple[SafeText, ...]]":
    """Which answers of the imports were late on arrival, in sentences by import id."""
    return _arrivals(store, results)[1]


def _arrivals(
    store: "Store", results: Sequence["FileResult"]
) -> "tuple[dict[int, Arrivals], dict[int, tuple[SafeText, ...]]]":
    """By import id: how late the answers came, and that in sentences."""
    from npstui.desk.arriving import arrival_words, arrivals_of

    rows = _brought(store, results)
    if not rows:
        return {}, {}  # as most looks at a followed folder end
    found = arrivals_of(store, rows)
    due = {row.import_id: row.policy.due for row in rows}
    return found, {each: arrival_words(arrived, due[each]) for each, arrived in found.items()}


def _awaiting(
    store: "Store", results: Sequence["FileResult"], invocation: Invocation
) -> "tuple[dict[int, Awaited], dict[int, tuple[SafeText, ...]]]":
    """By import id: what waits of the new answers, and that in sentences."""
    from npstui.desk.awaiting import awaiting_of, awaiting_words

    rows = _brought(store, results)
    if not rows:
        return {}, {}
    zone = store.settings().zone
    found = awaiting_of(store, rows, invocation.now)
    told = [row for row in rows if row.import_id in found]
    return found, {row.import_id: awaiting_words(found[row.import_id], row, zone) for row in told}


def _brought(store: "Store", results: Sequence["FileResult"]) -> "list[ImportRow]":
    """The imports among these that brought answers."""
    made = {result.import_id for result in results if result.fates.imported}
    return [row for row in store.imports() if row.import_id in made] if made else []


def _try(
    invocation: Invocation, paths: Sequence[str], options: "ImportOptions", *, as_json: bool
) -> Exit:
    """What would come of it; nothing is kept."""
    with lasting_imports():
        from npstui.cli.trying import show, trial_of, with_trial
        from npstui.desk.opening import acting_person, acting_user
        from npstui.intake.importer import stage_files

    with _target(invocation, dry_run=True) as target:
        zone = target.store.settings().zone
        with _stoppable() as stop, _progress() as progress:
            staged = stage_files(
                target.store,
                paths,
                options,
                actor=acting_user(),
                person=acting_person(invocation.person, target.store),
                now=invocation.now,
                progress=progress,
                cancelled=stop.asked,
            )
        with staged:
            trial = trial_of(staged, told=options.follow_up_from is not None)
    # No quarantine file is left behind to be named.
    if as_json:
        output.document(with_trial(document_of(trial.results, None), trial))
    else:
        show(trial, zone)
    for sentence in in_words(trial.results, None):
        say(sentence)
    say("A dry run: nothing was kept.")
    return exit_code(trial.results)


def read_mapping(mapped: Sequence[str]) -> dict[str, str]:
    """FIELD=COLUMN as a mapping; UsageError at one without "="."""
    mapping: dict[str, str] = {}
    for written in mapped:
        name, equals, column = written.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--map: “{written}” is not FIELD=COLUMN, such as score=NPS.")
        mapping[name.strip()] = column.strip()
    return mapping


def exit_code(results: Sequence["FileResult"]) -> Exit:
    """0 all taken; 1 no file could be imported; 3 some rows or some files were refused."""
    refused = [result for result in results if result.refusal is not None]
    if results and len(refused) == len(results):
        return Exit.NOTHING_DONE
    if refused or any(result.fates.quarantined for result in results):
        return Exit.DONE_IN_PART
    return Exit.DONE


def in_words(
    results: Sequence["FileResult"],
    store: Path | None,
    said: "Mapping[int, Sequence[SafeText]] | None" = None,
) -> Iterator[str]:
    """A sentence or two a file: what came of its rows, and what is worth knowing.

    `said` has by import id what waits of the new answers, and which were late on arrival.
    """
    from npstui.present.numbers import count

    for result in results:
        if result.refusal is not None:
            yield result.refusal
            continue
        fates = result.fates
        parts = [_new_answers(result)]
        if fates.already_known:
            parts.append(f"{fates.already_known:,} known already")
        if fates.changed:
            parts.append(f"{fates.changed:,} known and changed, not taken (--update takes them)")
        if fates.updated:
            parts.append(f"{fates.updated:,} updated")
        if fates.quarantined:
            place = quarantine_place(result, store)
            where = f", with line and reason in {place}" if place else ""
            parts.append(f"{fates.quarantined:,} refused{where}")
        parts += [f"{number:,} set aside, {why}" for why, number in fates.set_aside.items()]
        yield f"{result.path}: {count(fates.rows, 'row')}: {'; '.join(parts)}."
        yield from (f"  {note}" for note in result.notes)
        yield from (f"  {each}." for each in (said or {}).get(result.import_id or 0, ()))


@dataclass(slots=True)
class _Target:
    """The store an import goes into; `kept` says that something was registered in it."""

    store: "Store"
    kept: bool = False


@contextmanager
def _target(invocation: Invocation, *, dry_run: bool) -> Iterator[_Target]:
    """The store, made where it is missing; a made one that nothing came into goes again.

    A dry run on a missing store works in a throw-away one.
    """
    import shutil

    from npstui.store.errors import StoreMissing
    from npstui.store.store import Store

    path = invocation.store_path
    made = False
    with tempfile.TemporaryDirectory(prefix="npstui-") as spare:
        try:
            store = Store.open(path)
        except StoreMissing:
            made = True
            store = Store.create(Path(spare) / path.name) if dry_run else Store.open_or_create(path)
        target = _Target(store)
        try:
            yield target
        finally:
            unused = made and not target.kept and not store.imports()
            store.close()
            if unused:
                shutil.rmtree(store.path, ignore_errors=True)


def _run(
    invocation: Invocation, store: "Store", paths: Sequence[str], options: "ImportOptions"
) -> "list[FileResult]":
    with lasting_imports():
        from npstui.desk.opening import acting_person, acting_user
        from npstui.intake.importer import import_files

    person = acting_person(invocation.person, store)
    with _stoppable() as stop, _progress() as progress:
        return import_files(
            store,
            paths,
            options,
            actor=acting_user(),
            person=person,
            now=invocation.now,
            progress=progress,
            cancelled=stop.asked,
        )


class _Progress:
    """One line on a terminal's stderr: how far the files are read. Elsewhere nothing."""

    def __init__(self) -> None:
        from npstui.present.progress import ProgressWords

        self._words = ProgressWords("Importing")
        self._talks = talks_to_a_terminal()

    def __call__(self, done: int, total: int) -> None:
        from npstui.present.text import SafeText

        words = self._words(done, total) if self._talks else None
        if words is not None:
            bar = "█" * (20 * done // total if total else 0)
            say_in_place(SafeText(f"{bar:·<20} {words}"))


@contextmanager
def _progress() -> Iterator[_Progress]:
    try:
        yield _Progress()
    finally:
        say_in_place(None)


class _Stop:
    """Whether ctrl-c was pressed: the first stops after the chunk under way, a second at once."""

    def __init__(self) -> None:
        self.pressed = False

    def asked(self) -> bool:
        return self.pressed

    def press(self, _signal: int, _frame: object) -> None:
        if self.pressed:
            raise KeyboardInterrupt
        self.pressed = True


@contextmanager
def _stoppable() -> Iterator[_Stop]:
    stop = _Stop()
    try:
        before = signal.signal(signal.SIGINT, stop.press)
    except ValueError:  # not the main thread, where nobody presses it either
        yield stop
        return
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _new_answers(result: "FileResult") -> str:
    from npstui.present.numbers import count

    fates = result.fates
    if not fates.imported:
        return "nothing new"
    undated = f" ({fates.undated:,} without a date)" if fates.undated else ""
    return f"{count(fates.imported, 'new answer')}{undated}"
