"""The examples that changed content can disturb: those in which some changed diagram says something else.

A diagram narrowed to an example's answers is the same node before and after wherever nothing that can be said
of the example changes, so all others need not be assessed again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from sarcoma_tui.domain.compile import closed_pack
from sarcoma_tui.domain.diagrams import FALSE
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.examples import Example, Mismatch, examples_of, run_example
from sarcoma_tui.packs.read import ReadPack
from sarcoma_tui.proof.diagrams import DiagramReading


class TouchedExamples:
    """The examples of a content, and its diagrams as they are."""

    def __init__(self, read: ReadPack, base: DiagramReading) -> None:
        """Narrow nothing yet."""
        self.base = base
        self.examples = tuple(examples_of(base.questions, read.raw))
        self._masks = [self._narrowed(base, example) for example in self.examples]
        self._failing: dict[str, bool] = {}

    def mismatch(self, reading: DiagramReading) -> Mismatch | None:
        """The first expectation that changed content, without faults, no longer meets."""
        pack = closed_pack(reading.content, reading.variables, reading.builder, reading.roots)
        for example in self._touched(reading):
            found = next(iter(run_example(pack, example)), None)
            if found is not None and not self._fails_already(example):
                return found
        return None

    def _fails_already(self, example: Example) -> bool:
        """Whether the content as it is does not meet it either: then it tells no mutant from that."""
        known = self._failing.get(example.id)
        if known is None:
            known = self._failing[example.id] = any(True for _ in run_example(self._pack, example))
        return known

    @cached_property
    def _pack(self) -> Pack:
        base = self.base
        return closed_pack(base.content, base.variables, base.builder, base.roots)

    def _touched(self, reading: DiagramReading) -> Iterator[Example]:
        if reading.builder is not self.base.builder:
            yield from self.examples
            return
        # FALSE for a rule that was taken away: it never holds
        pairs = (
            (self.base.roots.get(name, FALSE), reading.roots.get(name, FALSE))
            for name in reading.roots.keys() | self.base.roots.keys()
        )
        changed = [pair for pair in pairs if pair[0] != pair[1]]
        for example, masks in zip(self.examples, self._masks, strict=True):
            memo: dict[int, int] = {}
            if any(self._differs(pair, masks, memo) for pair in changed):
                yield example

    def _differs(self, pair: tuple[int, int], masks: list[int], memo: dict[int, int]) -> bool:
        before, after = (self.base.builder.restrict(node, masks, memo) for node in pair)
        return before != after

    @staticmethod
    def _narrowed(reading: DiagramReading, example: Example) -> list[int]:
        full = [variable.full for variable in reading.variables.order]
        masks = reading.variables.narrow(list(full), example.answers, reading.questions)
        if reading.builder.restrict(reading.coherent, masks, {}) == FALSE:
            return full  # a conflict is read with a side taken back: more can be than the answers say
        return masks
