"""Facts derived from answers by decision tables with exactly one matching row for every full case."""

from __future__ import annotations

from dataclasses import dataclass

from sarcoma_tui.domain.rules import ALWAYS, Condition


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: when it matches, the fact is `then`."""

    id: str
    when: Condition
    then: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A derived fact: its results in table order, its rows, and for whom it is defined.

    `labels` are the results in words for people, in the same order. `open_as` is how an unsettled value is
    written in a TNM text (`T?`).
    """

    id: str
    title: str
    results: tuple[str, ...]
    rows: tuple[Row, ...]
    defined_when: Condition = ALWAYS
    labels: tuple[str, ...] = ()
    open_as: str = ""
    sources: tuple[str, ...] = ()
    help: str = ""

    def label(self, result: str) -> str:
        """A result in words."""
        return self.labels[self.results.index(result)] if self.labels else result

    def possible(self, leaves: int) -> tuple[str, ...]:
        """The results among the leaves of its diagram (bit mask), in table order."""
        return tuple(result for index, result in enumerate(self.results) if leaves >> index & 1)
