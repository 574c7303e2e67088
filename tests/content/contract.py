"""The tests' own copy of the public contract: questions with their values, options with their groups."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
NUMBER = re.compile(r"(\S+)-(\S+) (whole|one-decimal|half-points)")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the contract fixes it: `values` in order; `bounds` (least, most, grain) of a number."""

    kind: str
    values: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()


def _blocks(name: str) -> dict[str, dict[str, str]]:
    """The headings of a test table, each with its lines: the first word, and what follows the colon."""
    blocks: dict[str, dict[str, str]] = {}
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            block = blocks.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            head, _, tail = line.partition(" : ")
            block[head] = tail
    return blocks


def _asked(text: str) -> Asked:
    kind, _, rest = text.partition(" ")
    if kind == "number":
        bounds = NUMBER.fullmatch(rest)
        assert bounds, rest
        return Asked(kind, bounds=bounds.groups())
    return Asked(kind, tuple(rest.split()))


SECTIONS = {title: list(lines) for title, lines in _blocks("contract_questions.txt").items()}
"""Question ids by form section, both in form order."""

QUESTIONS = {
    name: _asked(text) for lines in _blocks("contract_questions.txt").values() for name, text in lines.items()
}
"""Every question by id, in form order."""

OPTIONS = {
    group: {name: tuple(text.split()) for name, text in lines.items()}
    for group, lines in _blocks("contract_options.txt").items()
}
"""Option ids by group, in pack order, each with its modality and, where the contract fixes it, its phase."""


def some_answer(name: str) -> object:
    """One allowed answer, as a file would hold it."""
    asked = QUESTIONS[name]
    if asked.kind == "number":
        return asked.bounds[0]
    if asked.kind == "choices":
        return [asked.values[1]]
    return date(2026, 11, 2) if asked.kind == "date" else asked.values[0]
