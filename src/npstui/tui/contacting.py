"""c: a draft to one customer, or one text to the marks; confirmed, it goes where it was told to."""

from pathlib import Path
from typing import TYPE_CHECKING

from npstui.model.outcomes import Channel, Result, stops_the_clock
from npstui.present.text import SafeText, safe
from npstui.present.values import Answer
from npstui.tui.hands import export_name
from npstui.tui.keeping import drop, keep
from npstui.tui.sending import NotSent, send
from npstui.tui.widgets.contact_form import ContactForm
from npstui.tui.widgets.contacting import WRITTEN, Values
from npstui.tui.widgets.forms import Look
from npstui.tui.widgets.merge_form import MergeForm

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.model.category import Category
    from npstui.present.drafts import DraftValue, MergeValue
    from npstui.tui.hands import Hands, Host, Targets

_TALL = 36  # rows of a terminal from which the form takes more of them


def contact(hands: "Hands", targets: "Targets") -> None:
    """Open the form for the case, or for the marks."""
    if len(targets.refs) == 1 and targets.everything is None:
        _one(hands, targets)
    else:
        _many(hands, targets)


def _one(hands: "Hands", targets: "Targets") -> None:
    host, session, ref = hands.host, hands.host.session, targets.refs[0]
    key = ("contact", ref)
    kept = session.drafts.get(key, {})

    def ask(playbook: str, language: str, told: str | None) -> None:
        now = session.now()

        def question(desk: "Desk") -> "DraftValue":
            desk.refresh()
            return desk.drafts.draft(
                ref, now, playbook=playbook or None, language=language or None, told=told
            )

        session.bridge.ask("draft", question, came)

    def came(draft: "DraftValue") -> None:
        if form.is_attached:
            form.came(draft)

    def done(values: Values) -> None:
        _confirmed(hands, targets, values, form.draft)

    def left(values: Values) -> None:
        if form.is_touched:
            session.drafts[key] = _to_keep(values)
            keep(session, key, session.drafts[key])
            host.say(SafeText("Kept as a draft, the same key goes on with it."))
        elif key not in session.recovered:
            session.drafts.pop(key, None)
            drop(session, [key])
        host.close_dialog()

    form = ContactForm(
        SafeText(f"Contact {targets.name}"),
        targets.category,
        kept,
        Channel(kept.get("channel") or Channel.MAIL),
        ask,
        done,
        left,
        lambda: _edit(host, form),
        host.say,
        Look(session.palette, session.glyphs),
        12 if host.rows_here() >= _TALL else 4,
    )

    def worth() -> Values | None:
        return _to_keep(form.values()) if form.is_touched else None

    hands.open_form(form, targets, worth, key)
    ask(kept.get("playbook", ""), kept.get("language", ""), kept.get("told"))


def _confirmed(
    hands: "Hands", targets: "Targets", values: Values, draft: "DraftValue | None"
) -> None:
    """Hand the text over and log the contact; where the text cannot go, nothing is logged."""
    host, ref = hands.host, targets.refs[0]
    if draft is not None and draft.barred and values["result"] != Result.REACHED:
        host.say(safe(f"Not done: {draft.barred}. Only a contact with result reached is logged."))
        return
    if draft is not None and (why := _refused(draft, values)):
        # Before anything goes out: what is refused by the log would have been sent.
        host.say(safe(f"Not done: {why}"))
        return
    if values.get("answer") and not values.get("ask") and draft is not None and not draft.asked:
        host.say(SafeText("Nothing was asked of this customer yet: say under Asked what was."))
        return
    subject = draft.subject if draft is not None else ""
    try:
        words = send(host, values, subject, draft, ref, host.session.now())
    except NotSent as error:
        host.say(safe(str(error)))
        return
    host.session.drafts["contact", ref] = _to_keep(values)
    host.close_dialog()
    arguments: dict[str, object] = {
        "channel": values["channel"], "result": values["result"], "note": values["written"],
    }  # fmt: skip
    arguments |= {name: values[name] for name in ("ask", "answer") if values.get(name)}
    if values["channel"] in WRITTEN or (draft is not None and draft.resolved):
        arguments |= _of_draft(values, draft)
    elif values.get("told"):
        arguments["told"] = values["told"]
    hands.run("case.contact", targets, arguments, words)


def _refused(draft: "DraftValue", values: Values) -> str | None:
    """Why the case takes no such contact; None: it does."""
    if draft.refused is None and draft.resolved and not stops_the_clock(values["result"]):
        return "it is resolved; a try is logged on open cases"
    return draft.refused


def _edit(host: "Host", form: ContactForm) -> None:
    """Take the text to the editor; what goes wrong is said, and the text stays."""
    from npstui.tui.editor import CannotEdit, edited

    allowed = form.draft is None or form.draft.editor
    try:
        text = edited(host.app_here(), form.field.written, allowed=allowed)
    except CannotEdit as error:
        host.say(safe(str(error)))
    else:
        form.edited(text)


def _many(hands: "Hands", targets: "Targets") -> None:
    host, session = hands.host, hands.host.session
    store = session.header.store if session.header is not None else SafeText("")
    day = session.now().astimezone(session.zone).date().isoformat()

    def ask(channel: str, playbook: str, told: str | None) -> None:
        now = session.now()

        def question(desk: "Desk") -> "MergeValue":
            desk.refresh()
            refs = targets.among(desk)
            return desk.drafts.merge(refs, now, channel, playbook=playbook or None, told=told)[0]

        session.bridge.ask("draft", question, came)

    def came(merge: "MergeValue") -> None:
        if form.is_attached:
            form.came(merge)

    def done(values: Values) -> None:
        host.close_dialog()
        named = ("channel", "result", "ask", "told")
        arguments = {name: values[name] for name in named if name in values}
        if not values["path"]:
            hands.run("case.contact", targets, arguments)
            return
        now, path = session.now(), Path(values["path"]).expanduser()
        arguments["template"] = values["playbook"]

        def write(desk: "Desk") -> Answer:
            from npstui.desk.merging import merge_to_file
            from npstui.export.files import ExportError

            try:
                return merge_to_file(desk, targets.among(desk), arguments, path, now)
            except ExportError as error:
                return Answer(said=safe(str(error)))

        host.given("case.contact", targets)
        session.bridge.run(write, lambda answer: host.answered("case.contact", targets, answer))

    form = MergeForm(
        SafeText(f"Contact {targets.name}, one text for all"),
        _only_category(targets),
        export_name(store, "contact", day),
        Channel.MAIL,
        ask,
        done,
        lambda _values: host.close_dialog(),
        Look(session.palette, session.glyphs),
        3 if host.rows_here() >= _TALL else 1,
    )
    hands.open_form(form, targets)


def _only_category(targets: "Targets") -> "Category | None":
    """The category of the cases where they are of one."""
    if targets.categories:
        return next(iter(targets.categories)) if len(targets.categories) == 1 else None
    return targets.category


def _of_draft(values: Values, draft: "DraftValue | None") -> dict[str, object]:
    if draft is None or draft.barred:
        return {}
    told = {"told": draft.told.isoformat()} if draft.told is not None else {}
    return {"template": values["playbook"], "language": draft.language, **told}


def _to_keep(values: Values) -> Values:
    return {name: value for name, value in values.items() if name != "written"}
