"""A pack checked as a whole: its faults, what it holds, and whether its worked examples come out.

What stands for nothing and what rests on nothing is a fault here, though a pack loads with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sarcoma_tui.domain.compile import count_nodes
from sarcoma_tui.domain.diagrams import Builder
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.examples import Mismatch, run_examples
from sarcoma_tui.packs.figures import figure_faults
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.fresh import fresh_pack
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.packs.read import ReadPack
from sarcoma_tui.packs.unused import unused_faults

LARGEST = 5
"""So many of the largest options are named."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a pack holds. `rules` are those of options, shared ones counted at each option.

    `nodes` are those of all diagrams together.
    `largest` names the options with the most nodes, largest first.
    """

    questions: int
    facts: int
    rows: int
    options: int
    rules: int
    signed: int
    notices: int
    schedules: int
    impossible: int
    stages: int
    sources: int
    read_sources: int
    examples: int
    laws: int
    nodes: int
    largest: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome: faults, and examples that came out otherwise; a pack that does not load has no counts.

    `void` are the rules and tables whose signature no longer holds; that is told, and is no fault.
    """

    faults: tuple[Fault, ...]
    mismatches: tuple[Mismatch, ...] = ()
    pack: Pack | None = None
    counts: Counts | None = None
    void: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.faults and not self.mismatches


def check_pack(folder: Path | None = None) -> CheckReport:
    """Everything that is wrong with the pack in a folder (None: the installed one), and what it holds."""
    try:
        pack, read = fresh_pack(read_files(folder if folder is not None else installed_pack()), laws=True)
    except PackError as error:
        return CheckReport(error.faults)
    faults = (*unused_faults(read), *figure_faults(read))
    return CheckReport(faults, tuple(run_examples(pack, read.raw)), pack, _counts(pack, read), read.void)


def _counts(pack: Pack, read: ReadPack) -> Counts:
    content = pack.content
    builder = Builder(pack.diagrams)
    sizes = [(item.id, count_nodes(builder, pack.roots[f"option:{item.id}"])) for item in content.options]
    return Counts(
        questions=len(content.questions),
        facts=len(content.facts),
        rows=sum(len(fact.rows) for fact in content.facts),
        options=len(content.options),
        rules=pack.rule_count,
        signed=pack.signed_count,
        notices=len(content.notices),
        schedules=len(content.schedules),
        impossible=len(content.impossible),
        stages=len(content.stages),
        sources=len(content.sources),
        read_sources=sum(source.checked for source in content.sources),
        examples=len(list(read.raw.tables("examples", "examples", "*"))),
        laws=len(read.laws.laws),
        nodes=len(pack.diagrams),
        largest=tuple(sorted(sizes, key=lambda item: -item[1])[:LARGEST]),
    )
