"""Texts without what reaches a person: addresses and numbers in names and comments are masked."""

import re

from npstui.present.text import SafeText

MAIL, PHONE = "(mail)", "(number)"
_MAIL = re.compile(r"[^\s<>,;:()@]+\s?@\s?[^\s<>,;:()@]+")
# Seven digits and more, whatever stands between them, as long as it is no word.
_PHONE = re.compile(r"(?:\+|\(|\b)\d(?:[\s./()\-]{0,2}\d){6,}")


def without_contact_data(text: SafeText) -> SafeText:
    """The text with mail addresses and runs of seven digits or more masked.

    For texts that leave the store by mail. What a person wrote out in words stays.
    """
    return SafeText(_PHONE.sub(PHONE, _MAIL.sub(MAIL, text)))
