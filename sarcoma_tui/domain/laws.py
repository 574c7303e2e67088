"""What must hold of the content for every case: laws, and what a case must have to count as answered.

A law is a sentence that a clinician can dispute, and a claim that can be decided. Laws are no part of a
compiled pack: nothing that is said of a case reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sarcoma_tui.domain.rules import ALWAYS, Condition

VERDICT_NAMES = ("not-indicated", "consider", "standard", "avoid")
"""The verdicts that an option can have in a full case."""

RULE_NAMES = ("standard", "consider", "avoid", "caution")
"""What a rule can be: the strength of an offer, or its kind."""


@dataclass(frozen=True, slots=True)
class Never:
    """Where `when` holds, `denied`, all of `verdicts` and all of `notices` are never true together.

    `verdicts` gives for an option the verdicts that are meant.
    """

    when: Condition
    denied: Condition = ALWAYS
    verdicts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Always:
    """Where `when` holds, some option of `some_of` has a verdict of `verdicts`, or some notice is shown."""

    when: Condition
    some_of: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compare:
    """Of two cases that differ in one answer alone, the worse one has no offer that the better one lacks.

    `on` is the question, or a fact whose results stand for its answers, and `worse` its values from best to
    worst. `also` are answers that cannot stay the same when the question changes. Instead of `never_adds`
    (options) there may be `never_lowers`: facts whose result never comes earlier in its table.
    """

    question: str
    on: str
    worse: tuple[str, ...]
    when: Condition = ALWAYS
    also: tuple[str, ...] = ()
    never_adds: tuple[str, ...] = ()
    never_lowers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exactly:
    """Among these cases, where `when` holds and nowhere else, one thing is so.

    That is one of: an option has a verdict of `verdicts`; a rule holds (one that several options share goes
    by its own id) and is of the kind or strength `rule_as`; a notice is shown; a question is asked; the
    condition `so` holds; or a follow-up schedule applies.
    """

    when: Condition
    among: Condition = ALWAYS
    option: str = ""
    verdicts: tuple[str, ...] = ()
    rule: str = ""
    rule_as: str = ""
    notice: str = ""
    asked: str = ""
    so: Condition | None = None
    schedule: str = ""


Claim: TypeAlias = Never | Always | Compare | Exactly


@dataclass(frozen=True, slots=True)
class Law:
    """One law: its id, what it says in words, what it claims, on which sources."""

    id: str
    says: str
    claim: Claim
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """When a case counts as answered.

    Where `triage` holds (None: where an urgency is defined) that is an urgency and a line of work-up or
    referral; elsewhere an option that treats, or a notice that ends the path. Follow-up treats where
    `follow_up_counts` holds. No path ends where `never_ends` holds. `shares_by` are the facts by which it is
    told how many end.
    """

    triage: Condition | None = None
    follow_up_counts: Condition | None = None
    never_ends: Condition | None = None
    shares_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Laws:
    """The laws of a pack in written order, and when a case counts as answered."""

    laws: tuple[Law, ...] = ()
    answered: Answered = Answered()
