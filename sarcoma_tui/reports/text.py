"""A report as plain text: ASCII marks, wrapped, nothing in it that could act on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from textwrap import wrap

from sarcoma_tui.files.visible import visible
from sarcoma_tui.reports.blocks import Block, Blocks, Entry, Heading, Pairs, Paragraph, Title

WIDTH = 98
_COLUMN = 24
"""Names in a column are no longer, or their text begins on the next line."""


def as_text(blocks: Blocks, width: int = WIDTH) -> str:
    """The report as lines of at most `width` characters (a longer word stays whole)."""
    lines: list[str] = []
    for before, block in pairwise((None, *blocks)):
        assert block is not None
        if lines and not _close(before, block):
            lines.append("")
        lines += _block(block, width)
    return "\n".join(lines) + "\n"


def _close(before: Block | None, block: Block) -> bool:
    """Whether two blocks stand without an empty line between them."""
    if isinstance(before, Entry) and isinstance(block, Entry):
        return not before.notes and not block.notes
    return isinstance(before, Heading)


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Title(text):
            yield from _wrapped("", text, width)
            yield "=" * min(len(visible(text)), width)
        case Heading(text):
            yield from _wrapped("", text.upper(), width)
        case Paragraph(text, mark):
            yield from _wrapped(f"{mark} " if mark else "", text, width)
        case Pairs(rows):
            yield from _pairs(rows, "", width)
        case Entry(mark, text, tail, notes):
            yield from _wrapped(f"{mark} ", f"{text} ({tail})" if tail else text, width)
            yield from _pairs(notes, "    ", width)


def _pairs(rows: tuple[tuple[str, str], ...], margin: str, width: int) -> Iterator[str]:
    """Names in a column, their texts beside them."""
    column = max((len(visible(name)) for name, _ in rows if len(visible(name)) <= _COLUMN), default=0)
    gap = "  " if any(name for name, _ in rows) else ""
    for name, text in rows:
        start = f"{margin}{visible(name):{column}}{gap}"
        yield from _wrapped(start, text, width, len(margin) + column + len(gap))


def _wrapped(start: str, text: str, width: int, indent: int | None = None) -> Iterator[str]:
    """A text with `start` before its first line; the others stand beneath its first word."""
    margin = " " * (len(start) if indent is None else indent)
    for line in visible(text, newlines=True).split("\n"):
        yield from wrap(
            line,
            width,
            initial_indent=start,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [start.rstrip()]
        start = margin
