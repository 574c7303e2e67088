"""The one state of the program while a session is open: what was answered, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.assessment import Assessment
from sarcoma_tui.domain.pack import Pack, Stage
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.sessions.fit import fit
from sarcoma_tui.sessions.session import Session


@dataclass(frozen=True, slots=True)
class Before:
    """Answers and what followed from them, until the last change."""

    answers: Mapping[str, Answer]
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Work:
    """An open session on a stage screen.

    `answers` are those of the session that the pack knows, in canonical form; `refused` says of the others
    why not. `previous` is how it was before the last change of the answers, if there was one. Until it is
    `whole`, the assessment says nothing of what decides: that is most of the work, and not needed for the
    first painting.
    """

    pack: Pack
    stage: Stage
    session: Session
    answers: Mapping[str, Answer]
    refused: tuple[tuple[str, str], ...]
    assessment: Assessment
    previous: Before | None = None
    whole: bool = True

    @classmethod
    def begin(cls, pack: Pack, stage: Stage, session: Session) -> Work:
        """A session as it is opened: not whole yet."""
        fitted = fit(session.answers, pack)
        found = assess(pack, fitted.answers, deciding=False)
        return cls(pack, stage, session, fitted.answers, fitted.refused, found, whole=False)

    def made_whole(self) -> Work:
        """The same with all that the assessment can say."""
        return self if self.whole else replace(self, assessment=assess(self.pack, self.answers), whole=True)

    def with_session(self, session: Session) -> Work:
        """The same after a change; assessed anew only when an answer changed."""
        fitted = fit(session.answers, self.pack)
        if fitted.answers == self.answers:
            return replace(self, session=session, refused=fitted.refused)
        found = assess(self.pack, fitted.answers)
        return replace(
            self,
            session=session,
            answers=fitted.answers,
            refused=fitted.refused,
            assessment=found,
            previous=Before(self.answers, self.assessment),
            whole=True,
        )
