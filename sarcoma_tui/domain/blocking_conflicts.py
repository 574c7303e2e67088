"""Answers that, taken back, leave a conflict: the readings of the rest take one of its sides back as well.

A conflict begins where an answer has a meaning again that the others do not leave it, or where a condition of
coherence that asks such an answer is no longer met at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sarcoma_tui.domain.levels import bits, levels_mask
from sarcoma_tui.domain.taken_back import TakenBack


def with_conflicts(back: TakenBack, freeing: list[int]) -> list[int]:
    """The sets that free an offer, and those that leave a conflict of which one side taken back frees it."""
    bound = [name for name in back.shared.coherence if _binds(back, name)]
    suspects = _suspects(back, bound)
    if not suspects:
        return freeing
    tied = 0
    for name in bound:
        tied |= back.among(back.pack.supports[name]) | _closing(back, _asked(back, name))
    found = list(freeing)
    tried: set[int] = set()
    stands: dict[int, bool] = {}
    for whole in freeing:
        for part in _parts(whole & tied | suspects):
            taken, loose = whole & ~tied | part, part | back.all & ~tied
            if taken in tried or any(smaller & taken == smaller for smaller in found):
                continue
            tried.add(taken)
            if loose not in stands:  # it is between the tied answers alone
                stands[loose] = back.reading(loose).coherent()
            if not stands[loose] and back.offered(taken):
                found.append(taken)
    return found


def _binds(back: TakenBack, condition: str) -> bool:
    """Whether open questions that nothing else reads cannot always meet a condition of coherence."""
    levels, supports = back.pack.variables.levels, back.pack.supports
    elsewhere = levels_mask(level for name in back.given for level in levels.get(name, ()))
    for name in (*back.shared.coherence, *(f"gate:{name}" for name in back.pack.content.gates)):
        elsewhere |= supports[name] if name != condition else 0
    return all(group & elsewhere for group in back.pack.freed_by[condition])


def _suspects(back: TakenBack, bound: list[str]) -> int:
    """The given answers that, taken back, may bring a conflict about; those of one that is there."""
    case, suspects = back.case, 0
    for condition in bound:
        asked = _asked(back, condition)
        unsure = [name for name in asked if case.holds(f"gate:{name}") != "always"]
        if unsure:
            suspects |= sum(back.bit[name] for name in unsure) | _closing(back, asked)
            if any(condition not in reading.narrowed for reading in case.readings):
                suspects |= back.among(back.pack.supports[condition])
    for conflict in case.conflicts:
        suspects |= sum(back.bit[name] for name in conflict.answers)
    return suspects


def _asked(back: TakenBack, condition: str) -> list[str]:
    """The given answers that a condition of coherence reads and that speak of a situation."""
    spoken = back.shared.speaking(condition)
    return [name for name in back.given if name in spoken]


def _closing(back: TakenBack, questions: list[str]) -> int:
    """The given answers that the gates of these questions read."""
    gates = 0
    for name in questions:
        gates |= back.pack.supports[f"gate:{name}"]
    return back.among(gates)


def _parts(taken: int) -> Iterator[int]:
    """Every subset, the smaller ones first."""
    places = bits(taken)
    for size in range(len(places) + 1):
        for chosen in combinations(places, size):
            yield levels_mask(chosen)
