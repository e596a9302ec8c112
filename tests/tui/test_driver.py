"""Esc and the key after it are two keys, however fast they come; longer sequences stay whole."""

import pytest
from textual import constants, events

from npstui.tui.driver import EscapeFirst


def keys_of(data: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys that the bytes of one moment are read as, and those the wait after them brings."""
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.0)
    parser = EscapeFirst()
    return [
        message.key
        for messages in (parser.feed(data), parser.tick())
        for message in messages
        if isinstance(message, events.Key)
    ]


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ("\x1b", "escape"),
        ("\x1b\x1b", "escape escape"),
        ("\x1bx1", "escape x 1"),
        ("\x1b1", "escape 1"),
        ("\x1bf", "escape+f"),
        ("jj\x1bb\x1bbx", "j j escape+b escape+b x"),
        ("\x1bB", "escape B"),
        ("\x1b?", "escape question_mark"),
        ("\x1b ", "escape space"),
        ("\x1b\r", "escape enter"),
        ("\x1b\t", "escape tab"),
        ("\x1b\x13", "escape ctrl+s"),
        ("\x1b\x1b[A", "escape up"),
        ("\x1b[", "escape left_square_bracket"),
        ("\x1bO", "escape O"),
        ("\x1b王", "escape 王"),
        ("\x1b" + "j" * 40, "escape" + " j" * 40),
    ],
)
def test_esc_is_a_key_of_its_own(data: str, keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys_of(data, monkeypatch) == keys.split()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ("\x1b[A", "up"),
        ("\x1bOP", "f1"),
        ("\x1b[3~", "delete"),
        ("\x1b[Z", "shift+tab"),
        ("\x1b[1;5D", "ctrl+left"),
        ("\x1b[120;3u", "alt+x"),
        ("\x1b\x7f", "ctrl+w"),
    ],
)
def test_longer_sequences_stay_one_key(
    data: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keys_of(data, monkeypatch) == [key]


def test_esc_and_b_read_apart_are_two_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 10.0)
    parser = EscapeFirst()
    read = [message for data in ("\x1b", "b", "\x1b", "f") for message in parser.feed(data)]
    keys = [message.key for message in read if isinstance(message, events.Key)]
    assert keys == ["escape", "b", "escape", "f"]
