"""What can be wrong with what is imported, each as the sentence to show."""


class IntakeError(Exception):
    """A file that cannot be imported; str() is one sentence naming the file and the way out."""


class ColumnsRefused(IntakeError):
    """A table whose columns leave it open what the score is: somebody who sees them can say.

    `names` are the headers, `samples` some filled cells of each.
    """

    def __init__(
        self, sentence: str, names: tuple[str, ...], samples: tuple[tuple[str, ...], ...]
    ) -> None:
        super().__init__(sentence)
        self.names = names
        self.samples = samples


class NoRows(IntakeError):
    """A file that is a header so far."""


class OptionError(IntakeError):
    """An option that cannot be followed, whatever the files hold: wrong usage."""


class Cancelled(IntakeError):
    """The import was stopped on request; the file it was at left nothing."""
