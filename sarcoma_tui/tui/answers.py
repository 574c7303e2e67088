"""What a line of the form takes, and which digit answers what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from rich.cells import cell_len

from sarcoma_tui.domain.questions import Question
from sarcoma_tui.reports.answers import NOT_KNOWN, in_words
from sarcoma_tui.tui.lines import CUT, cut

__all__ = ["NOT_KNOWN", "choices_line", "digits", "in_words"]

_NUMERAL = re.compile(r"\d+")
_OWN_DIGIT = re.compile(r"[A-Za-z]?(\d)|(\d)-or-more")
_TAIL: Final = "   - not known"
_ASIDES: Final = ("   backspace clear   enter: list", "   enter: list", "")
"""What else is said behind the values: the first of these beside which they stand whole."""
_LEAST: Final = 5  # cells under which a cut label tells nothing


def digits(question: Question) -> Mapping[str, str]:
    """Which digit answers a choice with which value; empty: its list opens instead.

    A value that is a digit, or one letter and a digit, has that digit; the others have their position. Where
    two would share a digit, a label holds the digit of another value, or there are more than nine values,
    digits would mislead.
    """
    if question.kind != "choice" or len(question.values) > 9:
        return {}
    given: dict[str, str] = {}
    for position, value in enumerate(question.values, 1):
        own = _OWN_DIGIT.fullmatch(value.id)
        digit = (own[1] or own[2]) if own else str(position)
        if digit in given:
            return {}
        given[digit] = value.id
    labels = {value.id: value.label for value in question.values}
    for name in given.values():
        if any(given.get(number, name) != name for number in _NUMERAL.findall(labels[name])):
            return {}
    return given


def choices_line(question: Question, width: int) -> str:
    """What a line takes, for the line above the keys: `1 superficial  2 deep   - not known   ...`."""
    tail = f"{_TAIL}   backspace clear"
    if question.kind == "number":
        return cut(f" digits: {_range(question)}{tail}", width)
    if question.kind == "date":
        return cut(f" digits: year-month-day{tail}", width)
    if question.kind == "choices":
        return cut(f" enter: tick any of {len(question.values)}{tail}", width)
    meant = digits(question)
    if not meant:
        return cut(f" enter: list of {len(question.values)}{tail}", width)
    return f" {_listed(_with_digits(question, meant), width - 1)}"


def _with_digits(question: Question, meant: Mapping[str, str]) -> list[str]:
    """`1 low`, `2 high`; a label that begins with its digit has it once."""
    labels = {value.id: value.label for value in question.values}
    return [
        labels[name] if labels[name].split(" ")[0] == digit else f"{digit} {labels[name]}"
        for digit, name in sorted(meant.items())
    ]


def _listed(choices: Sequence[str], width: int) -> str:
    """Every choice, whole beside as much else as fits, else shortened; else how many more there are."""
    whole = "  ".join(choices) + _TAIL
    for aside in _ASIDES:
        if cell_len(whole + aside) <= width:
            return whole + aside
    for count in range(len(choices), 0, -1):
        more = f"  {CUT} {len(choices) - count} more, enter lists them" if count < len(choices) else ""
        shown = _shortened(choices, count, width - cell_len(more + _TAIL))
        if shown:
            return "  ".join(shown) + more + _TAIL
    return cut(f"enter: list of {len(choices)}{_TAIL}", width)


def _shortened(choices: Sequence[str], count: int, width: int) -> list[str]:
    """The first so many choices, the longest shortened first; empty where they could not be told apart."""
    shown = list(choices[:count])
    while cell_len("  ".join(shown)) > width:
        by_length = sorted(range(count), key=lambda place: cell_len(shown[place]), reverse=True)
        for place in by_length:
            shorter = _one_less(shown[place])
            if _tells(shorter, choices, place):
                shown[place] = shorter
                break
        else:
            return []
    return shown


def _one_less(choice: str) -> str:
    """A choice with one character less before the `..`, and no space there."""
    kept = choice.removesuffix(CUT)[:-1] if choice.endswith(CUT) else choice[: -len(CUT) - 1]
    return f"{kept.rstrip()}{CUT}"


def _tells(shorter: str, choices: Sequence[str], place: int) -> bool:
    """Whether a cut choice is long enough, and no other label begins as it does."""
    kept = _label(shorter.removesuffix(CUT)).casefold()
    others = (_label(choice) for index, choice in enumerate(choices) if index != place)
    return len(kept) + len(CUT) >= _LEAST and not any(other.casefold().startswith(kept) for other in others)


def _label(choice: str) -> str:
    """A choice without its digit."""
    return choice.partition(" ")[2]


def _range(question: Question) -> str:
    return f"{question.minimum} to {question.maximum} {question.unit}".rstrip()
