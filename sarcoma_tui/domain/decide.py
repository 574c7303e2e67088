"""Which open questions decide a diagram: some single answer to them makes its set of leaves smaller.

The diagram is narrowed to the case and joined to the coherence conditions that touch it. Of what remains one
pass tells for every value of every open question which leaves are left. Questions that reach the diagram only
by way of a coherence condition (a stated stage, the sites of metastases) are tried value by value.
"""

from __future__ import annotations

from typing import TypeAlias

from sarcoma_tui.domain.case import Case
from sarcoma_tui.domain.diagrams import DEAD, FALSE, TERMINALS, TRUE, Builder, reach
from sarcoma_tui.domain.questions import Question
from sarcoma_tui.domain.reading import Reading

ALIVE = ~(1 << DEAD)
Narrowed: TypeAlias = tuple[tuple[tuple[str, int], ...], ...]
"""For each reading, the coherence conditions (by name) that one answer narrows."""


class Decider:
    """Answers "what decides" for any root of one case; what several roots share is found once."""

    def __init__(self, case: Case) -> None:
        """Look at the case's open questions."""
        self.case = case
        self.pack = case.pack
        self._order = {question.id: index for index, question in enumerate(case.pack.content.questions)}
        self._known: dict[str, tuple[str, ...]] = {}
        self._alternatives: dict[str, tuple[Narrowed, ...]] = {}

    def decides(self, name: str) -> tuple[str, ...]:
        """The open questions that decide the diagram with this root name, in form order."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._decides(name)
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
        question = self.pack.questions[question_id]
        levels = self.pack.variables.levels[question_id]
        for level in levels:
            answerable = self.pack.variables.answerable(question, level)
            for index in range(self.pack.variables.order[level].size):
                if answerable >> index & 1:
                    left = 0
                    for view in views:
                        left |= view.left(level, index)
                    if left and left != whole:
                        return True
        read = [level for level in levels if any(view.support >> level & 1 for view in views)]
        if len(read) < 2:
            return False
        left_by = [view.together(read) for view in views]
        return any(left and left != whole for left in _unions(left_by))

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
        for together in self._narrower(views, question_id):
            left = 0
            for view, replaced in zip(views, together, strict=True):
                left |= self._left_under(view.reading, name, dict(replaced))
            if left and left != whole:
                return True
        return False

    def _left_under(self, reading: Reading, name: str, replaced: dict[str, int]) -> int:
        if FALSE in replaced.values():
            return 0
        limit = reading.limit(self.pack.supports[name], replaced)
        return reading.within(self.pack.roots[name], limit)

    def _narrower(self, views: list[_View], question_id: str) -> tuple[Narrowed, ...]:
        """The coherence conditions as each full answer would leave them, by reading, without repeats."""
        known = self._alternatives.get(question_id)
        if known is None:
            question = self.pack.questions[question_id]
            by_reading = [_narrowed(view.reading, question) for view in views]
            together = {tuple(found[key] for found in by_reading): None for key in by_reading[0]}
            known = self._alternatives[question_id] = tuple(together)
        return known


class _View:
    """One root in one reading: the narrowed diagram, joined to its coherence, and what each value leaves."""

    def __init__(self, reading: Reading, name: str) -> None:
        self.reading = reading
        limit = reading.limit_of(reading.pack.supports[name])
        self.store: Builder = reading.scratch
        root = reading.restricted(reading.pack.roots[name])
        self.root = root if limit == TRUE else self.store.ite(limit, root, DEAD)
        self.support = reading.support(self.root)
        self._memo: dict[int, int] = {}
        self._by_level: dict[int, list[int]] | None = None

    @property
    def questions(self) -> set[str]:
        order = self.reading.pack.variables.order
        return {order[level].question for level in _bits(self.support)}

    def left(self, level: int, index: int) -> int:
        """The leaves that are left when the variable at `level` has its value `index`."""
        if not self.support >> level & 1:
            return self._reach(self.root) & ALIVE
        if self._by_level is None:
            self._by_level = self._leaves_by_value()
        return self._by_level[level][index] & ALIVE

    def _reach(self, node: int) -> int:
        return reach(self.store, node, self.reading.masks, self._memo)

    def _leaves_by_value(self) -> dict[int, list[int]]:
        """For every level read, for every value, the leaves of the paths that agree with it."""
        order = self.reading.pack.variables.order
        table = {level: [0] * order[level].size for level in _bits(self.support)}
        levels = sorted(table)
        waiting, seen = [self.root], {self.root}
        self._skip(table, levels, -1, self.root)
        while waiting:
            node = waiting.pop()
            if node < TERMINALS:
                continue
            level = self.store.levels[node]
            for mask, child in self.store.edges[node]:
                leaves = self._reach(child)
                row = table[level]
                for index in _bits(mask):
                    row[index] |= leaves
                self._skip(table, levels, level, child)
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return table

    def _skip(self, table: dict[int, list[int]], levels: list[int], above: int, child: int) -> None:
        """Paths from `above` to `child` leave the variables between them free."""
        below = self.store.levels[child]
        leaves = self._reach(child)
        for level in levels:
            if above < level < below:
                mask = self.reading.masks[level]
                row = table[level]
                for index in _bits(mask):
                    row[index] |= leaves

    def together(self, levels: list[int]) -> dict[tuple[int, ...], int]:
        """The leaves that are left for every joint value of these variables."""
        found: dict[tuple[int, ...], int] = {}
        parts: dict[tuple[int, ...], tuple[int, ...]] = {(): (self.root,)}
        for level in levels:
            parts = {
                (*key, index): nodes
                for key, roots in parts.items()
                for index in _bits(self.reading.masks[level])
                for nodes in [tuple(sorted({fixed(self.reading, root, level, index) for root in roots}))]
            }
        for key, roots in parts.items():
            for root in roots:
                found[key] = found.get(key, 0) | self._reach(root) & ALIVE
        return found


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
    mine = sum(1 << level for level in levels)
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


def _unions(left_by: list[dict[tuple[int, ...], int]]) -> list[int]:
    """Joint values over all readings, their leaves united."""
    keys = {key for found in left_by for key in found}
    return [_united(left_by, key) for key in sorted(keys)]


def _united(left_by: list[dict[tuple[int, ...], int]], key: tuple[int, ...]) -> int:
    left = 0
    for found in left_by:
        left |= found.get(key, 0)
    return left


def _bits(mask: int) -> list[int]:
    """The positions of the set bits, lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
