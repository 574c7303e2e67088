"""Markdown: a reader of Markdown sees exactly the texts, whatever characters they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sarcoma_tui.files.visible import visible
from sarcoma_tui.reports.blocks import Entry, Heading, Pairs, Paragraph, Title
from sarcoma_tui.reports.markdown import as_markdown, plain

READER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")

acting = st.text(st.sampled_from("`*_[]()<>#+-=.!|~&\\:/1 a\nb"), max_size=30)
texts = acting | st.text(st.characters(codec="utf-8"), max_size=20)


def parsed(text: str) -> list[Token]:
    return [token for block in READER.parse(text) for token in (block, *(block.children or ()))]


def seen(text: str) -> str:
    """What a reader shows, without its spaces."""
    parts = [
        token.content
        for token in parsed(text)
        if token.type in ("text", "code_inline", "code_block", "html_block")
    ]
    return "".join("".join(parts).split())


def bare(text: str) -> str:
    return "".join(visible(text, newlines=True).split())


@given(texts)
def test_a_paragraph_is_only_text(text: str) -> None:
    markdown = as_markdown((Paragraph(f"x{text}"),))
    kinds = {token.type for token in parsed(markdown)}
    assert kinds <= {"paragraph_open", "inline", "text", "paragraph_close", "hardbreak", "softbreak"}
    assert seen(markdown) == bare(f"x{text}")


@given(texts, texts)
def test_a_label_cannot_leave_its_line(name: str, text: str) -> None:
    markdown = as_markdown((Title(f"x{name}"), Heading("y"), Pairs(((f"x{name}", f"z{text}"),))))
    kinds = [token.type for token in parsed(markdown)]
    assert kinds.count("heading_open") == 2
    assert kinds.count("list_item_open") == 1
    assert not {"html_block", "html_inline", "link_open", "image", "code_inline", "fence", "hr"} & set(kinds)
    assert seen(markdown) == bare(f"x{name}yx{name}:z{text}")


def test_how_it_looks() -> None:
    report = (
        Title("A *title*"),
        Paragraph("7.5 cm, 1. of 2", "!"),
        Heading("A part"),
        Entry("*", "An option", "surgery", (("because", "of <this>"), ("", "and that"))),
        Entry("o", "Another"),
        Pairs((("Size", "7.5 cm"),)),
    )
    assert as_markdown(report) == (
        "# A \\*title\\*\n\n**!** 7.5 cm, 1. of 2\n\n## A part\n\n"
        "- `*` **An option** (surgery)\n    - *because*: of \\<this\\>\n    - and that\n- `o` **Another**\n\n"
        "- *Size*: 7.5 cm\n"
    )
    assert plain("- a\n1. b\n7.5 c") == "\\- a\n1\\. b\n7.5 c"
