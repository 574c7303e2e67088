"""Questions as variables of decision diagrams, and answers as masks of what is still possible.

A single choice is one variable whose values are its value ids (and the unstated value, where it has one). A
number is one variable whose values are bands between the thresholds that tables use. Of several answers each
member is a yes/no variable of its own. A question that nothing can read has no variable.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sarcoma_tui.domain.questions import NONE, UNKNOWN, Answer, Answers, Question
from sarcoma_tui.domain.rules import AllOf, Atom, Between

NO, YES = 1, 2
"""Masks of a yes/no variable: bit 0 is no, bit 1 is yes."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: its question, its member (of several answers; otherwise empty), its number of values."""

    question: str
    member: str
    size: int

    @property
    def full(self) -> int:
        """The mask with every value."""
        return (1 << self.size) - 1


@dataclass(frozen=True, slots=True)
class Variables:
    """All variables by level, the levels of each question, and the bands of each number.

    `cuts` holds for each number question the last grid step of every band but the last.
    """

    order: tuple[Variable, ...]
    levels: Mapping[str, tuple[int, ...]]
    cuts: Mapping[str, tuple[int, ...]]

    def masks(self, answers: Answers, questions: Mapping[str, Question]) -> list[int]:
        """What each variable can still be, by level."""
        return self.narrow([variable.full for variable in self.order], answers, questions)

    def narrow(self, masks: list[int], answers: Answers, questions: Mapping[str, Question]) -> list[int]:
        """The same list, narrowed in place from the masks of open variables."""
        for question_id, answer in answers.items():
            for level, mask in self.narrowed(questions[question_id], answer):
                masks[level] = mask
        return masks

    def narrowed(self, question: Question, answer: Answer) -> list[tuple[int, int]]:
        """Level and mask of every variable that one answer narrows."""
        levels = self.levels.get(question.id, ())
        if not levels or answer == UNKNOWN:
            return []
        if question.kind == "choices":
            assert isinstance(answer, tuple)
            rest = YES | NO if UNKNOWN in answer else NO
            return [(level, YES if self.order[level].member in answer else rest) for level in levels]
        return [(levels[0], 1 << self.value_index(question, answer))]

    def value_index(self, question: Question, answer: Answer) -> int:
        """Which value of its variable an answer to a choice or a number is."""
        if question.kind == "choice":
            return question.names.index(str(answer))
        assert isinstance(answer, Decimal)
        return bisect_left(self.cuts[question.id], question.grid(answer))

    def answerable(self, question: Question, level: int) -> int:
        """The mask of values that somebody can answer: all but the unstated one."""
        full = self.order[level].full
        return full >> 1 if question.unstated else full

    def bands(self, question: Question) -> tuple[tuple[Decimal, Decimal], ...]:
        """The bands of a number as (first, last) point on its grid."""
        assert question.minimum is not None
        assert question.maximum is not None
        ends = [*self.cuts.get(question.id, ()), question.grid(question.maximum)]
        starts = [question.grid(question.minimum), *(end + 1 for end in ends[:-1])]
        return tuple(
            (Decimal(low).scaleb(-question.decimals), Decimal(high).scaleb(-question.decimals))
            for low, high in zip(starts, ends, strict=True)
        )

    def atom_masks(self, question: Question, atom: Atom) -> list[list[tuple[int, int]]]:
        """An atom on a question as alternatives, each a list of (level, mask) that must all hold."""
        levels = self.levels[question.id]
        if isinstance(atom, Between):
            return [[(levels[0], self._band_mask(question, atom))]]
        if question.kind == "choice":
            names = (*question.names, question.unstated)
            return [[(levels[0], sum(1 << names.index(value) for value in atom.values))]]
        by_member = {self.order[level].member: level for level in levels}
        if isinstance(atom, AllOf):
            return [[(by_member[value], YES) for value in atom.values]]
        return [
            [(level, NO) for level in levels] if value == NONE else [(by_member[value], YES)]
            for value in atom.values
        ]

    def _band_mask(self, question: Question, atom: Between) -> int:
        mask = 0
        for index, (low, high) in enumerate(self.bands(question)):
            if (
                (atom.over is None or low > atom.over)
                and (atom.at_least is None or low >= atom.at_least)
                and (atom.up_to is None or high <= atom.up_to)
                and (atom.under is None or high < atom.under)
            ):
                mask |= 1 << index
        return mask


def arrange(questions: Sequence[Question], order: Sequence[str], read: Iterable[Atom]) -> Variables:
    """The variables of these questions: those of `order` first, then form order; bands from the atoms."""
    by_id = {question.id: question for question in questions}
    atoms = [atom for atom in read if atom.on in by_id]
    used = {atom.on for atom in atoms}
    cuts = {name: _cuts(by_id[name], atoms) for name in sorted(used) if by_id[name].kind == "number"}
    named = [name for name in order if name in used]
    rest = [question.id for question in questions if question.id in used and question.id not in named]
    variables: list[Variable] = []
    levels: dict[str, tuple[int, ...]] = {}
    for question in (by_id[name] for name in (*named, *rest)):
        first = len(variables)
        variables += _variables(question, cuts)
        levels[question.id] = tuple(range(first, len(variables)))
    return Variables(tuple(variables), levels, cuts)


def _variables(question: Question, cuts: Mapping[str, tuple[int, ...]]) -> list[Variable]:
    if question.kind == "choices":
        return [Variable(question.id, member, 2) for member in question.names]
    if question.kind == "number":
        return [Variable(question.id, "", len(cuts[question.id]) + 1)]
    return [Variable(question.id, "", len(question.values) + bool(question.unstated))]


def _cuts(question: Question, atoms: Iterable[Atom]) -> tuple[int, ...]:
    """The last grid step of every band but the last, within the question's range."""
    assert question.minimum is not None
    assert question.maximum is not None
    ends: set[int] = set()
    for atom in atoms:
        if isinstance(atom, Between) and atom.on == question.id:
            ends |= {question.grid(bound) for bound in (atom.over, atom.up_to) if bound is not None}
            ends |= {question.grid(bound) - 1 for bound in (atom.at_least, atom.under) if bound is not None}
    low, high = question.grid(question.minimum), question.grid(question.maximum)
    return tuple(sorted(end for end in ends if low <= end < high))
