"""What can be wrong with what is imported, each as the sentence to show."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npstui.intake.file_plan import FilePlan


class IntakeError(Exception):
    """A file that cannot be imported; str() is one sentence naming the file and the way out."""


class ColumnsRefused(IntakeError):
    """A table whose columns leave open how they are to be read: somebody who sees them can say.

    `names` are the headers, `samples` some filled cells of each; `plan` is how it would be read,
    None where no score was found.
    """

    def __init__(
        self,
        sentence: str,
        names: tuple[str, ...],
        samples: tuple[tuple[str, ...], ...],
        plan: "FilePlan | None" = None,
    ) -> None:
        super().__init__(sentence)
        self.names = names
        self.samples = samples
        self.plan = plan


class NoRows(IntakeError):
    """A file that is a header so far."""


class OptionError(IntakeError):
    """An option that cannot be followed, whatever the files hold: wrong usage."""


class Cancelled(IntakeError):
    """The import was stopped on request; the file it was at left nothing."""
