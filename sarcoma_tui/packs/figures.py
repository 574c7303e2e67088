"""Figures in texts that have no sources of their own: each such text names its source in brackets.

Rules, notices and schedules name sources by a key, and published doses are held to a citation elsewhere. What
remains is what an option says of itself, what a screen or a table says, and how a question is put.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from sarcoma_tui.domain.questions import shown
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.raw import Place
from sarcoma_tui.packs.read import ReadPack
from sarcoma_tui.packs.unused import cited

FIGURE: Final = re.compile(
    r"\d[\d.,]*\s?%|\bHR \d|\d[\d.,]*(?: (?:to|and|or) \d[\d.,]*)?\s?"
    r"(?:Gy|mg|ml|cm|mm2?|hours?|days?|weeks?|months?|patients|in \d)\b"
)
"""A share, a hazard ratio, a dose, a size or a time."""

TEXTS: Final = (
    ("options", ("options", "*"), ("summary", "what_it_is", "aims", "burden", "ask_the_patient")),
    ("stages", (), ("card", "means")),
    ("impossible", ("impossible", "*"), ("text",)),
    ("tables", (), ("help",)),
)
"""Kind of file, where in it, and which keys hold such texts."""


def figure_faults(read: ReadPack) -> Iterator[Fault]:
    """A fault for every figure that nobody is named for."""
    known = read.names.places["source"]
    for kind, where, keys in TEXTS:
        for place, entry in read.raw.tables(kind, *where):
            if not entry.get("sources"):
                for key in keys:
                    yield from _unnamed(place / key, entry.get(key), set(known))


def _unnamed(place: Place, text: Any, known: set[str]) -> Iterator[Fault]:
    figure = FIGURE.search(text) if isinstance(text, str) else None
    if figure is not None and known.isdisjoint(cited(text)):
        yield place.fault(f"the figure {shown(figure[0])}", "a text that names its source, as (source-id)")
