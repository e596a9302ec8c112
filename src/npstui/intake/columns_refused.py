"""The refusal of a table that somebody who sees its columns can lift."""

from npstui.intake.errors import IntakeError
from npstui.intake.file_plan import FilePlan


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
        plan: FilePlan | None = None,
    ) -> None:
        super().__init__(sentence)
        self.names = names
        self.samples = samples
        self.plan = plan
