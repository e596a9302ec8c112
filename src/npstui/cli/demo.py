"""`npstui demo`: the desk on sample data."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from npstui.cli.desk_screen import need_a_terminal, open_screen
from npstui.cli.errors import say
from npstui.cli.invocation import Invocation, refuse_as_of


@click.command("demo")
@click.option(
    "--keep",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Keep the store there; a demo that is kept there already is opened as it is.",
)
@click.pass_obj
def demo(invocation: Invocation, keep: Path | None) -> int:
    """The desk on sample answers that end now, with a month of follow-up; thrown away after."""
    from npstui.desk.demo import PERSON
    from npstui.store.store import Store

    refuse_as_of(invocation)
    need_a_terminal("npstui keys tells of it without one.")
    with demo_store(invocation, keep) as path:
        seated = replace(invocation, store=path, person=invocation.person or PERSON)
        words = "Sample data, dated to end now" + ("." if keep else "; nothing here is kept.")
        return open_screen(seated, Store.open(path), notice=words)


@contextmanager
def demo_store(invocation: Invocation, keep: Path | None) -> Iterator[Path]:
    """A store with the demo's data: kept where told, else gone again afterwards."""
    from npstui.desk.demo import make_demo_store

    if keep is not None:
        if not (keep / "catalog.sqlite").is_file():
            make_demo_store(keep, invocation.now)
        say(f"The demo is kept in {keep}.")
        yield keep
        return
    folder = Path(tempfile.mkdtemp(prefix="npstui-demo-"))
    try:
        path = folder / "demo.nps"
        make_demo_store(path, invocation.now)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)
