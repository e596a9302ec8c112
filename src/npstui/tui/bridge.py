"""Between the screens and the desk: one worker thread asks it, answers come back as messages.

No screen ever waits. Commands run in the order they were given and none is lost; of the questions
of one slot only the newest is asked, and an answer to an older one never reaches a screen.
"""

import gc
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.message import Message

from npstui.model.frozen import dataclass
from npstui.model.response import ResponseRef
from npstui.present.text import SafeText, safe

if TYPE_CHECKING:
    from npstui.desk.desk import Desk

T = TypeVar("T")
POLL_SECONDS = 0.25
WRITERS_EVERY = 4  # looks at the bell to one at who writes

Writers = Mapping[ResponseRef, tuple[str, ...]]


class Answered(Message):
    """The desk has answered; `bridge.is_current` says whether anybody still wants to know."""

    bubble = False

    def __init__(self, job: "Job[Any]", value: object) -> None:
        super().__init__()
        self.job = job
        self.value = value


class Failed(Message):
    """A question or command ended in an error."""

    bubble = False

    def __init__(self, job: "Job[Any]", error: BaseException, *, panicked: bool = False) -> None:
        super().__init__()
        self.job = job
        self.error = error
        self.panicked = panicked  # then polars wrote over the screen too


class NotOpened(Message):
    """The desk could not be opened."""

    bubble = False

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Rang(Message):
    """Somebody changed the store."""

    bubble = False


class WritersChanged(Message):
    """Others write on other cases now than before."""

    bubble = False

    def __init__(self, writers: Writers) -> None:
        super().__init__()
        self.writers = writers


@dataclass(frozen=True, slots=True, eq=False)
class Job(Generic[T]):
    """One thing asked of the desk. `slot` is "" for a command, which no newer one replaces."""

    slot: str
    generation: int
    ask: "Callable[[Desk], T]"
    then: Callable[[T], None]


def error_words(error: BaseException) -> SafeText:
    """An error for the status line: ours are sentences, others are named."""
    said = str(error)
    return safe(said if " " in said else f"That did not work: {type(error).__name__} {said}.")


class Bridge:
    """Runs jobs on the desk in one daemon thread, so that no work outlives the program."""

    def __init__(self, post: Callable[[Message], object]) -> None:
        self._post = post
        self._commands: deque[Job[Any]] = deque()
        self._questions: dict[str, Job[Any]] = {}
        self._generations: dict[str, int] = {}
        self._wake = threading.Condition()
        self._running = 0
        self._asides = 0
        self._command_runs = False
        self._stopped = threading.Event()

    def start(self, open_desk: "Callable[[], Desk]") -> None:
        """Open the desk in the worker; what was asked before waits for it."""
        work = threading.Thread(target=self._work, args=(open_desk,), name="desk", daemon=True)
        work.start()

    def ask(self, slot: str, question: "Callable[[Desk], T]", then: Callable[[T], None]) -> None:
        """Ask once the worker is free; a newer question of the slot takes this one's place."""
        with self._wake:
            generation = self._generations.get(slot, 0) + 1
            self._generations[slot] = generation
            # Asked again, a slot keeps its turn: a burst of moves must not starve it.
            self._questions[slot] = Job(slot, generation, question, then)
            self._wake.notify()

    def run(self, command: "Callable[[Desk], T]", then: Callable[[T], None]) -> None:
        """Run a command, before any question that waits and after the commands before it."""
        with self._wake:
            self._commands.append(Job("", 0, command, then))
            self._wake.notify()

    def aside(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do what needs no desk in a thread of its own: no question waits for it."""
        job: Job[T] = Job("", 0, lambda _desk: work(), then)

        def run() -> None:
            try:
                value = work()
            except Exception as error:  # noqa: BLE001 - the screen says it and goes on
                self._send(Failed(job, error))
            else:
                self._send(Answered(job, value))
            with self._wake:
                self._asides -= 1

        with self._wake:
            self._asides += 1
        threading.Thread(target=run, name="aside", daemon=True).start()

    def forget(self, slot: str) -> None:
        """Nobody wants the answer of this slot any more."""
        with self._wake:
            self._generations[slot] = self._generations.get(slot, 0) + 1
            self._questions.pop(slot, None)

    def is_current(self, job: "Job[Any]") -> bool:
        """Whether the answer of this job may still reach a screen."""
        return not job.slot or self._generations.get(job.slot) == job.generation

    @property
    def commands_wait(self) -> bool:
        """Whether a command is given that is not done."""
        return bool(self._commands) or self._command_runs

    @property
    def idle(self) -> bool:
        """Whether nothing is asked that is not answered."""
        return not self._commands and not self._questions and not (self._running + self._asides)

    def watch(self, rang: Callable[[], bool], who_writes: Callable[[], Writers]) -> None:
        """Look at the bell four times a second, each ring becomes one message; and once a second
        at who writes, which rings no bell.
        """

        def look() -> None:
            writers: Writers = {}
            looks = 0
            while not self._stopped.wait(POLL_SECONDS):
                looks += 1
                try:
                    if rang():
                        self._send(Rang())
                    if looks % WRITERS_EVERY == 0 and (now := who_writes()) != writers:
                        writers = now
                        self._send(WritersChanged(writers))
                except Exception:  # noqa: BLE001 - a store that went away must not end the desk
                    return

        threading.Thread(target=look, name="bell", daemon=True).start()

    def stop(self) -> None:
        """Ask nothing more. What runs now is left to itself; the threads end with the process."""
        self._stopped.set()
        with self._wake:
            self._questions.clear()
            self._wake.notify()

    def _work(self, open_desk: "Callable[[], Desk]") -> None:
        try:
            desk = open_desk()
            gc.freeze()
            gc.enable()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said after the screen
            self._send(NotOpened(error))
            return
        while (job := self._next()) is not None:
            try:
                value = job.ask(desk)
            except BaseException as error:  # noqa: BLE001 - the screen says it and goes on
                panicked = type(error).__name__ == "PanicException"
                told = desk.in_words(error, short=True)
                message: Message = Failed(job, told, panicked=panicked)
            else:
                message = Answered(job, value)
            self._send(message)
            with self._wake:
                self._running -= 1
                self._command_runs = False

    def _send(self, message: Message) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody is there to hear it
            self._post(message)

    def _next(self) -> "Job[Any] | None":
        with self._wake:
            while not self._stopped.is_set():
                if self._commands:
                    self._running += 1
                    self._command_runs = True
                    return self._commands.popleft()
                if self._questions:
                    self._running += 1
                    return self._questions.pop(next(iter(self._questions)))
                self._wake.wait()
        return None
