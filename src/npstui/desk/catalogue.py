"""Every command once, as data: bindings, footer, help, palette, docs and CLI all read it here."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from npstui.desk import handing, verbs
from npstui.desk.command import Argument, Command, Move, Scope, Verb, keys_of
from npstui.desk.contact_verb import plan_contact
from npstui.desk.moves import MOVES

__all__ = [
    "CATALOGUE",
    "MOVES",
    "VERBS",
    "Argument",
    "CatalogueError",
    "Command",
    "Move",
    "Scope",
    "Verb",
    "commands_in",
    "keys_of",
    "validate",
    "verb",
]


class CatalogueError(Exception):
    """A catalogue that must not reach the screen; str() names both sides."""


_CHANNELS = ("mail", "phone", "sms", "letter", "chat", "visit", "other")
_RESULTS = ("sent", "reached", "left-word", "no-answer", "wrong-address")
_REASONS = ("test", "duplicate", "spam", "scale-misread", "other")

VERBS: tuple[Verb, ...] = (
    Verb(
        id="case.take",
        title="Make it mine",
        help="Make yourself the assignee of the case, or of all marked cases.",
        scope=Scope.CASE,
        key="m",
        path="case take",
        available=verbs.needs_cases,
        plan=verbs.plan_take,
        short="mine",
    ),
    Verb(
        id="case.assign",
        title="Assign",
        help="Give the case to a member of the team; whoever had it loses it.",
        scope=Scope.CASE,
        key="a",
        path="case assign",
        available=verbs.needs_cases,
        plan=verbs.plan_assign,
        arguments=(Argument("person", "to whom"),),
        short="assign",
    ),
    Verb(
        id="case.unassign",
        title="Unassign",
        help="Make the case nobody's. On screen: a, then nobody.",
        scope=Scope.CASE,
        key=None,
        path="case unassign",
        available=verbs.needs_cases,
        plan=verbs.plan_unassign,
    ),
    Verb(
        id="case.tag",
        title="Tag",
        help="Put one or more tags on the case; tags of others stay.",
        scope=Scope.CASE,
        key="t",
        path="case tag",
        available=verbs.needs_cases,
        plan=verbs.plan_tag,
        arguments=(Argument("tags", "tags"),),
        short="tag",
    ),
    Verb(
        id="case.untag",
        title="Untag",
        help="Take one or more tags off the case. On screen: t, then a tag they all have.",
        scope=Scope.CASE,
        key=None,
        path="case untag",
        available=verbs.needs_cases,
        plan=verbs.plan_untag,
        arguments=(Argument("tags", "tags"),),
    ),
    Verb(
        id="case.contact",
        title="Contact",
        help="Write or call, with a draft of the playbook, and log how and with what result.",
        scope=Scope.CASE,
        key="c",
        path="case contact",
        available=verbs.needs_cases,
        plan=plan_contact,
        arguments=(
            Argument("channel", "channel", closed=_CHANNELS),
            Argument("result", "result", closed=_RESULTS),
            Argument("note", "note", required=False),
            Argument("template", "playbook", required=False),
            Argument("told", "when we ask again", required=False),
            Argument("ask", "asked for", required=False, closed=("review", "referral")),
            Argument("answer", "answer", required=False, closed=("agreed", "declined")),
        ),
        short="contact",
    ),
    Verb(
        id="case.note",
        title="Note",
        help="Write a note on the case. A note never stops the clock.",
        scope=Scope.CASE,
        key="n",
        path="case note",
        available=verbs.needs_cases,
        plan=verbs.plan_note,
        arguments=(Argument("text", "note"),),
        short="note",
    ),
    Verb(
        id="case.resolve",
        title="Resolve",
        help="End the case with an outcome; on a resolved case, reopen it.",
        scope=Scope.CASE,
        key="x",
        path="case resolve",
        available=verbs.needs_cases,
        plan=verbs.plan_resolve,
        arguments=(
            Argument("outcome", "outcome"),
            Argument("remedy", "remedy", required=False),
            Argument("amount", "amount", required=False),
            Argument("again", "look again", required=False),
        ),
        short="resolve",
    ),
    Verb(
        id="case.reopen",
        title="Reopen",
        help="Open a resolved case again. On screen: x on a resolved case.",
        scope=Scope.CASE,
        key=None,
        path="case reopen",
        available=verbs.needs_cases,
        plan=verbs.plan_reopen,
    ),
    Verb(
        id="case.snooze",
        title="Snooze",
        help="Set the case aside until a time; it comes back sooner if its last quarter begins.",
        scope=Scope.CASE,
        key="z",
        path="case snooze",
        available=verbs.needs_cases,
        plan=verbs.plan_snooze,
        arguments=(Argument("until", "until"),),
        short="snooze",
    ),
    Verb(
        id="case.hand-on",
        title="Hand on",
        help="Let the case wait for a person or department outside the desk, until a date.",
        scope=Scope.CASE,
        key="h",
        path="case hand-on",
        available=verbs.needs_cases,
        plan=handing.plan_hand_on,
        arguments=(
            Argument("person", "to whom"),
            Argument("until", "until", required=False),
            Argument("note", "note", required=False),
        ),
        short="hand on",
    ),
    Verb(
        id="case.hand-back",
        title="Take back here",
        help="End the wait of a case that was handed on. On screen: h, then back here.",
        scope=Scope.CASE,
        key=None,
        path="case hand-back",
        available=verbs.needs_cases,
        plan=handing.plan_hand_back,
    ),
    Verb(
        id="team.hand-over",
        title="Hand everything over",
        help="Give all that one member has to another, snoozed and waiting cases too.",
        scope=Scope.EVERYWHERE,
        key=None,
        path="hand-over",
        available=verbs.needs_cases,
        plan=handing.plan_hand_over,
        arguments=(Argument("giver", "from whom"), Argument("person", "to whom")),
    ),
    Verb(
        id="response.exclude",
        title="Exclude",
        help="Leave the response out of the numbers, with a reason; its case closes.",
        scope=Scope.CASE,
        key=None,
        path="exclude",
        available=verbs.needs_cases,
        plan=verbs.plan_exclude,
        arguments=(Argument("reason", "reason", closed=_REASONS),),
    ),
    Verb(
        id="response.include",
        title="Include",
        help="Count an excluded response again.",
        scope=Scope.CASE,
        key=None,
        path="include",
        available=verbs.needs_cases,
        plan=verbs.plan_include,
    ),
)

CATALOGUE: tuple[Command, ...] = VERBS + MOVES

# Scopes whose keys are live at the same time, and so must not clash.
_LIVE_TOGETHER = (
    frozenset({Scope.EVERYWHERE, Scope.LIST, Scope.CASE}),
    frozenset({Scope.EVERYWHERE, Scope.LIST, Scope.IMPORT}),
    frozenset({Scope.EVERYWHERE, Scope.LIST, Scope.TRENDS}),
)

_KEY_NAMES = frozenset(
    {
        "tab", "shift+tab", "enter", "escape", "space", "up", "down", "left", "right", "pageup",
        "pagedown", "home", "end", "ctrl+s", "ctrl+r", "ctrl+p",
    }
)  # fmt: skip

_NAMED = ", ".join(sorted(_KEY_NAMES))


def verb(verb_id: str) -> Verb:
    """The verb of this id. Raises KeyError."""
    return _VERBS[verb_id]


def commands_in(*scopes: Scope) -> Iterator[Command]:
    """The commands live in any of the scopes, in the catalogue's order."""
    return (command for command in CATALOGUE if command.scope in scopes)


def validate(catalogue: Iterable[Command]) -> None:
    """Hold a catalogue to what Textual would silently accept.

    Raises CatalogueError at an id that stands twice, a key that is none, and a key that two
    commands live at the same time share; the message names both.
    """
    commands = list(catalogue)
    ids: set[str] = set()
    for command in commands:
        if command.id in ids:
            raise CatalogueError(f"The command id {command.id} stands twice.")
        ids.add(command.id)
        for key in keys_of(command):
            _check_key(command, key)
    for scopes in _LIVE_TOGETHER:
        taken: dict[str, Command] = {}
        for command in commands:
            if command.scope not in scopes:
                continue
            for key in keys_of(command):
                if key in taken:
                    raise CatalogueError(
                        f"The key {key} is both {taken[key].id} ({taken[key].title}) "
                        f"and {command.id} ({command.title}); change one of them."
                    )
                taken[key] = command


_VERBS = {entry.id: entry for entry in VERBS}


def _check_key(command: Command, key: str) -> None:
    if key in _KEY_NAMES or (len(key) == 1 and key.isascii() and key.isprintable()):
        return
    near = get_close_matches(key, _KEY_NAMES, n=1)
    hint = f"did you mean {near[0]}?" if near else f"keys are letters, signs, {_NAMED}."
    raise CatalogueError(
        f"{command.id} ({command.title}) asks for “{key}”, which is no key here; {hint}"
    )
