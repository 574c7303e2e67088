"""How long the engine takes for a case: CPU time, the least of several rounds, with the shipped content.

The least and not the median: whatever else a shared machine does only adds. Garbage collection is set as the
program sets it: what the content is made of is never looked through again.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sarcoma_tui.domain.assess import assess, verdicts
from sarcoma_tui.domain.blocking import blocking
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.changes import changes
from sarcoma_tui.domain.compile import compile_pack
from sarcoma_tui.domain.decide import Decider
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer

HALF: Final[Mapping[str, Answer]] = MappingProxyType(
    {
        "situation": "new-diagnosis",
        "site": "lower-limb",
        "depth": "deep",
        "size_cm": Decimal("7.5"),
        "histology": "synovial",
        "grade": "G3",
        "nodes": "N0",
        "metastases": "M0",
        "resectability": "resectable",
    }
)
"""A localised tumour of a leg as it is known before the patient is asked."""

CASES: Final[Mapping[str, Mapping[str, Answer]]] = MappingProxyType(
    {
        "nothing answered": {},
        "a stage stated": {"situation": "new-diagnosis", "stated_stage": "II-III"},
        "half answered": HALF,
        "nearly all answered": {
            **HALF,
            "fnclcc_differentiation": "3",
            "mitoses_per_5mm2": Decimal(4),
            "gist_site": "gastric-or-omental",
            "metastatic_sites": ("none",),
            "limb_salvage": "possible",
            "critical_structures": ("none",),
            "margin": "R0",
            "age_years": Decimal(45),
            "ecog": "1",
            "fit_for_surgery": "fit",
            "lvef_percent": Decimal(62),
            "creatinine_clearance_ml_min": Decimal(95),
            "bilirubin_raised": "no",
            "pregnancy": "no",
            "germline": "none-known",
            "prior_radiotherapy_at_site": "no",
            "systemic_lines": "0",
            "prior_anthracycline_mg_m2": Decimal(0),
            "declined": ("none",),
        },
    }
)
"""Cases by what a reader would call them."""


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The least CPU time of one call."""
    work()
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken) * 1000


def measured(pack: Pack) -> Iterator[tuple[str, float, float | None]]:
    """What was done, its milliseconds, its budget in milliseconds of the machine of the budgets."""
    gc.collect()
    gc.freeze()
    verdict, whole = (5.0, 10.0, 0.4, None), (60.0, None, 1.0, None)
    for (name, answers), few, all_ in zip(CASES.items(), verdict, whole, strict=True):
        yield f"verdicts of all options, {name}", milliseconds(partial(verdicts, pack, answers), 40), few
        quick = partial(assess, pack, answers, deciding=False)
        yield f"assessment without what decides, {name}", milliseconds(quick, 15), None
        yield f"options with what decides, {name}", milliseconds(partial(_deciding, pack, answers), 9), all_
        yield f"whole assessment, {name}", milliseconds(partial(assess, pack, answers), 9), None
    yield "every single answer changed, half answered", milliseconds(partial(changes, pack, HALF), 3), 25.0
    for name, budget in (("half answered", 5.0), ("nearly all answered", None)):
        case = read_case(pack, CASES[name])
        slowest = max(
            milliseconds(partial(blocking, pack, case, option.id), 2) for option in pack.content.options
        )
        yield f"blocking sets of the slowest option, {name}", slowest, budget
    yield "compile the content", milliseconds(lambda: compile_pack(pack.content), 3), 1000.0


def _deciding(pack: Pack, answers: Mapping[str, Answer]) -> None:
    """The verdict of every option, and the questions that decide it."""
    case = read_case(pack, answers)
    decider = Decider(case)
    for option in pack.content.options:
        decider.decides(f"option:{option.id}")


def cached(folder: Path) -> float:
    """Milliseconds to load the shipped content from a warm cache."""
    from sarcoma_tui.packs.load import load_pack

    load_pack(None, folder)
    return milliseconds(lambda: load_pack(None, folder), 5)
