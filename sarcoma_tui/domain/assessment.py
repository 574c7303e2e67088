"""What the engine says of a case: plain frozen values, in the order in which they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sarcoma_tui.domain.rules import Notice, Option, Rule, Schedule

Verdict: TypeAlias = Literal["standard", "consider", "depends", "avoid", "not-indicated"]
Holds: TypeAlias = Literal["always", "possibly", "never"]
VERDICTS: tuple[Verdict, ...] = ("standard", "consider", "depends", "avoid", "not-indicated")
"""The verdicts in the order of the panel."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that holds in some completion; `decides` (only under `unless`) names the questions that tell."""

    rule: Rule
    holds: Holds
    decides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option with its verdict and everything that explains it.

    `because` are the rules of the shown strength (of an avoid: the avoids; of `depends`: every offer still
    possible), `unless` the avoids still possible, `overruled` the offers beneath an avoid. `folded` marks an
    avoid that no offer would contest.
    """

    option: Option
    verdict: Verdict
    because: tuple[RuleLine, ...] = ()
    cautions: tuple[RuleLine, ...] = ()
    unless: tuple[RuleLine, ...] = ()
    overruled: tuple[RuleLine, ...] = ()
    decides: tuple[str, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice that holds in some completion."""

    notice: Notice
    holds: Holds


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A follow-up row that holds in some completion."""

    schedule: Schedule
    holds: Holds


@dataclass(frozen=True, slots=True)
class StageLine:
    """The stage: TNM text (None where there is none), groups by body, chapters, and what would settle it."""

    tnm: str | None
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    chapter: tuple[str, ...]
    decides: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether every body gives a single group."""
        return all(len(results) == 1 for _, results in self.groups)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Answers that cannot stand together: the questions, what is stated, what the findings give instead.

    `sides` are the two sets of questions; each reading takes one of them back.
    """

    id: str
    answers: tuple[str, ...]
    stated: tuple[str, ...]
    found: tuple[str, ...]
    text: str
    sides: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that was not asked, and in how many options it would settle something."""

    question: str
    settles: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the engine says of one case. `options` and `workup` hold every option, `not-indicated` too,
    in the order of `VERDICTS`, then of the pack.
    """

    situation: str | None
    stage: StageLine | None
    route: tuple[str, ...]
    urgency: tuple[str, ...] | None
    conflicts: tuple[Conflict, ...]
    options: tuple[OptionLine, ...]
    notices: tuple[NoticeLine, ...]
    workup: tuple[OptionLine, ...]
    follow_up: tuple[ScheduleLine, ...]
    unanswered: tuple[OpenQuestion, ...]
    unknown: tuple[str, ...]
    ignored: tuple[str, ...]
