"""The form as lines: a question a line, under its section; what was not asked is blank."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sarcoma_tui.domain.assessment import Assessment
from sarcoma_tui.domain.pack import Pack, Stage
from sarcoma_tui.domain.questions import Answer, Question
from sarcoma_tui.tui.answers import in_words
from sarcoma_tui.tui.lines import Line, Piece, cut, rule, width_of

LABEL = 16
"""Cells of the label column; a value that needs more room begins further left where its label is short."""

NOT_USED = " (not used)"
SETTLED = "settled"
PENDING = "..."
"""On a line whose record is not on disk yet."""


@dataclass(frozen=True, slots=True)
class FormState:
    """What the lines are made of.

    `pending`: questions whose last change is not on disk; `settled`: those that can change nothing any more.
    """

    pack: Pack
    stage: Stage
    answers: Mapping[str, Answer]
    assessment: Assessment
    pending: Collection[str] = ()
    settled: Collection[str] = ()

    @property
    def shown_in_form(self) -> frozenset[str]:
        """The questions that have a line: they have a meaning for this case, or were answered."""
        open_now = {item.question for item in self.assessment.unanswered}
        listed = {name for section in self.stage.sections for name in section.questions}
        return frozenset(listed & (open_now | self.answers.keys()))


def form_lines(state: FormState, width: int, typed: tuple[str, str] | None = None) -> list[Line]:
    """The lines of the form for so many cells; `typed` is a question and what its editor holds."""
    shown = state.shown_in_form
    lines: list[Line] = []
    for section in state.stage.sections:
        names = [name for name in section.questions if name in shown]
        if names:
            lines.append(rule(section.title, sticky=True))
        for name in names:
            question = state.pack.questions[name]
            if typed is not None and typed[0] == name:
                lines.append(_row(question, f"{typed[1]}_ {question.unit}".rstrip(), "", False, width))
            else:
                lines.append(_question_line(state, question, width))
    return lines


def _question_line(state: FormState, question: Question, width: int) -> Line:
    answer = state.answers.get(question.id)
    value = in_words(question, answer) if answer is not None else ""
    mark = NOT_USED if question.id in state.assessment.ignored else ""
    if answer is None and question.id in state.settled:
        return _settled_row(question, width)
    return _row(question, value, mark, question.id in state.pending, width)


def _settled_row(question: Question, width: int) -> Line:
    """A question that was not asked and need not be."""
    label = cut(question.label, LABEL)
    text = cut(f"{label}{' ' * max(LABEL - width_of((Piece(label),)), 1)}{SETTLED}", width)
    return Line((Piece(text, "quiet"),), key=question.id)


def _row(question: Question, value: str, mark: str, pending: bool, width: int) -> Line:
    """Label, value, what is said of the value; the value gives way, but never what is said of it."""
    label = cut(question.label, LABEL)
    tail = (Piece(PENDING, "quiet"),) if pending else ()
    room = width - (len(PENDING) + 1 if pending else 0)
    needed = width_of((Piece(value), Piece(mark)))
    column = max(min(LABEL, room - needed), width_of((Piece(label),)) + 1)
    shown = cut(value, max(room - column - len(mark), 0))
    left = f"{label}{' ' * (column - width_of((Piece(label),)))}"
    return Line((Piece(left), Piece(shown), Piece(mark, "quiet")), tail, key=question.id)
