"""What the terminal shows, cell by cell, so that only what differs is sent.

Textual repaints whole widgets where one cell changed. Over a slow line that is a wait, so what it wants to
paint is compared here with what stands on the screen already.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

Cell = tuple[str, str]
"""A character (empty: the right half of a wide one) and its SGR codes (empty: none)."""

_EMPTY: Cell = (" ", "")
_BRIDGE = 6  # unchanged cells between two changed ones that cost less than moving the cursor over them


class Frame:
    """The screen as it was sent last; `forget` it when something else wrote to the terminal."""

    def __init__(self) -> None:
        """Nothing is known of the terminal yet."""
        self._rows: list[list[Cell]] | None = None
        self._width = 0

    def forget(self) -> None:
        """The next update is sent whole."""
        self._rows = None

    def difference(self, update: CompositorUpdate, width: int, height: int) -> CompositorUpdate:
        """The same update as one that sends only what differs; one of an unknown kind as it is."""
        if isinstance(update, ChopsUpdate | LayoutUpdate):
            return _Difference(self, update, width, height)
        self.forget()
        return update

    def sequences(
        self, rows: Iterable[tuple[int, int, Iterable[Strip]]], console: Console, width: int, height: int
    ) -> str:
        """The terminal codes that bring these strips, each `(x, y, strips)`, on to the screen."""
        parts: list[str] = []
        if self._rows is None or (len(self._rows), self._width) != (height, width):
            parts.append("\x1b[m\x1b[2J")
            self._rows = [[_EMPTY] * width for _ in range(height)]
            self._width = width
        for x, y, strips in rows:
            if y < height:
                before = self._rows[y]
                after = list(before)
                _fill(after, x, strips, console)
                if after != before:
                    parts.append(_sent(before, after, y))
                    self._rows[y] = after
        return "".join(parts)


class _Difference(CompositorUpdate):
    """Made when it is sent: an update that Textual drops must not count as shown."""

    def __init__(self, frame: Frame, update: ChopsUpdate | LayoutUpdate, width: int, height: int) -> None:
        self._frame, self._update, self._size = frame, update, (width, height)

    def render_segments(self, console: Console) -> str:
        """The codes for the terminal."""
        return self._frame.sequences(_placed(self._update), console, *self._size)


def _placed(update: ChopsUpdate | LayoutUpdate) -> Iterable[tuple[int, int, Iterable[Strip]]]:
    """An update as strips with the place where they begin."""
    if isinstance(update, LayoutUpdate):
        for y, row in enumerate(update.strips, update.region.y):
            yield update.region.x, y, row
        return
    for y in sorted({span[0] for span in update.spans}):
        for x, strip in update.chops[y].items():
            if strip is not None:
                yield x, y, (strip,)


def _fill(cells: list[Cell], x: int, strips: Iterable[Strip], console: Console) -> None:
    """Put strips into a row of cells, cut at its end."""
    made: list[Cell] = []
    for strip in strips:
        for text, style, control in strip:
            if not control:
                made += _cells(text, _codes(style, console.color_system) if style else "")
    end = min(x + len(made), len(cells))
    cells[x:end] = made[: end - x]


def _cells(text: str, codes: str) -> list[Cell]:
    """A text as cells: a wide character takes two, a combining one joins the cell before it."""
    if text.isascii():
        return [(character, codes) for character in text]
    cells: list[Cell] = []
    for character in text:
        width = cell_len(character)
        if width == 0 and cells:
            cells[-1] = (cells[-1][0] + character, codes)
        elif width:
            cells += [(character, codes), ("", codes)][:width]
    return cells


@lru_cache(256)
def _codes(style: Style, color_system: str | None) -> str:
    """The SGR codes of a style; the terminal's own colours need none."""
    codes = Strip.render_ansi(style, COLOR_SYSTEMS.get(color_system or "", ColorSystem.STANDARD)).split(";")
    return ";".join(code for code in codes if code not in ("39", "49"))


def _sent(before: list[Cell], after: list[Cell], y: int) -> str:
    """The codes that turn one row into another."""
    end = len(after)
    tail = end
    while tail and after[tail - 1] == _EMPTY:
        tail -= 1
    erase = sum(cell != _EMPTY for cell in before[tail:]) > 3
    runs = _runs(before, after, tail if erase else end)
    parts = [f"\x1b[{y + 1};{start + 1}H{_text(after[start:stop])}" for start, stop in runs]
    if erase:
        at_tail = runs and runs[-1][1] == tail
        parts.append("\x1b[K" if at_tail else f"\x1b[{y + 1};{tail + 1}H\x1b[K")
    return "".join(parts)


def _runs(before: list[Cell], after: list[Cell], end: int) -> list[tuple[int, int]]:
    """The stretches of a row that changed, those close to each other as one."""
    runs: list[tuple[int, int]] = []
    for x in range(end):
        if before[x] == after[x]:
            continue
        start = x - 1 if after[x][0] == "" and x else x
        if runs and start - runs[-1][1] <= _BRIDGE:
            runs[-1] = (runs[-1][0], x + 1)
        else:
            runs.append((start, x + 1))
    return [(start, stop + 1 if stop < len(after) and after[stop][0] == "" else stop) for start, stop in runs]


def _text(cells: list[Cell]) -> str:
    """Cells as text with their codes; afterwards no style is left on."""
    parts: list[str] = []
    now = ""
    for character, codes in cells:
        if codes != now:
            parts.append("\x1b[m" if not codes else f"\x1b[{'0;' if now else ''}{codes}m")
            now = codes
        parts.append(character)
    return "".join(parts) + ("\x1b[m" if now else "")
