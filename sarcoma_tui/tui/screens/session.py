"""One session, read only: opening it writes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from sarcoma_tui.sessions.difference import difference
from sarcoma_tui.tui.keys import SESSION
from sarcoma_tui.tui.lines import line, wrapped
from sarcoma_tui.tui.reopen import beside, reopen
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.screens.session_files import edit_refusal
from sarcoma_tui.tui.screens.session_list import read_or_say
from sarcoma_tui.tui.session_lines import SessionView, session_lines
from sarcoma_tui.tui.session_words import NO_LABEL
from sarcoma_tui.tui.widgets.line_pane import LinePane

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed


class SessionScreen(ListActions, KeyScreen):
    """Reads the file in a thread, assesses its answers under today's content, and shows both."""

    KEYMAP = SESSION

    def __init__(self, listed: Listed) -> None:
        """`listed` is a file that can be read."""
        super().__init__()
        self.listed = LinePane(active=False)
        self._file = listed
        self._view: SessionView | str | None = None
        self._busy = False

    def body(self) -> Iterable[Widget]:
        """One pane."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """The session's label; that it is only read."""
        return (self._file.label or NO_LABEL, "read only")

    def state(self) -> str:
        """Which lines are on the screen."""
        first, last = self.listed.span
        return f"{first + 1}-{last + 1} of {len(self.listed.lines)}" if last >= first else ""

    def help_title(self) -> str:
        """A saved session."""
        return "A saved session"

    def on_mount(self) -> None:
        """Begin to read."""
        beside(self.app, self._load)

    async def _load(self) -> None:
        self._view = await asyncio.to_thread(self._viewed)
        if self.is_current:
            self.refreshed()
            self.show_bars()

    def _viewed(self) -> SessionView | str:
        assert self.app.store is not None
        read = read_or_say(self.app.store, self._file)
        if isinstance(read, str):
            return read
        return SessionView(self._file, read, self.app.pack, difference(read.session, self.app.pack))

    def refreshed(self) -> None:
        """The session as lines for the width there is."""
        width = self.width - 4
        if self._view is None:
            self.listed.show([line("Reading ...", style="quiet")])
        elif isinstance(self._view, str):
            self.listed.show(wrapped(f"It cannot be read. {self._view}", width, indent=2, style="bad"))
        else:
            self.listed.show(session_lines(self._view, width))

    def act_edit(self) -> str | None:
        """Go on editing it; escape on the stage screen leads back to where this one was opened."""
        refusal = edit_refusal(self._file)
        if not refusal and self._busy:
            return "One moment: it is being opened"
        if not refusal:
            self._busy = True
            beside(self.app, self._edit)
        return refusal or None

    async def _edit(self) -> None:
        try:
            self.say(await reopen(self.app, self._file, self.app.pop_screen))
        finally:
            self._busy = False
