"""What can be wrong with what is imported, each as the sentence to show."""


class IntakeError(Exception):
    """A file that cannot be imported; str() is one sentence naming the file and the way out."""


class NoRows(IntakeError):
    """A file that is a header so far."""


class OptionError(IntakeError):
    """An option that cannot be followed, whatever the files hold: wrong usage."""


class Cancelled(IntakeError):
    """The import was stopped on request; the file it was at left nothing."""
