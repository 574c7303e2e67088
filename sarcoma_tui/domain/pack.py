"""The whole content as one immutable value, as written (`Content`) and as compiled (`Pack`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sarcoma_tui.domain.diagrams import Diagrams
from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.questions import Answer, Answers, Question
from sarcoma_tui.domain.rules import Condition, Impossible, Notice, Option, Schedule
from sarcoma_tui.domain.variables import Variables

ENGINE = 1
"""Number of the engine's meaning: raised when any golden assessment changes."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document that the content rests on; `checked` tells whether it was read for this pack."""

    id: str
    body: str
    title: str
    year: int
    kind: str
    doi: str = ""
    pmid: str = ""
    where: str = ""
    checked: bool = False

    @property
    def short(self) -> str:
        """Body and year, as a line can carry them."""
        return f"{self.body} {self.year}"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form; its id is the name of its file."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class StageSection:
    """One heading on a stage screen with the questions beneath it, in order."""

    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage screen: what its card says, what choosing it answers, and what it asks."""

    id: str
    title: str
    card: str
    means: str
    answers: Mapping[str, Answer]
    sections: tuple[StageSection, ...]
    start_at: str
    implements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roles:
    """Which questions and facts fill the fixed places of an assessment.

    `tnm` names for each part of the TNM text the facts that can give it, the usual one first.
    `means` is the question that tells what is not to be had here; "" where the content asks none.
    """

    situation: str
    chapter: str
    stage_groups: tuple[str, ...]
    route: str
    urgency: str
    tnm: tuple[tuple[str, ...], ...]
    tnm_prefix: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class PackInfo:
    """Who and what a pack is; `sha256` is over all its TOML files."""

    id: str
    version: str
    title: str
    editor: str
    status: str
    reviewed: str | None
    review_by: str
    sha256: str = ""
    installed: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """A pack as written and checked, not compiled. `gates` holds `asked_when` by question."""

    info: PackInfo
    roles: Roles
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    gates: Mapping[str, Condition]
    facts: tuple[Fact, ...]
    options: tuple[Option, ...]
    notices: tuple[Notice, ...]
    schedules: tuple[Schedule, ...]
    impossible: tuple[Impossible, ...]
    stages: tuple[Stage, ...]
    sources: tuple[Source, ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A compiled pack: the content, its diagrams, and where each entry's diagram begins.

    Roots are named `fact:ID`, `gate:QUESTION`, `option:ID`, `rule:ID`, `notice:ID`, `schedule:ID`,
    `coherent:ID` (an impossible entry does not hold) and `question:ID` (the value of a single choice).
    `supports` gives for each root the levels it reads, as a bit mask. `freed_by` gives for each coherence
    root the sets of levels (bit masks) any one of which, left wholly open, lets it always be met. `full` are
    the masks of the variables while nothing is answered.
    """

    content: Content
    variables: Variables
    diagrams: Diagrams
    roots: Mapping[str, int]
    supports: Mapping[str, int]
    freed_by: Mapping[str, tuple[int, ...]]
    questions: Mapping[str, Question] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    options: Mapping[str, Option] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    full: tuple[int, ...] = field(default_factory=tuple)

    @classmethod
    def of(
        cls,
        content: Content,
        variables: Variables,
        diagrams: Diagrams,
        roots: Mapping[str, int],
        supports: Mapping[str, int],
        freed_by: Mapping[str, tuple[int, ...]],
    ) -> Pack:
        """A pack with its look-up tables filled."""
        return cls(
            content,
            variables,
            diagrams,
            roots,
            supports,
            freed_by,
            {question.id: question for question in content.questions},
            {fact.id: fact for fact in content.facts},
            {option.id: option for option in content.options},
            {source.id: source for source in content.sources},
            tuple(variable.full for variable in variables.order),
        )

    def masks(self, answers: Answers) -> list[int]:
        """What each variable can still be, by level."""
        return self.variables.narrow(list(self.full), answers, self.questions)

    @property
    def rule_count(self) -> int:
        """How many option rules there are."""
        return sum(len(option.rules) for option in self.content.options)

    @property
    def signed_count(self) -> int:
        """How many of them a clinician has signed."""
        return sum(rule.signed for option in self.content.options for rule in option.rules)
