"""Conditions, and the entries of the content that hold when a condition does.

A condition is a small tree over atoms. Comparators stand in tables only; everywhere else a condition names
values of a question or results of a fact. An atom on a closed question or an undefined fact is false, and
stays false under `Not`: negation is pushed down to the atoms.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Strength: TypeAlias = Literal["standard", "consider"]
RuleKind: TypeAlias = Literal["offer", "caution", "avoid"]
Level: TypeAlias = Literal["info", "caution", "warning"]


@dataclass(frozen=True, slots=True)
class In:
    """A question has, or a fact gives, one of these; of several answers: any of these is yes.

    `none` among the values of a question with several answers stands for "no to every member".
    """

    on: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Of a question with several answers: each of these is yes."""

    on: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A number lies over (or is at least) one bound and under (or up to) another; None is no bound."""

    on: str
    over: Decimal | None = None
    at_least: Decimal | None = None
    up_to: Decimal | None = None
    under: Decimal | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; with no part: always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Some part holds; with no part: never."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold; atoms on closed questions stay false."""

    part: Condition


Condition: TypeAlias = In | AllOf | Between | All | Any | Not
Atom: TypeAlias = In | AllOf | Between
ALWAYS = All(())


def atoms(condition: Condition) -> tuple[Atom, ...]:
    """Every atom of a condition, in written order."""
    if isinstance(condition, In | AllOf | Between):
        return (condition,)
    if isinstance(condition, Not):
        return atoms(condition.part)
    return tuple(atom for part in condition.parts for atom in atoms(part))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Level and strength as a source states them."""

    level: str
    strength: str
    as_stated_by: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of an option: when it holds, the option is offered, carries a caution, or is avoided.

    `show_always` keeps an avoid in full view though no offer contests it. `by_wish` marks an avoid that rests
    on what the patient declined. `signed` tells whether a clinician has signed it. `alongside` names a rule
    beside which this one need not make a difference, `withdrawn` marks the avoid of what nobody can get any
    more: both are for the proof alone.
    """

    id: str
    kind: RuleKind
    strength: Strength | None
    when: Condition
    text: str
    sources: tuple[str, ...]
    evidence: Evidence | None = None
    signed: bool = False
    show_always: bool = False
    by_wish: bool = False
    alongside: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be done for the patient, with all its rules and what a person needs to weigh it.

    `excludes` are options that are never standard together with it.
    """

    id: str
    title: str
    short: str
    modality: str
    phase: str
    intent: str
    rules: tuple[Rule, ...]
    implements: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    summary: str = ""
    what_it_is: str = ""
    aims: str = ""
    burden: str = ""
    practical: tuple[str, ...] = ()
    ask_the_patient: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A text that concerns the whole case. `ends` marks one that closes a path and says where to turn."""

    id: str
    level: Level
    title: str
    text: str
    sources: tuple[str, ...]
    when: Condition
    implements: tuple[str, ...] = ()
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """One row of a follow-up plan: how often, until which month (None: for life), for whom."""

    id: str
    title: str
    every_months: int
    until_month: int | None
    sources: tuple[str, ...]
    when: Condition


@dataclass(frozen=True, slots=True)
class Impossible:
    """Answers that cannot stand together.

    `stated` are the questions that make the one side (a statement); `found` are the questions or facts whose
    possible values tell what the other side says instead.
    """

    id: str
    never: Condition
    text: str
    stated: tuple[str, ...]
    found: tuple[str, ...]
