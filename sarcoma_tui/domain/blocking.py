"""Why not: the smallest sets of given answers that, taken back, make an offer of an option possible again."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.compile import CONSIDER, STANDARD
from sarcoma_tui.domain.diagrams import TERMINALS
from sarcoma_tui.domain.levels import levels_mask
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.scratch import Scratch

_OFFERED = 1 << STANDARD | 1 << CONSIDER

MOST = 20
"""How many sets are given; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Blocking:
    """Sets of question ids, smallest first, then in form order; `more` counts those left out."""

    sets: tuple[tuple[str, ...], ...]
    more: int = 0


def blocking(pack: Pack, case: Case, option_id: str) -> Blocking:
    """What blocks an option that no completion of the case offers; nothing where an offer is possible."""
    search = _Search(pack, case, option_id)
    found = search.smallest()
    order = [tuple(name for index, name in enumerate(search.given) if taken >> index & 1) for taken in found]
    return Blocking(tuple(order[:MOST]), max(len(order) - MOST, 0))


class _Search:
    """A search among sets of given answers, each a bit mask over `given` (form order)."""

    def __init__(self, pack: Pack, case: Case, option_id: str) -> None:
        self._pack, self._case, self._shared = pack, case, Scratch(pack)
        self._root = f"option:{option_id}"
        self.given = tuple(case.answers)
        self._bit = {name: 1 << index for index, name in enumerate(self.given)}
        self._masks = pack.masks(case.answers)

    def smallest(self) -> list[int]:
        """The smallest sets, by size, then in form order."""
        if self._offered(0) or not self._offered(sum(self._bit.values())):
            return []
        related, needed = self._related(), None
        waiting = [self._ranked(taken) for taken in self._without_coherence()]
        heapify(waiting)
        seen = {entry[-1] for entry in waiting}
        found: list[int] = []
        while waiting:
            taken = heappop(waiting)[-1]
            if any(smaller & taken == smaller for smaller in found):
                continue
            if self._offered(taken):
                found.append(taken)
                if taken in related:  # enough by itself: it stands in no other set
                    related, needed = [bit for bit in related if bit != taken], None
                continue
            needed = self._needed(related) if needed is None else needed
            for bits in (needed,) if needed & ~taken else related:
                if bits & ~taken and taken | bits not in seen:
                    seen.add(taken | bits)
                    heappush(waiting, self._ranked(taken | bits))
        return found

    def _needed(self, related: list[int]) -> int:
        """The answers that stand in every set: with all others taken back nothing is offered yet."""
        if self._case.conflicts or self._gated():
            return 0
        return sum(bit for bit in related if not self._offered(sum(related) - bit))

    def _ranked(self, taken: int) -> tuple[int, tuple[int, ...], int]:
        places = tuple(index for index in range(len(self.given)) if taken >> index & 1)
        return len(places), places, taken

    def _offered(self, taken: int) -> bool:
        """Whether an offer is possible once these answers are taken back."""
        left = {name: answer for name, answer in self._case.answers.items() if not taken & self._bit[name]}
        return bool(read_case(self._pack, left, self._shared).leaves(self._root) & _OFFERED)

    def _related(self) -> list[int]:
        """The answers that can matter: those that the option or a coherence condition reads."""
        read = self._pack.supports[self._root]
        for name, support in self._pack.supports.items():
            read |= support if name.startswith("coherent:") else 0
        levels = self._pack.variables.levels
        return [bit for name, bit in self._bit.items() if levels_mask(levels.get(name, ())) & read]

    def _without_coherence(self) -> tuple[int, ...]:
        """The smallest sets by the option's diagram alone: what is needed at least.

        Where answers disagree, or would once a gate opens, a reading takes answers back on its own: then
        nothing is needed for sure.
        """
        if self._case.conflicts or self._gated():
            return (0,)
        return self._costs(self._pack.roots[self._root], {})

    def _gated(self) -> bool:
        """Whether a coherence condition reads an answer that may be without a meaning now."""
        read = 0
        for name, support in self._pack.supports.items():
            read |= support if name.startswith("coherent:") else 0
        levels = self._pack.variables.levels
        return any(
            levels_mask(levels.get(name, ())) & read and self._case.holds(f"gate:{name}") != "always"
            for name in self.given
            if name in self._pack.content.gates
        )

    def _costs(self, node: int, memo: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        if node < TERMINALS:
            return (0,) if 1 << node & _OFFERED else ()
        known = memo.get(node)
        if known is None:
            level = self._pack.diagrams.levels[node]
            price = self._bit.get(self._pack.variables.order[level].question, 0)
            ways: set[int] = set()
            for mask, child in self._pack.diagrams.edges[node]:
                cost = 0 if mask & self._masks[level] else price
                ways.update(taken | cost for taken in self._costs(child, memo))
            known = memo[node] = _irreducible(ways)
        return known


def _irreducible(sets: set[int]) -> tuple[int, ...]:
    """Without the sets that hold a smaller one."""
    kept: list[int] = []
    for taken in sorted(sets, key=int.bit_count):
        if not any(smaller & taken == smaller for smaller in kept):
            kept.append(taken)
    return tuple(kept)
