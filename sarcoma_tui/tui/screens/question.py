"""What one question means: why it is asked, how to tell, which lines of the panel wait for it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.domain.questions import Question
from sarcoma_tui.tui.answers import in_words
from sarcoma_tui.tui.keys import READ
from sarcoma_tui.tui.lines import BLANK, Line, rule, wrapped
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.line_pane import LinePane


class QuestionScreen(ListActions, KeyScreen):
    """One question, read only."""

    KEYMAP = READ

    def __init__(self, question_id: str) -> None:
        """`question_id` is of the open session's content."""
        super().__init__()
        self.listed = LinePane(active=False)
        self._question_id = question_id

    def body(self) -> Iterable[Widget]:
        """One pane."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """The question's label."""
        return (self.app.pack.questions[self._question_id].label,)

    def refreshed(self) -> None:
        """Meaning, reason, answer, values, what it settles."""
        work = self.app.work
        if work is None:
            return
        question = work.pack.questions[self._question_id]
        width = self.width - 4
        lines: list[Line] = [*wrapped(question.help, width), BLANK]
        if question.why:
            lines += [*wrapped(f"Why it is asked: {question.why}", width), BLANK]
        answer = work.answers.get(question.id)
        said = in_words(question, answer) if answer is not None else "not asked yet"
        lines += [*wrapped(f"Answer now: {said}", width), BLANK]
        lines += _values(question, width)
        waiting = [
            line.option.title
            for line in (*work.assessment.options, *work.assessment.workup)
            if question.id in line.decides
        ]
        if waiting:
            lines += [BLANK, rule(f"Would settle {len(waiting)}")]
            for title in waiting:
                lines += wrapped(title, width, indent=2)
        self.listed.show(lines)


def _values(question: Question, width: int) -> list[Line]:
    """What can be answered."""
    if not question.values:
        return wrapped(f"Allowed: {question.allowed}", width)
    lines = [rule("Values")]
    for value in question.values:
        also = f" (also: {', '.join(value.synonyms)})" if value.synonyms else ""
        about = f": {value.help}" if value.help else ""
        lines += wrapped(f"{value.label}{about}{also}", width, indent=2)
    return lines
