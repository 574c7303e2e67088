"""The catalogue: every option of the content with its verdict for this case, offered or not."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.tui.keys import CATALOGUE, CATALOGUE_FILTER, CATALOGUE_NARROWED, Keymap
from sarcoma_tui.tui.lines import cut
from sarcoma_tui.tui.screens.base import ListActions
from sarcoma_tui.tui.screens.filtering import FilteringScreen
from sarcoma_tui.tui.widgets.catalogue_lines import catalogue_lines, narrowed
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.panel_notes import in_full


class CatalogueScreen(ListActions, FilteringScreen):
    """A list that a filter narrows; two marked options are compared."""

    def __init__(self) -> None:
        """All options, by verdict."""
        super().__init__()
        self.listed = LinePane()
        self._by_verdict = True
        self._marked: str | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        return (self.listed,)

    @property
    def keymap(self) -> Keymap:
        """The filter's keys while it is open."""
        if self._typing:
            return CATALOGUE_FILTER
        return CATALOGUE_NARROWED if self._typed else CATALOGUE

    def place(self) -> tuple[str, ...]:
        """The catalogue, and how it is grouped."""
        return ("All options", "by verdict" if self._by_verdict else "by kind")

    def standing(self) -> str:
        """What is marked."""
        if self._marked is None:
            return ""
        return f"marked: {self.app.pack.options[self._marked].short}; space on another compares them"

    def hint(self) -> str:
        """The filter while it narrows; else the line under the cursor in full."""
        work = self.app.work
        if work is None:
            return ""
        if self._typing or self._typed:
            count = len(narrowed(work.pack, work.assessment, self._typed))
            cursor = "_" if self._typing else ""
            return f" Filter: {self._typed}{cursor}   {count} of {len(work.pack.options)}"
        items = (*work.assessment.options, *work.assessment.workup)
        item = next((item for item in items if item.option.id == self.listed.cursor_key), None)
        told = in_full(work.pack, item, work.answers, self.width - 1) if item else ""
        return cut(f" {told}", self.width) if told else ""

    def refreshed(self) -> None:
        """The options that match, as they are for this case now."""
        work = self.app.work
        if work is None:
            return
        items = narrowed(work.pack, work.assessment, self._typed)
        width = self.width - 4
        self.listed.show(
            catalogue_lines(work.pack, work.answers, items, self._by_verdict, self._marked, width)
        )

    def _narrow(self, typed: str) -> None:
        super()._narrow(typed)
        if typed:  # without a filter the option that was found keeps the cursor
            self.listed.move_to_end(last=False)

    def act_why(self) -> str | None:
        """Why, or why not."""
        if self.listed.cursor_key is None:
            return "There is no option here"
        self.app.show_basis(self.listed.cursor_key)
        return None

    def act_sort(self) -> None:
        """The other grouping."""
        self._by_verdict = not self._by_verdict
        self.refreshed()

    def act_mark(self) -> str | None:
        """Mark an option; with one marked already, compare the two."""
        key = self.listed.cursor_key
        if key is None:
            return "There is no option here"
        before, self._marked = self._marked, None if self._marked else key
        self.refreshed()
        if before is not None and before != key:
            from sarcoma_tui.tui.screens.compare import CompareScreen

            self.app.push_screen(CompareScreen(before, key))
        return None
