"""Three readings of one content must say the same: a naive one, case by case, the diagrams, the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from sarcoma_tui.domain.compile import CompileError, compile_pack
from sarcoma_tui.domain.laws import Compare, Law, Laws
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.questions import Question
from sarcoma_tui.domain.rules import All, AllOf, Any, Between, In, Not
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.packs.read import read_pack
from sarcoma_tui.proof.counts import count
from sarcoma_tui.proof.diagrams import DiagramReading
from sarcoma_tui.proof.law_obligations import law_obligations
from sarcoma_tui.proof.obligations import Obligation, obligations
from sarcoma_tui.proof.solver import Reply, SolverReading
from sarcoma_tui.proof.statements import Both, Deny, HasVerdict, Statement, Twice, read_by, ways
from tests.domain.generated import POINTS, QUESTIONS, Maker, content
from tests.domain.naive import Full, Naive, full_cases, values

seeds = st.integers(0, 2**48).map(Random)
many = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


class Remembering(Naive):
    """The naive reading, which works out each fact of a case once: the whole content has dozens."""

    def __init__(self, content: Content, full: Full) -> None:
        super().__init__(content, full)
        self._known: dict[str, str | None] = {}

    def fact(self, fact_id: str) -> str | None:
        if fact_id not in self._known:
            self._known[fact_id] = super().fact(fact_id)
        return self._known[fact_id]


def packed(chance: Random) -> Content:
    """Random content in which some case can be."""
    whole = content(chance)
    try:
        compile_pack(whole)
    except CompileError:
        reject()
    return whole


def true_in(full: Naive, statement: Statement) -> bool:
    """A statement read off one full case as plainly as possible."""
    if isinstance(statement, HasVerdict):
        options = {option.id: option for option in full.content.options}
        return full.verdict(options[statement.option]) in statement.verdicts
    if isinstance(statement, Deny):
        return not true_in(full, statement.part)
    if isinstance(statement, In | AllOf | Between | All | Any | Not):
        return full.holds(statement)
    found = [true_in(full, part) for part in statement.parts]
    if isinstance(statement, Twice):
        return sum(found) >= 2
    return all(found) if isinstance(statement, Both) else any(found)


def some_meets(obligation: Obligation, cases: list[Naive]) -> bool:
    able = cases if obligation.anywhere else [full for full in cases if full.coherent()]
    first = [full for full in able if true_in(full, obligation.case)]
    if obligation.other is None:
        return bool(first)
    second = {kept(full, obligation) for full in able if true_in(full, obligation.other)}
    return any(kept(full, obligation) in second for full in first)


def kept(full: Naive, obligation: Obligation) -> tuple[object, ...]:
    return tuple(value for name, value in full.full.items() if name not in obligation.free)


def asked(chance: Random, whole: Content) -> tuple[Obligation, ...]:
    """What the content itself asks for, with laws that compare two cases."""
    claims = [
        Compare("a", "a", ("a0", "a1", "a2"), never_adds=("o0", "o1")),
        Compare("b", "b", ("b0", "b1"), Maker(chance).atom(), also=("e",), never_adds=("o2",)),
        Compare("d", "f0", whole.facts[0].results[:2], never_adds=("o1",), never_lowers=("f0",))
        if len(whole.facts[0].results) > 1
        else Compare("d", "a", ("a0", "a1"), never_adds=("o1",)),
    ]
    laws = Laws(tuple(Law(f"law{number}", "", claim, ()) for number, claim in enumerate(claims)))
    return (*obligations(whole, Laws()), *law_obligations(whole, laws))


@many
@given(seeds)
def test_all_three_say_the_same_of_every_obligation(chance: Random) -> None:
    whole = packed(chance)
    every = asked(chance, whole)
    wanted = chance.sample(every, min(len(every), 20))
    cases = list(full_cases(whole, POINTS))
    also = [atom for item in wanted for part in (item.case, item.other) if part for atom in read_by(part)]
    diagrams, solver = DiagramReading(whole, also), SolverReading(whole)
    for obligation, reply in zip(wanted, solver.decide_all(wanted), strict=True):
        expected = some_meets(obligation, cases)
        met = diagrams.decide(obligation)
        assert (met is not None, reply.met) == (expected, expected), obligation
        if reply.case is not None:
            check_model(whole, obligation, reply)
        if met is not None:
            check_path(whole, obligation, diagrams, cases)
    solver.close()


def check_model(whole: Content, obligation: Obligation, reply: Reply) -> None:
    """The solver's full cases meet what they are said to meet."""
    assert reply.case is not None
    full = Naive(whole, reply.case)
    assert true_in(full, obligation.case)
    assert obligation.anywhere or full.coherent()
    if obligation.other is not None:
        assert reply.other is not None
        beside = Naive(whole, reply.other)
        assert true_in(beside, obligation.other)
        assert kept(beside, obligation) == kept(full, obligation)


def check_path(whole: Content, obligation: Obligation, diagrams: DiagramReading, cases: list[Naive]) -> None:
    """All completions of the answers of a path meet the statement, where the answers say all of it."""
    met = diagrams.decide(obligation)
    assert met is not None
    answers = diagrams.answers(met.case)
    able = [full for full in cases if (obligation.anywhere or full.coherent()) and full.agrees(answers)]
    if diagrams.always(obligation.case, answers, obligation.anywhere):
        assert able
        assert all(true_in(full, obligation.case) for full in able)
    else:
        assert any(question.unstated for question in QUESTIONS)


@many
@given(seeds)
def test_counts_are_those_of_counting(chance: Random) -> None:
    whole = packed(chance)
    reading = DiagramReading(whole)
    counts = count(reading, Laws())
    seen: dict[tuple[object, ...], Naive] = {}
    for full in full_cases(whole, POINTS):
        if full.coherent():
            seen.setdefault(what_is_open(full, reading), full)
    assert counts.cases == len(seen)
    for option in whole.options:
        found = Counter(full.verdict(option) for full in seen.values())
        assert {name: number for name, number in counts.verdicts[option.id].items() if number} == dict(found)
    for value, by_route in counts.by_place.items():
        here = Counter(full.fact("f0") or "" for full in seen.values() if full.full["a"] == value)
        assert by_route == dict(here)


def what_is_open(full: Naive, reading: DiagramReading) -> tuple[object, ...]:
    """The answers of a case as they count: closed and unread ones not at all, numbers by band."""
    return tuple(
        (reading.variables.value_index(question, value) if isinstance(value, Decimal) else value)
        if full.is_open(question.id)
        else None
        for question in whole_questions(reading)
        for value in [full.full[question.id]]
    )


def whole_questions(reading: DiagramReading) -> Iterator[Question]:
    return (question for question in reading.content.questions if question.id in reading.variables.levels)


@many
@given(seeds)
def test_a_condition_holds_where_it_holds_through_some_value(chance: Random) -> None:
    """What holds through a value holds, and without refusals nothing holds but through a value."""
    whole = packed(chance)
    maker = Maker(chance)
    condition = maker.condition(2)
    found = list(ways(condition))
    for full in full_cases(whole, POINTS[:1]):
        through = [true_in(full, way) for _, refused, way in found if not refused]
        if full.holds(condition) and not any(refused for _, refused, _ in found):
            assert any(through)
        if any(through):
            assert full.holds(condition)


def test_random_full_cases_of_the_whole_content() -> None:
    """Full cases of the content that is shipped, rule by rule and fact by fact."""
    whole = read_pack(read_files(installed_pack())).content
    diagrams, chance = DiagramReading(whole), Random(1)
    statements: list[Statement] = [rule.when for option in whole.options for rule in option.rules]
    statements += [HasVerdict(option.id, ("standard", "consider")) for option in whole.options]
    statements += [In(fact.id, (result,)) for fact in whole.facts for result in fact.results]
    for _ in range(100):
        full = random_case(whole, chance)
        for statement in chance.sample(statements, 30):
            assert diagrams.holds(statement, full.full, anywhere=True) == true_in(full, statement)


def random_case(whole: Content, chance: Random) -> Naive:
    full: dict[str, str | frozenset[str] | Decimal] = {}
    for question in whole.questions:
        if question.kind == "choices":
            full[question.id] = frozenset(name for name in question.names if chance.random() < 0.15)
        elif question.kind == "number":
            assert question.minimum is not None
            assert question.maximum is not None
            steps = chance.randint(question.grid(question.minimum), question.grid(question.maximum))
            full[question.id] = Decimal(steps).scaleb(-question.decimals)
        elif question.kind == "choice":
            full[question.id] = chance.choice([str(value) for value in values(question, ())])
    return Remembering(whole, full)


@pytest.mark.parametrize("seed", range(2))
def test_the_solver_reads_random_full_cases_of_the_whole_content(seed: int) -> None:
    """A full case is told to the solver answer by answer: all rules are then as they read."""
    from sarcoma_tui.proof.encoding import Answered, Clauses, Encoding

    pysat = pytest.importorskip("pysat.solvers")
    whole = read_pack(read_files(installed_pack())).content
    chance = Random(seed)
    with pysat.Cadical195() as solver:
        answered = Answered(whole, Clauses(solver.add_clause))
        encoding = Encoding(whole, answered)
        statements: list[Statement] = [rule.when for option in whole.options for rule in option.rules]
        statements += [HasVerdict(option.id, ("avoid",)) for option in whole.options]
        literals = [encoding.statement(statement) for statement in statements]
        for _ in range(10):
            full = random_case(whole, chance)
            assert solver.solve(assumptions=list(stated(answered, full)))
            model = set(solver.get_model())
            assert [literal in model for literal in literals] == [
                true_in(full, statement) for statement in statements
            ]


def stated(answered: object, full: Naive) -> Iterator[int]:
    for name, literals in answered.named.items():  # type: ignore[attr-defined]
        value = full.full[name]
        for member, literal in literals.items():
            yes = member in value if isinstance(value, frozenset) else member == value
            yield literal if yes else -literal
    for name, steps in answered.steps.items():  # type: ignore[attr-defined]
        number = full.full[name]
        assert isinstance(number, Decimal)
        for step, literal in steps.items():
            yield literal if full.questions[name].grid(number) <= step else -literal
