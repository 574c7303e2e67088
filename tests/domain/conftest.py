"""Packs written for one point each."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from sarcoma_tui.domain.compile import compile_pack
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.rules import ALWAYS, Condition, Option, Rule

from .generated import content


@pytest.fixture
def small() -> Callable[..., Pack]:
    """A pack with one option: offered always, with the given avoid conditions."""

    def make(avoid: tuple[Condition, ...] = ()) -> Pack:
        from dataclasses import replace

        rules = [Rule("o.offer", "offer", "standard", ALWAYS, "text", ("s",))]
        rules += [Rule(f"o.{n}", "avoid", None, when, "text", ("s",)) for n, when in enumerate(avoid)]
        option = Option("o", "o", "o", "surgery", "definitive", "any", tuple(rules))
        return compile_pack(replace(content(Random(1)), options=(option,), impossible=()))

    return make
