"""Guidance: what the content says, to be read: its parts, one part, or what is found by typing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.tui.guidance.items import PARTS, Kind
from sarcoma_tui.tui.guidance.lists import PART, found_lines, overview_lines, part_lines
from sarcoma_tui.tui.guidance.search import Search
from sarcoma_tui.tui.guidance.state import FilesState, files_state
from sarcoma_tui.tui.keys import GUIDANCE, GUIDANCE_FILTER, GUIDANCE_NARROWED, Keymap
from sarcoma_tui.tui.reopen import beside
from sarcoma_tui.tui.screens.base import ListActions
from sarcoma_tui.tui.screens.filtering import FilteringScreen
from sarcoma_tui.tui.widgets.line_pane import LinePane


class GuidanceScreen(ListActions, FilteringScreen):
    """The parts of the content, or one of them; `/` looks through all that is listed here."""

    def __init__(self, kind: Kind | None = None) -> None:
        """The whole content, or the part of one kind."""
        super().__init__()
        self.listed = LinePane()
        self._kind = kind
        self._files: FilesState | None = None
        self._search: Search | None = None
        self._found = 0

    def body(self) -> Iterable[Widget]:
        """One list."""
        return (self.listed,)

    @property
    def keymap(self) -> Keymap:
        """The search's keys while it is open; escape shows all again while the list is narrowed."""
        if self._typing:
            return GUIDANCE_FILTER
        return GUIDANCE_NARROWED if self._typed else GUIDANCE

    def place(self) -> tuple[str, ...]:
        """Guidance, and which part."""
        return ("Guidance",) if self._kind is None else ("Guidance", PARTS[self._kind][0])

    def state(self) -> str:
        """How much a clinician has signed, in sight on every part."""
        return f"{self.app.pack.signed_count} of {self.app.pack.rule_count} rules signed"

    def hint(self) -> str:
        """What is looked for, and how much was found."""
        if not self._typing and not self._typed:
            return ""
        size = self._search.size if self._search is not None else 0
        return f" Search: {self._typed}{'_' if self._typing else ''}   {self._found} of {size}"

    def refreshed(self) -> None:
        """The lines, for the width there is."""
        pack, width = self.app.pack, self.width - 4
        if self._typed and self._search is not None:
            named, told = self._search.find(self._typed)
            self._found = len(named) + len(told)
            self.listed.show(found_lines(named, told))
            return
        self._found = self._search.size if self._search is not None else 0
        if self._kind is None:
            self.listed.show(overview_lines(pack, self._files, self.app.clock().date(), width))
        else:
            self.listed.show(part_lines(pack, self._kind))

    # What only the files tell

    def on_mount(self) -> None:
        """The files are read beside the loop: the screen is there at once."""
        if self._kind is None:
            beside(self.app, self._read)

    async def _read(self) -> None:
        ready = self.app.ready
        assert ready is not None
        self._files = await asyncio.to_thread(files_state, ready.pack_folder, ready.pack.content.info)
        self._refill()

    # Opening

    def act_open(self) -> str | None:
        """Open the part or the entry under the cursor."""
        key = self.listed.cursor_key
        if key is None:
            return "There is nothing under the cursor"
        kind, _, name = key.partition(":")
        if kind == PART:
            (chosen,) = (part for part in PARTS if part == name)
            self.app.push_screen(GuidanceScreen(chosen))
        else:
            from sarcoma_tui.tui.screens.guidance_page import GuidancePage

            self.app.push_screen(GuidancePage(key))
        return None

    # Searching

    def act_find(self) -> None:
        """Open the search; what was typed before is there again."""
        if self._search is None:
            self._search = Search(self.app.pack, self._kind)
        self._typing = True
        self.refreshed()

    def _narrow(self, typed: str) -> None:
        super()._narrow(typed)
        if typed:
            self.listed.move_to_end(last=False)
