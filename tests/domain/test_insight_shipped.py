"""On the shipped content too: what is said of changes, blocking answers and settled questions is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, reject, settings

from sarcoma_tui.domain.assess import verdict_of
from sarcoma_tui.domain.blocking import blocking
from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.changes import changes
from sarcoma_tui.domain.insight import basis
from sarcoma_tui.domain.questions import NONE, Answer, Question
from sarcoma_tui.domain.settled import settled
from sarcoma_tui.packs.load import load_pack

from .test_insight import changed, many, seeds

SHIPPED = load_pack()
few = settings(many, max_examples=8)
OFFERED = ("standard", "consider", "depends")


def full_answers(chance: Random, question: Question) -> list[Answer]:
    """Answers that leave nothing open: every value, both ends of every band, some lists."""
    if question.id not in SHIPPED.variables.levels:
        return []
    if question.kind == "number":
        return [end for band in SHIPPED.variables.bands(question) for end in band if fits(question, end)]
    if question.kind == "choices":
        several = tuple(name for name in question.names if chance.random() < 0.5)
        return [(NONE,), *((name,) for name in question.names), several or (NONE,)]
    return list(question.names)


def fits(question: Question, number: Answer) -> bool:
    return not question.step or not number % question.step  # type: ignore[operator]


def held_by(chance: Random, sizes: Sequence[int] = (1, 3, 6, 9, 12)) -> dict[str, Answer]:
    """A random partial case, mostly of questions with a meaning; seldom one that contradicts itself."""
    held: dict[str, Answer] = {"situation": chance.choice(SHIPPED.questions["situation"].names)}
    for _ in range(chance.choice(sizes)):
        case = read_case(SHIPPED, held)
        questions = [item for item in SHIPPED.content.questions if not case.closed(item.id)]
        question = chance.choice(questions[: chance.choice([12, len(questions)])])
        possible = full_answers(chance, question)
        if possible:
            more = {**held, question.id: chance.choice(possible)}
            held = held if read_case(SHIPPED, more).conflicts and chance.random() < 0.9 else more
    return held


def said(case: Case) -> tuple[Mapping[str, str], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The verdict of every option, and the stage sets as an assessment gives them."""
    verdicts = {option: verdict_of(case.leaves(f"option:{option}")) for option in SHIPPED.options}
    bodies = SHIPPED.content.roles.stage_groups
    return verdicts, tuple((body, () if case.conflicts else case.results(body)) for body in bodies)


@few
@given(seeds)
def test_every_listed_change_comes_true_none_is_missing_and_no_effect_is_none(chance: Random) -> None:
    held = held_by(chance)
    case = read_case(SHIPPED, held)
    now, staged = said(case)
    found = changes(SHIPPED, held)
    listed = {(item.question, item.answer): item for item in found.changes}
    for item in found.changes:
        then, groups = said(read_case(SHIPPED, changed(held, item.question, item.answer)))
        options = {change.option: (change.before, change.after) for change in item.options}
        assert options == {name: (now[name], then[name]) for name in now if now[name] != then[name]}
        assert item.stage == (groups if groups != staged else None)
        assert options or item.stage
    effective = {item.question for item in found.changes}
    for question in SHIPPED.content.questions:
        if case.closed(question.id):
            assert question.id not in effective
            continue
        for answer in full_answers(chance, question):
            moved = said(read_case(SHIPPED, changed(held, question.id, answer))) != (now, staged)
            single = question.kind == "choice" or (isinstance(answer, tuple) and len(answer) == 1)
            if moved:
                assert question.id not in found.no_effect
                assert not single or (question.id, answer) in listed
                assert question.kind != "number" or question.id in effective
    given_ones = {question.id for question in SHIPPED.content.questions if case.given(question.id)}
    assert not given_ones & set(found.no_effect)


@few
@given(seeds)
def test_blocking_sets_are_sufficient_smallest_and_all_there_are(chance: Random) -> None:
    held = held_by(chance, (3, 9, 25, 60))
    case = read_case(SHIPPED, held)
    verdicts, _ = said(case)
    blocked = [option for option in SHIPPED.options if verdicts[option] not in OFFERED]
    if not blocked:
        reject()

    def offered(option: str, taken: tuple[str, ...]) -> bool:
        left = {name: answer for name, answer in held.items() if name not in taken}
        return verdict_of(read_case(SHIPPED, left).leaves(f"option:{option}")) in OFFERED

    for option in chance.sample(blocked, min(5, len(blocked))):
        found = blocking(SHIPPED, case, option)
        for taken in found.sets:
            assert offered(option, taken)
            smaller = (part for size in range(len(taken)) for part in combinations(taken, size))
            assert not any(offered(option, part) for part in smaller)
        few_taken = [part for size in (1, 2) for part in combinations(case.answers, size)]
        for part in chance.sample(few_taken, min(20, len(few_taken))):
            if offered(option, part):
                assert found.more or any(set(taken) <= set(part) for taken in found.sets)
    for option in SHIPPED.options.keys() - set(blocked):
        assert blocking(SHIPPED, case, option).sets == ()


@few
@given(seeds)
def test_what_is_settled_stays_whatever_else_is_answered(chance: Random) -> None:
    held = held_by(chance)
    found = settled(SHIPPED, held)
    case = read_case(SHIPPED, held)
    if case.conflicts:
        assert not found.idle
        return
    kinds = ("option:", "notice:", "schedule:")
    names = [name for name in SHIPPED.roots if name.startswith(kinds)]
    names += [f"fact:{body}" for body in SHIPPED.content.roles.stage_groups]
    now = {name: case.leaves(name) for name in names}
    if found.whole:
        assert not found.mattering
        assert all(leaves & (leaves - 1) == 0 for leaves in now.values())
    elif any(leaves & (leaves - 1) for leaves in now.values()):
        assert found.mattering
    for name in chance.sample(sorted(found.idle), min(12, len(found.idle))):
        for answer in full_answers(chance, SHIPPED.questions[name]):
            partial = held.get(name)
            if isinstance(partial, tuple):
                continue  # it would take back a member that is named already
            after = read_case(SHIPPED, {**held, name: answer})
            assert after.conflicts or {root: after.leaves(root) for root in names} == now


NEW: dict[str, Answer] = {"situation": "new-diagnosis"}
MITOSES: dict[str, Answer] = {**NEW, "stated_stage": "IB", "mitoses_per_5mm2": Decimal(18)}
LIMB_LOST: dict[str, Answer] = {**NEW, "resectability": "resectable", "limb_salvage": "not-possible"}
LUNG: dict[str, Answer] = {"metastases": "M0", "metastatic_sites": ("lung",)}


@pytest.mark.parametrize(
    ("held", "disagree"),
    [
        (MITOSES, False),
        ({**MITOSES, "uterine_extent": "confined"}, False),
        ({**MITOSES, "histology": "ups"}, False),
        ({**MITOSES, "histology": "gist"}, True),
        (LIMB_LOST, False),
        ({**LIMB_LOST, "site": "breast"}, False),
        ({**LIMB_LOST, "site": "lower-limb"}, True),
        (LUNG, True),
        ({**LUNG, **NEW}, True),
    ],
)
def test_a_conflict_is_where_no_coherent_completion_is_left(held: dict[str, Answer], disagree: bool) -> None:
    """What the findings leave without a meaning binds nothing; who names findings speaks of a tumour."""
    assert bool(read_case(SHIPPED, held).conflicts) == disagree


def test_what_reaches_an_option_through_coherence_alone_is_missing_too() -> None:
    case: dict[str, Answer] = {"situation": "new-diagnosis"}
    found = basis(SHIPPED, case, "sbrt-metastases")
    assert {"metastatic_sites", "stated_stage"} <= set(found.missing)
    assert set(found.line.decides) <= set(found.missing)
