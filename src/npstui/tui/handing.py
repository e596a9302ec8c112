"""h: a case to somebody outside the desk; and everything of one member to another."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from npstui.present import numbers, times
from npstui.present.text import SafeText, safe
from npstui.present.values import Answer, PersonLoad, PersonOutside
from npstui.tui.assigning import person_option
from npstui.tui.clipboard import MOST_BYTES, TooLong, to_clipboard
from npstui.tui.hands import READ_ONLY, answer_words
from npstui.tui.widgets.picker import Option, Picker

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.tui.hands import Hands, Host, Targets
    from npstui.tui.screens.base import DeskScreen

WAITS = (("tomorrow", "tomorrow"), ("3d", "3 d"), ("7d", "7 d"), ("14d", "14 d"), ("30d", "30 d"))
BACK = Option("", SafeText("back here"), "", SafeText("ends its wait"))
MATE = SafeText("a colleague at the desk: a gives it to them")
CONTACT = "with name, mail and phone"


def hand_on(hands: "Hands", targets: "Targets") -> None:
    """Ask to whom, then until when; the text goes to the terminal's clipboard."""
    session, now = hands.host.session, hands.host.session.now()
    # What the text takes along: contact data only where somebody asked for it.
    asked = {"contact": False}
    team: list[str] = []

    def picked(option: Option) -> None:
        hands.host.close_dialog()
        if option.dimmed:
            from npstui.desk.handing import ADDING, PEOPLE, at_the_desk

            adding = f"{option.shown} is not among {PEOPLE} yet. {ADDING}"
            hands.host.say(safe(at_the_desk(option.shown) if option.hint == MATE else adding))
        elif option.value:
            _ask_until(hands, targets, option.value, contact=asked["contact"])
        else:
            hands.run("case.hand-back", targets, {})

    def typed(text: str) -> Option | None:
        name = text.strip()
        mates = [each for each in team if each.casefold().startswith(name.casefold())]
        if name and mates:
            return Option(mates[0], safe(mates[0]), "", MATE, dimmed=True)
        return Option(name, safe(name), "", SafeText("another name")) if name else None

    def turned(_option: Option) -> None:
        asked["contact"] = not asked["contact"]
        picker.rename(_title(targets, contact=asked["contact"]))

    def came(found: tuple[tuple[PersonOutside, ...], tuple[str, ...]]) -> None:
        people, members = found
        team.extend(each for each in members if each not in {one.person for one in people})
        waits = targets.case is not None and targets.case.handed_to is not None
        options = [_outside(person) for person in people]
        picker.load([*([BACK] if waits else []), *options])

    def ask(desk: "Desk") -> tuple[tuple[PersonOutside, ...], tuple[str, ...]]:
        return desk.outside.people(targets.refs, now), desk.settings.team

    words = "enter goes on   tab contact data too"
    picker = hands.pick(_title(targets, contact=False), None, picked, words, typed, more=turned)
    session.bridge.ask("picker", ask, came)


def give(host: "Host", targets: "Targets", arguments: Mapping[str, object]) -> None:
    """Carry it out, and send what goes along to the terminal's clipboard."""
    session, now = host.session, host.session.now()
    contact = bool(arguments.get("contact"))

    def work(desk: "Desk") -> tuple[Answer, str]:
        answer = desk.run("case.hand-on", targets.among(desk), arguments, now)
        text = desk.outside.text(answer.done, now, note="", person=session.person, contact=contact)
        return answer, text

    def came(done: tuple[Answer, str]) -> None:
        answer, text = done
        if text:
            answer = _with_words(answer, _send(host, text))
        host.answered("case.hand-on", targets, answer)

    session.bridge.run(work, came)


def hand_over(screen: "DeskScreen") -> None:
    """Ask from whom, then to whom; all they have goes over in one verb."""
    session, now = screen.session, screen.session.now()
    if session.read_only:
        screen.say(READ_ONLY)
        return

    def from_whom(people: tuple[PersonLoad, ...]) -> None:
        holders = [load for load in people if load.open_cases]
        givers.load([person_option(load, session) for load in holders])

    def picked_giver(option: Option) -> None:
        # Asked anew: a name typed ahead is picked before the first answer has come.
        def to_whom(people: tuple[PersonLoad, ...]) -> None:
            others = [load for load in people if load.person != option.value]
            takers.load([person_option(load, session) for load in others])

        screen.close_dialog()
        title = f"hand all of {option.shown} over to"
        takers = _pick(screen, title, lambda to: _over(screen, option.value, to.value))
        session.bridge.ask("picker", lambda desk: desk.people(now), to_whom)

    givers = _pick(screen, "hand over all that somebody has", picked_giver)
    session.bridge.ask("picker", lambda desk: desk.people(now), from_whom)


def _over(screen: "DeskScreen", giver: str, person: str) -> None:
    session, now = screen.session, screen.session.now()
    screen.close_dialog()

    def came(answer: Answer) -> None:
        screen.say(answer_words(answer))
        screen.follow()

    session.bridge.run(lambda desk: desk.outside.hand_over(giver, person, now), came)


def _pick(
    screen: "DeskScreen",
    title: str,
    picked: Callable[[Option], None],
) -> Picker:
    session = screen.session
    picker = Picker(
        safe(title),
        None,
        picked,
        screen.close_dialog,
        changed=screen.dialog_changed,
        help_words="enter goes on",
        palette=session.palette,
        glyphs=session.glyphs,
    )
    screen.open_dialog(picker)
    return picker


def _ask_until(hands: "Hands", targets: "Targets", person: str, *, contact: bool) -> None:
    session, now = hands.host.session, hands.host.session.now()

    def picked(option: Option) -> None:
        hands.host.close_dialog()
        arguments = {"person": person, "until": option.value, "contact": contact}
        hands.run("case.hand-on", targets, arguments)

    def typed(text: str) -> Option | None:
        words = SafeText("until then: 5d, 2w, 2026-12-01")
        return Option(text.strip(), safe(text), "", words) if text.strip() else None

    options = []
    for value, shown in WAITS:
        hint = f"until {times.moment(_until(value, hands), now, session.zone)}"
        options.append(Option(value, SafeText(shown), "", SafeText(hint)))
    title = f"{targets.name} waits for {safe(person)}"
    hands.pick(
        title,
        options,
        picked,
        "enter hands on   space, then another time",
        typed,
        rows=len(options),
    )


def _until(value: str, hands: "Hands"):  # type: ignore[no-untyped-def]
    from npstui.desk.when import parse_when

    session = hands.host.session
    return parse_when(value, session.now(), session.zone.key)


def _title(targets: "Targets", *, contact: bool) -> SafeText:
    if contact:
        return SafeText(f"hand {targets.name} on {CONTACT} to")
    return SafeText(f"hand {targets.name} on, outside the desk (a: a colleague)")


def _outside(person: PersonOutside) -> Option:
    words = [f"{numbers.thousands(person.waiting)} waiting"] if person.waiting else []
    hint = SafeText(", ".join([*words, *([person.hint] if person.hint else [])]))
    return Option(person.person, person.person, "", hint, dimmed=not person.known)


def _send(host: "Host", text: str) -> str:
    try:
        written = to_clipboard(text, os.environ)
    except TooLong as error:
        return (
            f"its text is {error.size:,} bytes, more than the {MOST_BYTES:,} a terminal takes; "
            "npstui case hand-on --out writes a file"
        )
    host.send_out(written)
    return "text sent"


def _with_words(answer: Answer, words: str) -> Answer:
    from dataclasses import replace

    return replace(answer, said=SafeText(f"{answer.said.rstrip('.')}; {words}"))
