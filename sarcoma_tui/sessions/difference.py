"""Then and now: what a session showed at its last save against what today's content makes of its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.assessment import Assessment
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.sessions.fit import fit
from sarcoma_tui.sessions.session import PackRef, Session
from sarcoma_tui.sessions.shown import pack_ref, shown_of


@dataclass(frozen=True, slots=True)
class Moved:
    """One option whose verdict is another today; empty: it was, or is, not on the panel."""

    option: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """The stage set of one body where it is another today."""

    body: str
    then: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`options` and `groups` that moved. `compared`: the session was saved, so there is a then.

    `answers` are those that today's content can use, in canonical form and form order, `refused` pairs the
    others with a sentence, and `found` is today's assessment. `today` is the content and engine now.
    `replayed`: today's assessment is that of then to the byte, so all it says was said then.
    """

    compared: bool
    options: tuple[Moved, ...]
    groups: tuple[MovedGroup, ...]
    answers: Mapping[str, Answer]
    refused: tuple[tuple[str, str], ...]
    found: Assessment
    then: PackRef
    today: PackRef
    replayed: bool

    @property
    def same(self) -> bool:
        """Whether stage and verdicts are what they were."""
        return not self.options and not self.groups

    @property
    def other_content(self) -> bool:
        """Whether the content is another one now."""
        return self.then.sha256 != self.today.sha256

    @property
    def other_engine(self) -> bool:
        """Whether the engine reads content in another way now."""
        return self.then.engine != self.today.engine


def difference(session: Session, pack: Pack) -> Difference:
    """Assess the answers of a session under a pack, and hold the result against what was shown."""
    fitted = fit(session.answers, pack)
    found = assess(pack, fitted.answers)
    today = shown_of(pack, found)
    then = session.shown
    options: tuple[Moved, ...] = ()
    groups: tuple[MovedGroup, ...] = ()
    if then is not None:
        options = _moved(
            {line.option: line.verdict for line in then.panel},
            {line.option: line.verdict for line in today.panel},
        )
        bodies = dict.fromkeys((*then.groups, *today.groups))
        sets = (MovedGroup(body, then.groups.get(body, ()), today.groups.get(body, ())) for body in bodies)
        groups = tuple(item for item in sets if item.then != item.now)
    return Difference(
        compared=then is not None,
        options=options,
        groups=groups,
        answers=fitted.answers,
        refused=fitted.refused,
        found=found,
        then=session.pack,
        today=pack_ref(pack),
        replayed=then is not None and then.assessment_sha256 == today.assessment_sha256,
    )


def _moved(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[Moved, ...]:
    """In the order of the panel then, what is new after it."""
    moves = (Moved(option, then.get(option, ""), now.get(option, "")) for option in {**then, **now})
    return tuple(move for move in moves if move.then != move.now)
