"""The law of exactness: what is said of a case is what all of its completions say, no more and no less."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from hypothesis import HealthCheck, Phase, assume, given, reject, settings
from hypothesis import strategies as st

from sarcoma_tui.domain.assess import assess, verdicts
from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.compile import CompileError, compile_pack
from sarcoma_tui.domain.contract import to_json
from sarcoma_tui.domain.decide import Decider
from sarcoma_tui.domain.insight import basis
from sarcoma_tui.domain.pack import Content, Pack
from sarcoma_tui.domain.questions import UNKNOWN, Answer, Question
from sarcoma_tui.domain.rules import ALWAYS, Condition, In, atoms

from .generated import POINTS, answers, content
from .naive import Naive, agrees, full_cases, values

LEAVES = ("not-indicated", "consider", "standard", "avoid")
seeds = st.integers(0, 2**48).map(Random)
# A seed does not shrink: a smaller seed is another pack, not a smaller one.
many = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def packed(chance: Random) -> Pack:
    """A random pack in which some case can be."""
    try:
        return compile_pack(content(chance))
    except CompileError as error:
        assert "no case is left" in str(error)
        reject()


def completions(pack: Pack, given: dict[str, Answer], cases: Iterable[Naive]) -> list[Naive]:
    return [case for case in cases if case.coherent() and case.agrees(given)]


def leaf_names(case: Case, option_id: str) -> set[str]:
    leaves = case.leaves(f"option:{option_id}")
    return {name for index, name in enumerate(LEAVES) if leaves >> index & 1}


def united(case: Case, whole: list[Naive]) -> list[Naive]:
    """The completions of every reading of a case."""
    return [full for full in whole if full.coherent() and any(full.agrees(r.answers) for r in case.readings)]


@many
@given(seeds)
def test_verdicts_facts_and_rules_are_the_union_over_completions(chance: Random) -> None:
    pack = packed(chance)
    whole = list(full_cases(pack.content, POINTS))
    for _ in range(4):
        case = read_case(pack, answers(chance))
        cases = united(case, whole)
        assert cases
        for option in pack.content.options:
            assert leaf_names(case, option.id) == {full.verdict(option) for full in cases}
            for rule in option.rules:
                assert case.holds(f"rule:{rule.id}") == said(cases, rule.when)
        for fact in pack.content.facts:
            assert set(case.results(fact.id)) == {full.fact(fact.id) for full in cases} - {None}
        notice = pack.content.notices[0]
        assert case.holds("notice:n0") == said(cases, notice.when)


def said(cases: list[Naive], when: Condition) -> str:
    found = {full.holds(when) for full in cases}
    return "always" if found == {True} else "never" if found == {False} else "possibly"


@many
@given(seeds)
def test_a_case_without_coherent_completion_is_a_conflict(chance: Random) -> None:
    pack = packed(chance)
    whole = list(full_cases(pack.content, POINTS))
    possible = [full for full in whole if full.coherent()]
    assert possible
    for _ in range(6):
        held = answers(chance)
        case = read_case(pack, held)
        left = completions(pack, held, whole)
        if not left:
            assert case.conflicts
        if case.conflicts and left:
            assert gate_closed_by_coherence_alone(pack.content, held, whole)
        for conflict in case.conflicts:
            core = {name: held[name] for name in conflict.answers}
            assert set(conflict.sides[0]) | set(conflict.sides[1]) == set(core)
            assert all(read_case(pack, without(core, name)).conflicts == () for name in core)
        for reading in case.readings:
            assert completions(pack, dict(reading.answers), whole)
        if not case.conflicts:
            assert len(case.readings) == 1


def gate_closed_by_coherence_alone(pack: Content, held: dict[str, Answer], whole: list[Naive]) -> bool:
    """Some answers speak of a situation that the answers allow, but in which no completion is coherent."""
    agreeing = [full for full in whole if full.agrees(held)]
    gated = [name for name in held if {atom.on for atom in atoms(pack.gates.get(name, ALWAYS))} == {"a"}]
    return any(
        any_open(agreeing, names) and not any_open(coherent(agreeing), names) for names in subsets(gated)
    )


def any_open(cases: list[Naive], names: tuple[str, ...]) -> bool:
    return any(all(full.is_open(name) for name in names) for full in cases)


def coherent(cases: list[Naive]) -> list[Naive]:
    return [full for full in cases if full.coherent()]


def subsets(names: list[str]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for name in names:
        found += [(*subset, name) for subset in found]
    return found


def without(held: dict[str, Answer], name: str) -> dict[str, Answer]:
    return {other: answer for other, answer in held.items() if other != name}


@many
@given(seeds)
def test_what_decides_is_what_some_single_answer_narrows(chance: Random) -> None:
    pack = packed(chance)
    whole = list(full_cases(pack.content, POINTS))
    for _ in range(3):
        held = answers(chance)
        case = read_case(pack, held)
        if case.conflicts:
            continue
        cases = completions(pack, held, whole)
        decider = Decider(case)
        for option in pack.content.options:
            verdict = {full.verdict(option) for full in cases}
            expected = {
                question.id
                for question in pack.content.questions
                if not case.given(question.id)
                and any(
                    0 < len(left) < len(verdict)
                    for value in answerable(question, held.get(question.id, UNKNOWN))
                    for left in [{full.verdict(option) for full in narrowed(cases, question.id, value)}]
                )
            }
            found = set(decider.decides(f"option:{option.id}"))
            if len(verdict) == 1:
                assert found == set()
            elif expected:
                assert found == expected
            else:
                assert found


def answerable(question: Question, held: Answer) -> list[object]:
    """Full answers to a question that agree with what is held of it."""
    return [
        value
        for value in values(question, POINTS)
        if value != question.unstated and agrees(question, value, held)
    ]


def narrowed(cases: list[Naive], question_id: str, value: object) -> list[Naive]:
    return [full for full in cases if not full.is_open(question_id) or full.full[question_id] == value]


@many
@given(seeds)
def test_an_answer_never_enlarges_what_is_possible(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    assume(held)
    more = read_case(pack, held)
    name = chance.choice(sorted(held))
    fewer = read_case(pack, without(held, name))
    assume(not more.conflicts and not fewer.conflicts)
    for root in pack.roots:
        if not root.startswith("coherent:"):
            assert more.leaves(root) & ~fewer.leaves(root) == 0


@many
@given(seeds)
def test_key_order_and_unknown_change_nothing(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    backwards = dict(reversed(list(held.items())))
    assert to_json(pack, assess(pack, held), True) == to_json(pack, assess(pack, backwards), True)
    known = {name: answer for name, answer in held.items() if answer != UNKNOWN}
    first, second = assess(pack, held), assess(pack, known)
    assert [(line.option.id, line.verdict, line.decides) for line in first.options] == [
        (line.option.id, line.verdict, line.decides) for line in second.options
    ]
    assert first.stage == second.stage
    quick = verdicts(pack, held)
    assert quick == {line.option.id: line.verdict for line in (*first.options, *first.workup)} | quick


@many
@given(seeds)
def test_basis_names_the_answers_that_made_the_verdict(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    case = read_case(pack, held)
    for option in pack.content.options:
        found = basis(pack, held, option.id)
        for name in held:
            fewer = read_case(pack, without(held, name))
            changed = fewer.leaves(f"option:{option.id}") != case.leaves(f"option:{option.id}")
            assert (name in found.used) == changed
        assert set(found.line.decides) <= set(found.missing)


def test_correlated_avoids_that_together_cover_everything_are_seen_as_one(small: Callable[..., Pack]) -> None:
    pack = small(avoid=(In("a", ("a0", "a1")), In("a", ("a2",))))
    assert verdicts(pack, {})["o"] == "avoid"
