"""Text from outside never acts: what a terminal would obey or a reader not see is written as an escape."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.files.visible import visible

_HIDING = {"Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"}


@given(st.text(st.characters()))
def test_nothing_that_acts_or_hides_is_left(text: str) -> None:
    assert not {unicodedata.category(character) for character in visible(text)} & _HIDING


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    "text", ["Größe 7,5 cm", "tumour 5 µm", "肉腫", "пациент", "e\u0301", "5\u00a0cm", "😀"]
)
def test_other_scripts_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("a\tb\r\n", r"a\tb\r\n"),
        ("\x9b2J", r"\x9b2J"),
        ("a\u202eb\u2066", r"a\u202eb\u2066"),
        ("\u200b\ufeff\u2060", r"\u200b\ufeff\u2060"),
        ("\u3164\u2800\ufe0f", r"\u3164\u2800\ufe0f"),
        ("\U000e0041", r"\U000e0041"),
        ("\udc80", r"\udc80"),
        ("\u2028", r"\u2028"),
        ("\u00ad", r"\xad"),
    ],
)
def test_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_feeds_can_be_kept() -> None:
    assert visible("a\n\tb\r", newlines=True) == "a\n\\tb\\r"
