"""Numbers near a threshold: how little more or less makes another result of a table, and of the stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.changes import stepped
from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answers, Question
from sarcoma_tui.domain.rules import Between, atoms

_MOST = 3  # groups that are still worth telling


@dataclass(frozen=True, slots=True)
class Turn:
    """What a fact can be now, and what it could be beyond the threshold."""

    fact: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number answered, the nearest one beyond a threshold, and what differs there.

    `turns` are the tables that cut the number there, `groups` the stage groups that turn with them. `last`
    tells that nothing lies between the two numbers.
    """

    question: str
    now: Decimal
    beyond: Decimal
    last: bool
    turns: tuple[Turn, ...]
    groups: tuple[Turn, ...]


def thresholds(pack: Pack, answers: Answers) -> tuple[Threshold, ...]:
    """The thresholds that a second look at an answered number could pass, in form order."""
    case = read_case(pack, answers)
    return tuple(
        found
        for question in pack.content.questions
        if question.id in pack.variables.cuts and not case.closed(question.id)
        for found in _of(case, question)
    )


def _of(case: Case, question: Question) -> Iterator[Threshold]:
    now = case.answers.get(question.id)
    if not isinstance(now, Decimal):
        return
    grain = question.step or Decimal(1).scaleb(-question.decimals)
    bands = case.pack.variables.bands(question)
    place = next(index for index, (_, high) in enumerate(bands) if now <= high)
    for beside in (place - 1, place + 1):
        if not 0 <= beside < len(bands):
            continue
        low, high = bands[beside]
        beyond = stepped(question, low, up=True) if beside > place else stepped(question, high, up=False)
        if abs(beyond - now) > (question.revise_by or grain):
            continue
        other = read_case(case.pack, {**case.answers, question.id: beyond})
        turns = _turns(case, other, [fact.id for fact in _cutting(case.pack, question)], 1)
        if turns:
            groups = _turns(case, other, case.pack.content.roles.stage_groups, _MOST)
            yield Threshold(question.id, now, beyond, abs(beyond - now) == grain, turns, groups)


def _turns(case: Case, other: Case, facts: Iterable[str], most: int) -> tuple[Turn, ...]:
    """The facts that differ, and have in both cases at most so many results."""
    turns = (Turn(name, case.results(name), other.results(name)) for name in facts)
    return tuple(
        turn
        for turn in turns
        if 0 < len(turn.before) <= most and 0 < len(turn.after) <= most and turn.before != turn.after
    )


def _cutting(pack: Pack, question: Question) -> list[Fact]:
    """The tables with a threshold on the question, those of the TNM text first."""
    named = [name for part in pack.content.roles.tnm for name in part]
    facts = [
        fact
        for fact in pack.content.facts
        if any(
            isinstance(atom, Between) and atom.on == question.id
            for row in fact.rows
            for atom in atoms(row.when)
        )
    ]
    return sorted(facts, key=lambda fact: fact.id not in named)
