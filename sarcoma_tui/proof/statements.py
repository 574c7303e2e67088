"""What can be said of one full case, in terms of the parsed content alone.

Both readings take a statement and decide by their own means whether some case meets it; nothing else is
shared between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sarcoma_tui.domain.rules import (
    All,
    AllOf,
    Any,
    Atom,
    Between,
    Condition,
    In,
    Not,
    atoms,
)


@dataclass(frozen=True, slots=True)
class HasVerdict:
    """The option has one of these verdicts."""

    option: str
    verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Every part is true; with no part: always."""

    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Some part is true; with no part: never."""

    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Deny:
    """The part is not true. Unlike `Not` in a condition this reaches what is closed or undefined too."""

    part: Statement


@dataclass(frozen=True, slots=True)
class Twice:
    """At least two of the parts are true."""

    parts: tuple[Statement, ...]


Statement: TypeAlias = Condition | HasVerdict | Both | Either | Deny | Twice


def read_by(statement: Statement) -> Iterator[Atom]:
    """Every atom of the conditions in a statement."""
    if isinstance(statement, Both | Either | Twice):
        for part in statement.parts:
            yield from read_by(part)
    elif isinstance(statement, Deny):
        yield from read_by(statement.part)
    elif not isinstance(statement, HasVerdict):
        yield from atoms(statement)


def ways(condition: Condition, negated: bool = False) -> Iterator[tuple[str, bool, Condition]]:
    """Each value of each list of a condition by itself: words for it, whether it is refused, when it counts.

    A value counts where the condition holds through it: its list has this value alone, what stands beside it
    holds, and of alternatives only its own is looked at. A refused value (under `not`) counts where all else
    holds and it alone stands in the way.
    """
    if isinstance(condition, In):
        for value in condition.values:
            yield f"{condition.on} {value}", negated, In(condition.on, (value,))
    elif isinstance(condition, AllOf | Between):
        yield condition.on, negated, condition
    elif isinstance(condition, Not):
        yield from ways(condition.part, not negated)
    else:
        yield from _ways_of_parts(condition, negated)


def _ways_of_parts(condition: All | Any, negated: bool) -> Iterator[tuple[str, bool, Condition]]:
    together = isinstance(condition, All) != negated
    for index, part in enumerate(condition.parts):
        beside = tuple(other for at, other in enumerate(condition.parts) if at != index) if together else ()
        others = tuple(Not(other) if negated else other for other in beside)
        for words, refused, way in ways(part, negated):
            yield words, refused, All((*others, way))
