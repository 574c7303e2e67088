"""What would change it: every single answer that alters a stage set or a verdict, and what alters nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress, product
from typing import TypeAlias

from sarcoma_tui.domain.assess import verdict_of
from sarcoma_tui.domain.assessment import Verdict
from sarcoma_tui.domain.fan import Attempt
from sarcoma_tui.domain.outcomes import Outcome, Outcomes
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import NONE, UNKNOWN, Answer, Answers, Question

Groups: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Stage sets by body."""


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """An option whose verdict another answer would change."""

    option: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One single answer (None: the answer taken back) and all that it would change.

    `stage` holds the stage sets after it where they differ from those of now, else None.
    """

    question: str
    answer: Answer | None
    answered_now: Answer | None
    stage: Groups | None
    options: tuple[VerdictChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Every answer that changes something, in form order, and the open questions without any."""

    changes: tuple[AnswerChange, ...]
    no_effect: tuple[str, ...]


def changes(pack: Pack, answers: Answers) -> Changes:
    """Try every single answer: each value of a choice, one point of each band, each member; and none."""
    watch = _Watch(pack, answers)
    asked = [question for question in pack.content.questions if not watch.case.closed(question.id)]
    attempts = [
        (question, answer) for question in asked for answer in tried(pack, question, watch.case.answers)
    ]
    found = tuple(watch.changes(attempts))
    moving = {change.question for change in found}
    without = (
        question.id
        for question in asked
        if question.id not in moving
        and not watch.case.given(question.id)
        and not watch.moved_by_several(question)
    )
    return Changes(found, tuple(without))


def tried(pack: Pack, question: Question, answers: Answers) -> Iterator[Answer | None]:
    """The single answers to a question that are not the one held; at last None, for taking it back."""
    now = answers.get(question.id)
    if question.id in pack.variables.levels:
        if question.kind == "choice":
            yield from (name for name in question.names if name != now)
        elif question.kind == "number":
            yield from _points(pack, question, now)
        else:
            yield from _lists(question, now)
    if now is not None:
        yield None


def _points(pack: Pack, question: Question, now: Answer | None) -> Iterator[Decimal]:
    """A point of every band but that of now: the one that is nearest to what is held."""
    held = now if isinstance(now, Decimal) else None
    for low, high in pack.variables.bands(question):
        if held is None or not low <= held <= high:
            near = low if held is None or held < low else high
            yield stepped(question, near, up=near == low)


def stepped(question: Question, point: Decimal, up: bool) -> Decimal:
    """The point, or the nearest one inwards that the question's step allows."""
    if question.step is None:
        return point
    over = point % question.step
    return point if not over else point + (question.step - over if up else -over)


def _lists(question: Question, now: Answer | None) -> Iterator[Answer]:
    """Each member alone, none of them, and what is held with one member more or less."""
    held = now if isinstance(now, tuple) else ()
    named = tuple(name for name in held if name not in (NONE, UNKNOWN))
    open_end = (UNKNOWN,) if UNKNOWN in held else ()
    lists: dict[tuple[str, ...], None] = dict.fromkeys((name,) for name in question.names)
    lists[(NONE,)] = None
    if named:
        for name in question.names:
            kept = tuple(other for other in question.names if (other in named) != (other == name))
            lists[(*kept, *open_end) if kept else (open_end or (NONE,))] = None
    yield from (answer for answer in lists if answer not in (held, (UNKNOWN,)))


class _Watch:
    """The case of now, and what is compared with it: the stage sets and the verdict of every option."""

    def __init__(self, pack: Pack, answers: Answers) -> None:
        self.pack = pack
        self._options = {f"option:{option.id}": option.id for option in pack.content.options}
        self._bodies = {f"fact:{body}": body for body in pack.content.roles.stage_groups}
        self._outcomes = Outcomes(pack, answers, (*self._options, *self._bodies))
        self.case = self._outcomes.case
        self._groups = self._groups_of(Outcome({}, bool(self.case.conflicts)))

    def changes(self, attempts: Sequence[Attempt]) -> Iterator[AnswerChange]:
        """What each attempt would change, without those that change nothing."""
        for (question, answer), outcome in zip(attempts, self._outcomes.under(attempts), strict=True):
            verdicts = (
                (root, verdict_of(self.case.leaves(root)), verdict_of(leaves))
                for root, leaves in outcome.leaves.items()
                if root in self._options
            )
            options = tuple(
                VerdictChange(self._options[root], before, after)
                for root, before, after in verdicts
                if before != after
            )
            groups = self._groups_of(outcome)
            stage = groups if groups != self._groups else None
            if stage is not None or options:
                yield AnswerChange(question.id, answer, self.case.answers.get(question.id), stage, options)

    def moved_by_several(self, question: Question) -> bool:
        """Whether some answer with several members changes what no single member does."""
        if question.kind != "choices" or question.id not in self.pack.variables.levels:
            return False
        members = [name for name in question.names if self._matters(question, name)]
        chosen = (compress(members, picks) for picks in product((False, True), repeat=len(members)))
        several = [(question, named) for named in map(tuple, chosen) if len(named) > 1]
        return any(True for _ in self.changes(several))

    def _matters(self, question: Question, member: str) -> bool:
        """Whether anything still reads a member."""
        levels = self.pack.variables.levels[question.id]
        level = next(level for level in levels if self.pack.variables.order[level].member == member)
        if any(
            support >> level & 1
            for name, support in self.pack.supports.items()
            if name.startswith("coherent:")
        ):
            return True
        return any(
            reading.support(reading.restricted(self.pack.roots[root])) >> level & 1
            for reading in self.case.readings
            for root in (*self._options, *self._bodies)
        )

    def _groups_of(self, outcome: Outcome) -> Groups:
        """The stage sets as an assessment gives them: empty under a conflict."""
        if outcome.contradicted:
            return tuple((body, ()) for body in self._bodies.values())
        return tuple(
            (body, self.pack.facts[body].possible(outcome.leaves.get(root, self.case.leaves(root))))
            for root, body in self._bodies.items()
        )
