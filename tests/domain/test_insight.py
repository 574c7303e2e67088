"""What is said of changes and of blocking answers is true: making the change and assessing again shows it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from sarcoma_tui.domain.assess import assess, verdicts
from sarcoma_tui.domain.blocking import blocking
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.changes import changes
from sarcoma_tui.domain.compile import CompileError, compile_pack
from sarcoma_tui.domain.conditions import condition_lines
from sarcoma_tui.domain.diagrams import FALSE, TRUE, reach
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import NONE, Answer, Question
from sarcoma_tui.domain.rules import All, Any, Atom, Condition, Not

from .generated import POINTS, answers, content
from .naive import full_cases

seeds = st.integers(0, 2**48).map(Random)
many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def packed(chance: Random) -> Pack:
    """A random pack in which some case can be."""
    try:
        return compile_pack(content(chance))
    except CompileError:
        reject()


def changed(held: dict[str, Answer], question: str, answer: Answer | None) -> dict[str, Answer]:
    """The answers after one change."""
    others = {name: value for name, value in held.items() if name != question}
    return others if answer is None else {**others, question: answer}


def groups(pack: Pack, held: dict[str, Answer]) -> object:
    """The stage sets that an assessment gives; empty ones where nothing is staged."""
    stage = assess(pack, held).stage
    return stage.groups if stage else tuple((body, ()) for body in pack.content.roles.stage_groups)


def full_answers(question: Question) -> list[Answer]:
    """Every answer that leaves nothing of the question open."""
    if question.kind == "number":
        return list(POINTS)
    if question.kind == "choices":
        count = len(question.names)
        sets = [tuple(part) for size in range(1, count + 1) for part in combinations(question.names, size)]
        return [(NONE,), *sets]
    return list(question.names)


@many
@given(seeds)
def test_every_listed_change_comes_true_and_none_is_missing(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    now, staged = verdicts(pack, held), groups(pack, held)
    found = changes(pack, held)
    listed = {(item.question, item.answer) for item in found.changes}
    for item in found.changes:
        after = changed(held, item.question, item.answer)
        then = verdicts(pack, after)
        assert {change.option: (change.before, change.after) for change in item.options} == {
            name: (now[name], then[name]) for name in now if now[name] != then[name]
        }
        if item.stage is not None:
            assert item.stage == groups(pack, after) != staged
        else:
            assert groups(pack, after) == staged
        assert item.stage is not None or item.options
    for question in pack.content.questions:
        if question.id in found.no_effect or read_case(pack, held).closed(question.id):
            continue
        for answer in full_answers(question):
            single = not isinstance(answer, tuple) or len(answer) == 1
            if single and question.kind != "number" and answer != held.get(question.id):
                then = verdicts(pack, changed(held, question.id, answer))
                assert ((question.id, answer) in listed) or then == now


@many
@given(seeds)
def test_a_question_without_effect_has_none_for_any_of_its_answers(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    now, staged = verdicts(pack, held), groups(pack, held)
    found = changes(pack, held)
    effective = {item.question for item in found.changes}
    case = read_case(pack, held)
    for question in pack.content.questions:
        if case.given(question.id) or case.closed(question.id):
            assert question.id not in found.no_effect
            continue
        moved = any(
            verdicts(pack, after) != now or groups(pack, after) != staged
            for answer in full_answers(question)
            for after in [changed(held, question.id, answer)]
        )
        assert (question.id in found.no_effect) == (not moved)
        assert not moved or question.kind == "choices" or question.id in effective


@many
@given(seeds)
def test_blocking_sets_are_sufficient_smallest_and_all_there_are(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    case = read_case(pack, held)

    def offered(taken: tuple[str, ...], option: str) -> bool:
        left = {name: value for name, value in held.items() if name not in taken}
        return verdicts(pack, left)[option] in ("standard", "consider", "depends")

    for option in pack.content.options:
        names = tuple(case.answers)
        found = blocking(pack, case, option.id)
        expected: list[tuple[str, ...]] = []
        for size in range(1, len(names) + 1):
            for taken in combinations(names, size):
                if not any(set(smaller) <= set(taken) for smaller in expected) and offered(taken, option.id):
                    expected.append(taken)
        if offered((), option.id):
            assert found.sets == ()
        else:
            assert list(found.sets) == expected
            assert found.more == 0


@many
@given(seeds)
def test_a_part_of_a_condition_holds_as_it_does_over_all_completions(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    case = read_case(pack, held)
    whole = [full for full in full_cases(pack.content, POINTS) if full.coherent()]
    cases = [full for full in whole if any(full.agrees(reading.answers) for reading in case.readings)]
    for option in pack.content.options:
        for rule in option.rules:
            lines = condition_lines(case, rule.when)
            parts = list(parted(rule.when, negated=False))
            assert len(lines) == len(parts)
            for line, (atom, negated) in zip(lines, parts, strict=True):
                found = {full.holds(Not(atom) if negated else atom) for full in cases}
                holds = "always" if found == {True} else "never" if found == {False} else "possibly"
                assert (line.on, line.holds) == (atom.on, holds)
                if line.on in pack.facts:
                    assert set(line.possible) == {full.fact(line.on) for full in cases} - {None}
                elif pack.questions[line.on].kind == "choice":
                    open_ones = [full for full in cases if full.is_open(line.on)]
                    assert set(line.possible) == {full.full[line.on] for full in open_ones}


def parted(condition: Condition, negated: bool) -> Iterator[tuple[Atom, bool]]:
    """The atoms of a condition in written order, each with whether it is refused."""
    if isinstance(condition, Not):
        yield from parted(condition.part, not negated)
    elif isinstance(condition, All | Any):
        for part in condition.parts:
            yield from parted(part, negated)
    else:
        yield condition, negated


@many
@given(seeds)
def test_an_answer_without_a_meaning_changes_nothing(chance: Random) -> None:
    """Its gate is closed by the other answers: it neither makes a conflict nor hides one."""
    pack = packed(chance)
    held = answers(chance)
    case = read_case(pack, held)
    disputed = {name for conflict in case.conflicts for name in conflict.answers}
    for name in held.keys() - disputed:
        gate = pack.roots.get(f"gate:{name}", TRUE)
        if reach(pack.diagrams, gate, pack.masks(held), {}) == 1 << FALSE:
            rest = read_case(pack, {other: answer for other, answer in held.items() if other != name})
            assert bool(rest.conflicts) == bool(case.conflicts)
            assert case.conflicts or all(rest.leaves(root) == case.leaves(root) for root in pack.roots)
