"""Facts and gates that would have to be known before themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from sarcoma_tui.domain.rules import Condition, atoms
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.names import Names


def cycle_faults(reads: Mapping[str, Iterable[Condition]], names: Names) -> list[Fault]:
    """One fault if some question's gate or fact's table reads itself, by way of others or at once.

    `reads` gives for each question its gate and for each fact its conditions.
    """
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, conditions in reads.items():
        sorter.add(name, *{atom.on for condition in conditions for atom in atoms(condition)})
    try:
        sorter.prepare()
    except CycleError as error:
        cycle = list(reversed(error.args[1]))
        place = names.of("finding")[cycle[0]]
        key = "asked_when" if cycle[0] in names.questions else "rows"
        return [
            (place / key).fault("a circle: " + " reads ".join(cycle), "gates and facts that end at answers")
        ]
    return []
