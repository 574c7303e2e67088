"""What can happen to a session. A widget sends one of these up; `desk.apply` makes the new session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.sessions.session import PackRef, SetAside, Shown


@dataclass(frozen=True, slots=True)
class Answered:
    """A question got an answer in canonical form (`domain.questions.read_answer`)."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A question has no answer any more: as if it was not asked."""

    question: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """The session got another label (a pseudonym)."""

    label: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """The session has these tags now."""

    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionChanged:
    """These options are chosen and these set aside now."""

    chosen: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class NotesChanged:
    """The notes read so now."""

    notes: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change back; it is logged as a change itself."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Make the last undone change again."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The session is on disk up to its `changed`-th change: not logged, and not undone by `Undo`."""

    revision: int
    at: datetime
    changed: int
    pack: PackRef
    shown: Shown | None


Logging: TypeAlias = Answered | TakenBack | Labelled | Tagged | DecisionChanged | NotesChanged
"""Events that make a change in the log."""

Event: TypeAlias = Logging | Undo | Redo | Saved
