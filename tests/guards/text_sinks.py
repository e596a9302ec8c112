"""Reads a file of `tui` as a syntax tree and names every place where an unsafe text could get to
the screen.

Measured: Textual reads markup in most texts it is given, and lets control characters through in
all of them. So what a sink takes is a literal, `shown(...)`, a `strip(...)`, or something whose
annotation says Content; what stands in a text field is `safe(...)` or annotated SafeText.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Calls whose positional texts, and these keywords, end on the screen.
SINK_CALLS = frozenset(
    {
        "Static", "Label", "Button", "Option", "OptionList", "Link", "Digits", "Checkbox",
        "RadioButton", "RadioSet", "Tab", "TabPane", "Tabs", "Collapsible", "Selection",
        "Content", "Markdown", "notify", "update", "add_option", "add_options",
        "replace_option_prompt", "set_options",
    }
)  # fmt: skip
FIELD_CALLS = frozenset({"Input", "TextArea", "MaskedInput"})
SINK_KEYWORDS = frozenset(
    {"content", "label", "title", "prompt", "tooltip", "message", "renderable", "description"}
)
FIELD_KEYWORDS = frozenset({"value", "text", "placeholder", "suggester"})
SINK_ATTRIBUTES = frozenset(
    {"border_title", "border_subtitle", "title", "sub_title", "tooltip", "label", "prompt"}
)
# "value" and "text" mean a text field only where one is imported.
FIELD_ATTRIBUTES = frozenset({"placeholder", "value", "text"})
REFUSED_CALLS = frozenset({"from_markup", "from_ansi", "from_text", "Text", "Segment", "Strip"})
REFUSED_IMPORTS = frozenset({"escape", "Text", "Segment", "to_content"})
MAKES_CONTENT = frozenset({"shown"})
MAKES_SAFE = frozenset({"safe", "safe_lines", "SafeText"})
WIDGETS_OF_ONE_TEXT = frozenset({"Static", "Label", "Button"})

# The two ways to the screen are built in one file.
EXEMPT = frozenset({"text.py"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that the guard refuses."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Known:
    """Names that a file, or all of them, annotate as Content and as SafeText; the sinks there are.

    A class of our own is no sink for its name ("Option"); one that is a Static without a
    constructor of its own takes its text as Static does, so it is.
    """

    content: frozenset[str]
    safe: frozenset[str]
    sinks: frozenset[str] = SINK_CALLS
    fields: frozenset[str] = frozenset()


def known_names(trees: Iterable[ast.Module]) -> Known:
    """The functions annotated as giving Content or SafeText, and the sinks among our classes."""
    content, safe, sinks = set(), set(), set(SINK_CALLS)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if _annotates(node.returns, "Content"):
                    content.add(node.name)
                if _annotates(node.returns, "SafeText"):
                    safe.add(node.name)
            elif isinstance(node, ast.ClassDef) and _takes_its_bases_text(node):
                sinks.add(node.name)
    return Known(frozenset(content), frozenset(safe), frozenset(sinks))


def findings(tree: ast.Module, functions: Known) -> list[Finding]:
    """What one file does that could put an unsafe text on the screen."""
    known = _with_names(tree, functions)
    return sorted(_refused(tree, known), key=lambda finding: finding.line)


def _refused(tree: ast.Module, known: Known) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node, known)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _in_assignment(target, node.value, known)
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)) and node.value is not None:
            yield from _in_assignment(node.target, node.value, known)
        elif isinstance(node, ast.ImportFrom):
            yield from _in_import(node)
        elif isinstance(node, ast.ClassDef):
            yield from _in_widget(node, known)


def _in_call(call: ast.Call, known: Known) -> Iterator[Finding]:
    name = _name(call.func)
    if name in REFUSED_CALLS and not _is_class_method_of_strip(call.func):
        yield Finding(call.lineno, f"{name}(...) belongs to tui/text.py; use shown() or strip()")
    elif name in known.sinks:
        for value in _given(call, SINK_KEYWORDS):
            if not _is_content(value, known):
                yield Finding(value.lineno, f"{name}({ast.unparse(value)})")
    elif name in FIELD_CALLS:
        for value in _given(call, FIELD_KEYWORDS):
            if not _is_field_text(value, known):
                yield Finding(value.lineno, f"{name}({ast.unparse(value)})")


def _in_assignment(target: ast.expr, value: ast.expr, known: Known) -> Iterator[Finding]:
    if not isinstance(target, ast.Attribute):
        return
    if (target.attr in SINK_ATTRIBUTES and not _is_content(value, known)) or (
        target.attr in known.fields and not _is_field_text(value, known)
    ):
        yield Finding(value.lineno, f".{target.attr} = {ast.unparse(value)}")


def _in_import(node: ast.ImportFrom) -> Iterator[Finding]:
    if not (node.module or "").startswith(("rich", "textual")):
        return
    for alias in node.names:
        if alias.name in REFUSED_IMPORTS:
            yield Finding(node.lineno, f"from {node.module} import {alias.name}")


def _in_widget(widget: ast.ClassDef, known: Known) -> Iterator[Finding]:
    """What a class draws itself: render() gives Content; a Static's own text is no plain one."""
    of_one_text = any(_name(base) in WIDGETS_OF_ONE_TEXT for base in widget.bases)
    for node in ast.walk(widget):
        if isinstance(node, ast.FunctionDef) and node.name == "render":
            if not (_annotates(node.returns, "Content") or _annotates(node.returns, "Strip")):
                yield Finding(node.lineno, f"{widget.name}.render() is not annotated as Content")
        elif of_one_text and isinstance(node, ast.Call) and _is_super_init(node.func):
            for value in _given(node, SINK_KEYWORDS):
                if not _is_content(value, known):
                    yield Finding(value.lineno, f"{widget.name}: {ast.unparse(node)}")


def _given(call: ast.Call, keywords: frozenset[str]) -> Iterator[ast.expr]:
    for value in call.args:
        yield value.value if isinstance(value, ast.Starred) else value
    for keyword in call.keywords:
        if keyword.arg in keywords:
            yield keyword.value


def _is_content(value: ast.expr, known: Known) -> bool:
    match value:
        case ast.Constant():
            return True
        case ast.Call():
            name = _name(value.func)
            return name in MAKES_CONTENT or name in known.content or name in known.sinks
        case ast.Name() | ast.Attribute():
            return _name(value) in known.content
        case ast.IfExp():
            return _is_content(value.body, known) and _is_content(value.orelse, known)
        case ast.BoolOp():
            return all(_is_content(part, known) for part in value.values)
        case ast.List() | ast.Tuple():
            return all(_is_content(part, known) for part in value.elts)
        case ast.ListComp() | ast.GeneratorExp():
            return _is_content(value.elt, known)
        case ast.Dict() | ast.Set() | ast.DictComp() | ast.SetComp():
            return True  # dict.update and set.update, no text
        case _:
            return False


def _is_field_text(value: ast.expr, known: Known) -> bool:
    match value:
        case ast.Constant():
            return True
        case ast.Call():
            return _name(value.func) in MAKES_SAFE or _name(value.func) in known.safe
        case ast.Name() | ast.Attribute():
            return _name(value) in known.safe
        case ast.IfExp():
            return _is_field_text(value.body, known) and _is_field_text(value.orelse, known)
        case ast.BoolOp():
            return all(_is_field_text(part, known) for part in value.values)
        case _:
            return False


def _with_names(tree: ast.Module, functions: Known) -> Known:
    content, safe = set(functions.content), set(functions.safe)
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            named, annotation = _name(node.target), node.annotation
        elif isinstance(node, ast.arg):
            named, annotation = node.arg, node.annotation or ast.Constant(None)
        else:
            continue
        if _annotates(annotation, "Content"):
            content.add(named)
        if _annotates(annotation, "SafeText"):
            safe.add(named)
    return Known(
        frozenset(content),
        frozenset(safe),
        functions.sinks - _own_names(tree),
        FIELD_ATTRIBUTES if _has_a_text_field(tree) else frozenset(),
    )


def _has_a_text_field(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("textual")
        and any(alias.name in FIELD_CALLS for alias in node.names)
        for node in ast.walk(tree)
    )


def _own_names(tree: ast.Module) -> frozenset[str]:
    """Names of Textual's sinks that stand for something of our own in this file."""
    own = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not _takes_its_bases_text(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("npstui."):
            own.update(alias.name for alias in node.names if alias.name in SINK_CALLS)
    return frozenset(own)


def _takes_its_bases_text(widget: ast.ClassDef) -> bool:
    return any(_name(base) in WIDGETS_OF_ONE_TEXT for base in widget.bases) and not any(
        isinstance(node, ast.FunctionDef) and node.name == "__init__" for node in widget.body
    )


def _annotates(annotation: ast.expr | None, wanted: str) -> bool:
    """Whether the annotation is the type, or the type or None."""
    match annotation:
        case ast.BinOp(op=ast.BitOr()):
            sides = (annotation.left, annotation.right)
            rest = [side for side in sides if not _annotates(side, wanted)]
            return len(rest) < 2 and all(
                isinstance(side, ast.Constant) and side.value is None for side in rest
            )
        case ast.Constant(value=str() as quoted):
            return quoted == wanted
        case ast.Name() | ast.Attribute():
            return _name(annotation) == wanted
        case _:
            return False


def _is_class_method_of_strip(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and _name(called.value) == "Strip"


def _is_super_init(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr == "__init__"
        and isinstance(called.value, ast.Call)
        and _name(called.value.func) == "super"
    )


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
