"""Events in words: what the log, the case's story and a refusal say somebody did."""

from npstui.model.events import Event, EventKind


def event_words(event: Event) -> str:
    """What happened, in the past, without who and when: "tagged late-driver"."""
    data = event.data
    match event.kind:
        case EventKind.ASSIGNED:
            to = data.get("to")
            if to is None:
                return "made it nobody's"
            return "took it" if to == event.person else f"gave it to {to}"
        case EventKind.TAGGED:
            return f"tagged {_listed(data.get('tags'))}"
        case EventKind.UNTAGGED:
            return f"took off {_listed(data.get('tags'))}"
        case EventKind.NOTED:
            return f"noted: {data.get('text', '')}"
        case EventKind.CONTACTED:
            return _contact(event)
        case EventKind.SNOOZED:
            until = data.get("until")
            return f"snoozed it until {_minute(until)}" if until else "woke it"
        case EventKind.RESOLVED:
            return f"resolved it: {data.get('outcome', '')}"
        case EventKind.EXCLUDED:
            return f"excluded it: {data.get('reason', '')}"
        case _:
            return _PLAIN[event.kind]


_PLAIN = {
    EventKind.REOPENED: "reopened it",
    EventKind.INCLUDED: "included it again",
    EventKind.UNDONE: "took back a command",
    EventKind.REDONE: "did a command again",
}


def _contact(event: Event) -> str:
    channel = str(event.data.get("channel", ""))
    result = str(event.data.get("result", "")).replace("-", " ")
    note = event.data.get("note")
    return f"contacted by {channel}, {result}" + (f": {note}" if note else "")


def _listed(tags: object) -> str:
    return ", ".join(str(tag) for tag in tags) if isinstance(tags, (list, tuple)) else ""


def _minute(moment: object) -> str:
    return str(moment)[:16].replace("T", " ")
