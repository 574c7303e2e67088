"""What a number would mean before it is an answer: `7.5 cm -> T2 (>5 to 10)`.

Read from the tables of the content: which facts have thresholds on this question, which result they would
have, and over which stretch of numbers it stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from rich.cells import cell_len

from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, Question
from sarcoma_tui.domain.rules import Between, atoms
from sarcoma_tui.tui.lines import CUT

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MOST = 3  # results of one fact that are still worth naming


def echo(pack: Pack, answers: Mapping[str, Answer], question: Question, number: Decimal, room: int) -> str:
    """The number with its unit, and what the tables would make of it; canonical, within the range.

    What does not fit whole in so many cells is left out: the beginning of several results would say that the
    first is certain.
    """
    said = f"{number} {question.unit}".strip()
    meant = [
        text for fact in _facts(pack, question) if (text := _meant(pack, answers, question, number, fact))
    ]
    whole = f"{said} -> {', '.join(meant)}" if meant else said
    if cell_len(whole) <= room:
        return whole
    kept: list[str] = []
    for text in meant:
        if cell_len(f"{said} -> {', '.join([*kept, text, CUT])}") <= room:
            kept.append(text)
    return f"{said} -> {', '.join([*kept, CUT])}"


def _facts(pack: Pack, question: Question) -> list[Fact]:
    """The facts with a threshold on the question, those of the TNM text first."""
    named = [name for part in pack.content.roles.tnm for name in part]
    facts = [fact for fact in pack.content.facts if _thresholds(fact, question)]
    return sorted(facts, key=lambda fact: fact.id not in named)


def _thresholds(fact: Fact, question: Question) -> list[Between]:
    found = [atom for row in fact.rows for atom in atoms(row.when) if atom.on == question.id]
    return [atom for atom in found if isinstance(atom, Between)]


def _meant(pack: Pack, answers: Mapping[str, Answer], question: Question, number: Decimal, fact: Fact) -> str:
    """What one fact would be, with the stretch of numbers that gives the same; "" when that is too open."""

    def results(at: Decimal) -> tuple[str, ...]:
        return read_case(pack, {**answers, question.id: at}).results(fact.id)

    found = results(number)
    if not 1 <= len(found) <= _MOST:
        return ""
    bands = pack.variables.bands(question)
    place = next(index for index, (_, last) in enumerate(bands) if number <= last)
    first = last = place
    while first > 0 and results(bands[first - 1][0]) == found:
        first -= 1
    while last < len(bands) - 1 and results(bands[last + 1][0]) == found:
        last += 1
    if (first, last) == (0, len(bands) - 1):
        return ""
    in_tnm = any(fact.id in part for part in pack.content.roles.tnm)
    words = " or ".join(found if in_tnm else (fact.label(result) for result in found))
    stretch = _stretch(fact, question, bands[first][0] if first else None, _end(bands, last))
    if in_tnm:
        return f"{words} ({stretch})"
    return f"{fact.title}: {words}" if _names_bound(words, stretch) else f"{fact.title}: {words} ({stretch})"


def _names_bound(words: str, stretch: str) -> bool:
    """Whether a result says itself where it ends: `under 18 (under 18)` would say it twice."""
    return bool({*_NUMBER.findall(words)} & {*_NUMBER.findall(stretch)})


def _end(bands: tuple[tuple[Decimal, Decimal], ...], last: int) -> Decimal | None:
    return bands[last][1] if last < len(bands) - 1 else None


def _stretch(fact: Fact, question: Question, low: Decimal | None, high: Decimal | None) -> str:
    """`>5 to 10`, `up to 5`, `50 or more`: with the bounds as the table writes them."""
    step = Decimal(1).scaleb(-question.decimals)
    bounds = _thresholds(fact, question)
    beyond = {bound for atom in bounds for bound in (atom.over, atom.up_to) if bound is not None}
    lower = upper = ""
    if low is not None:
        lower = f">{_plain(low - step)}" if low - step in beyond else f"{_plain(low)}"
    if high is not None:
        upper = f"to {_plain(high)}" if high in beyond else f"under {_plain(high + step)}"
    if lower and not upper:
        return lower if lower.startswith(">") else f"{lower} or more"
    if upper and not lower:
        return f"up {upper}" if upper.startswith("to") else upper
    return f"{lower} {upper}"


def _plain(number: Decimal) -> str:
    """A bound without a zero that says nothing: 5, not 5.0."""
    return f"{number.normalize():f}"
