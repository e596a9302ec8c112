"""t: put a tag on, or take one off that they all have."""

from typing import TYPE_CHECKING

from npstui.present import numbers
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.widgets.picker import Option

if TYPE_CHECKING:
    from npstui.tui.hands import Hands, Targets


def tag(hands: "Hands", targets: "Targets") -> None:
    """Ask which, and put it on; one that they all have is taken off."""
    session = hands.host.session

    def picked(option: Option) -> None:
        hands.host.close_dialog()
        tags = _several(option.value)
        verb_id = "case.untag" if targets.tags.issuperset(tags) else "case.tag"
        hands.run(verb_id, targets, {"tags": tags})

    def typed(text: str) -> Option | None:
        tags = _several(text)
        if not tags:
            return None
        words = "new tag" if len(tags) == 1 else numbers.count(len(tags), "tag")
        return Option(",".join(tags), safe(", ".join(tags)), "", SafeText(words))

    def options() -> list[Option]:
        listed = {tag.tag: tag.count for tag in session.tags or ()}
        # What the case has comes first: it is what a second look may take off.
        own = [tag for tag in listed if tag in targets.tags]
        own += [safe(tag) for tag in sorted(targets.tags) if tag not in listed]
        rest = [tag for tag in listed if tag not in targets.tags]
        return [
            Option(
                tag,
                safe(tag),
                numbers.thousands(listed.get(SafeText(tag), 0)),
                SafeText("on, enter takes it off") if tag in targets.tags else EMPTY,
            )
            for tag in (*rest, *own)
        ]

    words = "enter adds   on a tag they all have takes off"
    hands.pick_offered(f"tag {targets.name}", options, picked, words, typed)


def _several(text: str) -> list[str]:
    """The tags of a text, parted by commas as on the command line."""
    return list(dict.fromkeys(tag for part in text.lower().split(",") if (tag := part.strip())))
