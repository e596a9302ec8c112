"""One file that is followed: what is known of it, and how far it was read."""

import os
from dataclasses import dataclass
from pathlib import Path

from npstui.intake.file_plan import FilePlan
from npstui.intake.parts import Part, mark
from npstui.intake.places import Place, Reached

_LINE_ENDS = (b"\n", b"\r", b"")


@dataclass(slots=True)
class Followed:
    """What is known of one file. `fd` holds it open: renamed, it can still be read to its end.

    `state` is size and time of change as last seen, `done` those at which nothing was left to do.
    Of a file that is read by parts, `offset`, `line` and `mark` tell how far and what was read.
    `told` is the last refusal that was said, `unkept` whether the store's place is behind.
    """

    fd: int
    inode: tuple[int, int]
    state: tuple[int, int] = (-1, -1)
    changed_at: float = 0.0
    done: tuple[int, int] | None = None
    plan: FilePlan | None = None
    offset: int = 0
    line: int = 1
    mark: bytes = b""
    unended: bool = False
    told: str = ""
    unkept: bool = False

    @property
    def file(self) -> Path:
        """The open file by a name that no rename takes away."""
        return Path(f"/dev/fd/{self.fd}")

    def continues(self) -> bool:
        """Whether the file still begins with what was read of it."""
        if self.unended and os.pread(self.fd, 1, self.offset) not in _LINE_ENDS:
            return False
        return self.state[0] >= self.offset and mark(self.fd, self.offset) == self.mark

    def restart(self) -> None:
        """Read from the start again."""
        self.plan, self.offset, self.line, self.unended = None, 0, 1, False

    def advance(self, part: Part) -> None:
        """The part was read."""
        self.go_to(part.end, part.line + part.lines)
        self.unkept = True

    def go_to(self, offset: int, line: int) -> None:
        """Everything before the offset was read."""
        self.offset, self.line = offset, line
        self.mark = mark(self.fd, offset)
        self.unended = bool(offset) and os.pread(self.fd, 1, offset - 1) != b"\n"

    def resume(self, reached: Reached) -> bool:
        """Go on where the file was left; False where it is no longer what was read."""
        self.offset, self.line, self.unended = reached.offset, reached.line, reached.unended
        self.mark = bytes.fromhex(reached.mark)
        if reached.size >= 0 and (reached.size, reached.changed) == self.state:
            if mark(self.fd, reached.size if not reached.offset else reached.offset) == self.mark:
                self.done = self.state
                return True
        elif reached.offset and self.continues():
            return True
        self.restart()
        return False

    def reached(self) -> Reached:
        """How far the file was read."""
        if self.done is None and not self.offset:
            return Reached()
        size, changed = self.done or (-1, -1)
        seen = self.mark if self.offset else mark(self.fd, size)
        return Reached(self.offset, self.line, seen.hex(), self.unended, size, changed)

    def place(
        self, reading: str, *, import_id: int | None = None, before: Reached | None = None
    ) -> Place:
        """What the store is to keep of it."""
        plan = self.plan
        return Place(
            *self.inode,
            reading,
            self.reached(),
            plan.names if plan is not None else (),
            dict(plan.day_orders) if plan is not None else {},
            dict(plan.commas) if plan is not None else {},
            import_id,
            before,
            plan.paths if plan is not None else (),
        )
