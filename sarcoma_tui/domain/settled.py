"""What no open question can change any more.

A question matters while some line that is still open reads it, given all that is answered, or a condition of
coherence ties it to one that does. Whatever else is answered, a question that does not matter changes
nothing: answers only narrow, and what is read never grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.compile import OFFERING
from sarcoma_tui.domain.levels import levels_mask
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answers
from sarcoma_tui.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Settled:
    """The open questions (not asked, or not known) that can change nothing, and those that still can.

    `whole`: every line has one verdict, and stays so whatever else is answered.
    """

    idle: frozenset[str]
    mattering: frozenset[str]
    whole: bool


def settled(pack: Pack, answers: Answers) -> Settled:
    """What is settled; nothing while answers disagree: a further one could change which are believed."""
    case = read_case(pack, answers)
    asked = [
        question.id
        for question in pack.content.questions
        if question.id in pack.variables.levels
        and not case.given(question.id)
        and not case.closed(question.id)
    ]
    if case.conflicts:
        return Settled(frozenset(), frozenset(asked), whole=False)
    still_open = [name for name in _watched(case) if case.leaves(name) & (case.leaves(name) - 1)]
    read = 0
    for reading in case.readings:
        read |= _read(reading, still_open)
    mattering = frozenset(name for name in asked if levels_mask(pack.variables.levels[name]) & read)
    return Settled(frozenset(asked) - mattering, mattering, whole=not still_open)


def _watched(case: Case) -> Iterator[str]:
    """The roots of everything that a screen says of a case."""
    content = case.pack.content
    roles = content.roles
    for option in content.options:
        yield f"option:{option.id}"
        if case.leaves(f"option:{option.id}") & OFFERING:
            yield from (f"rule:{rule.id}" for rule in option.rules if rule.kind == "caution")
    tnm = (name for part in roles.tnm for name in part)
    for name in (*roles.stage_groups, roles.chapter, roles.route, roles.urgency, roles.tnm_prefix, *tnm):
        yield f"fact:{name}"
    yield from (f"notice:{notice.id}" for notice in content.notices)
    yield from (f"schedule:{row.id}" for row in content.schedules)


def _read(reading: Reading, names: list[str]) -> int:
    """The levels that these diagrams read as far as they are open, at once or by way of coherence."""
    read = 0
    for name in names:
        read |= reading.support(reading.restricted(reading.pack.roots[name]))
    tied = [reading.support(node) for node in reading.live.values()]
    grown = True
    while grown:
        grown = False
        for support in tied:
            if support & read and support & ~read:
                read |= support
                grown = True
    return read
