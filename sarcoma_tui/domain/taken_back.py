"""A case with some of its answers taken back, to see whether an option is offered then."""

from __future__ import annotations

from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.compile import OFFERING
from sarcoma_tui.domain.levels import bits, levels_mask
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN, Answer
from sarcoma_tui.domain.reading import Reading, reading_of
from sarcoma_tui.domain.scratch import Scratch


class TakenBack:
    """Sets of the given answers of a case, bit masks over `given` (form order), and what is left without."""

    def __init__(self, pack: Pack, case: Case, option_id: str) -> None:
        """Nothing is read before it is asked for."""
        self.pack, self.case, self.shared = pack, case, Scratch(pack)
        self.root = f"option:{option_id}"
        self.given = tuple(case.answers)
        self.all = (1 << len(self.given)) - 1
        self.bit = {name: 1 << index for index, name in enumerate(self.given)}

    def offered(self, taken: int) -> bool:
        """Whether an offer is possible once these answers are taken back."""
        return bool(read_case(self.pack, self._left(taken), self.shared).leaves(self.root) & OFFERING)

    def reading(self, taken: int) -> Reading:
        """What is left read one way, whether it stands together or not."""
        held = {name: answer for name, answer in self._left(taken).items() if answer != UNKNOWN}
        return reading_of(self.shared, held)

    def frees(self, taken: int) -> bool:
        """Whether some coherent case that agrees with every answer left has an offer."""
        reading = self.reading(taken)
        if self.case.conflicts and not reading.possible():
            return False
        return bool(reading.leaves(self.root) & OFFERING)

    def among(self, support: int) -> int:
        """The given answers whose variables are among these levels."""
        levels = self.pack.variables.levels
        return sum(bit for name, bit in self.bit.items() if levels_mask(levels.get(name, ())) & support)

    def names(self, taken: int) -> tuple[str, ...]:
        """The questions of a set, in form order."""
        return tuple(self.given[place] for place in bits(taken))

    def _left(self, taken: int) -> dict[str, Answer]:
        return {name: answer for name, answer in self.case.answers.items() if not taken & self.bit[name]}


def ranked(taken: int) -> tuple[int, tuple[int, ...]]:
    """By size, then in form order."""
    places = bits(taken)
    return len(places), places


def irreducible(sets: set[int]) -> tuple[int, ...]:
    """Without the sets that hold a smaller one."""
    kept: list[int] = []
    for taken in sorted(sets, key=int.bit_count):
        if not any(smaller & taken == smaller for smaller in kept):
            kept.append(taken)
    return tuple(kept)
