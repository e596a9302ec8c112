"""Events in words: what the log, the case's story and a refusal say somebody did."""

from collections.abc import Callable, Mapping

from npstui.model.events import Event, EventKind

Data = Mapping[str, object]


def event_words(event: Event) -> str:
    """What happened, in the past, without who and when: "tagged late-driver"."""
    if event.kind in _PLAIN:
        return _PLAIN[event.kind]
    if event.kind is EventKind.ASSIGNED:
        return _assigned(event)
    return _OF_DATA[event.kind](event.data)


def _assigned(event: Event) -> str:
    to = event.data.get("to")
    if to is None:
        return "made it nobody's"
    return "took it" if to == event.person else f"gave it to {to}"


_PLAIN = {
    EventKind.REOPENED: "reopened it",
    EventKind.INCLUDED: "included it again",
    EventKind.UNDONE: "took back a command",
    EventKind.REDONE: "did a command again",
}


def _contact(data: Data) -> str:
    channel = str(data.get("channel", ""))
    result = str(data.get("result", "")).replace("-", " ")
    said = f"contacted by {channel}, {result}"
    if template := data.get("template"):
        language = data.get("language")
        said += f" ({template}, {language})" if language else f" ({template})"
    if ask := data.get("ask"):
        said += f", asked for a {ask}"
    if answer := data.get("answer"):
        said += f", {answer}"
    if told := data.get("told"):
        said += f", told that we ask again {str(told)[:10]}"
    note = data.get("note")
    return said + (f": {note}" if note else "")


def _resolution(data: Data) -> str:
    said = str(data.get("outcome", ""))
    if data.get("remedy"):
        said += f", {data['remedy']}"
    if data.get("amount") is not None:
        said += f", {float(str(data['amount'])):,.10g}"
    again = data.get("again")
    return said + (f"; to look at again on {str(again)[:10]}" if again else "")


def _handed(data: Data) -> str:
    if data.get("to") is None:
        return "took it back here"
    until, note = data.get("until"), data.get("note")
    said = f"handed it on to {data['to']}" + (f" until {_minute(until)}" if until else "")
    return said + (f": {note}" if note else "")


def _listed(tags: object) -> str:
    return ", ".join(str(tag) for tag in tags) if isinstance(tags, (list, tuple)) else ""


def _minute(moment: object) -> str:
    return str(moment)[:16].replace("T", " ")


def _snoozed(data: Data) -> str:
    until = data.get("until")
    return f"snoozed it until {_minute(until)}" if until else "woke it"


_OF_DATA: Mapping[EventKind, Callable[[Data], str]] = {
    EventKind.TAGGED: lambda data: f"tagged {_listed(data.get('tags'))}",
    EventKind.UNTAGGED: lambda data: f"took off {_listed(data.get('tags'))}",
    EventKind.NOTED: lambda data: f"noted: {data.get('text', '')}",
    EventKind.CONTACTED: _contact,
    EventKind.SNOOZED: _snoozed,
    EventKind.RESOLVED: lambda data: f"resolved it: {_resolution(data)}",
    EventKind.HANDED_ON: _handed,
    EventKind.DUE_SET: lambda data: f"set its first contact due by {_minute(data.get('due'))}",
    EventKind.EXCLUDED: lambda data: f"excluded it: {data.get('reason', '')}",
}
