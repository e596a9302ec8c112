"""Where a confirmed text goes: the terminal's clipboard, a mail program, a file, or only the log.

Nothing is sent by itself: each of these ends before anybody's outbox.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from npstui.model.outcomes import Channel, Result
from npstui.model.response import ResponseRef
from npstui.tui.clipboard import MOST_BYTES, TooLong, to_clipboard
from npstui.tui.widgets.contact_form import COPY, FILE, LINK
from npstui.tui.widgets.contacting import Values

if TYPE_CHECKING:
    from npstui.present.drafts import DraftValue
    from npstui.tui.hands import Host

_NO_CLIPBOARD = ("linux", "dumb", "")
_LONGEST_LINK = 8_000  # beyond it mail programs and browsers cut
_WIDE = 110  # cells from which an answer has room for a second thought


class NotSent(Exception):
    """The text could not go there; str() is the sentence, and nothing was logged."""


def send(
    host: "Host",
    values: Values,
    subject: str,
    draft: "DraftValue | None",
    ref: ResponseRef,
    now: datetime,
) -> str:
    """Hand the text over as `then` says; what is told when it is logged: who has yet to send it.

    Raises NotSent.
    """
    then, text = values["then"], values["written"]
    logged, nothing = _logged(values), _nothing_sent(host)
    if then not in (COPY, LINK, FILE):
        return ""
    if not text.strip():
        raise NotSent("There is no text to send; write one, or choose log to log the contact only.")
    if then == FILE:
        return f"Yours to send: {_to_file(text, subject, ref, now)}{nothing}. {logged}"
    if then == LINK:
        return f"{_to_mail_program(host, values, text, subject, draft)}{nothing}. {logged}"
    _copy(host, text)
    return f"Copied: paste it into your {values['channel']}{nothing}. {logged}"


def _logged(values: Values) -> str:
    """What stands in the log now, short enough to stand behind the rest in 80 cells."""
    if values["result"] != Result.SENT:
        return f"Logged: {values['channel']}, {values['result'].replace('-', ' ')}"
    by_mail = values["channel"] == Channel.MAIL
    return "Logged as mailed" if by_mail else f"Logged as sent by {values['channel']}"


def _nothing_sent(host: "Host") -> str:
    """Said in full where the line has room: narrow ones say what is left to do alone."""
    return "; npstui sends nothing" if host.app_here().size.width >= _WIDE else ""


def _copy(host: "Host", text: str) -> None:
    term = os.environ.get("TERM", "")
    if term in _NO_CLIPBOARD:
        raise NotSent(
            f"This terminal ({term or 'TERM is not set'}) takes no clipboard; choose file."
        )
    try:
        host.send_out(to_clipboard(text, os.environ))
    except TooLong as error:
        raise NotSent(
            f"That is {error.size:,} bytes, more than the {MOST_BYTES:,} a terminal takes; "
            "choose file."
        ) from error


def _to_file(text: str, subject: str, ref: ResponseRef, now: datetime) -> str:
    from npstui.export.files import ExportError, whole_file

    stem = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in ref.response_id)
    path = Path(f"contact-{stem[:60]}-{now:%Y-%m-%d-%H%M%S}.txt")
    head = f"{subject}\n\n" if subject else ""
    try:
        with whole_file(path) as file:
            file.write(f"{head}{text}\n".encode())
    except ExportError as error:
        raise NotSent(str(error)) from error
    return str(path)


def mailto(address: str, subject: str, text: str) -> str:
    """A link that opens a mail to an address; lines end as mails want them."""
    body = quote("\r\n".join(text.split("\n")), safe="")
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={body}"


def _to_mail_program(
    host: "Host", values: Values, text: str, subject: str, draft: "DraftValue | None"
) -> str:
    if values["channel"] != Channel.MAIL:
        raise NotSent("A mail program writes mails; choose copy or file.")
    if draft is None or not draft.mail:
        raise NotSent("There is no mail address; choose copy, file, or another channel.")
    link = mailto(draft.mail, subject, text)
    if len(link) > _LONGEST_LINK:
        raise NotSent("That text is too long for a mail link; choose copy or file.")
    opener = _opener(os.environ)
    if opener is None:
        _copy(host, link)
        return "No mail program here: a mailto: link is copied, open it"
    try:
        subprocess.Popen(
            [opener, link], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise NotSent(f"{opener} cannot be started: {error.strerror}; choose copy.") from error
    return "Opened in your mail: send it there"


def _opener(environment: Mapping[str, str]) -> str | None:
    """What opens a link on this very machine; over SSH that would be nobody's screen."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None
    if shutil.which("open") and os.uname().sysname == "Darwin":
        return "open"
    has_screen = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if has_screen else None
