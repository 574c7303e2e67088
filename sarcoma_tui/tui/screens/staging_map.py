"""The staging map: the table of the case's chapter, with what is still possible in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.widget import Widget

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.staging_map import ChapterTable, staging_map
from sarcoma_tui.tui.keys import READ
from sarcoma_tui.tui.lines import BLANK, wrapped
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.map_lines import map_lines
from sarcoma_tui.tui.widgets.panel_head import conflicts_on_top


class StagingMapScreen(ListActions, KeyScreen):
    """One table, read only."""

    KEYMAP = READ

    def __init__(self) -> None:
        """Without lines until it is opened."""
        super().__init__()
        self.listed = LinePane(active=False)
        self._of: Mapping[str, Answer] | None = None
        self._tables: tuple[ChapterTable, ...] | None = None

    def body(self) -> Iterable[Widget]:
        """One pane."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """What it is."""
        return ("Staging map",)

    def refreshed(self) -> None:
        """The table as it is for this case now; a conflict heads it."""
        work = self.app.work
        if work is None:
            return
        width = self.width - 4
        if self._of is not work.answers:
            self._of, self._tables = work.answers, None
            self.call_after_refresh(self._make)  # where little is answered there are many tables
        if self._tables is None:
            self.listed.show([BLANK, *wrapped("Making the table ...", width, style="quiet")])
            return
        lines = conflicts_on_top(work.pack, work.assessment.conflicts, width)
        self.listed.show([*lines, *map_lines(work.pack, work.assessment, self._tables, width)])

    def _make(self) -> None:
        work = self.app.work
        if work is not None and self._of is work.answers:
            self._tables = staging_map(work.pack, work.answers)
            self.app.publish()
