"""`npstui view`: saved views, shared in the store or one's own; and `list --view`."""

from typing import TYPE_CHECKING, NamedTuple

import click

from npstui.cli import output
from npstui.cli.app import WordGroup
from npstui.cli.choices import Word
from npstui.cli.errors import say
from npstui.cli.filtering import pointing_into, where_option
from npstui.cli.invocation import Invocation, Sitting, desk_for, writing_desk_for
from npstui.cli.shapes import Shape
from npstui.model.category import Category

if TYPE_CHECKING:
    from npstui.desk.saving_views import NamedView

QUEUES = {f"{category}s": category for category in Category}

_json = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
_shared = click.option("--shared", is_flag=True, help="The team's, in the store; else your own.")


class Listed(NamedTuple):
    """What a view makes of a listing."""

    what: str
    where: str
    sort: str | None


@click.group("view", cls=WordGroup)
def view() -> None:
    """Saved views: a filter with its sort and its queue, by name."""


@view.command("save")
@click.argument("name")
@where_option
@click.option("--sort", default="", metavar="WORD", help="due, score, owner, ...; -WORD turns it.")
@click.option("--queue", type=Word(QUEUES), help="The queue it is of; else all open cases.")
@_shared
@_json
@click.pass_obj
def save(
    invocation: Invocation,
    name: str,
    where: str | None,
    sort: str,
    queue: str | None,
    shared: bool,
    as_json: bool,
) -> None:
    """Save a view under NAME, in place of one of that name."""
    from npstui.desk.queues import SORTS
    from npstui.desk.saving_views import save_view, view_sort
    from npstui.settings.paths import user_config
    from npstui.settings.views import SavedView

    with writing_desk_for(invocation) as sitting:
        with pointing_into(where):
            sitting.desk.filter(where or "")
        by_column = {column: word for word, column in SORTS.items()}
        made = SavedView(
            (where or "").strip(),
            view_sort(sort, tuple(SORTS), by_column),
            QUEUES[queue] if queue else None,
        )
        saved = save_view(sitting.desk.store, user_config(), name, made, shared=shared)
    say(f"Saved the {_whose(saved)} view “{saved.name}”.")
    if as_json:
        output.document(view_shape(saved))


@view.command("list")
@_json
@click.pass_obj
def list_(invocation: Invocation, as_json: bool) -> None:
    """Your own views, then the shared ones."""
    from npstui.present.text import SafeText, safe

    with desk_for(invocation) as sitting:
        views = _views(sitting)
    if as_json:
        output.document([view_shape(each) for each in views])
        return
    if not views:
        output.line("No views are saved; npstui view save NAME --where FILTER saves one.")
        return
    output.table(
        ["view", "", "queue", "sort", "filter"],
        [
            [
                safe(each.name),
                SafeText(_whose(each)),
                SafeText(_queue(each) or "all open"),
                safe(each.view.sort),
                safe(each.view.where),
            ]
            for each in views
        ],
        grows=4,
    )


@view.command("drop")
@click.argument("name")
@_shared
@_json
@click.pass_obj
def drop(invocation: Invocation, name: str, shared: bool, as_json: bool) -> None:
    """Take a view away; what it listed stays as it is."""
    from npstui.desk.saving_views import drop_view
    from npstui.settings.paths import user_config

    with writing_desk_for(invocation) as sitting:
        dropped = drop_view(sitting.desk.store, user_config(), name, shared=shared)
    say(f"Dropped the {_whose(dropped)} view “{dropped.name}”.")
    if as_json:
        output.document(view_shape(dropped))


def listed_by(
    sitting: Sitting, name: str, what: str | None, where: str | None, sort: str | None
) -> Listed:
    """What `list --view NAME` lists; what is given beside the view narrows it further.

    Raises ViewError, Misread; UsageError where the view is of another queue.
    """
    from npstui.desk.queues import SORTS
    from npstui.desk.saving_views import view_named

    named = view_named(_views(sitting), name)
    saved, queue = named.view, _queue(named)
    if what in QUEUES and queue is not None and what != queue:
        raise click.UsageError(f"The view “{named.name}” is of {queue}, not of {what}.")
    with pointing_into(saved.where, f"The view “{named.name}”"):
        sitting.desk.filter(saved.where)
    with pointing_into(where):
        sitting.desk.filter(where or "")
    parts = [saved.where, where or ""]
    if queue is not None and what is not None and what not in QUEUES:
        parts.append(f"category:{QUEUES[queue]}")
    if queue is None and what is None:
        parts.append("-status:resolved -status:lapsed")
    if sort is None and saved.sort:
        turned = "-" if saved.sort.startswith("-") else ""
        word = saved.sort.removeprefix("-")
        if word == "tries":
            say("A listing has no tries to sort by; it comes in its usual order.")
        else:
            sort = f"{turned}{SORTS.get(word, word)}"
    return Listed(what or queue or "cases", " ".join(part for part in parts if part), sort)


def view_shape(named: "NamedView") -> Shape:
    """A saved view as JSON has it."""
    return {
        "name": named.name,
        "shared": named.shared,
        "where": named.view.where or None,
        "sort": named.view.sort or None,
        "queue": _queue(named),
    }


def _views(sitting: Sitting) -> "tuple[NamedView, ...]":
    from npstui.desk.saving_views import saved_views
    from npstui.settings.paths import user_config

    return saved_views(sitting.desk.store, user_config())


def _queue(named: "NamedView") -> str | None:
    return None if named.view.category is None else f"{named.view.category}s"


def _whose(named: "NamedView") -> str:
    return "shared" if named.shared else "own"
