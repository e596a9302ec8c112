"""`npstui imports`: every import, what became of its rows, and the rows it refused."""

from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.errors import NothingDone, say
from npstui.cli.invocation import Invocation, Sitting, desk_for
from npstui.cli.shapes import Shape, fates_shape, moment

if TYPE_CHECKING:
    from npstui.analysis.arrivals import Arrivals
    from npstui.store.values import ImportRow


@click.command("imports")
@click.argument("import_id", metavar="[ID]", required=False)
@click.option("--refused", is_flag=True, help="Followed files that were not taken in, and why.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def imports(
    invocation: Invocation,
    import_id: str | None,
    refused: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Every import, newest first; with ID one of them, with its columns and its refused rows.

    ID is that of the list, or `last`.
    """
    from npstui.desk.imports import imports_of

    if refused and import_id is not None:
        raise click.UsageError("--refused lists files of which nothing came in; it takes no ID.")
    with desk_for(invocation) as sitting:
        if refused:
            _show_refused_files(sitting, limit, as_json=as_json)
            return
        rows = imports_of(sitting.desk.store, sitting.desk.as_of)
        if import_id is not None:
            row = _named(rows, import_id)
            if as_json:
                output.document(_whole_shape(sitting, row))
            else:
                _show_one(sitting, row)
            return
        rows = rows[:limit]
        if as_json:
            output.document(_listed_shapes(sitting, rows))
        else:
            _show(sitting, rows)
            _point_to_refused(sitting)


def _point_to_refused(sitting: Sitting) -> None:
    from npstui.desk.imports import refused_file_values
    from npstui.present.numbers import count

    found = len(refused_file_values(sitting.desk.store, sitting.desk.as_of))
    if found:
        say(f"{count(found, 'followed file')} not taken in; npstui imports --refused says why.")


def _show_refused_files(sitting: Sitting, limit: int | None, *, as_json: bool) -> None:
    from npstui.desk.imports import refused_file_values
    from npstui.intake.refused_files import refused_files
    from npstui.present.text import SafeText

    store, as_of = sitting.desk.store, sitting.desk.as_of
    if as_json:
        found = [each for each in refused_files(store) if as_of is None or each.at <= as_of]
        output.document(
            [
                {"path": each.path, "at": moment(each.at), "person": each.person, "why": each.why}
                for each in found[:limit]
            ]
        )
        return
    values = refused_file_values(store, as_of)[:limit]
    if not values:
        output.line("Every followed file was taken in.")
        return
    zone = sitting.desk.settings.zone
    rows = [
        [SafeText(f"{value.at.astimezone(zone):%Y-%m-%d %H:%M}"), value.person, value.why]
        for value in values
    ]
    output.table(["when", "who", "why"], rows, grows=2)


def arrivals_shape(found: "Arrivals | None") -> Shape | None:
    """How late an import's answers came, by category; null of a store's first."""
    from dataclasses import asdict

    if found is None:
        return None
    return {f"{category.value}s": asdict(arrived) for category, arrived in found.items()}


def _listed_shapes(sitting: Sitting, rows: "list[ImportRow]") -> list[Shape]:
    from npstui.desk.arriving import arrivals_of

    found = arrivals_of(sitting.desk.store, rows)
    return [import_row_shape(sitting, row, found.get(row.import_id)) for row in rows]


def import_row_shape(sitting: Sitting, row: "ImportRow", found: "Arrivals | None") -> Shape:
    """One import as the list has it."""
    from dataclasses import asdict

    from npstui.desk.imports import quarantine_file

    file = quarantine_file(sitting.desk.store, row.import_id)
    return {
        "import_id": str(row.import_id),
        "at": moment(row.at),
        "actor": row.actor,
        "person": row.person,
        "path": row.path,
        "source": row.source,
        "mapping": dict(row.mapping),
        **fates_shape(row.fates),
        "arrivals": arrivals_shape(found),
        "quarantine_file": str(file) if file.exists() else None,
        "remembered": None if row.remembered is None else asdict(row.remembered),
    }


def _whole_shape(sitting: Sitting, row: "ImportRow") -> Shape:
    from npstui.desk.imports import refused_lines_of

    lines = refused_lines_of(sitting.desk.store, row)
    refused = [{"line": line, "reason": reason, "text": text} for line, reason, text in lines]
    return {**_listed_shapes(sitting, [row])[0], "refused": refused}


def _named(rows: "list[ImportRow]", named: str) -> "ImportRow":
    found = [row for row in rows if str(row.import_id) == named]
    if named == "last" and rows:
        found = rows[:1]
    if not found:
        raise NothingDone(f"There is no import “{named}”; npstui imports lists them.")
    return found[0]


def _show(sitting: Sitting, rows: "list[ImportRow]") -> None:
    from npstui.desk.arriving import arrivals_of
    from npstui.desk.imports import import_value
    from npstui.present.numbers import thousands
    from npstui.present.text import SafeText

    if not rows:
        output.line("No file has come in yet; npstui import takes one.")
        return
    zone = sitting.desk.settings.zone
    found = arrivals_of(sitting.desk.store, rows)
    listed = []
    for value in map(import_value, rows):
        aside = sum(number for _why, number in value.set_aside)
        came = found.get(value.import_id)
        late = 0 if came is None else sum(each.late + each.lapsed for each in came.values())
        counts = (
            value.rows, value.imported, late, value.known, value.changed, value.refused, aside,
        )  # fmt: skip
        listed.append(
            [
                SafeText(str(value.import_id)),
                SafeText(f"{value.at.astimezone(zone):%Y-%m-%d %H:%M}"),
                value.file,
                *(SafeText(thousands(number)) for number in counts),
                value.person,
            ]
        )
    heads = [
        "id", "when", "file", "rows", "new", "late", "known", "changed", "refused", "set aside",
        "who",
    ]  # fmt: skip
    output.table(heads, listed, right=frozenset(range(3, 10)), grows=2)


def _show_one(sitting: Sitting, row: "ImportRow") -> None:
    from npstui.desk.imports import came_late, import_value, refused_lines_of
    from npstui.present.text import SafeText, safe

    value = import_value(row)
    zone = sitting.desk.settings.zone
    output.line(SafeText(f"{value.file}, {value.at.astimezone(zone):%Y-%m-%d %H:%M}"))
    fates = [
        (value.rows, "rows"), (value.imported, "new"), (value.known, "known"),
        (value.changed, "changed"), (value.refused, "refused"),
        *((number, f"set aside: {why}") for why, number in value.set_aside),
    ]  # fmt: skip
    for number, words in fates:
        if number:
            output.line(SafeText(f"{number:>8,} {words}"))
    for said in came_late(sitting.desk.store, row):
        output.line(said)
    output.line()
    for field, header in (*value.mapping, ("source", value.source)):
        output.line(SafeText(f"  {field:<14} {header}"))
    for told in value.remembered:
        output.line(SafeText(f"  {'next file':<14} {told}"))
    lines = list(refused_lines_of(sitting.desk.store, row))
    if lines:
        output.line()
        output.table(
            ["line", "why", "row"],
            [[SafeText(str(line)), safe(why), safe(text[:2_000])] for line, why, text in lines],
            right=frozenset({0}),
            narrow={1: 48},
            grows=2,
        )
