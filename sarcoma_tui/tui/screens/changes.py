"""What would change it: every single answer that moves the stage or an option: what is still open first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from textual.widget import Widget

from sarcoma_tui.domain.changes import Changes, changes
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.thresholds import Threshold, thresholds
from sarcoma_tui.tui.follow import follow
from sarcoma_tui.tui.keys import CHANGES
from sarcoma_tui.tui.lines import BLANK, wrapped
from sarcoma_tui.tui.reopen import beside
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.changes_lines import changes_lines, question_of
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.panel_head import conflicts_on_top


class ChangesScreen(ListActions, KeyScreen):
    """Found in a thread after the screen is there: many assessments take a while."""

    KEYMAP = CHANGES

    def __init__(self) -> None:
        """Nothing is found yet."""
        super().__init__()
        self.listed = LinePane()
        self._of: Mapping[str, Answer] | None = None
        self._found: tuple[Changes, tuple[Threshold, ...]] | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """What it is."""
        return ("What would change it",)

    def refreshed(self) -> None:
        """The answers that change something, as soon as they are known."""
        work = self.app.work
        if work is None:
            return
        if self._of is not work.answers:
            self._of, self._found = work.answers, None
            self.call_after_refresh(beside, self.app, self._find)
        width = self.width - 4
        if self._found is None:
            self.listed.show([BLANK, *wrapped("Trying every single answer ...", width, style="quiet")])
            return
        found, near = self._found
        lines = conflicts_on_top(work.pack, work.assessment.conflicts, width)
        self.listed.show([*lines, *changes_lines(work.pack, found, near, width)])

    async def _find(self) -> None:
        work = self.app.work
        if work is None or self._of is not work.answers:
            return
        pack, answers = work.pack, work.answers
        found = await asyncio.to_thread(lambda: (changes(pack, answers), thresholds(pack, answers)))
        if self._of is answers:
            self._found = found
            if self.is_current:
                self.refreshed()
                self.show_bars()

    def act_ask(self) -> str | None:
        """To the question in the form."""
        question = question_of(self.listed.cursor_key)
        return follow(self.app, question) if question else "There is no question here"

    def act_why(self) -> str | None:
        """What the question means."""
        question = question_of(self.listed.cursor_key)
        if question is None:
            return "There is no question here"
        from sarcoma_tui.tui.screens.question import QuestionScreen

        self.app.push_screen(QuestionScreen(question))
        return None
