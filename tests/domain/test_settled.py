"""What is said to be settled stays as it is, whatever else is answered."""

from __future__ import annotations

from random import Random

from hypothesis import given

from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN, Answer
from sarcoma_tui.domain.settled import settled

from .generated import answers
from .test_insight import full_answers, many, packed, seeds


def leaves(pack: Pack, held: dict[str, Answer]) -> dict[str, int]:
    """The sets of verdicts, of results, of whether a text holds."""
    case = read_case(pack, held)
    names = [name for name in pack.roots if name.startswith(("option:", "fact:f0", "notice:", "schedule:"))]
    return {name: case.leaves(name) for name in names}


def coherent(pack: Pack, held: dict[str, Answer]) -> bool:
    return not read_case(pack, held).conflicts


@many
@given(seeds)
def test_a_settled_question_changes_nothing_whatever_else_is_answered(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    found = settled(pack, held)
    others = {name: answer for name, answer in answers(chance).items() if name not in held}
    for further in ({}, others):
        for name in found.idle:
            rest = {**held, **further}
            present = held.get(name)
            named = set(present) - {UNKNOWN} if isinstance(present, tuple) else set()
            if not named:
                rest.pop(name, None)
            for answer in full_answers(pack.questions[name]):
                after = {**rest, name: answer}
                if named and not (isinstance(answer, tuple) and named <= set(answer)):
                    continue  # it would take back a member that is named already
                if coherent(pack, rest) and coherent(pack, after):
                    assert leaves(pack, after) == leaves(pack, rest)


@many
@given(seeds)
def test_when_all_is_settled_every_verdict_is_one_and_stays(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    found = settled(pack, held)
    if not found.whole:
        return
    assert not found.mattering
    now = leaves(pack, held)
    assert all(mask & (mask - 1) == 0 for mask in now.values())
    further = {**answers(chance), **held}
    if coherent(pack, further):
        assert leaves(pack, further) == now


@many
@given(seeds)
def test_while_a_verdict_is_open_some_question_matters(chance: Random) -> None:
    pack = packed(chance)
    held = answers(chance)
    now = leaves(pack, held)
    if coherent(pack, held) and any(mask & (mask - 1) for mask in now.values()):
        assert settled(pack, held).mattering
