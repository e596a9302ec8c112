"""Templates of what is said to a customer: sentences with facts, some of them missing.

`{name}` stands for a fact. `[...]` holds words that go together with the facts in them: of
“Hej[ {first_name}],” nothing but “Hej,” is left where nobody's name is known. A sentence whose
fact is missing outside of such brackets goes as a whole; in a greeting, a short line that ends
in a comma, a colon or an exclamation mark, only the fact goes. `{{ }} [[ ]]` are the signs
themselves.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

GREETING_MOST = 60  # characters of a line that may be a greeting

_TOKENS = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}\n]*)\}|[\[\]{}]")
# A quotation that is closed ends its sentence too: what follows stands without it.
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…”»])\s+|(?<=[。！？」])")
_GREETING_ENDS = (",", "，", ":", "：", "!", "！")
_DOUBLED = {"{{": "{", "}}": "}", "[[": "[", "]]": "]"}


class TemplateError(ValueError):
    """A template that cannot be filled; `line` counts from 0 within its text."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Fact:
    """The place of a fact."""

    name: str


@dataclass(frozen=True, slots=True)
class Together:
    """Words that stay only where all facts among them are known."""

    parts: "tuple[Part, ...]"


Part = str | Fact | Together
Sentence = tuple[Part, ...]
Line = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A text as lines of sentences of parts."""

    lines: tuple[Line, ...]

    def facts(self) -> frozenset[str]:
        """The facts it asks for."""
        return frozenset(_facts(part for line in self.lines for each in line for part in each))


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled text; `missing` are the facts it had to do without, in the order of the text."""

    text: str
    missing: tuple[str, ...]


def parse(text: str, known: Collection[str]) -> Template:
    """The template of a text. Raises TemplateError: an unknown fact, a bracket without its twin."""
    lines = text.strip("\n").split("\n")
    return Template(tuple(_line(line, number, known) for number, line in enumerate(lines)))


def fill(template: Template, facts: Mapping[str, str | None]) -> Filled:
    """The text with its facts; a fact that is None, empty or not given is missing."""
    missing: list[str] = []
    lines: list[str | None] = []
    for line in template.lines:
        told = [_said(sentence, line, facts, missing) for sentence in line]
        kept = [words for words in told if words is not None]
        # A line that said something and now says nothing goes with its line end.
        lines.append("".join(kept).strip() if kept or not line else None)
    text = "\n".join(line for line in lines if line is not None)
    return Filled(re.sub(r"\n{3,}", "\n\n", text).strip(), tuple(dict.fromkeys(missing)))


def _line(text: str, number: int, known: Collection[str]) -> Line:
    if not text.strip():
        return ()
    parts: list[Part] = []
    inner: list[Part] | None = None
    at = 0
    for found in _TOKENS.finditer(text):
        _add(parts if inner is None else inner, text[at : found.start()])
        at = found.end()
        sign = found.group()
        if sign in _DOUBLED:
            _add(parts if inner is None else inner, _DOUBLED[sign])
        elif sign == "[" and inner is None:
            inner = []
        elif sign == "]" and inner is not None:
            parts.append(Together(tuple(inner)))
            inner = None
        elif found.group(1) is not None:
            name = _known(found.group(1).strip(), number, known)
            (parts if inner is None else inner).append(Fact(name))
        else:
            raise TemplateError(
                number, f"“{sign}” stands alone; write {sign * 2} for the sign itself"
            )
    if inner is not None:
        raise TemplateError(number, "“[” has no “]” in its line; write [[ for the sign itself")
    _add(parts, text[at:])
    return tuple(_sentences(parts))


def _known(name: str, number: int, known: Collection[str]) -> str:
    if name in known:
        return name
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {{{near[0]}}}?" if near else f"there are {', '.join(sorted(known))}"
    raise TemplateError(number, f"{{{name}}} is no fact of a playbook; {hint}")


def _add(parts: list[Part], text: str) -> None:
    if text:
        if parts and isinstance(parts[-1], str):
            parts[-1] += text
        else:
            parts.append(text)


def _sentences(parts: Sequence[Part]) -> Iterator[Sentence]:
    """Cut where a sentence ends; the space after it stays with it."""
    sentence: list[Part] = []
    for part in parts:
        if not isinstance(part, str):
            sentence.append(part)
            continue
        at = 0
        for end in _SENTENCE_ENDS.finditer(part):
            if end.end() == at:
                continue
            sentence.append(part[at : end.end()])
            yield tuple(sentence)
            sentence, at = [], end.end()
        if part[at:]:
            sentence.append(part[at:])
    if sentence:
        yield tuple(sentence)


def _facts(parts: Iterator[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Fact):
            yield part.name
        elif isinstance(part, Together):
            yield from _facts(iter(part.parts))


def _said(
    sentence: Sentence, line: Line, facts: Mapping[str, str | None], missing: list[str]
) -> str | None:
    """The sentence with its facts; None where it cannot be said."""
    lacking = [name for name in _facts(iter(sentence)) if not facts.get(name)]
    missing += lacking
    own = [part.name for part in sentence if isinstance(part, Fact)]
    unsaid = any(not facts.get(name) for name in own)
    if unsaid and not (len(line) == 1 and _is_greeting(sentence)):
        return None
    said = ""
    for part in sentence:
        words = _words(part, facts)
        if not words and isinstance(part, Fact):
            said = said.rstrip(" ")
        said += words
    return said


def _is_greeting(sentence: Sentence) -> bool:
    words = "".join(part for part in sentence if isinstance(part, str))
    return len(words) <= GREETING_MOST and words.rstrip().endswith(_GREETING_ENDS)


def _words(part: Part, facts: Mapping[str, str | None]) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Fact):
        return facts.get(part.name) or ""
    if any(not facts.get(name) for name in _facts(iter(part.parts))):
        return ""
    return "".join(_words(each, facts) for each in part.parts)
