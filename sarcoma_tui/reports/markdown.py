"""A report as Markdown: every text in it is text, whatever characters it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sarcoma_tui.files.visible import visible
from sarcoma_tui.reports.blocks import Block, Blocks, Entry, Heading, Pairs, Paragraph, Title

_ACTING: Final = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_STARTING: Final = re.compile(r"^(\s*)([-+=]|\d+[.)](?=\s|$))", re.MULTILINE)


def as_markdown(blocks: Blocks) -> str:
    """The report, blocks parted by an empty line, entries of one list by none."""
    parts: list[str] = []
    for before, block in pairwise((None, *blocks)):
        assert block is not None
        listed = isinstance(before, Entry) and isinstance(block, Entry)
        parts.append(("\n" if listed else "\n\n") * bool(parts) + "\n".join(_block(block)))
    return "".join(parts) + "\n"


def plain(text: str) -> str:
    """A text in which nothing is mark-up; its line breaks stay."""
    escaped = _ACTING.sub(r"\\\1", visible(text, newlines=True))
    return _STARTING.sub(lambda found: f"{found[1]}{_marker(found[2])}", escaped)


def _marker(text: str) -> str:
    """What would begin a list or underline a heading at the start of a line."""
    return f"{text[:-1]}\\{text[-1]}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title(text):
            yield f"# {_line(text)}"
        case Heading(text):
            yield f"## {_line(text)}"
        case Paragraph(text, mark):
            yield (f"**{_line(mark)}** " if mark else "") + plain(text).replace("\n", "  \n")
        case Pairs(rows):
            yield from (_pair("", name, text) for name, text in rows)
        case Entry(mark, text, tail, notes):
            yield f"- `{mark}` **{_line(text)}**" + (f" ({_line(tail)})" if tail else "")
            yield from (_pair("    ", name, note) for name, note in notes)


def _pair(margin: str, name: str, text: str) -> str:
    label = _line(name)
    return f"{margin}- " + (f"*{label}*: " if label else "") + _line(text)


def _line(text: str) -> str:
    """A text on one line; without spaces at its ends, beside which no emphasis begins or ends."""
    return " ".join(plain(text).split("\n")).strip()
