"""Two sessions side by side, as they were saved: stage, answers, panel."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from sarcoma_tui.sessions.comparison import compare, left_first
from sarcoma_tui.tui.compared_lines import Side, compared_head, compared_lines
from sarcoma_tui.tui.keys import READ
from sarcoma_tui.tui.lines import line, wrapped
from sarcoma_tui.tui.reopen import beside
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.screens.session_list import read_or_say
from sarcoma_tui.tui.session_words import NO_LABEL
from sarcoma_tui.tui.widgets.line_pane import LinePane

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed


class CompareSessionsScreen(ListActions, KeyScreen):
    """Reads both files in a thread; one that cannot be read is said in a sentence."""

    KEYMAP = READ

    def __init__(self, one: Listed, other: Listed) -> None:
        """Two files that Review lists."""
        super().__init__()
        self.listed = LinePane(active=False)
        self._files = (one, other)
        self._sides: tuple[Side, Side] | str | None = None

    def body(self) -> Iterable[Widget]:
        """One pane."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """That two are compared, as they were saved."""
        return ("Side by side", "as saved")

    def state(self) -> str:
        """Which lines are on the screen."""
        first, last = self.listed.span
        return f"{first + 1}-{last + 1} of {len(self.listed.lines)}" if last >= first else ""

    def help_title(self) -> str:
        """Two sessions."""
        return "Two sessions side by side"

    def on_mount(self) -> None:
        """Begin to read."""
        beside(self.app, self._load)

    async def _load(self) -> None:
        self._sides = await asyncio.to_thread(self._read)
        if self.is_current:
            self.refreshed()
            self.show_bars()

    def _read(self) -> tuple[Side, Side] | str:
        """Both sides in their order, or why there are none; blocks."""
        assert self.app.store is not None
        sides: list[Side] = []
        for listed in self._files:
            read = read_or_say(self.app.store, listed)
            if isinstance(read, str):
                return f"{listed.label or NO_LABEL} cannot be read, so there is nothing to compare. {read}"
            sides.append(Side(listed, read))
        one, other = sides
        return (one, other) if left_first(one.session, other.session) else (other, one)

    def refreshed(self) -> None:
        """Both sessions as lines for the width there is."""
        width = self.width - 4
        if self._sides is None:
            self.listed.show([line("Reading ...", style="quiet")])
        elif isinstance(self._sides, str):
            self.listed.show(wrapped(self._sides, width, indent=2, style="bad"))
        else:
            left, right = self._sides
            found = compare(left.session, right.session)
            self.listed.show(
                compared_lines(left, right, found, self.app.pack, width), compared_head(left, right, width)
            )
