"""Lines fill exactly their width, whatever is in them; nothing in them can act or hide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sarcoma_tui.tui.lines import Line, Piece, cut, heading, line, rule, strip, style_of, wrapped

TEXT = st.text(max_size=40)
NASTY = "[/x] [T2a] [ \x1b[31mred\u202e \u200b é 漢字 \x07"


@given(TEXT, TEXT, st.integers(1, 120), st.booleans())
def test_a_line_is_as_wide_as_asked(left: str, right: str, width: int, ruled: bool) -> None:
    shown = rule(left, right) if ruled else line(left, right)
    assert strip(shown, width).cell_length == width
    assert sum(cell_len(segment.text) for segment in strip(shown, width)) == width


@given(TEXT, st.integers(1, 60))
def test_nothing_that_acts_on_a_terminal_gets_through(text: str, width: int) -> None:
    shown = strip(line(text), width).text
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown)


@given(TEXT, st.integers(0, 60))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    shown = cut(text, width)
    assert cell_len(shown) <= width
    if width >= 3 and cell_len(cut(text, 10_000)) > width:
        assert shown.endswith("..")


@given(st.text(alphabet="ab [/]é漢", max_size=200), st.integers(10, 60))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    rows = wrapped(text, width)
    assert all(cell_len(row.text) <= width for row in rows)
    assert "".join("".join(row.text for row in rows).split()) == "".join(text.split())


def test_markup_is_text() -> None:
    assert strip(line(NASTY), 79).text.startswith("[/x] [T2a] [ \\x1b[31mred\\u202e \\u200b é 漢字 \\x07")


def test_the_left_side_gives_way_to_the_right() -> None:
    shown = strip(line("Limb-sparing wide excision of the tumour", "! pregnancy"), 30).text
    assert shown == "Limb-sparing wid.. ! pregnancy"


def test_a_rule_names_its_section() -> None:
    assert strip(rule("Tumour", "1-6 of 6"), 30).text == "- Tumour --------- 1-6 of 6 --"
    assert strip(rule("Tumour"), 12).text == "- Tumour ---"


def test_wide_characters_are_never_halved() -> None:
    assert strip(line("漢字漢字"), 7).text == "漢字.. "
    assert cut("漢字漢字", 5) == "漢.."


@pytest.mark.parametrize("name", ["good", "open", "bad", "strong", "quiet", "bar", ""])
def test_no_colour_is_left_where_none_is_wanted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    style = style_of(name)  # type: ignore[arg-type]
    assert style is None or (style.color is None and style.bgcolor is None)


def test_a_heading_sticks_and_a_rule_need_not() -> None:
    assert heading("STANDARD").sticky
    assert not rule("x").sticky
    assert Line((Piece("a"), Piece("b")), (Piece("c"),)).text == "abc"
