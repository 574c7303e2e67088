"""What a pack cannot be compiled with, and how that is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from sarcoma_tui.domain import compile as compiling
from sarcoma_tui.domain.compile import CompileError, CompileFault, compile_pack
from sarcoma_tui.domain.diagrams import Builder
from sarcoma_tui.domain.facts import Fact, Row
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.rules import All, Between, Impossible, In

from .generated import content


def faults(*facts: Fact, **changes: object) -> tuple[CompileFault, ...]:
    base = replace(
        content(Random(3)), facts=facts, gates={}, options=(), notices=(), schedules=(), impossible=()
    )
    with pytest.raises(CompileError) as caught:
        compile_pack(replace(base, **changes))  # type: ignore[arg-type]
    return caught.value.faults


def table(name: str, *rows: Row) -> Fact:
    return Fact(name, name, ("yes", "no"), rows)


def test_a_gap_is_shown_with_a_case() -> None:
    gap = table(
        "f",
        Row("f.1", Between("d", up_to=Decimal(1)), "yes"),
        Row("f.2", Between("d", over=Decimal(2)), "no"),
    )
    assert faults(gap) == (CompileFault("f", "no row matches: d 2 to 2"),)


def test_an_overlap_names_the_later_row() -> None:
    overlap = table(
        "f",
        Row("f.1", Between("d", up_to=Decimal(2)), "yes"),
        Row("f.2", Between("d", at_least=Decimal(2)), "no"),
    )
    assert faults(overlap) == (CompileFault("f.2", "matches a case that an earlier row matches: d 2 to 2"),)


def test_a_cycle_is_named() -> None:
    first = table("f", Row("f.1", In("g", ("yes",)), "yes"))
    second = table("g", Row("g.1", In("f", ("yes",)), "yes"))
    (fault,) = faults(first, second)
    assert fault.message.startswith("facts form a cycle: ")


def test_all_faults_come_together() -> None:
    found = faults(
        table("f", Row("f.1", In("a", ("a0",)), "yes")), table("g", Row("g.1", In("b", ("b0",)), "yes"))
    )
    assert {fault.entry for fault in found} == {"f", "g"}


def test_a_pack_in_which_nothing_can_be_is_refused() -> None:
    never = Impossible("i", All(()), "never", ("a",), ())
    assert faults(*content(Random(3)).facts, impossible=(never,)) == (
        CompileFault("i", "no case is left that can be"),
    )


def test_an_option_that_grew_too_large_names_the_rule_to_simplify(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "NODE_LIMIT", 0)
    whole: Content = content(Random(5))
    with pytest.raises(CompileError, match="simplify rule o"):
        compile_pack(whole)


def test_equal_diagrams_are_one_node() -> None:
    builder = Builder()
    first = builder.conjunction([builder.literal(0, 1, 3), builder.literal(1, 1, 3)])
    second = builder.negation(builder.disjunction([builder.literal(1, 2, 3), builder.literal(0, 2, 3)]))
    assert first == second
