"""Two sessions side by side: what either file holds, as it was saved; nothing is assessed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeAlias, TypeVar

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.sessions.session import Session

Held = TypeVar("Held")
Kind: TypeAlias = Literal["changed", "left", "right", "same"]

KINDS: Final[tuple[Kind, ...]] = ("changed", "left", "right", "same")
"""How two sides stand to each other, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[Held]):
    """What either session holds under one name; None: nothing."""

    name: str
    left: Held | None
    right: Held | None

    @property
    def kind(self) -> Kind:
        """Changed, only on one side, or the same on both."""
        if self.left is None:
            return "right"
        if self.right is None:
            return "left"
        return "same" if self.left == self.right else "changed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sessions; their answers by question, stage sets by body, and verdicts by option of the panel.

    A body of which nothing was shown has an empty set, which is not the same as no set at all.
    """

    left: Session
    right: Session
    answers: tuple[Pair[Answer], ...]
    groups: tuple[Pair[tuple[str, ...]], ...]
    panel: tuple[Pair[str], ...]

    @property
    def same(self) -> bool:
        """Whether answers, stage and panel are alike."""
        kinds = (
            *(pair.kind for pair in self.answers),
            *(pair.kind for pair in self.groups),
            *(pair.kind for pair in self.panel),
        )
        return set(kinds) <= {"same"}

    @property
    def other_content(self) -> bool:
        """Whether the two were made with different content."""
        return self.left.pack.sha256 != self.right.pack.sha256

    @property
    def other_engine(self) -> bool:
        """Whether the two were made with engines that read content in different ways."""
        return self.left.pack.engine != self.right.pack.engine


def compare(left: Session, right: Session) -> Comparison:
    """Hold one session against another."""
    return Comparison(
        left,
        right,
        _pairs(left.answers, right.answers),
        _pairs(_groups(left), _groups(right)),
        _pairs(_panel(left), _panel(right)),
    )


def left_first(one: Session, other: Session) -> bool:
    """Whether the first stands left: of one label the older one does, else the one named first."""
    return one.label != other.label or not one.label or _age(one) <= _age(other)


def _age(session: Session) -> tuple[object, ...]:
    """What orders sessions of one label: time, then id (which counts up with time), then revision."""
    return (session.created, session.id, session.revision)


def _pairs(left: Mapping[str, Held], right: Mapping[str, Held]) -> tuple[Pair[Held], ...]:
    """Every name of either side once: in the order of the left, then what only the right has."""
    return tuple(Pair(name, left.get(name), right.get(name)) for name in {**left, **right})


def _groups(session: Session) -> Mapping[str, tuple[str, ...]]:
    return session.shown.groups if session.shown else {}


def _panel(session: Session) -> Mapping[str, str]:
    return {line.option: line.verdict for line in session.shown.panel} if session.shown else {}
