"""What can be wrong with a store, each as the sentence to show."""


class StoreError(Exception):
    """A store that cannot be used as asked; str() is one sentence with the way out."""


class StoreMissing(StoreError):
    """There is no store at the path."""


class StoreExists(StoreError):
    """There is a store at the path already."""


class StoreForeign(StoreError):
    """The path holds something else, or a store of somebody else."""


class StoreNewer(StoreError):
    """The store was written by a newer version of the program."""


class StoreDamaged(StoreError):
    """A file of the store is missing, cut off or not what it should be; names the file."""


class StoreBusy(StoreError):
    """Somebody else holds the lock that is needed; names them."""


class StoreFull(StoreError):
    """The disk is full; nothing was changed."""


class VersionMoved(StoreError):
    """Segments were registered since the caller read them; `current` is the version now."""

    def __init__(self, current: int) -> None:
        super().__init__("The store got other responses meanwhile; try again.")
        self.current = current
