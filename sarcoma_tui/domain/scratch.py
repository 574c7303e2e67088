"""Diagrams that no pack holds: made while a case is read, shared by the readings of one piece of work.

Trying one answer after another narrows the same few coherence conditions by nearly the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from sarcoma_tui.domain.diagrams import TERMINALS, Builder
from sarcoma_tui.domain.levels import bits, levels_mask
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, Answers

if TYPE_CHECKING:
    from sarcoma_tui.domain.reading import Reading


class Scratch:
    """A store above that of a pack, and what was found of its nodes. It is dropped with the work."""

    def __init__(self, pack: Pack) -> None:
        """Nothing is made before it is needed."""
        self.pack = pack
        self.seen: dict[tuple[int, int], int] = {}
        self.readings: dict[tuple[tuple[str, Answer], ...], Reading] = {}
        self._builder: Builder | None = None
        self._supports: dict[int, int] = {}
        self._narrowed: dict[tuple[int, object], int] = {}
        self._answered: dict[tuple[str, Answer], Sequence[tuple[int, int]]] = {}
        self.several = levels_mask(level for level, full in enumerate(pack.full) if full & (full - 1))
        names = [f"coherent:{entry.id}" for entry in pack.content.impossible]
        self.coherence = {name: (pack.roots[name], _reader(pack.supports[name])) for name in names}
        self._gated = {name: _gated(pack, pack.supports[name]) for name in names}

    @property
    def builder(self) -> Builder:
        """The store."""
        if self._builder is None:
            self._builder = Builder(self.pack.diagrams)
        return self._builder

    @cached_property
    def tied(self) -> frozenset[str]:
        """The questions that coherence reads, itself or in the gates of what it reads."""
        read = _tied(self.pack)
        levels = self.pack.variables.levels
        return frozenset(name for name, of in levels.items() if levels_mask(of) & read)

    def support(self, node: int) -> int:
        """The levels that a diagram reads, as a bit mask."""
        if node < TERMINALS:
            return 0
        known = self._supports.get(node)
        if known is None:
            known = 1 << self.builder.levels[node]
            for _, child in self.builder.edges[node]:
                known |= self.support(child)
            self._supports[node] = known
        return known

    def masks(self, answers: Answers) -> list[int]:
        """What each variable can still be, by level; each answer is looked up once."""
        masks = list(self.pack.full)
        for name, answer in answers.items():
            known = self._answered.get((name, answer))
            if known is None:
                known = self.pack.variables.narrowed(self.pack.questions[name], answer)
                self._answered[name, answer] = known
            for level, mask in known:
                masks[level] = mask
        return masks

    def gates(self, name: str, answers: Answers) -> frozenset[int]:
        """The gates of every answered question that a coherence condition reads."""
        return frozenset(gate for question, gate in self._gated[name] if question in answers)

    def speaking(self, name: str) -> frozenset[str]:
        """The questions that a coherence condition reads and that are asked in some situations only."""
        return frozenset(question for question, _ in self._gated[name])

    def narrowed(self, name: str, masks: Sequence[int], memo: dict[int, int]) -> int:
        """The coherence condition with a root name within what is possible; the same masks of what it reads:
        the same.

        `memo` is of these masks.
        """
        root, read = self.coherence[name]
        key = (root, read(masks))
        found = self._narrowed.get(key)
        if found is None:
            found = self._narrowed[key] = self.builder.restrict(root, masks, memo)
        return found


def _reader(support: int) -> Callable[[Sequence[int]], object]:
    """What takes from the masks of all levels those that are read."""
    return itemgetter(*bits(support)) if support else lambda _: ()


def _tied(pack: Pack) -> int:
    read = gates = 0
    for entry in pack.content.impossible:
        read |= pack.supports[f"coherent:{entry.id}"]
    for name in pack.content.gates:
        if levels_mask(pack.variables.levels.get(name, ())) & read:
            gates |= pack.supports[f"gate:{name}"]
    return read | gates


def _gated(pack: Pack, support: int) -> list[tuple[str, int]]:
    """The questions among these levels whose gate reads the situation alone, and their gates.

    Who answers such a question speaks of that situation. Other gates follow from the findings: coherence may
    close them, and the answer binds nothing then.
    """
    situation = levels_mask(pack.variables.levels.get(pack.content.roles.situation, ()))
    questions = dict.fromkeys(pack.variables.order[level].question for level in bits(support))
    gates = pack.content.gates
    return [
        (name, pack.roots[f"gate:{name}"])
        for name in questions
        if name in gates and not pack.supports[f"gate:{name}"] & ~situation
    ]
