"""The notice that stands over everything while the terminal is too small."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.tui.keys import SMALL
from sarcoma_tui.tui.lines import wrapped
from sarcoma_tui.tui.screens.base import Bar, KeyScreen


class SmallScreen(KeyScreen):
    """Says how much room is needed; everything is as it was when there is room again."""

    KEYMAP = SMALL

    def __init__(self) -> None:
        """One pane, no bars: they would fill what little room there is."""
        super().__init__()
        self.notice = Bar(active=False)

    def compose(self) -> Iterable[Widget]:
        """Only the notice."""
        self.notice.expect(*self.app.size)
        self.refreshed()
        yield self.notice

    def refreshed(self) -> None:
        """What is needed and what there is."""
        from sarcoma_tui.tui.terminal_app import SMALLEST

        width, height = self.app.size
        text = f"This terminal has {width} x {height} cells; sarcoma-tui needs {SMALLEST[0]} x {SMALLEST[1]}."
        rest = "Make it larger to go on: nothing is lost. ctrl+q quits."
        self.notice.show([*wrapped(text, width), *wrapped(rest, width)])

    def show_bars(self) -> None:
        """There are none."""
