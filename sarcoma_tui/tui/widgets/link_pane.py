"""A page with lines that open other pages: it is read line by line, and the cursor stops at each of them."""

from __future__ import annotations

from sarcoma_tui.tui.widgets.line_pane import LinePane


class LinkPane(LinePane):
    """Text with links. Nothing is passed over: a link that is not on the screen yet is scrolled to."""

    def step(self, by: int) -> None:
        """The cursor to the next link if it is on the screen; else one line further."""
        place = self._next(by)
        first, last = self.span
        if place is not None and first <= place <= last:
            self._cursor = place
            self._repaint()
            return
        top = self.top
        self.scroll_lines(by)
        if self.top == top and place is not None:
            self._cursor = place
            super()._follow()

    def go_to(self, key: str) -> bool:
        """Put the cursor on the link of this key and bring it into view; False when there is none."""
        index = self._index_of(key)
        if index is not None:
            self._cursor = index
            super()._follow()
        return index is not None

    def to_end(self, last: bool) -> None:
        """To the first or the last line."""
        self.scroll_lines(len(self.lines) if last else -len(self.lines))
        links = [index for index, line in enumerate(self.lines) if line.key is not None]
        inside = [index for index in links if self.span[0] <= index <= self.span[1]]
        if inside:
            self._cursor = inside[-1 if last else 0]
            self._repaint()

    @property
    def under_cursor(self) -> str | None:
        """The key of the link under the cursor, if that is on the screen."""
        return self.cursor_key if self.cursor_row is not None else None

    def _follow(self) -> None:
        """A page begins at its top, wherever its first link is; one that is in view stays in view."""
        if self.cursor_row is not None:
            super()._follow()
        else:
            self._clamp()
            self._repaint()

    def _next(self, by: int) -> int | None:
        """The next link from the one under the cursor; from the edge of the screen when that is not on it."""
        first, last = self.span
        here = self._cursor if self.cursor_row is not None else None
        links = [index for index, line in enumerate(self.lines) if line.key is not None]
        if by > 0:
            start = here if here is not None else first - 1
            return next((index for index in links if index > start), None)
        start = here if here is not None else last + 1
        return next((index for index in reversed(links) if index < start), None)
