"""Further answers within one reading, each tried alone: what they leave possible, which surely stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sarcoma_tui.domain.diagrams import TRUE
from sarcoma_tui.domain.lanes import Lanes
from sarcoma_tui.domain.levels import levels_mask
from sarcoma_tui.domain.questions import Answer, Question
from sarcoma_tui.domain.reading import Reading

Attempt: TypeAlias = tuple[Question, Answer | None]
"""A question and an answer to it; None: no answer."""


class Fan:
    """A reading that holds no answer to the questions tried, and its attempts, in the given order.

    Attempts at several questions may stand side by side where no coherence ties one of them. `stands`
    tells which attempts surely contradict nothing: some completion is left in which all that is tied has a
    meaning. Of the others a case must be read to tell.
    """

    def __init__(self, reading: Reading, attempts: Sequence[Attempt], width: int) -> None:
        """`width` is how many leaves a diagram can have."""
        variables = reading.pack.variables
        trials = [() if answer is None else variables.narrowed(asked, answer) for asked, answer in attempts]
        self.reading = reading
        self.lanes = Lanes(reading, trials, width)
        names = {asked.id for asked, _ in attempts}
        self.levels = 0
        for name in names:
            self.levels |= levels_mask(variables.levels.get(name, ()))
        self.near = self._near()
        self.stands = self._standing(names) if reading.coherent() else [False] * len(attempts)

    def leaves(self, root: str) -> int:
        """The leaves of the diagram with this root name, a lane for each attempt."""
        pack = self.reading.pack
        return self.lanes.leaves(pack.roots[root], self.reading.limit_of(pack.supports[root] | self.levels))

    def _near(self) -> int:
        """The levels that the attempts narrow, and those that coherence ties to them."""
        near, grown = self.levels, True
        while grown:
            grown = False
            for node in self.reading.live.values():
                support = self.reading.support(node)
                if support & near and support & ~near:
                    near |= support
                    grown = True
        return near

    def _standing(self, names: Iterable[str]) -> list[bool]:
        reading, asked = self.reading, tied_levels(self.reading)
        pack = reading.pack
        gated = {*reading.answers, *names} & pack.content.gates.keys()
        tied = [name for name in gated if levels_mask(pack.variables.levels.get(name, ())) & asked]
        gates = reading.scratch.conjunction(
            sorted({reading.restricted(pack.roots[f"gate:{name}"]) for name in tied})
        )
        met = self.lanes.leaves(gates, reading.limit_of(reading.support(gates) | self.levels))
        return [
            bool(self.lanes.at(met, index) >> TRUE & 1)
            and all(mask & reading.masks[level] for level, mask in trial)
            for index, trial in enumerate(self.lanes.trials)
        ]


def tied_levels(reading: Reading) -> int:
    """The levels that the open conditions of coherence read, before any answer, as a bit mask."""
    tied = 0
    for name in reading.narrowed:
        tied |= reading.pack.supports[name]
    return tied
