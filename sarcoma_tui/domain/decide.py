"""Which open questions decide a diagram: some single answer to them makes its set of leaves smaller.

The diagram is narrowed to the case and joined to the coherence conditions that touch it. Of what remains one
pass tells for every value of every open question which leaves are left. Questions that reach the diagram only
by way of a coherence condition (a stated stage, the sites of metastases) are tried value by value.
"""

from __future__ import annotations

from typing import TypeAlias

from sarcoma_tui.domain.case import Case
from sarcoma_tui.domain.diagrams import DEAD, FALSE, TRUE
from sarcoma_tui.domain.questions import Question
from sarcoma_tui.domain.reading import Reading, levels_mask

ALIVE = ~(1 << DEAD)
Narrowing: TypeAlias = tuple[tuple[str, int], ...]
"""The coherence conditions (by name) that one answer narrows in one reading."""
Narrowed: TypeAlias = tuple[Narrowing, ...]
"""The same for each reading."""
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
        self._alternatives: dict[str, tuple[Narrowed, ...]] = {}
        self._limits: dict[tuple[Reading, Narrowing, int], int] = {}

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
        questions = {
            question for view in views for question in view.questions if not self.case.given(question)
        }
        deciding = {question for question in questions if self._shrinks(views, question, whole)}
        for question in self._beyond(views) - questions:
            if self._shrinks_beyond(views, question, name, whole):
                deciding.add(question)
        if not deciding:
            deciding = questions
        return tuple(sorted(deciding, key=self._order.__getitem__))

    def _shrinks(self, views: list[_View], question_id: str, whole: int) -> bool:
        """Whether some full answer to the question leaves fewer leaves, but some."""
        question, variables = self.pack.questions[question_id], self.pack.variables
        levels = variables.levels[question_id]
        seen: set[tuple[int, tuple[frozenset[int], ...]]] = set()

        def narrower(at: int, cuts: tuple[frozenset[int], ...]) -> bool:
            if at == len(levels):
                left = 0
                for view, cut in zip(views, cuts, strict=True):
                    left |= view.leaves(cut)
                return left not in (0, whole)
            if (at, cuts) in seen:
                return False
            seen.add((at, cuts))
            answerable = variables.answerable(question, levels[at])
            return any(
                narrower(
                    at + 1,
                    tuple(
                        view.step(cut, levels[at], 1 << index) for view, cut in zip(views, cuts, strict=True)
                    ),
                )
                for index in _bits(answerable)
            )

        return narrower(0, tuple(view.cut(question_id) for view in views))

    def _beyond(self, views: list[_View]) -> set[str]:
        """Open questions that could reach the diagram only by way of a coherence condition left aside."""
        levels = 0
        for view in views:
            levels |= self._freeing(view)
        return {self.pack.variables.order[level].question for level in _bits(levels)}

    def _freeing(self, view: _View) -> int:
        """The open levels by which conditions near the diagram, or near each other, were always met."""
        reading, near, found = view.reading, view.support, 0
        waiting = dict(reading.live)
        while touched := [name for name, node in waiting.items() if reading.support(node) & near]:
            for name in touched:
                del waiting[name]
                for group in self.pack.freed_by[name]:
                    if not group & (view.support | ~reading.open):
                        found |= group
            near |= found
        return found

    def _shrinks_beyond(self, views: list[_View], question_id: str, name: str, whole: int) -> bool:
        """Whether some answer to the question narrows the diagram through coherence alone."""
        answered = levels_mask(self.pack.variables.levels[question_id])
        root, support = self.pack.roots[name], self.pack.supports[name]
        for together in self._narrower(views, question_id):
            left = 0
            for view, narrowing in zip(views, together, strict=True):
                limit = self._limit(view.reading, narrowing, answered, support)
                left |= view.reading.within(root, limit)
            if left and left != whole:
                return True
        return False

    def _limit(self, reading: Reading, narrowing: Narrowing, answered: int, support: int) -> int:
        """The coherence condition under an answer, for a diagram that reads `support`."""
        key = (reading, narrowing, support & reading.touchable)
        known = self._limits.get(key)
        if known is None:
            replaced = dict(narrowing)
            if FALSE in replaced.values():
                known = FALSE
            else:
                known = reading.seen_by(support, reading.limit(support, replaced, answered))
            self._limits[key] = known
        return known

    def _narrower(self, views: list[_View], question_id: str) -> tuple[Narrowed, ...]:
        """The coherence conditions as each full answer would leave them, by reading, without repeats."""
        known = self._alternatives.get(question_id)
        if known is None:
            question = self.pack.questions[question_id]
            by_reading = [_narrowed(view.reading, question) for view in views]
            keys = {key: None for found in by_reading for key in found}
            together = {tuple(found.get(key, IMPOSSIBLE) for found in by_reading): None for key in keys}
            known = self._alternatives[question_id] = tuple(together)
        return known


class _View:
    """One root in one reading: the diagram narrowed to the answers and joined to its coherence.

    A *cut* is the set of nodes that paths from the root come to where the variables of one question begin.
    """

    def __init__(self, reading: Reading, name: str) -> None:
        self.reading = reading
        limit = reading.limit_of(reading.pack.supports[name])
        root = reading.restricted(reading.pack.roots[name])
        self.root = root if limit == TRUE else reading.scratch.ite(limit, root, DEAD)
        self.support = reading.support(self.root)
        self._cuts: dict[str, frozenset[int]] | None = None

    @property
    def questions(self) -> set[str]:
        """The questions that the diagram still reads."""
        order = self.reading.pack.variables.order
        return {order[level].question for level in _bits(self.support)}

    def cut(self, question_id: str) -> frozenset[int]:
        """The nodes that paths come to where the question's variables begin."""
        if self._cuts is None:
            self._cuts = self._sweep()
        return self._cuts.get(question_id, frozenset((self.root,)))

    def _sweep(self) -> dict[str, frozenset[int]]:
        """The cut at every question that the diagram reads, from one walk down."""
        variables = self.reading.pack.variables
        cuts: dict[str, frozenset[int]] = {}
        cut = frozenset((self.root,))
        for level in _bits(self.support):
            question = variables.order[level].question
            cuts.setdefault(question, cut)
            cut = self.step(cut, level, -1)
        return cuts

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


def open_support(case: Case, name: str) -> tuple[str, ...]:
    """The open questions that the diagram with this root name still reads, in form order."""
    if case.leaves(name) & (case.leaves(name) - 1) == 0:
        return ()
    read = {question for reading in case.readings for question in _View(reading, name).questions}
    return tuple(
        item.id for item in case.pack.content.questions if item.id in read and not case.given(item.id)
    )


def _narrowed(reading: Reading, question: Question) -> dict[tuple[int, ...], tuple[tuple[str, int], ...]]:
    """The live conditions that read the question, as each full answer to it leaves them."""
    variables = reading.pack.variables
    levels = variables.levels[question.id]
    mine = levels_mask(levels)
    names = [name for name, node in reading.live.items() if reading.support(node) & mine]
    found: dict[tuple[int, ...], tuple[int, ...]] = {(): tuple(reading.live[name] for name in names)}
    for level in levels:
        answerable = _bits(reading.masks[level] & variables.answerable(question, level))
        found = {
            (*key, index): _all_fixed(reading, nodes, level, index)
            for key, nodes in found.items()
            for index in answerable
        }
    return {key: tuple(zip(names, nodes, strict=True)) for key, nodes in found.items()}


def _all_fixed(reading: Reading, nodes: tuple[int, ...], level: int, index: int) -> tuple[int, ...]:
    return tuple(fixed(reading, node, level, index) for node in nodes)


def fixed(reading: Reading, node: int, level: int, index: int) -> int:
    """A diagram of the scratch store with one variable given one value."""
    if not reading.support(node) >> level & 1:
        return node
    masks = [-1] * len(reading.masks)
    masks[level] = 1 << index
    return reading.scratch.restrict(node, masks, {})


def _bits(mask: int) -> list[int]:
    """The positions of the set bits, lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
