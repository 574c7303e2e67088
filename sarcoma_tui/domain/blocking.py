"""Why not: the smallest sets of given answers that, taken back, make an offer of an option possible again.

What is left when a set is taken back reads one way, unless it conflicts. Within one reading more taken back
never offers less, so the smallest sets that *free* an offer there are built from what still bars it. A set
that leaves a conflict can do with less: each reading of the rest takes a side back on its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from sarcoma_tui.domain.blocking_conflicts import with_conflicts
from sarcoma_tui.domain.case import Case
from sarcoma_tui.domain.compile import OFFERING
from sarcoma_tui.domain.diagrams import TERMINALS
from sarcoma_tui.domain.levels import bits
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.taken_back import TakenBack, irreducible, ranked

MOST = 20
"""How many sets are given; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Blocking:
    """Sets of question ids, smallest first, then in form order; `more` counts those left out."""

    sets: tuple[tuple[str, ...], ...]
    more: int = 0


def blocking(pack: Pack, case: Case, option_id: str) -> Blocking:
    """What blocks an option that no completion of the case offers; nothing where an offer is possible."""
    back = TakenBack(pack, case, option_id)
    if back.offered(0) or not back.frees(back.all):
        return Blocking(())
    found = sorted(irreducible(set(with_conflicts(back, _freeing(back)))), key=ranked)
    return Blocking(tuple(map(back.names, found[:MOST])), max(len(found) - MOST, 0))


def _freeing(back: TakenBack) -> list[int]:
    """The smallest sets that free an offer: each has a part in everything that bars it."""
    waiting = [(*ranked(taken), taken) for taken in _without_coherence(back)]
    heapify(waiting)
    seen = {entry[-1] for entry in waiting}
    found: list[int] = []
    bars: list[int] = []
    while waiting:
        taken = heappop(waiting)[-1]
        if any(smaller & taken == smaller for smaller in found):
            continue
        bar = next((bar for bar in bars if not bar & taken), 0)
        if not bar:
            if back.frees(taken):
                found.append(taken)
                continue
            bar = _bar(back, taken)
            bars.append(bar)
        for place in bits(bar):
            more = taken | 1 << place
            if more not in seen:
                seen.add(more)
                heappush(waiting, (*ranked(more), more))
    return found


def _bar(back: TakenBack, taken: int) -> int:
    """Answers of which one at least must be taken back beside these: as few as bar the offer."""
    bar = back.all & ~taken
    for place in bits(bar):
        if not back.frees(back.all & ~(bar & ~(1 << place))):
            bar &= ~(1 << place)
    return bar


def _without_coherence(back: TakenBack) -> tuple[int, ...]:
    """The smallest sets by the option's diagram alone: what is needed at least."""
    pack, masks = back.pack, back.pack.masks(back.case.answers)
    memo: dict[int, tuple[int, ...]] = {}

    def ways(node: int) -> tuple[int, ...]:
        if node < TERMINALS:
            return (0,) if 1 << node & OFFERING else ()
        known = memo.get(node)
        if known is None:
            level = pack.diagrams.levels[node]
            price = back.bit.get(pack.variables.order[level].question, 0)
            found: set[int] = set()
            for mask, child in pack.diagrams.edges[node]:
                cost = 0 if mask & masks[level] else price
                found.update(taken | cost for taken in ways(child))
            known = memo[node] = irreducible(found)
        return known

    return ways(pack.roots[back.root])
