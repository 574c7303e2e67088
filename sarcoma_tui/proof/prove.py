"""A proof: every obligation decided by diagrams and, where it is there, by the solver, which must agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sarcoma_tui.domain.laws import Laws
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.proof import cases, solver
from sarcoma_tui.proof.cases import Shown
from sarcoma_tui.proof.counts import Counts, count
from sarcoma_tui.proof.diagrams import DiagramReading, Met, TooLargeError
from sarcoma_tui.proof.obligations import GROUPS, Group, Obligation, obligations
from sarcoma_tui.proof.solver import Replies, Reply
from sarcoma_tui.proof.statements import read_by

Status: TypeAlias = Literal["holds", "fails", "not decided", "readings disagree"]
SECONDS: Final = 60.0
"""So long the solver may take for one obligation."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many obligations are decided."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one obligation: its status, why in words, and a case that shows it.

    Of an obligation that wants a case and holds, `shown` is that case (its witness).
    """

    obligation: Obligation
    status: Status
    why: str = ""
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome of everything that was to be shown. `by_solver` is its name and version, or None."""

    outcomes: tuple[Outcome, ...]
    by_solver: str | None
    counts: Counts | None

    def with_status(self, status: Status, group: Group | None = None) -> tuple[Outcome, ...]:
        """The outcomes with this status, of one group or of all."""
        return tuple(
            item for item in self.outcomes if item.status == status and group in (None, item.obligation.group)
        )

    @property
    def disagreed(self) -> bool:
        """Whether the two readings said different things of anything."""
        return bool(self.with_status("readings disagree"))

    @property
    def proved(self) -> bool:
        """Whether everything holds."""
        return all(item.status == "holds" for item in self.outcomes)


def prove(
    content: Content,
    laws: Laws,
    groups: Sequence[Group] = GROUPS,
    *,
    with_solver: bool | None = None,
    seconds: float = SECONDS,
    progress: Progress | None = None,
    witnesses: bool = False,
) -> Proof:
    """Decide every obligation of the groups; tables always, because all else rests on them.

    `with_solver` None: where it is installed. `witnesses`: give the witness of every rule too.
    """
    wanted = tuple(item for item in obligations(content, laws) if item.group in ("tables", *groups))
    use_solver = solver.available() if with_solver is None else with_solver
    replies = Replies(content, wanted, seconds) if use_solver else None
    with closing(replies) if replies is not None else nullcontext():
        run = _Run(content, wanted, replies, witnesses)
        outcomes = []
        for number, outcome in enumerate(run.outcomes(), 1):
            outcomes.append(outcome)
            if progress is not None:
                progress(number, len(wanted))
    kept = tuple(item for item in outcomes if item.obligation.group in groups or item.status != "holds")
    whole = set(groups) == set(GROUPS) and run.tables_hold
    counts = run.counts(laws) if whole else None
    return Proof(kept, solver.described() if use_solver else None, counts)


class _Run:
    """One run over the obligations, tables first."""

    def __init__(
        self, content: Content, wanted: Sequence[Obligation], replies: Replies | None, witnesses: bool
    ) -> None:
        self.wanted = wanted
        self.replies = replies
        self.witnesses = witnesses
        self.tables_hold = True
        self._dead: set[str] = set()
        also = (atom for item in wanted for part in (item.case, item.other) if part for atom in read_by(part))
        self.reading = DiagramReading(content, also)

    def outcomes(self) -> Iterator[Outcome]:
        yield from self._faults()
        for obligation in self.wanted:
            if not self.tables_hold and obligation.group != "tables":
                yield Outcome(obligation, "not decided", "it rests on tables that do not hold")
                continue
            outcome = self._outcome(obligation)
            if obligation.group == "tables" and outcome.status in ("fails", "readings disagree"):
                self.tables_hold = False
            yield outcome

    def counts(self, laws: Laws) -> Counts | None:
        """The numbers of cases; None where even counting has no room."""
        with suppress(TooLargeError):
            return count(self.reading, laws)
        return None

    def _faults(self) -> Iterator[Outcome]:
        """What the compiler refuses beside tables: a diagram beyond its limit, content without any case."""
        tables = {item.entry for item in self.wanted if item.group == "tables"}
        rows = {row.id for fact in self.reading.content.facts for row in fact.rows}
        for fault in self.reading.faults:
            if fault.entry not in tables | rows:
                yield Outcome(_as_obligation(fault.entry, fault.message), "fails", fault.message)

    def _outcome(self, obligation: Obligation) -> Outcome:
        reply = None if self.replies is None else self.replies.next(obligation)
        try:
            met = self.reading.decide(obligation)
            apart = None if reply is None else self._apart(obligation, met, reply)
        except TooLargeError:
            return Outcome(obligation, "not decided", "its diagrams are too large")
        if apart is not None:
            return apart
        holds = (met is not None) == obligation.wanted
        if not holds:
            return self._failed(obligation, met)
        witness = self.witnesses and obligation.wanted and met is not None
        return Outcome(
            obligation, "holds", "", cases.shown(self.reading, obligation, met) if witness and met else None
        )

    def _failed(self, obligation: Obligation, met: Met | None) -> Outcome:
        if met is not None:
            return Outcome(obligation, "fails", obligation.fails, cases.shown(self.reading, obligation, met))
        near, why = cases.near(self.reading, obligation)
        return Outcome(obligation, "fails", why, near)

    def _apart(self, obligation: Obligation, met: Met | None, reply: Reply) -> Outcome | None:
        """What keeps the two readings from agreeing; None where they do."""
        if reply.met is None:
            return Outcome(obligation, "not decided", reply.why)
        if reply.met != (met is not None):
            finds = "the solver finds a case" if reply.met else "the diagrams find a case"
            shown = None if met is None else cases.shown(self.reading, obligation, met)
            return Outcome(obligation, "readings disagree", f"{finds}, the other reading none", shown)
        for statement, full in ((obligation.case, reply.case), (obligation.other, reply.other)):
            if full is None or statement is None or self.reading.holds(statement, full, obligation.anywhere):
                continue
            why = "the solver's case shows nothing in the diagrams"
            return Outcome(obligation, "readings disagree", why)
        return None


def _as_obligation(entry: str, message: str) -> Obligation:
    """A fault of the compiler in the form of an obligation."""
    from sarcoma_tui.domain.rules import ALWAYS

    return Obligation(
        f"tables:{entry}:compiles", "tables", entry, f"{entry} can be compiled", message, ALWAYS
    )


__all__ = ["Outcome", "Proof", "Status", "prove"]
