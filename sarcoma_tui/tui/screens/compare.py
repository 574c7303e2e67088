"""Two options side by side."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.tui.keys import READ
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.compare_lines import option_parts, side_by_side
from sarcoma_tui.tui.widgets.line_pane import LinePane


class CompareScreen(ListActions, KeyScreen):
    """What is to be said of either, read only."""

    KEYMAP = READ

    def __init__(self, one: str, other: str) -> None:
        """Two options of the open session's content, by id."""
        super().__init__()
        self.listed = LinePane(active=False)
        self._ids = (one, other)

    def body(self) -> Iterable[Widget]:
        """One pane."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """That two are compared."""
        return ("Two options side by side",)

    def refreshed(self) -> None:
        """Both, as they are for this case now."""
        work = self.app.work
        if work is None:
            return
        by_id = {item.option.id: item for item in (*work.assessment.options, *work.assessment.workup)}
        one, other = (by_id[name] for name in self._ids)
        self.listed.show(side_by_side(option_parts(work.pack, work.answers, one, other), self.width - 4))
