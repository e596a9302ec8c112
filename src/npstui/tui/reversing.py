"""Undo and redo of this sitting: what was taken back shows wherever it is listed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npstui.present.values import Answer
    from npstui.tui.app import DeskApp


def take_back(app: "DeskApp") -> None:
    """Undo the last command of this sitting."""
    now = app.session.now()
    app.bridge.run(lambda desk: desk.undo(now), lambda answer: _reversed(app, answer))


def do_again(app: "DeskApp") -> None:
    """Redo what undo took back."""
    now = app.session.now()
    app.bridge.run(lambda desk: desk.redo(now), lambda answer: _reversed(app, answer))


def _reversed(app: "DeskApp", answer: "Answer") -> None:
    app.say(answer.said)
    app.queues.bring_back(answer.done)
    if (front := app.front) is not None:
        front.follow()
    app.asking.counts()
