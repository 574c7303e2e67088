"""A rule's condition as lines: what each part reads and wants, what is possible, whether it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sarcoma_tui.domain.assessment import Holds
from sarcoma_tui.domain.case import Case
from sarcoma_tui.domain.diagrams import FALSE, TRUE
from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.questions import NONE, Question
from sarcoma_tui.domain.reading import Reading
from sarcoma_tui.domain.rules import AllOf, Atom, Condition, In, Not


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One part of a condition: a question or fact, the values wanted, those possible, whether it holds.

    `wanted` of a negated part are the values that are not refused. `possible` is empty where the question
    has no meaning or the fact is not defined.
    """

    on: str
    wanted: tuple[str, ...]
    possible: tuple[str, ...]
    holds: Holds


def condition_lines(case: Case, condition: Condition) -> tuple[ConditionLine, ...]:
    """The parts of a condition in written order."""
    return tuple(_line(case, atom, negated) for atom, negated in _parts(condition, False))


def _parts(condition: Condition, negated: bool) -> Iterator[tuple[Atom, bool]]:
    if isinstance(condition, Not):
        yield from _parts(condition.part, not negated)
    elif isinstance(condition, Atom):
        yield condition, negated
    else:
        for part in condition.parts:
            yield from _parts(part, negated)


def _line(case: Case, atom: Atom, negated: bool) -> ConditionLine:
    fact = case.pack.facts.get(atom.on)
    if fact is not None:
        return _on_fact(case, fact, atom, negated)
    question = case.pack.questions[atom.on]
    found = 0
    for reading in case.readings:
        found |= _leaves(reading, question, atom, negated)
    wanted = _refused(question.names, atom, question) if negated else _named(atom)
    return ConditionLine(atom.on, wanted, _possible(case, question), _holds(found))


def _on_fact(case: Case, fact: Fact, atom: Atom, negated: bool) -> ConditionLine:
    """A part that reads a fact: the leaves of its table tell all; the last one is "not defined"."""
    named = _named(atom)
    wanted = tuple(result for result in fact.results if (result in named) != negated)
    leaves = case.leaves(f"fact:{fact.id}")
    found = 0
    for index, result in enumerate((*fact.results, "")):
        if leaves >> index & 1:
            found |= 1 << (TRUE if result in wanted else FALSE)
    return ConditionLine(fact.id, wanted, case.results(fact.id), _holds(found))


def _named(atom: Atom) -> tuple[str, ...]:
    return atom.values if isinstance(atom, In | AllOf) else ()


def _refused(names: tuple[str, ...], atom: Atom, question: Question) -> tuple[str, ...]:
    extra = (NONE,) if question.kind == "choices" else ()
    return tuple(name for name in (*names, *extra) if name not in _named(atom))


def _holds(leaves: int) -> Holds:
    if not leaves >> TRUE & 1:
        return "never"
    return "possibly" if leaves >> FALSE & 1 else "always"


def _leaves(reading: Reading, question: Question, atom: Atom, negated: bool) -> int:
    """The leaves of the part alone, as a diagram of its own in the reading's scratch store."""
    build, variables = reading.scratch, reading.pack.variables
    order = variables.order
    holds = build.disjunction(
        build.conjunction(
            build.literal(level, mask, order[level].full) for level, mask in sorted(parts, reverse=True)
        )
        for parts in variables.atom_masks(question, atom)
    )
    if negated:
        holds = build.negation(holds)
    gate = reading.pack.roots.get(f"gate:{question.id}", TRUE)
    node = build.ite(gate, holds, FALSE)
    return reading.leaves_of(node)


def _possible(case: Case, question: Question) -> tuple[str, ...]:
    """The values that a question can still have where it has a meaning; of several answers the members."""
    if question.kind not in ("choice", "choices"):
        return ()
    names = (*question.names, NONE) if question.kind == "choices" else (*question.names, question.unstated)
    return tuple(
        name
        for name in names
        if name
        and any(
            _leaves(reading, question, In(question.id, (name,)), negated=False) >> TRUE & 1
            for reading in case.readings
        )
    )
