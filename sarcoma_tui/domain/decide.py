"""Which open questions decide a diagram: some single answer to them makes its set of leaves smaller.

The diagram is narrowed to the case and joined to the coherence conditions that touch it. Of what remains one
pass tells for every value of every open question which leaves are left. Questions that reach the diagram only
by way of a coherence condition (a stated stage, the sites of metastases) are tried value by value.
"""

from __future__ import annotations

from typing import TypeAlias

from sarcoma_tui.domain.case import Case
from sarcoma_tui.domain.diagrams import BOTTOM, DEAD, FALSE, TERMINALS, TRUE
from sarcoma_tui.domain.levels import bits, levels_mask
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Question
from sarcoma_tui.domain.reading import Reading
from sarcoma_tui.domain.variables import NO, YES

ALIVE = ~(1 << DEAD)
Narrowing: TypeAlias = tuple[tuple[str, int], ...]
"""The coherence conditions (by name) that one answer narrows in one reading."""
Narrowed: TypeAlias = tuple[Narrowing, ...]
"""The same for each reading."""
Cuts: TypeAlias = tuple[frozenset[int], ...]
"""A cut for each reading."""
IMPOSSIBLE = (("", FALSE),)
"""In the place of narrowed conditions: the reading cannot have the answer."""


class Decider:
    """Answers "what decides" for any root of one case; what several roots share is found once."""

    def __init__(self, case: Case) -> None:
        """Look at the case's open questions."""
        self.case = case
        self.pack = case.pack
        self._order = {question.id: index for index, question in enumerate(case.pack.content.questions)}
        self._known: dict[int, tuple[str, ...]] = {}
        self._limits: dict[tuple[object, ...], tuple[tuple[int, ...], ...]] = {}
        self._alternatives: dict[str, tuple[Narrowed, ...]] | None = None

    def decides(self, name: str) -> tuple[str, ...]:
        """The open questions that decide the diagram with this root name, in form order.

        Many rules ask the same, and so have one diagram.
        """
        node = self.pack.roots[name]
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._decides(name)
        return known

    def _decides(self, name: str) -> tuple[str, ...]:
        whole = self.case.leaves(name)
        if whole & (whole - 1) == 0:
            return ()
        views = [_View(reading, name) for reading in self.case.readings]
        own = {question for view in views for question in view.questions if not self.case.given(question)}
        deciding = {question for question in own if self._shrinks(views, question, whole)}
        deciding |= {
            question
            for question in self._narrowings()
            if question not in own and self._shrinks_beyond(name, question, whole)
        }
        return tuple(sorted(deciding or own, key=self._order.__getitem__))

    def _shrinks(self, views: list[_View], question_id: str, whole: int) -> bool:
        """Whether some full answer to the question leaves fewer leaves, but some."""
        question, variables = self.pack.questions[question_id], self.pack.variables
        if question.kind == "choices":
            return self._shrinks_by_members(views, question, whole)
        (level,) = variables.levels[question_id]
        for index in bits(variables.answerable(question, level)):
            left = 0
            for view in views:
                left |= view.leaves_with(level, index)
            if left not in (0, whole):
                return True
        return False

    def _shrinks_by_members(self, views: list[_View], question: Question, whole: int) -> bool:
        """The same where the members are variables of their own: all combinations, those alike once."""
        levels = self.pack.variables.levels[question.id]
        seen: set[tuple[int, Cuts]] = set()

        def narrower(at: int, cuts: Cuts) -> bool:
            if at == len(levels):
                left = 0
                for view, cut in zip(views, cuts, strict=True):
                    left |= view.leaves(cut)
                return left not in (0, whole)
            if (at, cuts) in seen:
                return False
            seen.add((at, cuts))
            return any(
                narrower(
                    at + 1,
                    tuple(view.step(cut, levels[at], mask) for view, cut in zip(views, cuts, strict=True)),
                )
                for mask in (NO, YES)
            )

        return narrower(0, tuple(view.cut(levels[0]) for view in views))

    def _shrinks_beyond(self, name: str, question_id: str, whole: int) -> bool:
        """Whether some full answer to the question narrows the diagram through coherence alone."""
        root = self.pack.roots[name]
        for limits in self._limits_under(question_id, self.pack.supports[name]):
            left = 0
            for reading, limit in zip(self.case.readings, limits, strict=True):
                left |= reading.within(root, limit)
            if left not in (0, whole):
                return True
        return False

    def _limits_under(self, question_id: str, support: int) -> tuple[tuple[int, ...], ...]:
        """What coherence asks of diagrams that read `support`, by answer, where that is more than now."""
        readings = self.case.readings
        key = (question_id, *(support & reading.touchable for reading in readings))
        known = self._limits.get(key)
        if known is None:
            answered = levels_mask(self.pack.variables.levels[question_id])
            found = {
                tuple(
                    _limit(reading, support, narrowing, answered)
                    for reading, narrowing in zip(readings, narrowed, strict=True)
                ): None
                for narrowed in self._narrowings()[question_id]
            }
            found.pop(tuple(reading.limit_of(support) for reading in readings), None)
            known = self._limits[key] = tuple(found)
        return known

    def _narrowings(self) -> dict[str, tuple[Narrowed, ...]]:
        """For each open question that a coherence condition reads: how its answers leave the conditions."""
        if self._alternatives is None:
            order, levels = self.pack.variables.order, 0
            for reading in self.case.readings:
                for node in reading.live.values():
                    levels |= reading.support(node)
            names = dict.fromkeys(order[level].question for level in bits(levels))
            self._alternatives = {
                name: self._narrowed(self.pack.questions[name]) for name in names if not self.case.given(name)
            }
        return self._alternatives

    def _narrowed(self, question: Question) -> tuple[Narrowed, ...]:
        """How each full answer leaves the live conditions that read the question; answers alike once."""
        variables, readings = self.pack.variables, self.case.readings
        levels = variables.levels[question.id]
        mine = levels_mask(levels)
        names = [
            [n for n, node in reading.live.items() if reading.support(node) & mine] for reading in readings
        ]
        start = tuple(
            tuple((name, reading.live[name]) for name in live)
            for reading, live in zip(readings, names, strict=True)
        )
        found: dict[Narrowed, None] = {start: None}
        for level in levels:
            found = {
                tuple(
                    _with_value(reading, narrowing, level, index)
                    for reading, narrowing in zip(readings, narrowed, strict=True)
                ): None
                for narrowed in found
                for index in bits(variables.answerable(question, level))
            }
        found.pop(tuple(IMPOSSIBLE for _ in readings), None)
        return tuple(found)


def _limit(reading: Reading, support: int, narrowing: Narrowing, answered: int) -> int:
    """The coherence condition for diagrams that read `support`, under an answer that narrows it so."""
    replaced = dict(narrowing)
    if FALSE in replaced.values():
        return FALSE
    return reading.seen_by(support, reading.limit(support, replaced, answered))


class _View:
    """One root in one reading: the diagram narrowed to the answers and joined to its coherence.

    A *cut* is the set of nodes that paths from the root come to where some variables begin.
    """

    def __init__(self, reading: Reading, name: str) -> None:
        self.reading = reading
        limit = reading.limit_of(_whole_questions(reading.pack, reading.pack.supports[name]))
        root = reading.restricted(reading.pack.roots[name])
        self.root = root if limit == TRUE else reading.scratch.ite(limit, root, DEAD)
        self.support = reading.support(self.root)
        self._by_value: dict[int, list[int]] | None = None
        self._past: dict[int, int] = {}

    @property
    def questions(self) -> set[str]:
        """The questions that the diagram still reads."""
        order = self.reading.pack.variables.order
        return {order[level].question for level in bits(self.support)}

    def leaves_with(self, level: int, index: int) -> int:
        """The leaves that are left when one variable has one value."""
        if not self.reading.masks[level] >> index & 1:
            return 0
        if not self.support >> level & 1:
            return self.reading.reached(self.root) & ALIVE
        if self._by_value is None:
            self._by_value = self._sorted_by_value()
        return self._by_value[level][index] | self._past[level]

    def _sorted_by_value(self) -> dict[int, list[int]]:
        """For every variable the leaves by value, from one walk; `_past` takes those of paths past it."""
        reading, support = self.reading, bits(self.support)
        place = {level: index for index, level in enumerate(support)} | {BOTTOM: len(support)}
        found = {level: [0] * reading.pack.variables.order[level].size for level in support}
        past = [0] * len(support)
        levels, edges = reading.scratch.levels, reading.scratch.edges
        waiting, seen = [self.root], {self.root}
        while waiting:
            node = waiting.pop()
            level = levels[node]
            here, values = place[level], found[level]
            for mask, child in edges[node]:
                leaves = reading.reached(child) & ALIVE
                for index in bits(mask):
                    values[index] |= leaves
                for between in range(here + 1, place[levels[child]]):
                    past[between] |= leaves
                if child >= TERMINALS and child not in seen:
                    seen.add(child)
                    waiting.append(child)
        self._past = dict(zip(support, past, strict=True))
        return found

    def cut(self, level: int) -> frozenset[int]:
        """The nodes that paths come to at one variable."""
        cut = frozenset((self.root,))
        for above in bits(self.support & ((1 << level) - 1)):
            cut = self.step(cut, above, -1)
        return cut

    def step(self, cut: frozenset[int], level: int, mask: int) -> frozenset[int]:
        """The nodes beyond one variable when it has a value in `mask`."""
        if not self.reading.masks[level] & mask:
            return frozenset()
        levels, edges = self.reading.scratch.levels, self.reading.scratch.edges
        beyond: set[int] = set()
        for node in cut:
            if levels[node] == level:
                beyond.update(child for edge_mask, child in edges[node] if edge_mask & mask)
            else:
                beyond.add(node)
        return frozenset(beyond)

    def leaves(self, cut: frozenset[int]) -> int:
        """The leaves of the paths through a cut."""
        found = 0
        for node in cut:
            found |= self.reading.reached(node)
        return found & ALIVE


def _whole_questions(pack: Pack, support: int) -> int:
    """The levels with all others of their questions: a full answer says yes or no to every member."""
    order = pack.variables.order
    names = {order[level].question for level in bits(support) if order[level].member}
    for name in names:
        support |= levels_mask(pack.variables.levels[name])
    return support


def open_support(case: Case, name: str) -> tuple[str, ...]:
    """The open questions that the diagram with this root name still reads, in form order."""
    if case.leaves(name) & (case.leaves(name) - 1) == 0:
        return ()
    read = {question for reading in case.readings for question in _View(reading, name).questions}
    return tuple(
        item.id for item in case.pack.content.questions if item.id in read and not case.given(item.id)
    )


def _with_value(reading: Reading, narrowing: Narrowing, level: int, index: int) -> Narrowing:
    """What is left of narrowed conditions when one variable has one value more fixed."""
    if narrowing == IMPOSSIBLE or not reading.masks[level] >> index & 1:
        return IMPOSSIBLE
    return tuple((name, fixed(reading, node, level, index)) for name, node in narrowing)


def fixed(reading: Reading, node: int, level: int, index: int) -> int:
    """A diagram of the scratch store with one variable given one value."""
    if not reading.support(node) >> level & 1:
        return node
    masks = [-1] * len(reading.masks)
    masks[level] = 1 << index
    return reading.scratch.restrict(node, masks, {})
