"""Plain text: within its width, nothing lost, nothing living."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.files.visible import visible
from sarcoma_tui.reports.blocks import Blocks, Entry, Heading, Pairs, Paragraph, Title
from sarcoma_tui.reports.text import as_text

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=9)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)
names = texts.filter(lambda text: "\n" not in text)
pairs = st.lists(st.tuples(names, texts), max_size=4).map(tuple)
blocks: st.SearchStrategy[Blocks] = st.lists(
    st.one_of(
        st.builds(Title, texts),
        st.builds(Heading, texts),
        st.builds(Paragraph, texts, st.sampled_from(["", "!"])),
        st.builds(Pairs, pairs),
        st.builds(Entry, st.sampled_from("*o?x-"), texts, st.just("") | texts, pairs),
    ),
    min_size=1,
    max_size=6,
).map(tuple)


def said(block: object) -> list[str]:
    """Every text of a block."""
    match block:
        case Title(text) | Paragraph(text, _):
            return [text]
        case Heading(text):
            return [text.upper()]
        case Pairs(rows):
            return [part for row in rows for part in row]
        case Entry(_, text, tail, notes):
            return [text, tail, *(part for note in notes for part in note)]
    raise AssertionError(block)


@given(blocks, st.sampled_from([40, 98]))
def test_every_word_is_there_and_none_can_act(report: Blocks, width: int) -> None:
    text = as_text(report, width)
    assert visible(text, newlines=True) == text
    assert text.endswith("\n")
    left = "".join(text.split())
    for block in report:
        for part in said(block):
            assert "".join(visible(part, newlines=True).split()) in left


@given(st.lists(st.sampled_from(["a", "bcd", "efghij", "k-l"]), min_size=1, max_size=60).map(" ".join))
def test_lines_are_no_longer_than_the_width(text: str) -> None:
    report = (
        Title(text),
        Heading(text),
        Paragraph(text, "!"),
        Pairs((("name", text),)),
        Entry("*", text, "tail", (("because", text),)),
    )
    assert max(map(len, as_text(report, 40).splitlines())) <= 40


def test_how_it_looks() -> None:
    report = (
        Title("A title"),
        Paragraph("First line\nand a second one", "!"),
        Pairs((("short", "one two three four five six"), ("a longer name", "x"), ("", "goes on"))),
        Heading("A part"),
        Entry("*", "An option", "surgery", (("because", "of this and of that and more"), ("unless", "not"))),
        Entry("o", "Another", "", (("", "a note without a name"),)),
        Heading("A list"),
        Entry("-", "one"),
        Entry("-", "two"),
    )
    assert as_text(report, 36) == (
        "A title\n=======\n\n! First line\n  and a second one\n\n"
        "short          one two three four\n               five six\n"
        "a longer name  x\n               goes on\n\n"
        "A PART\n* An option (surgery)\n    because  of this and of that and\n             more\n"
        "    unless   not\n\n"
        "o Another\n    a note without a name\n\n"
        "A LIST\n- one\n- two\n"
    )


@pytest.mark.parametrize("text", ["\x1b[2J", "\u202ea", "a\u200bb", "\x9b31m", "\r", "\x00"])
def test_living_characters_are_escapes(text: str) -> None:
    assert as_text((Paragraph(text),)) == f"{visible(text)}\n"
