"""The basis of one option: why it has its verdict, on which answers, rules and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.widget import Widget

from sarcoma_tui.domain.insight import basis
from sarcoma_tui.domain.missing import Missing, what_each_would_do
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.stability import revisions
from sarcoma_tui.tui.follow import follow
from sarcoma_tui.tui.keys import BASIS
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.basis_lines import basis_lines, question_of
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.panel_head import conflicts_on_top


class BasisScreen(ListActions, KeyScreen):
    """One option of the open session, read only."""

    KEYMAP = BASIS

    def __init__(self, option_id: str) -> None:
        """`option_id` is of the open session's content."""
        super().__init__()
        self.listed = LinePane()
        self._option_id = option_id
        self._outcomes: Mapping[str, Missing] = {}
        self._outcomes_of: Mapping[str, Answer] | None = None

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
        lines = conflicts_on_top(work.pack, work.assessment.conflicts, width)
        found = basis(work.pack, work.answers, self._option_id)
        unless = revisions(work.pack, work.answers, self._option_id)
        if self._outcomes_of is not work.answers:
            self._outcomes, self._outcomes_of = {}, work.answers
            self.call_after_refresh(self._find_outcomes, found.missing, work.answers)
        more = basis_lines(work.pack, work.answers, found, width, unless, self._outcomes)
        self.listed.show([*lines, *more])

    def _find_outcomes(self, missing: tuple[str, ...], answers: Mapping[str, Answer]) -> None:
        """What each missing answer would do: found after the painting, told in place."""
        work = self.app.work
        if work is None or work.answers is not answers or not missing:
            return
        found = what_each_would_do(work.pack, answers, self._option_id, missing)
        self._outcomes = {item.question: item for item in found}
        self.refreshed()

    def hint(self) -> str:
        """The question that the line under the cursor names."""
        question = question_of(self.listed.cursor_key)
        return f" {self.app.pack.questions[question].label}" if question else ""

    def act_ask(self) -> str | None:
        """To the question in the form."""
        question = question_of(self.listed.cursor_key)
        return follow(self.app, question) if question else "This line names no question"

    def act_rules(self) -> None:
        """The option in Guidance, at its first rule; from there each rule opens."""
        from sarcoma_tui.tui.screens.guidance_page import GuidancePage

        rules = self.app.pack.options[self._option_id].rules
        self.app.push_screen(
            GuidancePage(f"option:{self._option_id}", f"rule:{rules[0].id}" if rules else "")
        )

    def act_up(self) -> None:
        """One up; a line up where no question is named on the screen above."""
        self._step(-1)

    def act_down(self) -> None:
        """One down; a line down where no question is named on the screen below."""
        self._step(1)

    def _step(self, steps: int) -> None:
        first, last = self.listed.span
        named = [index for index, line in enumerate(self.listed.lines) if line.key is not None]
        here = self.listed.cursor_index
        beyond = [index for index in named if here is not None and (index - here) * steps > 0]
        nearest = min(beyond, key=lambda index: abs(index - (here or 0)), default=None)
        if nearest is not None and first <= nearest <= last:
            self.listed.move(steps)
        else:
            self.listed.scroll_lines(steps)
