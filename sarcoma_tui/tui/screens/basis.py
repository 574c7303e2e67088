"""The basis of one option: why it has its verdict, on which answers, rules and sources."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.domain.insight import basis
from sarcoma_tui.tui.keys import READ
from sarcoma_tui.tui.lines import BLANK
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.basis_lines import basis_lines
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.panel_head import conflict_lines


class BasisScreen(ListActions, KeyScreen):
    """One option of the open session, read only."""

    KEYMAP = READ

    def __init__(self, option_id: str) -> None:
        """`option_id` is of the open session's content."""
        super().__init__()
        self.listed = LinePane(active=False)
        self._option_id = option_id

    def body(self) -> Iterable[Widget]:
        """One pane."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """The option."""
        return ("Basis", self.app.pack.options[self._option_id].short)

    def refreshed(self) -> None:
        """The lines, for the width there is; a conflict heads them."""
        work = self.app.work
        if work is None:
            return
        width = self.width - 4
        lines = conflict_lines(work.pack, work.assessment.conflicts, width)
        lines += [BLANK] if lines else []
        found = basis(work.pack, work.answers, self._option_id)
        self.listed.show([*lines, *basis_lines(work.pack, work.answers, found, width)])
