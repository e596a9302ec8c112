"""Settings files as texts: where a key stands in one, and what becomes of its comments.

tomli-w keeps no comments, so a file that has some is copied before it is written again.
"""

import re
from pathlib import Path

# Whatever stands in quotes is passed over, so that the first lone # is a comment.
_QUOTED_OR_HASH = (
    r'"""(?:\\.|[^\\])*?"""|'
    r"'''.*?'''|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|"
    r"#"
)


def has_comments(text: str) -> bool:
    """Whether a TOML text holds a comment."""
    return any(found[0] == "#" for found in re.finditer(_QUOTED_OR_HASH, text, re.DOTALL))


def backup_for(path: Path) -> Path | None:
    """Where to copy a file before it is written anew; None where it holds no comment.

    store.toml goes to store.toml.bak, and where that holds something else to store.toml.bak2.
    None too where a copy of the very same text is kept already.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    if not has_comments(content.decode("utf-8", "replace")):
        return None
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        if not kept.exists():
            return kept
        if kept.read_bytes() == content:
            return None
        number += 1


def place_of(path: Path, key: str) -> str:
    """Where a key stands, for a sentence: the file, and the line where it can be told."""
    line = re.compile(rf"\s*(?:\[\s*){{0,2}}[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return str(path)
    found = next((number for number, text in enumerate(lines, 1) if line.match(text)), None)
    return str(path) if found is None else f"{path}, line {found}"
