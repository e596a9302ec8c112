"""Files on their way into a store, read in a thread of their own; what came of it as messages."""

import gc
import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from textual.message import Message

from npstui.present import numbers
from npstui.present.import_values import MappingChange, RefusedValue
from npstui.present.progress import ProgressWords
from npstui.present.text import SafeText, safe
from npstui.present.values import FirstSheetValue
from npstui.tui.bridge import error_words

if TYPE_CHECKING:
    from npstui.desk.following import OpenFiles
    from npstui.intake.staging import FileResult

WONDERED_SECONDS = 1.0
FOLLOWED_SECONDS = 5.0  # to the next look whether somebody else still follows the files


class _Refused(Enum):
    """Asks for the refused rows."""

    WANTED = 1


_Order = str | MappingChange | _Refused | None


class Opening(Protocol):
    """What desk.first.FirstOpening is to the screens."""

    needed: bool

    @property
    def mends(self) -> bool: ...

    def let_be(self) -> None: ...

    def stage(
        self,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> FirstSheetValue: ...

    def preview(self, now: datetime) -> FirstSheetValue | None: ...

    def change(self, change: MappingChange) -> None: ...

    def refused(self) -> tuple[RefusedValue, ...]: ...

    def commit(self, choice: str) -> "list[FileResult]": ...

    def follow(self) -> "OpenFiles": ...

    def add(
        self,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> "list[FileResult]": ...

    def abort(self) -> None: ...


class OpenNow(Message):
    """The desk can be opened; the files are added meanwhile."""

    bubble = False


class SheetWanted(Message):
    """The store is new: the first-time sheet is to be shown."""

    bubble = False


class Progressed(Message):
    """How far the reading is."""

    bubble = False

    def __init__(self, words: SafeText) -> None:
        super().__init__()
        self.words = words


class Staged(Message):
    """What the files hold as they are read now; nothing is kept yet. `changes` counts what was
    told to be read otherwise when they were.
    """

    bubble = False

    def __init__(self, sheet: FirstSheetValue, changes: int = 0) -> None:
        super().__init__()
        self.sheet = sheet
        self.changes = changes


class NotChanged(Message):
    """What was asked for cannot be; the files are read as before."""

    bubble = False

    def __init__(self, words: SafeText) -> None:
        super().__init__()
        self.words = words


class RefusedRead(Message):
    """The refused rows of the files."""

    bubble = False

    def __init__(self, refused: tuple[RefusedValue, ...]) -> None:
        super().__init__()
        self.refused = refused


class Kept(Message):
    """What was staged is in the store."""

    bubble = False

    def __init__(self, words: SafeText) -> None:
        super().__init__()
        self.words = words


class Added(Message):
    """What was new is in the store."""

    bubble = False

    def __init__(self, words: SafeText) -> None:
        super().__init__()
        self.words = words


class Mended(Message):
    """The sheet of refused files is done with, however it ended; the desk is open behind it."""

    bubble = False

    def __init__(self, words: SafeText) -> None:
        super().__init__()
        self.words = words


class OpeningFailed(Message):
    """The files could not be read. `ends`: there is no desk without them."""

    bubble = False

    def __init__(self, error: Exception, *, ends: bool) -> None:
        super().__init__()
        self.error = error
        self.ends = ends


class OpeningRun:
    """Reads the files of one start. `listener` hears of the reading while the sheet is shown."""

    def __init__(
        self,
        make: Callable[[], Opening],
        post: Callable[[Message], object],
        clock: Callable[[], datetime],
    ) -> None:
        self._make, self._post, self._clock = make, post, clock
        self._cancelled = threading.Event()
        self._orders: queue.Queue[_Order] = queue.Queue()
        self._changes = 0  # that were asked for; the files are read once for the newest
        self._progress_words = ProgressWords("Counting")
        self._left_be = threading.Event()  # the refused files stay out
        self.mending = False  # the sheet is in front of an open desk
        self.listener: Callable[[Message], object] | None = None
        self.done = threading.Event()

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._work, name="opening", daemon=True).start()

    def choose(self, choice: str) -> None:
        """Keep what was staged, with this follow-up start."""
        self._orders.put(choice)

    def change(self, change: MappingChange) -> int:
        """Read the files otherwise; how many changes that makes."""
        self._changes += 1
        self._orders.put(change)
        return self._changes

    def ask_refused(self) -> None:
        """The listener is to hear of the refused rows."""
        self._orders.put(_Refused.WANTED)

    def let_be(self) -> None:
        """Keep nothing of the refused files; the desk stays."""
        self._left_be.set()
        self._orders.put(None)

    def leave(self) -> None:
        """Keep nothing."""
        self._cancelled.set()
        self._orders.put(None)

    def _work(self) -> None:
        gc.enable()  # off since the program began, for the first paint's sake
        ends = True
        try:
            opening = self._make()
            if opening.needed:
                self._send(SheetWanted())
                self._first(opening)
            else:
                ends = False
                self._send(OpenNow())
                results = opening.add(self._clock(), self._adding(), self._cancelled.is_set)
                self._send(Added(_added_words(results)))
                if opening.mends and not self._cancelled.is_set():
                    self._mend(opening)
            if not self._cancelled.is_set():
                self.done.set()
                self._follow(opening)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said
            if not self._cancelled.is_set():
                self._send(OpeningFailed(error, ends=ends and not self.done.is_set()))
        finally:
            self.done.set()

    def _first(self, opening: Opening) -> None:
        try:
            choice = self._chosen(opening)
        except BaseException:
            opening.abort()
            raise
        if choice is None:
            opening.abort()
        else:
            self._send(Kept(_added_words(opening.commit(choice))))

    def _mend(self, opening: Opening) -> None:
        """The sheet over the open desk, of files that need only be told their columns. Whatever
        becomes of it, the desk goes on.
        """
        self.mending = True
        self._send(SheetWanted())
        try:
            choice = self._chosen(opening)
            if choice is None:
                opening.let_be()
                words = SafeText("Nothing of it was kept; opening the file again shows its columns")
            else:
                words = _added_words(opening.commit(choice))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said
            opening.let_be()
            words = error_words(error)
        self.mending = False
        self._send(Mended(words))

    def _chosen(self, opening: Opening) -> str | None:
        """Stage the files, again after each change, until somebody keeps them or leaves."""
        changes, stale = 0, True
        while True:
            if stale and changes == self._changes:
                stale = not self._stage(opening, changes)
            order = self._orders.get()
            if order is None or isinstance(order, str):
                return order
            if isinstance(order, MappingChange):
                changes, stale = changes + 1, True
                self._change(opening, order)
            else:
                self._tell(RefusedRead(opening.refused()))

    def _stage(self, opening: Opening, changes: int) -> bool:
        """Whether the files were read whole; not where somebody wants them read otherwise."""
        from npstui.intake.errors import Cancelled

        self._progress_words = ProgressWords("Counting")
        early = opening.preview(self._clock())
        if early is not None:
            self._tell(Staged(early, changes))
        try:
            sheet = opening.stage(
                self._clock(),
                self._progress,
                lambda: self._stopped() or self._changes != changes,
            )
        except Cancelled:
            if self._cancelled.is_set():
                raise
            return False
        self._tell(Staged(sheet, changes))
        return True

    def _stopped(self) -> bool:
        return self._cancelled.is_set() or self._left_be.is_set()

    def _change(self, opening: Opening, change: MappingChange) -> None:
        from npstui.intake.errors import OptionError

        try:
            opening.change(change)
        except OptionError as error:
            self._tell(NotChanged(safe(str(error))))

    def _follow(self, opening: Opening) -> None:
        """Take in what is appended while the desk is open; it shows as anybody's changes do.

        What somebody else follows comes in through them, until they stop.
        """
        from npstui.intake.claims import AlreadyFollowed
        from npstui.tui.following import follow

        told = False
        while not self._cancelled.is_set():
            try:
                followed = opening.follow()
            except AlreadyFollowed as error:
                if not told:
                    self._send(Added(error_words(error)))
                told = True
                self._cancelled.wait(FOLLOWED_SECONDS)
            else:
                follow(followed, self._cancelled, self._post, self._clock)

    def _progress(self, done: int, total: int) -> None:
        words = self._progress_words(done, total)
        if words is not None:
            self._tell(Progressed(words))

    def _adding(self) -> Callable[[int, int], None]:
        """Says how far it is in the open desk, once that takes long enough to be wondered at."""
        began = time.monotonic()
        words_of = ProgressWords("Taking in what is new")

        def progress(done: int, total: int) -> None:
            if time.monotonic() - began < WONDERED_SECONDS:
                return
            words = words_of(done, total)
            if words is not None:
                self._send(Added(SafeText(f"{words}; leaving stops it")))

        return progress

    def _tell(self, message: Message) -> None:
        # The sheet may not be on the screen yet; it asks for what it missed.
        if isinstance(message, Staged):
            self.missed = (message,)
        elif isinstance(message, Progressed):
            self.missed = (*self.missed[:1], message)
        if self.listener is not None:
            with suppress(RuntimeError):
                self.listener(message)

    missed: tuple[Message, ...] = ()

    def _send(self, message: Message) -> None:
        with suppress(RuntimeError):
            self._post(message)


def _added_words(results: "Sequence[FileResult]") -> SafeText:
    from npstui.intake.remembering import LOST

    imported = sum(result.fates.imported for result in results)
    refused = sum(result.fates.quarantined for result in results)
    words = numbers.count(imported, "new answer") if imported else "Nothing new in the file"
    if refused:
        words += f", {numbers.count(refused, 'row')} in quarantine"
    failed = [str(result.refusal) for result in results if result.refusal]
    # Where a header changed, what was read in place of a column that is gone must not go unseen.
    lost = [note for result in results for note in result.notes if note.startswith(LOST)]
    return safe(". ".join([words, *failed, *lost[:1]]))
