"""Lines as data: pieces of plain text with a named style, put into a width in cells.

Everything a screen shows is made of these. Text is never markup; what could act on a terminal or hide from a
reader is shown as an escape; what does not fit ends in `..`. Styles only repeat what words and ASCII marks
say already: a line reads the same without them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from sarcoma_tui.files.visible import visible

StyleName: TypeAlias = Literal["", "strong", "quiet", "good", "open", "bad", "bar"]
"""strong: headings; quiet: asides; good, open, bad: what a mark says already; bar: the line of the cursor."""

CUT: Final = ".."
"""Ends a text that did not fit."""

_STYLES: Final[dict[str, Style | None]] = {
    "": None,
    "strong": Style(bold=True),
    "quiet": Style(dim=True),
    "good": Style(color="green"),
    "open": Style(color="cyan"),
    "bad": Style(color="red", bold=True),
    "bar": Style(reverse=True),
}
_COLOURLESS: Final[dict[str, Style | None]] = {"good": None, "open": None, "bad": Style(bold=True)}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style."""

    text: str
    style: StyleName = ""


Pieces: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pane.

    `left` gives way when both sides do not fit; `right` stands at the right edge. `key` names what the line
    is about: a line with one can carry the cursor. `rule` fills the line with dashes and starts at the edge.
    A `sticky` line stays on top while those beneath it scroll.
    """

    left: Pieces = ()
    right: Pieces = ()
    key: str | None = None
    rule: bool = False
    sticky: bool = False

    @property
    def text(self) -> str:
        """Both sides as plain text, for tests and messages."""
        return "".join(piece.text for piece in (*self.left, *self.right))


BLANK: Final = Line()


def style_of(name: StyleName) -> Style | None:
    """How a named style is painted: the terminal's own colours, none of them where `NO_COLOR` is set."""
    if os.environ.get("NO_COLOR"):
        return _COLOURLESS.get(name, _STYLES[name])
    return _STYLES[name]


def line(
    left: str = "",
    right: str = "",
    *,
    style: StyleName = "",
    right_style: StyleName = "",
    key: str | None = None,
) -> Line:
    """A line of one text, or of one at each side."""
    return Line(pieces(left, style), pieces(right, right_style), key)


def rule(title: str = "", right: str = "", *, sticky: bool = False) -> Line:
    """A line of dashes with a title in it: `- Tumour -----`."""
    return Line(pieces(title, "strong"), pieces(right), rule=True, sticky=sticky)


def heading(title: str, right: str = "") -> Line:
    """A heading that stays on top of what it heads."""
    return Line(pieces(title, "strong"), pieces(right), sticky=True)


def pieces(text: str, style: StyleName = "") -> Pieces:
    """One piece, or none for an empty text."""
    return (Piece(text, style),) if text else ()


def wrapped(
    text: str, width: int, *, indent: int = 0, style: StyleName = "", key: str | None = None
) -> list[Line]:
    """A text as lines of at most `width` cells, broken at spaces; all but the first are indented.

    The first is indented as far as the text itself begins with spaces, but no further than the others. Line
    feeds in the text begin a new line. Only the first line carries the key.
    """
    lines: list[Line] = []
    for paragraph in visible(text, newlines=True).split("\n"):
        for row in _rows(paragraph, max(width, indent + 8), indent):
            lines.append(Line(pieces(row, style), key=key if not lines else None))
    return lines


def _rows(text: str, width: int, indent: int) -> list[str]:
    """One paragraph as rows; a word longer than a row is cut."""
    words = text.lstrip(" ")
    rows = [" " * min(len(text) - len(words), indent)]
    for word in words.split(" "):
        parts = chop_cells(word, width - indent) if cell_len(word) > width - indent else [word]
        for part in parts:
            joined = f"{rows[-1]} {part}" if rows[-1].strip() else rows[-1] + part
            if cell_len(joined) <= width:
                rows[-1] = joined
            else:
                rows.append(" " * indent + part)
    return rows


def cut(text: str, width: int) -> str:
    """A text made visible and no wider than `width` cells; a cut one ends in `..`."""
    text = visible(text)
    if cell_len(text) <= width:
        return text
    kept = chop_cells(text, max(width - len(CUT), 1))[0] if width > len(CUT) else ""
    return (kept + CUT)[: max(width, 0)]


def width_of(parts: Iterable[Piece]) -> int:
    """The cells that pieces take when shown."""
    return sum(cell_len(visible(part.text)) for part in parts)


def shortened(parts: Pieces, width: int) -> Pieces:
    """Pieces no wider than `width` cells; the one that does not fit ends in `..` and nothing follows it."""
    if width_of(parts) <= width:
        return parts
    kept: list[Piece] = []
    for index, part in enumerate(parts):
        rest = width_of(parts[index + 1 :])
        room = width if rest == 0 else width - len(CUT)
        size = cell_len(visible(part.text))
        if size > room:
            kept.append(Piece(cut(part.text + " " * (rest + len(CUT)), width), part.style))
            break
        kept.append(part)
        width -= size
    return tuple(kept)


def strip(shown: Line, width: int, before: str = "", bar: bool = False) -> Strip:
    """A line painted `width` cells wide, behind a gutter; `bar` puts the whole line in reverse."""
    if shown.rule:
        return _painted([*_rule_pieces(shown, width - len(before), before)], width, bar)
    room = max(width - len(before), 0)
    right = shortened(shown.right, max(room * 2 // 3, room - width_of(shown.left) - 1))
    right_width = width_of(right)
    left = shortened(shown.left, room - right_width - 1 if right else room)
    gap = " " * (room - width_of(left) - right_width)
    return _painted([Piece(before), *left, Piece(gap), *right], width, bar)


def _rule_pieces(shown: Line, room: int, before: str) -> Iterable[Piece]:
    """`- title ---- right --`: dashes that leave one space around the words."""
    yield Piece(before)
    right = shortened(shown.right, max(room - 8, 0))
    left = shortened(shown.left, max(room - 3 - (width_of(right) + 4 if right else 0), 0))
    used = 0
    if left:
        yield from (Piece("- "), *left, Piece(" "))
        used = width_of(left) + 3
    tail = width_of(right) + 4 if right else 0
    yield Piece("-" * max(room - used - tail, 0))
    if right:
        yield from (Piece(" "), *right, Piece(" --"))


def _painted(parts: Iterable[Piece], width: int, bar: bool) -> Strip:
    paint = style_of("bar")
    segments = [
        Segment(visible(part.text), paint if bar else style_of(part.style)) for part in parts if part.text
    ]
    return Strip(segments).adjust_cell_length(width).simplify()
