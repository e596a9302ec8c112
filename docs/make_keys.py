"""Writes the README's key table from the catalogue of commands; --check only compares.

python docs/make_keys.py
"""

import sys
from pathlib import Path

from npstui.desk.catalogue import CATALOGUE, Scope, keys_of

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- end of keys -->"
PLACES = {
    Scope.EVERYWHERE: "everywhere",
    Scope.LIST: "list",
    Scope.CASE: "case",
    Scope.IMPORT: "a file on its way in",
    Scope.TRENDS: "trends",
}
SHOWN = {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn"}


def table() -> str:
    """The commands that have a key, in the catalogue's order, as a Markdown table."""
    rows = ["| key | does | where |", "|---|---|---|"]
    for command in CATALOGUE:
        keys = " ".join(f"`{SHOWN.get(key, key)}`" for key in keys_of(command))
        if keys:
            rows.append(f"| {keys} | {command.help} | {PLACES[command.scope]} |")
    return "\n".join(rows) + "\n"


def main() -> int:
    """0 where the README's table is the catalogue's, now or after writing it."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    wanted = f"{before}{BEGIN}{table()}{END}{after}"
    if "--check" not in sys.argv:
        README.write_text(wanted, encoding="utf-8")
        return 0
    if text == wanted:
        return 0
    sys.stderr.write("README.md: the key table is old; run python docs/make_keys.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
