"""What is about to be said to customers: one draft, or one text for many with who is left out."""

from dataclasses import dataclass
from datetime import datetime

from npstui.model.response import ResponseRef
from npstui.present.text import EMPTY, SafeText


@dataclass(frozen=True, slots=True)
class DraftValue:
    """A draft to one customer. `barred` says why there is none: then all texts are empty.

    `missing` are the facts it does without; `wanted` the playbook and language that were chosen
    by the case, `playbooks` and `languages` those that could be. The customer of a `resolved` case
    is told that what they raised is mended, by phone too, or nothing: `refused` says why not this.
    """

    ref: ResponseRef
    playbook: str
    language: str
    subject: SafeText = EMPTY
    text: SafeText = EMPTY
    sms: SafeText = EMPTY
    missing: tuple[str, ...] = ()
    told: datetime | None = None  # when the text says that we ask again
    told_words: str = ""  # as the text says it: the month, in its language
    asks: str = ""  # what its texts ask for, of a promoter who was not asked yet
    asked: str = ""  # what the customer was asked for last, of Ask
    barred: SafeText | None = None
    playbooks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    mail: SafeText | None = None
    phone: SafeText | None = None
    prefers: str = ""  # the channel they want, as the file says it
    usual: str = ""  # after how long the store asks a customer of this category again
    resolved: bool = False
    refused: SafeText | None = None
    editor: bool = True  # whether the store lets a text be taken to $EDITOR


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Cases of a merge that get nothing, for one reason."""

    reason: SafeText
    names: tuple[SafeText, ...]  # the first of them
    count: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the texts of a merge as it is filled."""

    to: SafeText
    language: str
    subject: SafeText
    text: SafeText
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeValue:
    """What a merge would write: `refs` get a row each."""

    playbook: str
    refs: tuple[ResponseRef, ...]
    samples: tuple[Sample, ...]
    left_out: tuple[LeftOut, ...]
    prefer_else: int  # of the refs, who prefer another channel
    playbooks: tuple[str, ...]
    told: datetime | None = None  # when the text says that we ask again
    usual: str = ""  # after how long the store asks passives again, where all of them are
    asks: str = ""  # what its texts ask for, where all are promoters
    # Cases of somebody who gets the text with another case: told too, without a row.
    same_customer: tuple[ResponseRef, ...] = ()
