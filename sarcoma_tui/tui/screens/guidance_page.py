"""One entry of the content in full; a line with the cursor on it opens the entry it names."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.tui.guidance.pages import opened_by_enter, page_lines, page_title
from sarcoma_tui.tui.keys import GUIDANCE_PAGE
from sarcoma_tui.tui.screens.base import KeyScreen
from sarcoma_tui.tui.widgets.link_pane import LinkPane


class GuidancePage(KeyScreen):
    """An option, rule, table, notice, follow-up row, stage, question or source, read only."""

    KEYMAP = GUIDANCE_PAGE

    def __init__(self, key: str, at: str = "") -> None:
        """`key` names the entry; the cursor begins on the line that opens `at`, if there is one."""
        super().__init__()
        self.listed = LinkPane()
        self._key, self._at = key, at

    def body(self) -> Iterable[Widget]:
        """One page."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """Guidance, and what is read."""
        return ("Guidance", page_title(self.app.pack, self._key))

    def state(self) -> str:
        """Which lines are on the screen."""
        first, last = self.listed.span
        total = len(self.listed.lines)
        return f"{first + 1}-{last + 1} of {total}" if total > self.listed.body_height else ""

    def hint(self) -> str:
        """What enter opens now."""
        key = self.listed.under_cursor
        return f" enter opens {opened_by_enter(self.app.pack, key)}" if key is not None else ""

    def refreshed(self) -> None:
        """The entry, for the width there is."""
        self.listed.show(page_lines(self.app.pack, self._key, self.width - 4))
        if self._at:
            self.listed.go_to(self._at)
            self._at = ""

    def act_open(self) -> str | None:
        """Open what the line under the cursor names."""
        key = self.listed.under_cursor
        if key is None:
            return "No line to open is on the screen: up and down go to one"
        self.app.push_screen(GuidancePage(key))
        return None

    def act_up(self) -> None:
        """To the line to open before this one, or a line up."""
        self.listed.step(-1)

    def act_down(self) -> None:
        """To the next line to open, or a line down."""
        self.listed.step(1)

    def act_first(self) -> None:
        """To the top."""
        self.listed.to_end(last=False)

    def act_last(self) -> None:
        """To the bottom."""
        self.listed.to_end(last=True)

    def act_page_up(self) -> None:
        """A page up."""
        self.listed.scroll_page(-1)

    def act_page_down(self) -> None:
        """A page down."""
        self.listed.scroll_page(1)
