"""`npstui watch`: imports what arrives until it is stopped, for a terminal or a service manager."""

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npstui.cli.errors import Exit, NothingDone, say
from npstui.cli.importing import came_late, in_words, read_mapping
from npstui.cli.invocation import Invocation, clock, refuse_as_of

if TYPE_CHECKING:
    from npstui.intake.following import Follower
    from npstui.store.store import Store

EVERY = 1.0
PATIENCE = 30.0  # seconds to the next look after the store could not be written


@click.command("watch")
@click.argument(
    "paths", metavar="[PATH...]", nargs=-1, type=click.Path(path_type=Path, readable=False)
)
@click.option(
    "--map", "mapped", metavar="FIELD=COLUMN", multiple=True, help='score="NPS"; FIELD= for none.'
)
@click.option("--preset", metavar="NAME", help="Whose files these are; none for nobody's.")
@click.option("--source", metavar="NAME", help="What the ids belong to; else the file's name.")
@click.option("--time-zone", metavar="ZONE", help="Of times without one: Europe/Oslo.")
@click.option("--update", is_flag=True, help="Take known answers whose content changed.")
@click.option(
    "--every",
    metavar="SECONDS",
    type=click.FloatRange(0.1, 3600),
    default=EVERY,
    help="How often to look; 1 without it.",
)
@click.pass_obj
def watch(
    invocation: Invocation,
    paths: tuple[Path, ...],
    mapped: tuple[str, ...],
    preset: str | None,
    source: str | None,
    time_zone: str | None,
    update: bool,
    every: float,
) -> Exit:
    """Import what arrives in files, folders and the store's inbox, until stopped.

    Lines are taken as they are added to a file, other files when they have rested. What is put
    into the inbox moves to inbox/done or inbox/refused. A signal to end (ctrl-c, SIGTERM, SIGHUP)
    finishes the file under way and leaves with 0.
    """  # fmt: skip
    from npstui.desk.opening import acting_person, acting_user
    from npstui.intake.following import Follower
    from npstui.intake.options import ImportOptions, check_options
    from npstui.store.store import Store

    refuse_as_of(invocation)
    options = ImportOptions(
        mapping=read_mapping(mapped),
        preset=preset,
        source=source,
        time_zone=time_zone,
        update=update,
    )
    check_options(options)
    for path in paths:
        if not path.exists() and not path.parent.is_dir():
            raise NothingDone(f"{path}: there is no folder {path.parent}; check the path.")
    with Store.open(invocation.store_path) as store, _until_stopped() as stopped:
        follower = Follower(
            store,
            paths,
            options,
            actor=acting_user(),
            person=acting_person(invocation.person, store),
        )
        try:
            listed = ", ".join(str(path) for path in (*paths, store.path / "inbox"))
            say(f"Watching {listed}.")
            _look(follower, store, stopped, every)
        finally:
            follower.close()
    say("Stopped watching.")
    return Exit.DONE


def _look(follower: "Follower", store: "Store", stopped: threading.Event, every: float) -> None:
    from npstui.store.errors import StoreError

    wait, told = 0.0, ""
    while not stopped.wait(wait):
        try:
            results = follower.poll(clock())
        except StoreError as error:
            # A full disk, or a store that another migrates: it may pass, and files wait.
            if str(error) != told:
                say(f"{error} Looking again every {PATIENCE:.0f} seconds.")
            wait, told = PATIENCE, str(error)
            continue
        for sentence in in_words(results, store.path, came_late(store, results)):
            say(sentence)
        wait, told = every, ""


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    stopped = threading.Event()
    signals: Sequence[signal.Signals] = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    try:
        before = [(each, signal.signal(each, lambda *_: stopped.set())) for each in signals]
    except ValueError:  # not the main thread
        yield stopped
        return
    try:
        yield stopped
    finally:
        for each, handler in before:
            signal.signal(each, handler)
