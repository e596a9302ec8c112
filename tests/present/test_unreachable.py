"""Addresses and numbers are masked in texts that go by mail; all else stays as it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.present.text import SafeText, safe
from npstui.present.unreachable import MAIL, PHONE, without_contact_data


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mail me at ola.nordmann+x@example.co.uk, please", f"mail me at {MAIL}, please"),
        ("ring +47 900 00 000!", f"ring {PHONE}!"),
        ("(020) 555-01-23 or 0701740605.", f"{PHONE} or {PHONE}."),
        ("王小明@例子.公司", MAIL),
        ("ola @example.no", MAIL),
        ("call 0900.000.000", f"call {PHONE}"),
        ("waited 40 minutes, paid 1,250", "waited 40 minutes, paid 1,250"),
        ("ride 88121 on 2026-11 at 15:32", "ride 88121 on 2026-11 at 15:32"),
        ("Sjåføren kom for sent", "Sjåføren kom for sent"),
        ("100 % 3 @ 4", "100 % (mail)"),
    ],
)
def test_what_reaches_a_person_is_masked(text: str, masked: str) -> None:
    assert without_contact_data(safe(text)) == masked


@given(
    st.text(alphabet="ab .-,", max_size=8),
    st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.[a-z]{2}", fullmatch=True),
    st.from_regex(r"\+?\d{2,3}( ?\d{2,3}){3}", fullmatch=True),
    st.text(alphabet="ab .-,", max_size=8),
)
def test_no_address_and_no_number_is_left(before: str, mail: str, phone: str, after: str) -> None:
    left = without_contact_data(SafeText(f"{before} {mail} {phone} {after}"))
    assert "@" not in left
    assert not re.search(r"\d{2}", left)


@given(st.text(alphabet="abc åäö 客服 .,", max_size=40))
def test_words_stay(text: str) -> None:
    assert without_contact_data(safe(text)) == safe(text)
