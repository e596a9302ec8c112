"""Files staged before, so that those which are to be read as they were need not be read again."""

from dataclasses import dataclass, field

from npstui.intake.given import Input
from npstui.intake.inputs import Unusable
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult, StagedFile


@dataclass(frozen=True, slots=True)
class Bench:
    """The staged files by their paths, each with the options it was read by.

    Whoever holds it ends it: with `clear`, or with `forget` once they are committed.
    """

    _held: dict[str, tuple[ImportOptions, StagedFile]] = field(default_factory=dict)

    def found(self, given: Input | Unusable, options: ImportOptions) -> StagedFile | None:
        """The file as it is staged; None where it is not, is to be read otherwise, or changed."""
        held = self._held.get(given.shown)
        if held is None or isinstance(given, Unusable) or held[0] != options:
            return None
        try:
            now = given.file.stat()
        except OSError:
            return None
        seen = held[1].seen
        same = (now.st_ino, now.st_size, now.st_mtime_ns) == (
            seen.st_ino,
            seen.st_size,
            seen.st_mtime_ns,
        )
        return held[1] if same else None

    def put(self, path: str, options: ImportOptions, file: StagedFile | FileResult) -> None:
        """Hold a file; what stands under its path is let go."""
        before = self._held.pop(path, None)
        if before is not None and before[1] is not file:
            before[1].abort()
        if isinstance(file, StagedFile):
            self._held[path] = options, file

    def clear(self) -> None:
        """Leave nothing of any file."""
        for _options, file in self._held.values():
            file.abort()
        self._held.clear()

    def forget(self) -> None:
        """They are somebody else's to end."""
        self._held.clear()
