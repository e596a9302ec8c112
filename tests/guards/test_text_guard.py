"""No text from outside gets to the screen but through `shown` or `strip`."""

import ast
from pathlib import Path

import pytest
from tests.guards.text_sinks import EXEMPT, findings, known_names

import npstui.tui

TUI = Path(npstui.tui.__path__[0])
FILES = {
    str(path.relative_to(TUI)): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(TUI.rglob("*.py"))
    if str(path.relative_to(TUI)) not in EXEMPT
}
FUNCTIONS = known_names(FILES.values())


@pytest.mark.parametrize("file", FILES)
def test_no_unsafe_text_reaches_a_sink(file: str) -> None:
    found = [f"{file}:{each.line}: {each.what}" for each in findings(FILES[file], FUNCTIONS)]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        "Static(f'{name}')",
        "Static('Hello ' + name)",
        "Static('Hello %s' % name)",
        "Static('Hello {}'.format(name))",
        "Static(str(name))",
        "Static(content=name)",
        "Label(row.customer)",
        "widget.update(text)",
        "widget.update(safe(text))",
        "widget.update('a' if x else text)",
        "widget.update(text or 'none')",
        "app.notify(f'{who} has it')",
        "app.notify('Taken', title=who)",
        "widget.border_title = name",
        "self.border_subtitle = f'{n} of {total}'",
        "app.title = store.name",
        "app.sub_title += name",
        "self.tooltip = comment",
        "Content.from_markup(text)",
        "Content(text)",
        "Text(text)",
        "Segment(text)",
        "Strip([text])",
        "Option(tag)",
        "menu.add_options([Option(tag) for tag in tags])",
        "Input(value=draft)",
        "Input(placeholder=f'{name}')",
        "TextArea(draft)",
        "from textual.widgets import Input\nfield.placeholder = name",
        "from textual.widgets import TextArea\nfield.text = draft",
        "from textual.markup import escape",
        "from rich.text import Text",
        "from rich.segment import Segment",
        "class A(Static):\n    def __init__(self, name):\n        super().__init__(name)",
        "class Caption(Static): ...\nCaption(name)",
        "class A(Widget):\n    def render(self) -> str:\n        return self.name",
        "def f(text: str):\n    Static(text)",
        "def f(text: SafeText):\n    Static(text)",
        "def f(text: Content | str):\n    Static(text)",
        "def f(text: Content):\n    Input(text)",
    ],
)
def test_what_would_be_unsafe_is_refused(source: str) -> None:
    tree = ast.parse(source)
    assert findings(tree, known_names([tree]))


@pytest.mark.parametrize(
    "source",
    [
        "Static()",
        "Static('Nothing waits.')",
        "Static(shown(name), id=name, classes=more)",
        "widget.update(shown(name), layout=False)",
        "widget.update(shown(a) if a else '')",
        "app.notify('Taken', severity=level, timeout=seconds)",
        "widget.border_title = shown(name)",
        "counts.update({name: 1})",
        "Option(shown(tag), id=tag)",
        "menu.add_options([Option(shown(tag)) for tag in tags])",
        "Input(value=safe(draft), placeholder='type')",
        "TextArea(safe_lines(draft))",
        "option.value = name",
        "Strip.blank(width)",
        "from npstui.tui.widgets.picker import Option\nOption(tag)",
        "class Option: ...\nOption(tag)",
        "class Caption(Static): ...\nCaption(shown(name))",
        "def f(text: Content | None):\n    Static(text)",
        "def f(text: SafeText):\n    Input(text)",
        "def words() -> Content: ...\nStatic(words())",
        "class A:\n    words: Content\n    def f(self):\n        Static(self.words)",
        "class A(Static):\n    def __init__(self, name):\n        super().__init__(id=name)",
        "class A(Widget):\n    def render(self) -> Content:\n        return shown(self.name)",
    ],
)
def test_what_is_safe_is_not_in_the_way(source: str) -> None:
    tree = ast.parse(source)
    assert findings(tree, known_names([tree])) == []
