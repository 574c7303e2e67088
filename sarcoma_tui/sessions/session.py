"""A session: one patient question at one time, as one immutable value.

Everything a session file holds is here, and three things that live in memory only: the order of the form,
and what can be undone and redone. A widget never holds an answer; it sends an event to `desk.apply`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, TypeAlias

from sarcoma_tui.domain.questions import Answer

FORMAT: Final = 1
"""Number of the file format: a file with another one is opened read only."""

MINOR: Final = 0
"""Raised when keys are added that an older program may leave alone."""

NOTES_LIMIT: Final = 20_000
"""Most characters that the notes hold: with their change log they must fit a file of 1 MiB."""

Extra: TypeAlias = Mapping[str, object]
"""Keys that this program does not know, as read: kept for the next write."""

Status: TypeAlias = Literal["saved", "draft", "damaged", "newer-format", "trashed", "conflict-copy"]
"""What `sessions list` says of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRef:
    """Which content the session was assessed with: its SHA-256 finds it in the archive."""

    id: str
    version: str
    sha256: str
    engine: int
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelLine:
    """One line of the panel as it was shown."""

    option: str
    verdict: str
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the clinician saw at the last save; `groups` are the stage sets by body (`ajcc8`, `uicc9`).

    `assessment_sha256` is of the JSON that `assess` prints: what a replay is held against.
    """

    groups: Mapping[str, tuple[str, ...]]
    assessment_sha256: str
    panel: tuple[PanelLine, ...]
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An option that was not taken, with the reason in the clinician's words."""

    option: str
    reason: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided: option ids chosen, options set aside, free notes."""

    chosen: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    notes: str = ""
    extra: Extra = field(default_factory=dict)


Logged: TypeAlias = Answer | Decision | None
"""One side of a change; None: there was nothing. A decision is logged without its notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One committed change: `what` is a question id or, about a name, label, tags, decision or notes."""

    at: datetime
    what: str
    before: Logged
    after: Logged
    about: Literal["question", "name"] = "question"
    extra: Extra = field(default_factory=dict)

    @property
    def readable(self) -> bool:
        """False when a newer program logged a value of a kind unknown here (kept in `extra`)."""
        return not {"from", "to"} & self.extra.keys()


Stack: TypeAlias = "tuple[Change, Stack] | None"
"""Changes that can be undone or redone, newest first: pushing costs the same however many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The saved revision that a draft started from, and the SHA-256 of its file."""

    revision: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session. Revision 0 was never saved; `base` is set in a draft of a saved one.

    `answers` are the truth, in form order, in canonical form where the pack knows the question and as
    written where it does not. `changes` are those since the previous revision; `changes_in_history` counts
    earlier ones of the same revision that moved to the history folder. `extra` holds unknown keys by table
    name (`""` for the top level). `form`, `undo`, `redo` and `begun` (how many changes of this run came
    before `changes`) are never written.
    """

    id: str
    created: datetime
    pack: PackRef
    label: str = ""
    format: int = FORMAT
    minor: int = MINOR
    revision: int = 0
    saved: datetime | None = None
    tags: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    shown: Shown | None = None
    decision: Decision = field(default_factory=Decision)
    changes: tuple[Change, ...] = ()
    changes_in_history: int = 0
    base: Base | None = None
    extra: Mapping[str, Extra] = field(default_factory=dict)
    form: tuple[str, ...] = field(default=(), compare=False, repr=False)
    undo: Stack = field(default=None, compare=False, repr=False)
    redo: Stack = field(default=None, compare=False, repr=False)
    begun: int = field(default=0, compare=False, repr=False)

    @property
    def changed(self) -> int:
        """How many changes were made in this run: a draft writer tells by it what is on disk already."""
        return self.begun + len(self.changes)
