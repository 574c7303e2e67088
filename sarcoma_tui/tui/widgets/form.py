"""The form pane: draws the questions of a stage, and keeps its cursor on one of them."""

from __future__ import annotations

from sarcoma_tui.tui.widgets.form_lines import FormState, form_lines
from sarcoma_tui.tui.widgets.line_pane import LinePane


class FormPane(LinePane):
    """One question a line. While an editor has the pane, the question it edits is remembered."""

    def __init__(self) -> None:
        """A form without questions."""
        super().__init__()
        self._question: str | None = None

    @property
    def question(self) -> str | None:
        """The id of the question under the cursor."""
        return self._question

    def show_form(self, state: FormState, typed: tuple[str, str] | None = None) -> None:
        """Show the form; the cursor stays on its question, or as near as can be."""
        self.show(form_lines(state, self.inner_width, typed))
        if self._question is not None and self.cursor_key != self._question:
            self.go_to(self._question)
        self._question = self.cursor_key

    def ask(self, question_id: str) -> bool:
        """Put the cursor on a question; False when it has no line."""
        if not self.go_to(question_id):
            return False
        self._question = question_id
        return True

    def walk(self, steps: int) -> None:
        """Move the cursor by so many questions."""
        self.move(steps)
        self._question = self.cursor_key

    def walk_to_end(self, last: bool) -> None:
        """Put the cursor on the first or the last question."""
        self.move_to_end(last)
        self._question = self.cursor_key

    @property
    def inner_width(self) -> int:
        """Cells of a line behind the gutter."""
        return max(self.columns - self.GUTTER, 1)
