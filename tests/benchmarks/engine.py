"""How long the engine takes for a case: medians over many rounds, with the shipped content."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Final

from sarcoma_tui.domain.assess import assess, verdicts
from sarcoma_tui.domain.compile import compile_pack
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer

CASES: Final[Mapping[str, Mapping[str, Answer]]] = MappingProxyType(
    {
        "nothing answered": {},
        "a stage stated": {"situation": "new-diagnosis", "stated_stage": "II-III"},
        "half answered": {
            "situation": "new-diagnosis",
            "site": "lower-limb",
            "depth": "deep",
            "size_cm": Decimal("7.5"),
            "histology": "synovial",
            "grade": "G3",
            "nodes": "N0",
            "metastases": "M0",
            "resectability": "resectable",
        },
    }
)
"""Cases by what a reader would call them."""


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of one call."""
    work()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken) * 1000


def measured(pack: Pack) -> list[tuple[str, float]]:
    """What was done, and its milliseconds."""
    rows = []
    for name, answers in CASES.items():
        rows.append((f"verdicts of all options, {name}", milliseconds(partial(verdicts, pack, answers), 40)))
        rows.append((f"whole assessment, {name}", milliseconds(partial(assess, pack, answers), 15)))
    rows.append(("compile the content", milliseconds(lambda: compile_pack(pack.content), 3)))
    return rows


def cached(folder: Path) -> float:
    """Milliseconds to load the shipped content from a warm cache."""
    from sarcoma_tui.packs.load import load_pack

    load_pack(None, folder)
    return milliseconds(lambda: load_pack(None, folder), 5)
