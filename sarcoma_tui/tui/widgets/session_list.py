"""A list of files of which only the rows on the screen are made, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sarcoma_tui.tui.lines import Line
from sarcoma_tui.tui.review_lines import Row, Shares, Titles, row_line, titles_line
from sarcoma_tui.tui.widgets.catalogue_lines import MARKED
from sarcoma_tui.tui.widgets.line_pane import LinePane


class SessionList(LinePane):
    """Rows under the titles of their columns; the cursor stays on its row whatever is filtered."""

    def __init__(self, shares: Shares) -> None:
        """An empty list whose columns have these shares of the width."""
        super().__init__()
        self._shares = shares
        self._files: Sequence[Row] = ()
        self.marked: str | None = None

    def show_rows(self, rows: Sequence[Row], titles: Titles) -> None:
        """Show these rows under the titles of their columns."""
        self._files = rows
        self.show([row.place for row in rows], [titles_line(titles, self._room, self._shares)])

    def show_text(self, lines: Sequence[Line]) -> None:
        """Show a text in the place of rows."""
        self._files = ()
        self.show(lines)

    def row(self, index: int) -> Line:
        """The line of a row, made when it is painted; a plus sign stands before the marked one."""
        if not self._files:
            return self.lines[index]
        row = self._files[index]
        if row.key == self.marked:
            row = replace(row, label=f"{MARKED} {row.label}")
        return row_line(row, self._room, self._shares)

    @property
    def _room(self) -> int:
        return max(self.columns - self.GUTTER, 1)

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        return self._files[self._cursor] if self._files and self._cursor is not None else None

    @property
    def told(self) -> str:
        """Which of how many are on the screen."""
        if not self._files:
            return ""
        first, last = self.span
        return f"{first + 1}-{last + 1} of {len(self.lines)}"
