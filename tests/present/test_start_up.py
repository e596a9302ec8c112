"""present is imported before the first paint: it stays light."""

import subprocess
import sys
from pathlib import Path

import npstui.present

MODULES = sorted(
    f"npstui.present.{path.stem}"
    for path in Path(npstui.present.__path__[0]).glob("*.py")
    if path.stem != "__init__"
)


def test_present_loads_neither_polars_nor_textual_nor_rich() -> None:
    program = (
        f"import sys, {', '.join(MODULES)}\n"
        "print(*(name for name in ('polars', 'textual', 'rich', 'numpy') if name in sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == []
