"""What a desk is made of: each family of questions, made when it is first asked."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from npstui.desk.frames import Frames
from npstui.desk.numbers import Numbers
from npstui.settings.store_file import StoreSettings
from npstui.store.store import Store

if TYPE_CHECKING:
    import polars as pl

    from npstui.desk.case_files import CaseFiles
    from npstui.desk.commands import Commands
    from npstui.desk.contacting import Contacting
    from npstui.desk.drafts import Drafts
    from npstui.desk.followup import FollowingUp
    from npstui.desk.keeping import Keeping
    from npstui.desk.listings import Listings
    from npstui.desk.outside import Outside
    from npstui.desk.parts import Parts
    from npstui.desk.queueing import Queueing
    from npstui.desk.tagged import Tagged
    from npstui.desk.timeline import Timeline
    from npstui.filters.offers import Offer
    from npstui.filters.tree import Filter


class Families:
    """One person at one store, and the families of questions; Desk asks them."""

    def __init__(
        self, store: Store, *, person: str, actor: str, as_of: datetime | None = None
    ) -> None:
        self.store = store
        self.person = person
        self.actor = actor
        self.as_of = as_of
        self._frames = Frames(store, as_of)
        self._numbers = Numbers(self._frames, store, person)
        self._session_start = 0

    @property
    def settings(self) -> StoreSettings:
        """What the store's team decided."""
        return self.store.settings()

    def in_words(self, error: BaseException, *, short: bool = False) -> BaseException:
        """An error as it is told: where polars could not read one of the store's files, that file
        is named, by its place in the store where it is to be `short`; every other as it is.
        """
        from npstui.store.damage import damage_behind
        from npstui.store.errors import StoreDamaged

        told = damage_behind(error, self.store.path) or error
        if isinstance(told, StoreDamaged):
            self._frames.reread()
        if short and isinstance(told, StoreDamaged):
            return StoreDamaged(str(told).replace(f"{self.store.path}/", ""))
        return told

    def refresh(self) -> bool:
        """Follow the store; whether anything moved since the last time."""
        return self._frames.refresh()

    def filter(self, text: str) -> "Filter":
        """A typed filter over this store's columns. Raises FilterError."""
        from npstui.filters.keys import known_keys
        from npstui.filters.parse import parse

        self.refresh()
        return parse(text, known_keys(self._frames.extra_columns))

    def filter_help(self, text: str, now: datetime) -> "Offer | None":
        """What a typed filter probably means; None where there is nothing to say."""
        return self._queueing.filter_values.help_with(text, now)

    def _parsed(self, where: str | None) -> "Filter | None":
        self.refresh()
        return None if where is None else self.filter(where)

    @cached_property
    def _commands(self) -> "Commands":
        from npstui.desk.commands import Commands

        start = self._session_start
        barred = self._contacting.barred
        return Commands(self.store, self._frames, self.person, self.actor, start, barred)

    @cached_property
    def drafts(self) -> "Drafts":
        """What playbooks say to customers. Refresh the desk before asking for a draft."""
        from npstui.desk.drafts import Drafts

        rows, facts = self._case_files.rows, self._commands.facts
        return Drafts(self.store, self.person, self._contacting, rows, facts)

    @cached_property
    def keeping(self) -> "Keeping":
        """This person's texts begun and not sent. Refresh the desk before asking for all."""
        from npstui.desk.keeping import Keeping

        return Keeping(self.store.path, self.person, self._commands.facts)

    @cached_property
    def _contacting(self) -> "Contacting":
        return self._queueing.contacting

    @cached_property
    def _queueing(self) -> "Queueing":
        from npstui.desk.queueing import Queueing

        return Queueing(self._frames, self.store, self.person, self._numbers)

    @cached_property
    def _case_files(self) -> "CaseFiles":
        from npstui.desk.case_files import CaseFiles

        return CaseFiles(self._frames, self.store, self.as_of)

    @cached_property
    def _listings(self) -> "Listings":
        from npstui.desk.listings import Listings

        return Listings(self._frames, self.store, self._contacting, self.as_of)

    @cached_property
    def following_up(self) -> "FollowingUp":
        """How follow-up is doing."""
        from npstui.desk.followup import FollowingUp

        return FollowingUp(self._frames, self.store, self._parsed, self.as_of)

    @cached_property
    def _parts(self) -> "Parts":
        from npstui.desk.parts import Parts

        numbers = self._numbers
        return Parts(self._frames, self.store, numbers.narrowed, numbers.period_in, numbers.by_day)

    @cached_property
    def outside(self) -> "Outside":
        """Those whom cases are handed on to: who, with what text, and how long they take."""
        from npstui.desk.outside import Outside

        return Outside(self._frames, self.store, self._listings, self._commands, self.as_of)

    @cached_property
    def tagged(self) -> "Tagged":
        """The answers by the tags of their cases."""
        from npstui.desk.tagged import Tagged

        return Tagged(self._frames, self.store, self._facts)

    def _facts(self, where: str | None, now: datetime) -> "pl.LazyFrame":
        """The answers that count, narrowed by facts alone. Raises FilterError, CaseWordInScore."""
        return self._numbers.facts_only(self._parsed(where), now)

    @cached_property
    def _timeline(self) -> "Timeline":
        from npstui.desk.timeline import Timeline

        numbers = self._numbers
        return Timeline(
            self.store, self._facts, self.filter, numbers.narrowed, numbers.period_in,
            self._parts.first_dimension, self.person, self.actor, self.as_of,
        )  # fmt: skip
