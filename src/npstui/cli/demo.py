"""`npstui demo`: the desk on sample data, with simulated answers coming in."""

import fcntl
import os
import shlex
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from npstui.cli.desk_screen import need_a_terminal, show_desk
from npstui.cli.errors import say
from npstui.cli.invocation import Invocation, refuse_as_of

if TYPE_CHECKING:
    from npstui.desk.desk import Desk

PREFIX = "npstui-demo-"
GREETING = "Sample data, answers are simulated. 2 shows who waits for you"
FAREWELL = "That was sample data. Your own: npstui answers.csv"
_LOCK = "in-use"
_MAKING_SECONDS = 5.0  # how long one who leaves at once waits for what is being made
_BEGINNING_SECONDS = 60.0  # by then a demo has locked its folder
_SIGNALS = {signal.SIGTERM: 143, signal.SIGHUP: 129}


@click.command("demo")
@click.option(
    "--keep",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Keep the store there; a demo that is kept there already is opened as it is.",
)
@click.pass_obj
def demo(invocation: Invocation, keep: Path | None) -> int:
    """The desk on sample answers that end now, with weeks of follow-up; thrown away after.

    Simulated answers come in while it is open, one in 8 to 20 seconds, from the source "simulated".
    """
    from npstui.desk.demo import PERSON

    refuse_as_of(invocation)
    need_a_terminal("npstui keys tells of it without one.")
    seated = replace(invocation, person=invocation.person or PERSON)
    with _place(keep) as path:
        return _show(seated, path, None if keep is not None else path.parent)


def _show(invocation: Invocation, path: Path, folder: Path | None) -> int:
    """The desk at once; its store is made behind it where there is none."""
    from npstui.desk.dripping import Drip

    leaving, made = threading.Event(), threading.Event()
    drip = Drip(path, folder)
    opened: list[Desk] = []

    def open_desk() -> "Desk":
        from npstui.desk.demo import make_demo_store
        from npstui.desk.opening import open_desk
        from npstui.settings.paths import is_made

        try:
            if not is_made(path):
                # Under its name it is whole: what was cut off is made anew.
                making = path.with_name(f".{path.name}.making")
                shutil.rmtree(making, ignore_errors=True)
                try:
                    make_demo_store(making, invocation.now, leaving.is_set)
                except BaseException:
                    shutil.rmtree(making, ignore_errors=True)  # a disk may be full of it
                    raise
                making.rename(path)
            opened.append(open_desk(path, person=invocation.person))
            drip.start()
            return opened[0]
        finally:
            made.set()  # not before: a store being opened writes into a folder being removed

    try:
        code = show_desk(open_desk, "nordtaxi", notice=GREETING)
        if not code:
            say(FAREWELL)
            if folder is None:
                say(f"It is kept: npstui --store {shlex.quote(str(path))} --as {invocation.person}")
        return code
    finally:
        leaving.set()
        made.wait(_MAKING_SECONDS)
        drip.stop()
        for desk in opened:
            desk.store.close()


@contextmanager
def _place(keep: Path | None) -> Iterator[Path]:
    """Where the demo's store goes: where told, else into a folder that goes with the demo."""
    if keep is not None:
        from npstui.settings.paths import is_made
        from npstui.store.store import Store

        if is_made(keep):
            Store.open(keep).close()  # says what is wrong
        elif keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
            Store.create(keep).close()  # says that the place is taken
        say(f"The demo is kept in {keep}.")
        yield keep
        return
    remove_forgotten(Path(tempfile.gettempdir()))
    with _ends_on_signals():
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder / "demo.nps"
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def remove_forgotten(folder: Path) -> None:
    """Take away the stores of demos that were killed before they could do it."""
    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if left.stat().st_uid != os.getuid() or left.is_symlink():
                continue
            lock = _lock_of(left)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(lock)


def _lock_of(left: Path) -> int:
    """Its lock, opened. A folder whose removal was cut off may have lost it; one without it that is
    being made gets it at once. Raises FileNotFoundError there.
    """
    old = time.time() - left.stat().st_mtime > _BEGINNING_SECONDS
    return os.open(left / _LOCK, os.O_RDWR | (os.O_CREAT if old else 0), 0o600)


@contextmanager
def _ends_on_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP leave through every `finally`, also before the desk has its own ways."""

    def ended(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(_SIGNALS[signal.Signals(number)])

    handler: Callable[[int, FrameType | None], None] = ended
    before = {number: signal.signal(number, handler) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, was in before.items():
            signal.signal(number, was)
