"""What a line of the form takes, and which digit answers what."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sarcoma_tui.domain.questions import Question
from sarcoma_tui.reports.answers import NOT_KNOWN, in_words
from sarcoma_tui.tui.lines import cut

__all__ = ["NOT_KNOWN", "choices_line", "digits", "in_words"]

_NUMERAL = re.compile(r"\d+")
_OWN_DIGIT = re.compile(r"[A-Za-z]?(\d)|(\d)-or-more")


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
    tail = "   - not known   backspace clear"
    if question.kind == "number":
        return cut(f" digits: {_range(question)}{tail}", width)
    if question.kind == "date":
        return cut(f" digits: year-month-day{tail}", width)
    if question.kind == "choices":
        return cut(f" enter: tick any of {len(question.values)}{tail}", width)
    meant = digits(question)
    if not meant:
        return cut(f" enter: list of {len(question.values)}{tail}", width)
    listed = "  ".join(_with_digit(question, digit, name) for digit, name in sorted(meant.items()))
    tail += "   enter: list"
    return f" {cut(listed, width - len(tail) - 1)}{tail}"


def _with_digit(question: Question, digit: str, name: str) -> str:
    value = question.value(name)
    label = value.label if value else name
    return label if label.split(" ")[0] == digit else f"{digit} {label}"


def _range(question: Question) -> str:
    return f"{question.minimum} to {question.maximum} {question.unit}".rstrip()
