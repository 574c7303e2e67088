"""What a case would come to under other answers, each tried alone, as far as it would differ from now.

The attempts at one question, and those at all questions that no coherence ties to others, are one fan. An
attempt that contradicts the other answers is a case of its own, with a reading for each side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.compile import AVOID
from sarcoma_tui.domain.fan import Attempt, Fan, tied_levels
from sarcoma_tui.domain.levels import levels_mask
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, Answers, Question
from sarcoma_tui.domain.reading import Reading, reading_of
from sarcoma_tui.domain.scratch import Scratch

_Rest: TypeAlias = tuple[str, tuple[tuple[str, Answer], ...]]
"""A question, and the answers of a reading to all others."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The leaves of every root that differ from those of now; whether the answers contradict each other."""

    leaves: Mapping[str, int]
    contradicted: bool


class Outcomes:
    """A case, the roots that are watched, and what attempts at other answers would make of them."""

    def __init__(self, pack: Pack, answers: Answers, roots: Iterable[str]) -> None:
        """Read the case of now."""
        self.pack = pack
        self.roots = tuple(roots)
        self._shared = Scratch(pack)
        self.case = read_case(pack, answers, self._shared)
        self._width = max((_leaf_count(pack, root) for root in self.roots), default=2)

    def under(self, attempts: Sequence[Attempt]) -> list[Outcome]:
        """The outcome of each attempt."""
        found: dict[int, Outcome] = {}
        if not self.case.conflicts:
            for fan, places in self._fans(attempts):
                found |= self._from(fan, places)
        contested = [place for place in range(len(attempts)) if place not in found]
        found |= zip(contested, self._read_alone([attempts[place] for place in contested]), strict=True)
        return [found[place] for place in range(len(attempts))]

    def _fans(self, attempts: Sequence[Attempt]) -> Iterator[tuple[Fan, list[int]]]:
        """The attempts that can be tried in one walk, and their places; within the reading without answer."""
        now = self.case.readings[0]
        tied = tied_levels(now)
        together: dict[str, list[int]] = {}
        for place, (question, _) in enumerate(attempts):
            levels = levels_mask(self.pack.variables.levels.get(question.id, ()))
            apart = not self._narrows(question) and not levels & tied
            together.setdefault("" if apart else question.id, []).append(place)
        for name, places in together.items():
            reading = now
            if name and self._narrows(self.pack.questions[name]):
                reading = reading_of(self._shared, changed(now.answers, name, None))
            yield Fan(reading, [attempts[place] for place in places], self._width), places

    def _narrows(self, question: Question) -> bool:
        """Whether the answer of now to a question says anything."""
        answer = self.case.answers.get(question.id)
        return answer is not None and bool(self.pack.variables.narrowed(question, answer))

    def _from(self, fan: Fan, places: Sequence[int]) -> dict[int, Outcome]:
        """The outcomes of those attempts of a fan that are sure."""
        differing: list[dict[str, int]] = [{} for _ in places]
        narrowing = fan.reading is self.case.readings[0]
        for root in self.roots:
            now = self.case.leaves(root)
            if not self.pack.supports[root] & fan.near or (narrowing and now & (now - 1) == 0):
                continue
            for index, leaves in fan.lanes.differing(fan.leaves(root), now):
                differing[index][root] = leaves
        return {
            place: Outcome(differing[index], contradicted=False)
            for index, place in enumerate(places)
            if fan.stands[index]
        }

    def _read_alone(self, attempts: Sequence[Attempt]) -> Iterator[Outcome]:
        """The outcomes of attempts that may contradict the other answers, each from a case of its own."""
        cases = [
            read_case(self.pack, changed(self.case.answers, question.id, answer), self._shared)
            for question, answer in attempts
        ]
        self._walk_together(attempts, cases)
        for case in cases:
            found = {root: case.leaves(root) for root in self.roots}
            differing = {root: leaves for root, leaves in found.items() if leaves != self.case.leaves(root)}
            yield Outcome(differing, bool(case.conflicts))

    def _walk_together(self, attempts: Sequence[Attempt], cases: Sequence[Case]) -> None:
        """Tell readings that differ in one attempt alone what they come to."""
        alike: dict[_Rest, dict[Answer | None, tuple[Reading, Attempt]]] = {}
        for attempt, case in zip(attempts, cases, strict=True):
            name, answer = attempt[0].id, attempt[1]
            for reading in case.readings:
                if name in reading.answers:
                    rest = changed(reading.answers, name, None)
                    alike.setdefault((name, tuple(rest.items())), {})[answer] = reading, attempt
        for (_, others), members in alike.items():
            if len(members) > 1:
                without = reading_of(self._shared, dict(others))
                fan = Fan(without, [attempt for _, attempt in members.values()], self._width)
                for root in self.roots:
                    lanes = fan.leaves(root)
                    for index, (reading, _) in enumerate(members.values()):
                        reading.told[root] = fan.lanes.at(lanes, index)


def changed(answers: Answers, question: str, answer: Answer | None) -> dict[str, Answer]:
    """The answers with one of them replaced, or taken back."""
    others = {name: held for name, held in answers.items() if name != question}
    return others if answer is None else {**others, question: answer}


def _leaf_count(pack: Pack, root: str) -> int:
    """How many leaves the diagram with a root name can have."""
    kind, name = root.split(":", 1)
    return len(pack.facts[name].results) + 1 if kind == "fact" else AVOID + 1
