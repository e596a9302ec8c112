"""What an import is given: each file, and what all of its files share."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from npstui.intake.file_plan import FilePlan
from npstui.intake.options import ImportOptions, zone_named
from npstui.intake.parts import Part
from npstui.settings.store_file import StoreSettings
from npstui.store.store import Store


@dataclass(frozen=True, slots=True)
class Input:
    """A file to import: where its bytes are, what it is called, what its ids belong to.

    Of a file that is followed: `part` is what is new in it, `plan` how it was read before.
    """

    file: Path
    shown: str
    source: str
    part: Part | None = None
    plan: FilePlan | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What every file of one import shares."""

    store: Store
    options: ImportOptions
    settings: StoreSettings
    actor: str
    person: str
    now: datetime
    first: bool  # whether this is the store's first import
    looks: bool = False  # whether results come with a look at the first rows

    def zone(self, plan: FilePlan) -> ZoneInfo:
        """The zone of times without an offset: as told, else the platform's, else the store's."""
        told = self.options.time_zone
        if told is None and plan.memory is not None:
            told = plan.memory.what.time_zone
        if told is None and plan.preset is not None:
            told = plan.preset.zone
        return self.settings.zone if told is None else zone_named(told)
