"""A list of session files with a preview of the one under the cursor.

Reading is done in a thread: the screen is there at once, and no key waits for a disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.toml_read import DamagedError, Read
from sarcoma_tui.tui.lines import BLANK, wrapped
from sarcoma_tui.tui.reopen import beside
from sarcoma_tui.tui.review_lines import Row, Shares, Titles, preview_lines, preview_rule
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.session_list import SessionList

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed, Store

_BESIDE = 100  # columns from which the preview stands beside the list, not beneath it


class SessionListScreen(ListActions, KeyScreen):
    """A list with a preview. A subclass finds the rows, and says what an empty list means."""

    listed: SessionList
    EMPTY = ""
    SHARES: ClassVar[Shares] = (31, 28)

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.listed = SessionList(self.SHARES)
        self.preview = LinePane(active=False)
        self.rows: Sequence[Row] | None = None
        self._reads: dict[str, Read | str] = {}
        self._reading = ""
        self._trouble = ""

    # For subclasses

    def find(self) -> Sequence[Row]:
        """The rows; blocks, and runs in a thread."""
        raise NotImplementedError

    def shown(self) -> Sequence[Row]:
        """The rows that are listed now."""
        return self.rows or ()

    def titles(self) -> Titles:
        """The titles of the columns after the label."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What an empty list says."""
        return self.EMPTY

    # What is shown

    @property
    def store(self) -> Store:
        """Where the files are; these screens are not opened without it."""
        assert self.app.store is not None
        return self.app.store

    def body(self) -> Iterable[Widget]:
        """List and preview."""
        return (self.listed, self.preview)

    def state(self) -> str:
        """Which rows are on the screen."""
        return self.listed.told

    def seam(self) -> int | None:
        """Where the border between the panes meets the message line."""
        return self._sizes()[0] if self._wide() else None

    def expect(self) -> None:
        """The list and the preview share the body."""
        width, height = self._sizes()
        self._arrange()
        self.listed.expect(width, height)
        if self._wide():
            self.preview.expect(self.width - width, height)
        else:
            self.preview.expect(width, self.body_height - height)

    def refreshed(self) -> None:
        """The list as it is now; the preview follows with the bars, after every key."""
        self._arrange()
        rows = self.shown()
        if rows:
            self.listed.show_rows(rows, self.titles())
        else:
            said = "Reading ..." if self.rows is None else self._trouble or self.nothing()
            self.listed.show_text([BLANK, *wrapped(said, self._sizes()[0] - 4)])

    def show_bars(self) -> None:
        """Header, key lines, and the preview of what is under the cursor."""
        if self.app.screen is self:
            self._show_preview()
        super().show_bars()

    def _wide(self) -> bool:
        return self.width >= _BESIDE

    def _sizes(self) -> tuple[int, int]:
        """Columns and rows of the list."""
        if self._wide():
            return self.width * 7 // 12, self.body_height
        return self.width, self.body_height - max(self.body_height * 2 // 5, 5)

    def _arrange(self) -> None:
        """Give the panes their sizes, where they changed."""
        width, height = self._sizes()
        wide = self._wide()
        layout = "horizontal" if wide else "vertical"
        if self.styles.layout is None or self.styles.layout.name != layout:
            self.styles.layout = layout
        self.preview.EDGE = wide
        now = self.listed.styles.width, self.listed.styles.height
        if [side and side.value for side in now] != [width, height]:
            self.listed.styles.width, self.listed.styles.height = width, height

    def _show_preview(self) -> None:
        row = self.listed.chosen
        if row is None:
            self.preview.show([])
            return
        read = self._reads.get(row.key)
        width = self.preview.columns - self.preview.GUTTER - (1 if self.preview.EDGE else 0)
        lines = preview_lines(row, read, self.app.pack, max(width, 1))
        self.preview.show(lines, [preview_rule(row)])
        if read is None and row.listed.status != "damaged" and self._reading != row.key:
            self._reading = row.key
            beside(self.app, partial(self._read, row))

    # Reading

    def on_screen_resume(self) -> None:
        """Files may have changed while another screen was on top."""
        beside(self.app, self.load)

    async def load(self) -> None:
        """Read the list anew; what was shown stays until then."""
        trouble = ""
        try:
            self.rows = await asyncio.to_thread(self.find)
        except DurableError as error:
            self.rows, trouble = (), str(error)
        self._trouble = trouble
        self._reads.clear()
        self._reading = ""
        if self.is_current:
            self.refreshed()
            self.show_bars()

    async def _read(self, row: Row) -> None:
        self._reads[row.key] = await asyncio.to_thread(read_or_say, self.store, row.listed)
        chosen = self.listed.chosen
        if self.is_current and chosen is not None and chosen.key == row.key:
            self.show_bars()


def read_or_say(store: Store, listed: Listed) -> Read | str:
    """What a file holds, or why it cannot be read; blocks."""
    try:
        return store.read(listed)
    except (DamagedError, DurableError) as error:
        return str(error)
