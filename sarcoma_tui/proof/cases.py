"""Cases that show something: made irreducible, and written as case files that the program itself opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sarcoma_tui.domain.questions import Answer, Answers
from sarcoma_tui.files.visible import visible
from sarcoma_tui.proof.diagrams import DiagramReading, Met
from sarcoma_tui.proof.obligations import Obligation
from sarcoma_tui.proof.statements import Statement


@dataclass(frozen=True, slots=True)
class Shown:
    """A partial case that shows a point, and of a pair the other one.

    `certain`: every completion shows it, and no answer can be left out; otherwise some completion does (a
    value that nobody can answer stands in the way of saying more).
    """

    answers: Answers
    other: Answers | None = None
    certain: bool = True


def shown(reading: DiagramReading, obligation: Obligation, met: Met) -> Shown:
    """The case that meets an obligation's statement, irreducible."""
    first = _irreducible(reading, obligation.case, reading.answers(met.case), obligation)
    if met.other is None or obligation.other is None:
        return first
    return _pair(reading, obligation, met.other, first)


def near(reading: DiagramReading, obligation: Obligation) -> tuple[Shown | None, str]:
    """Why nothing meets the statement of an obligation: the most telling case that comes near, and words."""
    for statement, words in obligation.near:
        path = reading.meet(reading.node(statement), reading.coherent)
        if path is not None:
            return _irreducible(reading, statement, reading.answers(path), obligation), words
    return None, obligation.fails


def _irreducible(
    reading: DiagramReading, statement: Statement, answers: dict[str, Answer], obligation: Obligation
) -> Shown:
    """Drop answers, the last questions of the form first, as long as all completions show the point."""
    if not reading.always(statement, answers, obligation.anywhere):
        return Shown(answers, None, certain=False)
    for name in reversed(list(answers)):
        fewer = {other: answer for other, answer in answers.items() if other != name}
        if reading.always(statement, fewer, obligation.anywhere):
            answers = fewer
    return Shown(answers)


def _pair(reading: DiagramReading, obligation: Obligation, path: dict[int, int], first: Shown) -> Shown:
    """Two cases with the same answers but for those that may differ."""
    assert obligation.other is not None
    second = _irreducible(reading, obligation.other, reading.answers(path), obligation)
    free = set(obligation.free)
    common = {
        question.id: answers[question.id]
        for question in reading.content.questions
        for answers in (first.answers, second.answers)
        if question.id in answers and question.id not in free
    }
    cases = [
        {
            question.id: {**common, **part.answers}[question.id]
            for question in reading.content.questions
            if question.id in common or (question.id in part.answers and question.id in free)
        }
        for part in (first, second)
    ]
    return Shown(cases[0], cases[1], first.certain and second.certain)


def case_text(answers: Answers, *says: str) -> str:
    """A case file, with sentences as comments above it."""
    comments = [f"# {visible(line)}" for line in says]
    lines = [f"{name} = {_value(answer)}" for name, answer in answers.items()]
    return "\n".join([*comments, "format = 1", "", "[answers]", *lines]) + "\n"


def plain(answers: Answers) -> Mapping[str, object]:
    """Answers as JSON values."""
    return {name: _plain(answer) for name, answer in answers.items()}


def _value(answer: Answer) -> str:
    if isinstance(answer, tuple):
        return "[" + ", ".join(f'"{name}"' for name in answer) + "]"
    if isinstance(answer, Decimal | date):
        return str(answer)
    return f'"{answer}"'


def _plain(answer: Answer) -> object:
    if isinstance(answer, tuple):
        return list(answer)
    if isinstance(answer, Decimal):
        return int(answer) if answer == answer.to_integral_value() else float(answer)
    return str(answer)
