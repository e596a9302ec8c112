"""Textual's terminal driver, with esc a key of its own: it never makes an alt chord of the next.

A terminal sends esc as the byte that also begins every arrow key. Textual waits for what follows,
looks only every tenth of a second whether that time is over, and takes a character that came
meanwhile for an alt chord, or for one of a few keys of its own: `esc x` would be lost, `esc 1`
would type an exclamation mark. Nothing here needs alt, so esc and the character are two keys.

But for two: on some terminals option and the left or right arrow send esc b and esc f, which go a
word back and on where one types. Somebody who edits a note must not lose the form to that, and
hands do not press esc and a letter within one read. So esc b and esc f of one read are one key,
`escape+b` or `escape+f`; a screen takes it for a word's step where a text is typed and for esc and
the letter everywhere else (`word_steps.apart`). Read apart, they are always two keys.

It also says when the line is slower than what is painted, so that a screen can leave frames out:
Textual keeps thirty frames for a thread to write, and then the whole desk waits for the line.
"""

import os
import select
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress

from textual import constants, events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from npstui.tui.pastes import PasteScreen

ESC = "\x1b"
# How long the rest of an arrow key may take to come; ESCDELAY, in milliseconds, says otherwise.
ESC_SECONDS = 0.025
POLL_SECONDS = 0.1  # how soon the thread sees that it should end
READ_BYTES = 4096
# Sent for option and backspace, which deletes a word where one types and is no key elsewhere.
_DELETES_A_WORD = ESC + "\x7f"
MUCH_WAITING = 2_048  # characters behind the frame that is written: two moves of the cursor
_BEGIN_SEQUENCES = "[O"
_STEPS_A_WORD = {ESC + "b": "escape+b", ESC + "f": "escape+f"}


class EscapeFirst(XTermParser):
    """Reads esc and the character after it as two keys, unless they begin a longer sequence.

    `feed` is given what one read brought.
    """

    _read_at_once = ""

    def feed(self, data: str) -> Iterable[Message]:
        """The messages that these characters complete."""
        self._read_at_once = data
        return super().feed(data)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        after = sequence[1:] if len(sequence) == 2 and sequence[0] == ESC else ""
        if sequence in _STEPS_A_WORD and sequence in self._read_at_once:
            yield events.Key(_STEPS_A_WORD[sequence], None)
            return
        if alt:  # a sequence that was never completed
            yield events.Key("escape", ESC)
        elif after and after not in _BEGIN_SEQUENCES and sequence != _DELETES_A_WORD:
            yield events.Key("escape", ESC)
            sequence = after
        yield from super()._sequence_to_key_events(sequence)


class DeskDriver(LinuxDriver):
    """Reads keys so that esc alone arrives as soon as it cannot be an arrow key any more."""

    def run_input_thread(self) -> None:
        """Read until the desk ends; called in a thread of its own."""
        if "ESCDELAY" not in os.environ:
            constants.ESCAPE_DELAY = ESC_SECONDS  # type: ignore[misc] # read at every esc
        parser = EscapeFirst(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        pastes = PasteScreen()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                pending = parser._timeout_time is not None  # noqa: SLF001 - ours by inheritance
                patience = constants.ESCAPE_DELAY if pending else POLL_SECONDS
                if selector.select(patience):
                    data = self._read()
                    text = pastes.screened(decode(data))
                    for message in parser.feed(text) if text else ():
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
        with suppress(EOFError, ParseError):
            list(parser.feed(""))

    @property
    def is_behind(self) -> bool:
        """Whether the terminal has not taken yet what was painted for it."""
        writer = self._writer_thread
        if writer is None:
            return False
        waiting = writer._queue  # noqa: SLF001 - Textual has no other way to it
        with waiting.mutex:
            if sum(len(text or "") for text in waiting.queue) > MUCH_WAITING:
                return True
        return not _takes_more(writer.fileno())

    def _read(self) -> bytes:
        """What has come; where the line has dropped, nothing, and not at once again."""
        data = b""
        with suppress(OSError):
            data = os.read(self.fileno, READ_BYTES)
        if not data:
            self.exit_event.wait(POLL_SECONDS)
        return data


def _takes_more(terminal: int) -> bool:
    poll = select.poll()
    poll.register(terminal, select.POLLOUT)
    # A line that has dropped takes everything: what is written to it says so.
    return bool(poll.poll(0))
