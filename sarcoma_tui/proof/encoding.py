"""The second reading: the parsed content as clauses for a solver.

Nothing of the diagram compiler is used. A question is a set of literals (one a value, one a member, one a
threshold), a table a set of literals (one a result), and every condition one literal that is true exactly
where the condition holds. Only what is asked for is ever encoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.questions import NONE, Question
from sarcoma_tui.domain.rules import All, AllOf, Any, Between, Condition, In, Not
from sarcoma_tui.proof.statements import Both, Deny, Either, HasVerdict, Statement, Twice

FullCase: TypeAlias = "dict[str, str | frozenset[str] | Decimal]"
TRUE_LITERAL: Final = 1
"""The literal that is always true."""


class Clauses:
    """Clauses as they are made, handed to a solver at once."""

    def __init__(self, add: Callable[[list[int]], object]) -> None:
        """`add` takes one clause."""
        self.add = add
        self.last = TRUE_LITERAL
        self.add([TRUE_LITERAL])
        self._known: dict[frozenset[int], int] = {}

    def new(self) -> int:
        """A fresh literal."""
        self.last += 1
        return self.last

    def both(self, literals: Iterable[int]) -> int:
        """A literal that is true exactly where all of these are."""
        parts = frozenset(literals) - {TRUE_LITERAL}
        if -TRUE_LITERAL in parts or any(-part in parts for part in parts):
            return -TRUE_LITERAL
        if not parts:
            return TRUE_LITERAL
        if len(parts) == 1:
            return next(iter(parts))
        known = self._known.get(parts)
        if known is None:
            known = self._known[parts] = self.new()
            for part in parts:
                self.add([-known, part])
            self.add([known, *(-part for part in parts)])
        return known

    def either(self, literals: Iterable[int]) -> int:
        """A literal that is true exactly where some of these are."""
        return -self.both(-literal for literal in literals)

    def exactly_one(self, literals: list[int]) -> None:
        """Demand that one of these is true and no other."""
        self.add(list(literals))
        for index, literal in enumerate(literals):
            for other in literals[:index]:
                self.add([-literal, -other])


class Answered:
    """The literals of the questions. A second one may share all but some questions with a first."""

    def __init__(self, content: Content, clauses: Clauses) -> None:
        """No question has literals yet."""
        self.clauses = clauses
        self.questions: Mapping[str, Question] = {question.id: question for question in content.questions}
        self.named: dict[str, dict[str, int]] = {}
        self.steps: dict[str, dict[int, int]] = {}

    def shared(self, content: Content, free: Iterable[str]) -> Answered:
        """A second set of answers that differs from this one in `free` alone."""
        other = Answered(content, self.clauses)
        for question_id in self.questions.keys() - set(free):
            other.named[question_id] = self.values(question_id)
            other.steps[question_id] = self.steps.setdefault(question_id, {})
        return other

    def values(self, question_id: str) -> dict[str, int]:
        """The literals of a question's values or members."""
        known = self.named.get(question_id)
        if known is None:
            question = self.questions[question_id]
            names = (*question.names, question.unstated) if question.unstated else question.names
            known = self.named[question_id] = {name: self.clauses.new() for name in names}
            if question.kind == "choice":
                self.clauses.exactly_one(list(known.values()))
        return known

    def up_to(self, question_id: str, step: int) -> int:
        """The literal that a number is at most so many steps of its last decimal."""
        question = self.questions[question_id]
        assert question.minimum is not None
        assert question.maximum is not None
        if step < _steps(question, question.minimum):
            return -TRUE_LITERAL
        if step >= _steps(question, question.maximum):
            return TRUE_LITERAL
        known = self.steps.setdefault(question_id, {})
        if step not in known:
            mine = known[step] = self.clauses.new()
            for other, literal in known.items():
                if other < step:
                    self.clauses.add([-literal, mine])
                elif other > step:
                    self.clauses.add([-mine, literal])
        return known[step]

    def case(self, model: set[int]) -> FullCase:
        """The full case of a solver's model; what was never encoded has its first value."""
        found: FullCase = {}
        for question in self.questions.values():
            if question.kind == "number":
                found[question.id] = self._number(question, model)
            elif question.kind == "choices":
                literals = self.named.get(question.id, {})
                found[question.id] = frozenset(name for name, literal in literals.items() if literal in model)
            elif question.kind == "choice":
                literals = self.named.get(question.id, {})
                chosen = [name for name, literal in literals.items() if literal in model]
                found[question.id] = chosen[0] if chosen else question.names[0]
        return found

    def _number(self, question: Question, model: set[int]) -> Decimal:
        assert question.minimum is not None
        assert question.maximum is not None
        low, high = _steps(question, question.minimum), _steps(question, question.maximum)
        for step, literal in self.steps.get(question.id, {}).items():
            low = low if literal in model else max(low, step + 1)
            high = min(high, step) if literal in model else high
        points = (Decimal(step).scaleb(-question.decimals) for step in range(low, high + 1))
        grain = question.step
        return next(
            (point for point in points if grain is None or not point % grain),
            Decimal(low).scaleb(-question.decimals),
        )


def _steps(question: Question, number: Decimal) -> int:
    return int(number.scaleb(question.decimals))


class Encoding:
    """The literals of everything that the content says of one set of answers."""

    def __init__(self, content: Content, answered: Answered) -> None:
        """Nothing is encoded yet."""
        self.content = content
        self.answered = answered
        self.clauses = answered.clauses
        self._facts: dict[str, Fact] = {fact.id: fact for fact in content.facts}
        self._options = {option.id: option for option in content.options}
        self._results: dict[str, dict[str, int]] = {}
        self._conditions: dict[tuple[Condition, bool], int] = {}
        self._statements: dict[Statement, int] = {}

    def coherent(self) -> int:
        """The literal that all answers can stand together."""
        return self.clauses.both(-self.condition(entry.never) for entry in self.content.impossible)

    def statement(self, statement: Statement) -> int:
        """The literal of a statement."""
        known = self._statements.get(statement)
        if known is None:
            known = self._statements[statement] = self._statement(statement)
        return known

    def _statement(self, statement: Statement) -> int:
        if isinstance(statement, HasVerdict):
            return self._verdict(statement)
        if isinstance(statement, Deny):
            return -self.statement(statement.part)
        if isinstance(statement, Both):
            return self.clauses.both(self.statement(part) for part in statement.parts)
        if isinstance(statement, Either):
            return self.clauses.either(self.statement(part) for part in statement.parts)
        if isinstance(statement, Twice):
            return self._twice([self.statement(part) for part in statement.parts])
        return self.condition(statement)

    def _twice(self, literals: list[int]) -> int:
        """Some pair of them is true: each together with one before it."""
        pairs = [
            self.clauses.both((literal, self.clauses.either(literals[:index])))
            for index, literal in enumerate(literals)
        ]
        return self.clauses.either(pairs)

    def _verdict(self, wanted: HasVerdict) -> int:
        rules = self._options[wanted.option].rules

        def some(kind: str, strength: str | None) -> int:
            return self.clauses.either(
                self.condition(rule.when) for rule in rules if (rule.kind, rule.strength) == (kind, strength)
            )

        avoid, standard, consider = some("avoid", None), some("offer", "standard"), some("offer", "consider")
        literals = {
            "avoid": avoid,
            "standard": self.clauses.both((-avoid, standard)),
            "consider": self.clauses.both((-avoid, -standard, consider)),
            "not-indicated": self.clauses.both((-avoid, -standard, -consider)),
        }
        return self.clauses.either(literals[name] for name in wanted.verdicts)

    def condition(self, condition: Condition, negated: bool = False) -> int:
        """The literal of a condition, or of its negation; what is closed or undefined meets neither."""
        key = (condition, negated)
        known = self._conditions.get(key)
        if known is None:
            known = self._conditions[key] = self._condition(condition, negated)
        return known

    def _condition(self, condition: Condition, negated: bool) -> int:
        if isinstance(condition, Not):
            return self.condition(condition.part, not negated)
        if isinstance(condition, All | Any):
            parts = [self.condition(part, negated) for part in condition.parts]
            together = isinstance(condition, All) != negated
            return self.clauses.both(parts) if together else self.clauses.either(parts)
        if condition.on in self._facts:
            assert isinstance(condition, In)
            results = self.results(condition.on)
            return self.clauses.either(
                literal for result, literal in results.items() if (result in condition.values) != negated
            )
        gate = self.content.gates.get(condition.on)
        opened = TRUE_LITERAL if gate is None else self.condition(gate)
        holds = self._on_question(condition)
        return self.clauses.both((opened, -holds if negated else holds))

    def _on_question(self, atom: In | AllOf | Between) -> int:
        if isinstance(atom, Between):
            return self._between(atom)
        literals = self.answered.values(atom.on)
        if isinstance(atom, AllOf):
            return self.clauses.both(literals[name] for name in atom.values)
        nothing = (
            [self.clauses.both(-literal for literal in literals.values())] if NONE in atom.values else []
        )
        return self.clauses.either((*nothing, *(literals[name] for name in atom.values if name in literals)))

    def _between(self, atom: Between) -> int:
        question = self.answered.questions[atom.on]
        parts = []
        for bound, before, above in (
            (atom.over, 0, True),
            (atom.at_least, 1, True),
            (atom.up_to, 0, False),
            (atom.under, 1, False),
        ):
            if bound is not None:
                below = self.answered.up_to(atom.on, _steps(question, bound) - before)
                parts.append(-below if above else below)
        return self.clauses.both(parts)

    def results(self, fact_id: str) -> dict[str, int]:
        """The literals of a table's results: each true where the table is defined and a row of it matches."""
        known = self._results.get(fact_id)
        if known is None:
            fact = self._facts[fact_id]
            defined = self.condition(fact.defined_when)
            known = self._results[fact_id] = {
                result: self.clauses.both(
                    (
                        defined,
                        self.clauses.either(
                            self.condition(row.when) for row in fact.rows if row.then == result
                        ),
                    )
                )
                for result in fact.results
            }
        return known
