"""Filling a template: what goes with a missing fact, what stays, and which texts are refused."""

import pytest

from npstui.model.templates import Filled, TemplateError, fill, parse

KNOWN = ("name", "product", "comment", "assignee", "told")
ALL = {"name": "Ingrid", "product": "Flytaxi", "comment": "Sent igen", "assignee": "Alice"}


def filled(text: str, **facts: str | None) -> Filled:
    return fill(parse(text, KNOWN), facts)


@pytest.mark.parametrize(
    ("text", "with_it", "without"),
    [
        ("Hej[ {name}],", "Hej Ingrid,", "Hej,"),
        ("Hej {name}!", "Hej Ingrid!", "Hej!"),
        ("{name}，您好：", "Ingrid，您好：", "，您好："),
        ("[{name}]您好：", "Ingrid您好：", "您好："),
        ("Tack. Det gällde {name}. Svara gärna.", "Tack. Det gällde Ingrid. Svara gärna.",
         "Tack. Svara gärna."),
        ("Om resan[ med {name}]. Svara.", "Om resan med Ingrid. Svara.", "Om resan. Svara."),
        ("謝謝您。關於{name}，抱歉。請回覆。", "謝謝您。關於Ingrid，抱歉。請回覆。",
         "謝謝您。請回覆。"),
        ("Mvh\n{name}\nNordtaxi", "Mvh\nIngrid\nNordtaxi", "Mvh\nNordtaxi"),
        ("Du skrev: ”{name}” Förlåt.", "Du skrev: ”Ingrid” Förlåt.", "Förlåt."),
        ("您提到：「{name}」非常抱歉。", "您提到：「Ingrid」非常抱歉。", "非常抱歉。"),
    ],
)  # fmt: skip
def test_a_missing_fact_goes_with_what_cannot_stand_without_it(
    text: str, with_it: str, without: str
) -> None:
    assert filled(text, name="Ingrid") == Filled(with_it, ())
    assert filled(text) == filled(text, name="") == Filled(without, ("name",))


def test_several_missing_are_named_once_in_the_order_of_the_text() -> None:
    text = "Hej[ {name}],\n\nOm {product} till {name}. Vi frågar i {told}.\n\n{assignee}"
    assert filled(text, assignee="Alice") == Filled("Hej,\n\nAlice", ("name", "product", "told"))


def test_a_fact_is_never_read_as_a_template() -> None:
    assert filled("{comment}", comment="{name} [x]").text == "{name} [x]"


def test_doubled_signs_are_the_signs_themselves() -> None:
    assert filled("[[{{name}}]] {name}", name="I").text == "[{name}] I"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Hej,\n\nom {prodct}", 2, "did you mean {product}?"),
        ("{zzz}", 0, "{zzz} is no fact of a playbook; there are"),
        ("Hej [ {name}", 0, "“[” has no “]”"),
        ("Hej ]", 0, "“]” stands alone"),
        ("a\n{name", 1, "“{” stands alone"),
        ("[a [b]]", 0, "stands alone"),
    ],
)
def test_what_is_no_template_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(text, KNOWN)
    assert caught.value.line == line
    assert said in str(caught.value)
