"""What a referral would add: by each missing means the lines that rest on it, and what is done meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.domain.referral import referral
from sarcoma_tui.tui.keys import READ
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.panel_head import conflicts_on_top
from sarcoma_tui.tui.widgets.referral_lines import referral_lines


class ReferralScreen(ListActions, KeyScreen):
    """One list, read only."""

    KEYMAP = READ

    def __init__(self) -> None:
        """Without lines until it is opened."""
        super().__init__()
        self.listed = LinePane(active=False)

    def body(self) -> Iterable[Widget]:
        """One pane."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """What it is."""
        return ("What a referral would add",)

    def refreshed(self) -> None:
        """The missing means as they are for this case now; a conflict heads them."""
        work = self.app.work
        if work is None:
            return
        width = self.width - 4
        lines = conflicts_on_top(work.pack, work.assessment.conflicts, width)
        found = referral(work.pack, work.answers, work.assessment)
        self.listed.show([*lines, *referral_lines(work.pack, work.answers, found, width)])
