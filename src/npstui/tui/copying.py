"""What y copies: one letter says which of a case's texts goes to the terminal."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from npstui.present.numbers import count
from npstui.present.text import EMPTY, SafeText, safe, safe_lines
from npstui.tui.clipboard import MOST_BYTES, TooLong, to_clipboard
from npstui.tui.widgets.letters import Letter, Letters

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.present.values import CaseValue
    from npstui.tui.hands import Targets
    from npstui.tui.screens.hosting import HostScreen

Row = Mapping[str, object]
COLUMNS = {"i": "response_id", "m": "email", "p": "phone", "c": "comment"}
NAMES = {"i": "id", "m": "mail", "p": "phone", "c": "comment", "a": "all"}


def copy_form(screen: "HostScreen", targets: "Targets") -> None:
    """Ask which text, and send it; of marked cases one below the other."""
    session = screen.session

    def picked(letter: str) -> None:
        screen.close_dialog()
        now = session.now()

        def rows(desk: "Desk") -> list[dict[str, Any]]:
            return desk.listed_table(targets.refs, now).to_dicts()

        session.bridge.run(rows, lambda found: screen.say(_send(screen, letter, found)))

    def came(case: "CaseValue") -> None:
        if form is screen.dialog:
            form.offer(_letters(targets, case))

    form = Letters(
        SafeText(f"copy {targets.name}"),
        _letters(targets, targets.case),
        picked,
        screen.close_dialog,
        palette=session.palette,
        glyphs=session.glyphs,
    )
    screen.open_dialog(form)
    if targets.case is None and len(targets.refs) == 1:
        ref, now = targets.refs[0], session.now()
        session.bridge.ask("copy", lambda desk: desk.case(ref, now), came)


def copied_text(letter: str, rows: Sequence[Row]) -> tuple[str, int]:
    """The text of these cases, and how many of them have one.

    Nothing in it can steer a terminal it is pasted into; its lines stay lines.
    """
    if letter == "a":
        return "\n\n".join(_all_of(row) for row in rows), len(rows)
    found = [safe_lines(str(row[COLUMNS[letter]])) for row in rows if row[COLUMNS[letter]]]
    # Comments have lines of their own.
    return ("\n\n" if letter == "c" else "\n").join(found), len(found)


def _send(screen: "HostScreen", letter: str, rows: Sequence[Row]) -> SafeText:
    text, found = copied_text(letter, rows)
    name = NAMES[letter]
    if not found:
        has = "has no" if len(rows) == 1 else "have no"
        return SafeText(f"{'It' if len(rows) == 1 else 'They'} {has} {name}; nothing was sent.")
    try:
        written = to_clipboard(text, os.environ)
    except TooLong as error:
        return SafeText(
            f"That is {error.size:,} bytes, more than the {MOST_BYTES:,} a terminal takes; "
            "e writes a file."
        )
    screen.desk_app.outside.write(written)
    if found == 1 and letter != "a":
        return safe(f"sent to the terminal: {name} {text}")
    return SafeText(f"sent to the terminal: {name} of {count(found, 'case')}")


def _all_of(row: Row) -> str:
    at = row.get("responded_at")
    answered = f", answered {at:%Y-%m-%d %H:%M} UTC" if isinstance(at, datetime) else ""
    told = [
        safe(str(row.get("customer_name") or "(no name)")),
        *(
            f"{NAMES[key]}: {safe(str(row[column]))}"
            for key, column in COLUMNS.items()
            if key != "c" and row[column]
        ),
        f"score: {row['score']}{answered}",
    ]
    if row["comment"]:
        told.append(safe_lines(str(row["comment"])))
    return "\n".join(told)


def _letters(targets: "Targets", case: "CaseValue | None") -> list[Letter]:
    previews = _previews(targets, case)
    return [Letter(key, SafeText(name), previews.get(key, EMPTY)) for key, name in NAMES.items()]


def _previews(targets: "Targets", case: "CaseValue | None") -> dict[str, SafeText]:
    if len(targets.refs) > 1:
        return {"i": SafeText(f"{len(targets.refs):,} of them, one a line")}
    known = {"i": safe(targets.refs[0].response_id)}
    if case is None:
        return known
    none = SafeText("none")
    known |= {"m": case.mail or none, "p": case.phone or none}
    return known | {"c": safe(case.comment) or none, "a": SafeText("all of them, with the score")}
