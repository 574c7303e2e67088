"""The reference: a full case read rule by rule, table by table, as plainly as possible.

A full case maps every question to a value: a value id (or the unstated one), a frozenset of the members that
are yes, or a number. Whether a question is open is worked out from its gate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain, combinations, product

from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.questions import NONE, UNKNOWN, Answer, Question
from sarcoma_tui.domain.rules import All, AllOf, Any, Between, Condition, In, Not, Option

Full = Mapping[str, "str | frozenset[str] | Decimal"]


class Naive:
    """Everything the content says of one full case."""

    def __init__(self, content: Content, full: Full) -> None:
        self.content, self.full = content, full
        self.questions = {question.id: question for question in content.questions}
        self.facts = {fact.id: fact for fact in content.facts}

    def is_open(self, question_id: str) -> bool:
        gate = self.content.gates.get(question_id)
        return gate is None or self.holds(gate)

    def holds(self, condition: Condition, negated: bool = False) -> bool:
        if isinstance(condition, Not):
            return self.holds(condition.part, not negated)
        if isinstance(condition, All | Any):
            parts = [self.holds(part, negated) for part in condition.parts]
            return all(parts) if isinstance(condition, All) != negated else any(parts)
        if condition.on in self.facts:
            result = self.fact(condition.on)
            assert isinstance(condition, In)
            return result is not None and (result in condition.values) != negated
        return self.is_open(condition.on) and self.atom(condition) != negated

    def atom(self, atom: Condition) -> bool:
        assert isinstance(atom, In | AllOf | Between)
        value = self.full[atom.on]
        if isinstance(atom, Between):
            assert isinstance(value, Decimal)
            return (
                (atom.over is None or value > atom.over)
                and (atom.at_least is None or value >= atom.at_least)
                and (atom.up_to is None or value <= atom.up_to)
                and (atom.under is None or value < atom.under)
            )
        if isinstance(value, frozenset):
            if isinstance(atom, AllOf):
                return all(name in value for name in atom.values)
            return any(not value if name == NONE else name in value for name in atom.values)
        return value in atom.values

    def fact(self, fact_id: str) -> str | None:
        fact = self.facts[fact_id]
        if not self.holds(fact.defined_when):
            return None
        (result,) = [row.then for row in fact.rows if self.holds(row.when)]
        return result

    def verdict(self, option: Option) -> str:
        holding = [(rule.kind, rule.strength) for rule in option.rules if self.holds(rule.when)]
        if ("avoid", None) in holding:
            return "avoid"
        for strength in ("standard", "consider"):
            if ("offer", strength) in holding:
                return strength
        return "not-indicated"

    def coherent(self) -> bool:
        return not any(self.holds(entry.never) for entry in self.content.impossible)

    def agrees(self, answers: Mapping[str, Answer]) -> bool:
        return all(
            not self.is_open(name) or agrees(self.questions[name], self.full[name], answer)
            for name, answer in answers.items()
        )


def agrees(question: Question, value: object, answer: Answer) -> bool:
    """Whether a full value agrees with an answer."""
    if answer == UNKNOWN:
        return True
    if isinstance(answer, tuple):
        assert isinstance(value, frozenset)
        named = {name for name in answer if name not in (NONE, UNKNOWN)}
        return named <= value if UNKNOWN in answer else named == value
    return value == answer


def values(question: Question, points: tuple[Decimal, ...]) -> list[str | frozenset[str] | Decimal]:
    """Every full value of a question; of a number the given points."""
    if question.kind == "choices":
        names = question.names
        subsets = chain.from_iterable(combinations(names, count) for count in range(len(names) + 1))
        return [frozenset(subset) for subset in subsets]
    if question.kind == "number":
        return list(points)
    return [*question.names, *([question.unstated] if question.unstated else [])]


def full_cases(content: Content, points: tuple[Decimal, ...]) -> Iterator[Naive]:
    """Every full case of a small pack, coherent or not."""
    names = [question.id for question in content.questions]
    for row in product(*(values(question, points) for question in content.questions)):
        yield Naive(content, dict(zip(names, row, strict=True)))
