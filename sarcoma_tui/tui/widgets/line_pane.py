"""A pane that draws lines: one widget, no children, and only what changed is painted again.

`show` gives it all its lines; it compares what each row showed before and repaints the rows that differ.
It keeps the cursor on the line with the same key, and scrolls. It takes no keys and no focus: its screen
moves it.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from sarcoma_tui.tui.lines import BLANK, Line, strip


class LinePane(Widget):
    """Lines with a cursor, under lines that stay on top.

    `GUTTER` cells at the left hold the cursor's mark. `EDGE` draws a border left of it: `|`, and `+` where a
    rule meets it. `active` tells whether the cursor is shown.
    """

    DEFAULT_CSS = "LinePane { width: 1fr; height: 1fr; }"
    GUTTER = 2
    EDGE = False
    MARK = ">"

    def __init__(self, *, id: str | None = None, active: bool = True) -> None:  # noqa: A002
        """An empty pane."""
        super().__init__(id=id)
        self.head: tuple[Line, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self.top = 0
        """Index of the line on the first scrolling row."""
        self._cursor: int | None = None
        self._active = active
        self._rows: list[tuple[Line, bool]] = []
        self._rows_size = Size(0, 0)
        self._expected = Size(0, 0)

    # What it shows

    def show(self, lines: Sequence[Line], head: Sequence[Line] = ()) -> None:
        """Show these lines under `head`; the cursor stays on its key, or as near as can be."""
        key, index = self.cursor_key, self._cursor
        self.head, self.lines = tuple(head), tuple(lines)
        self._cursor = self._index_of(key) if key is not None else None
        if self._cursor is None:
            self._cursor = self._nearest(index or 0)
        self._follow()

    def expect(self, width: int, height: int) -> None:
        """Tell the pane its size before the layout does, so that its first painting is not an empty one."""
        self._expected = Size(width, height)

    @property
    def columns(self) -> int:
        """Its width in cells, known or expected."""
        return self.size.width or self._expected.width

    @property
    def height(self) -> int:
        """Its height in rows, known or expected."""
        return self.size.height or self._expected.height

    def row(self, index: int) -> Line:
        """The line as it is shown: a subclass may add to it what depends on scrolling (`1-6 of 6`)."""
        return self.lines[index]

    def resized(self) -> None:
        """Called after the size changed; a subclass whose lines depend on it makes them anew here."""

    # The cursor

    @property
    def active(self) -> bool:
        """Whether the cursor is shown."""
        return self._active

    @active.setter
    def active(self, active: bool) -> None:
        self._active = active
        self._follow()

    @property
    def cursor_key(self) -> str | None:
        """The key of the line under the cursor; None when no line can carry it."""
        if self._cursor is None or self._cursor >= len(self.lines):
            return None
        return self.lines[self._cursor].key

    @property
    def cursor_index(self) -> int | None:
        """The index of the line under the cursor; None when no line can carry it."""
        return self._cursor

    @property
    def cursor_row(self) -> int | None:
        """The row on which the cursor is painted; None when it is not."""
        for row, (_, selected) in enumerate(self._rows):
            if selected:
                return row
        return None

    def go_to(self, key: str) -> bool:
        """Put the cursor on the line with this key and bring it into view; False when there is none."""
        index = self._index_of(key)
        if index is not None:
            self._cursor = index
            self._follow()
        return index is not None

    def move(self, steps: int) -> None:
        """Move the cursor by so many lines that can carry it; without any, scroll."""
        carriers = [index for index, line in enumerate(self.lines) if line.key is not None]
        if self._cursor is None or not carriers:
            self.scroll_lines(steps)
            return
        place = carriers.index(self._cursor) + steps
        self._cursor = carriers[min(max(place, 0), len(carriers) - 1)]
        self._follow()
        if self._cursor in (carriers[0], carriers[-1]):
            self._reveal_beyond(first=self._cursor == carriers[0])

    def move_to_end(self, last: bool) -> None:
        """Put the cursor on the first or the last line that can carry it, and scroll there."""
        self.move(len(self.lines) if last else -len(self.lines))

    # Scrolling

    @property
    def body_height(self) -> int:
        """Rows that scroll."""
        return max(self.height - len(self.head), 0)

    @property
    def span(self) -> tuple[int, int]:
        """First and last index of the lines that are on the screen now (last < first: none)."""
        first = self.top + (1 if self._sticky() is not None else 0)
        return first, min(self.top + self.body_height, len(self.lines)) - 1

    def scroll_lines(self, count: int) -> None:
        """Scroll without a cursor; with one it is carried along at the edge."""
        self.top += count
        self._clamp()
        first, last = self.span
        if self._cursor is not None and not first <= self._cursor <= last:
            inside = [index for index in range(first, last + 1) if self.lines[index].key is not None]
            if inside:
                self._cursor = inside[0] if self._cursor < first else inside[-1]
        self._repaint()

    def scroll_page(self, pages: int) -> None:
        """Scroll by pages; one line of the old page stays in view. At the end the cursor goes there too."""
        top = self.top
        self.scroll_lines(pages * max(self.body_height - 2, 1))
        if self.top == top:
            self.move_to_end(last=pages > 0)

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region, as they are: the terminal's own colours need no style sheet."""
        if self._rows_size != self.size:
            self._rows, self._rows_size = self._rows_now(), self.size
        strips = [self.render_line(y) for y in crop.line_range]
        if crop.column_span != (0, self.size.width):
            strips = [row.crop(*crop.column_span) for row in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One row."""
        shown, selected = self._rows[y] if y < len(self._rows) else (BLANK, False)
        edge = ("+" if shown.rule else "|") if self.EDGE else ""
        gutter = "" if shown.rule else (self.MARK if selected else "").ljust(self.GUTTER)
        width = self.size.width - len(edge)
        row = strip(shown, width, gutter, bar=selected)
        return Strip.join([strip(Line(), len(edge), edge), row]) if edge else row

    def on_resize(self, event: events.Resize) -> None:
        """Paint anew for the new size."""
        if event.size != self._expected:
            self.resized()
        self._expected = event.size
        self._follow()

    def _rows_now(self) -> list[tuple[Line, bool]]:
        height = self.height
        rows = [(shown, False) for shown in self.head[:height]]
        sticky = self._sticky()
        for index in range(self.top, min(self.top + self.body_height, len(self.lines))):
            if index == self.top and sticky is not None:
                rows.append((self.row(sticky), False))
            else:
                rows.append((self.row(index), self._active and index == self._cursor))
        return rows + [(BLANK, False)] * (height - len(rows))

    def _repaint(self) -> None:
        """Paint the rows that differ from what they showed."""
        before, self._rows = self._rows, self._rows_now()
        self._rows_size, width = self.size, self.size.width
        changed = [
            Region(0, y, width, 1) for y, row in enumerate(self._rows) if y >= len(before) or before[y] != row
        ]
        if changed:
            self.refresh(*changed)

    def _follow(self) -> None:
        """Scroll as little as brings the cursor into view."""
        self._clamp()
        if self._cursor is not None and self.body_height:
            first, last = self.span
            if self._cursor > last:
                self.top += self._cursor - last
            elif self._cursor < first:
                self.top = self._cursor
                if self._sticky() is not None:
                    self.top = max(self._cursor - 1, 0)
            self._clamp()
        self._repaint()

    def _reveal_beyond(self, first: bool) -> None:
        """On the first or last line that can carry the cursor: show what is beyond, if both fit."""
        assert self._cursor is not None
        room = self.body_height - 1
        if first and self._cursor <= room:
            self.top = 0
        elif not first and len(self.lines) - 1 - self._cursor < room:
            self.top = len(self.lines)
        self._clamp()
        self._repaint()

    def _sticky(self) -> int | None:
        """The heading that stands on the first scrolling row in the place of the line there."""
        if self.top >= len(self.lines) or self.lines[self.top].sticky or self.top == 0:
            return None
        return next((index for index in range(self.top - 1, -1, -1) if self.lines[index].sticky), None)

    def _clamp(self) -> None:
        self.top = max(0, min(self.top, len(self.lines) - self.body_height))

    def _index_of(self, key: str) -> int | None:
        return next((index for index, line in enumerate(self.lines) if line.key == key), None)

    def _nearest(self, index: int) -> int | None:
        carriers = [place for place, line in enumerate(self.lines) if line.key is not None]
        return min(carriers, key=lambda place: abs(place - index), default=None)
