"""What became of every row of a file: the law of the import, kept count by count."""

from collections import Counter
from dataclasses import dataclass, field

from npstui.store.values import Added, Fates


@dataclass(slots=True)
class Tally:
    """The running counts of one file.

    rows = imported + already_known + changed + updated + quarantined + sum(set_aside), always.
    """

    rows: int = 0
    imported: int = 0
    undated: int = 0
    already_known: int = 0
    changed: int = 0
    updated: int = 0
    quarantined: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)

    def add(self, added: Added, quarantined: int, set_aside: dict[str, int]) -> None:
        """Count one chunk."""
        self.imported += added.imported
        self.undated += added.undated
        self.already_known += added.already_known
        self.changed += added.changed
        self.updated += added.updated
        self.quarantined += quarantined
        self.set_aside.update(set_aside)

    def fates(self) -> Fates:
        """The counts as they stand."""
        return Fates(
            rows=self.rows,
            imported=self.imported,
            undated=self.undated,
            already_known=self.already_known,
            changed=self.changed,
            updated=self.updated,
            quarantined=self.quarantined,
            set_aside={reason: count for reason, count in self.set_aside.items() if count},
        )


def rows_accounted(fates: Fates) -> int:
    """The right side of the law."""
    return (
        fates.imported
        + fates.already_known
        + fates.changed
        + fates.updated
        + fates.quarantined
        + sum(fates.set_aside.values())
    )
