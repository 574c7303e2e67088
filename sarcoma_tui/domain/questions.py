"""What can be asked, and what counts as an answer.

An answer is held in one canonical form: a value id for a choice, a tuple of member ids in content order
for a choice of several, a `Decimal` for a number, a `date` for a date, or `UNKNOWN` for "asked, not known".
A question that was not asked has no entry at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Final, Literal, TypeAlias

UNKNOWN: Final = "unknown"
"""Asked, and not known."""

NONE: Final = "none"
"""The value of a question with several answers that says no to every member."""

Answer: TypeAlias = str | tuple[str, ...] | Decimal | date
Answers: TypeAlias = Mapping[str, Answer]
Kind: TypeAlias = Literal["choice", "choices", "number", "date"]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a question: its id for files, its label for people, the other names it goes by."""

    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    `values` are the members for `choice` and `choices` (without `none` and `unknown`). `minimum`, `maximum`
    and `decimals` bound a number, in `unit`; `step` is its grain where that is coarser (half points).
    `unstated` adds one value that a full case may have and nobody
    can answer (a score that was never given). `revise` are values in an order in which a second look may
    move an answer by one, `revise_by` how far it may move a number.
    """

    id: str
    section: str
    kind: Kind
    label: str
    help: str = ""
    why: str = ""
    implements: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int = 0
    unstated: str = ""
    step: Decimal | None = None
    revise: tuple[str, ...] = ()
    revise_by: Decimal | None = None

    def value(self, value_id: str) -> Value | None:
        """The value with this id, or None."""
        return next((value for value in self.values if value.id == value_id), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the values, in content order."""
        return tuple(value.id for value in self.values)

    def grid(self, number: Decimal) -> int:
        """A number as whole steps of the question's last decimal: 7.5 with one decimal is 75."""
        return int(number.scaleb(self.decimals))

    @property
    def allowed(self) -> str:
        """What an answer may be, in words for an error message."""
        if self.kind == "choice":
            return ", ".join((*self.names, UNKNOWN))
        if self.kind == "choices":
            return "a list of " + ", ".join((*self.names, NONE, UNKNOWN))
        if self.kind == "date":
            return 'a date as 2026-11-23, or "unknown"'
        grain = {0: "whole", 1: "one decimal"}.get(self.decimals, f"{self.decimals} decimals")
        grain = f"in steps of {self.step}" if self.step else grain
        unit = f" {self.unit}" if self.unit else ""
        return f'{self.minimum} to {self.maximum}{unit}, {grain}, or "unknown"'


class AnswerError(ValueError):
    """An answer that its question does not allow.

    `found` and `allowed` are words for people; `nearest` is the closest valid name, or None.
    """

    def __init__(self, found: str, allowed: str, nearest: str | None = None) -> None:
        """Keep the three parts; the text joins them."""
        self.found, self.allowed, self.nearest = found, allowed, nearest
        hint = f"; nearest: {nearest}" if nearest else ""
        super().__init__(f"found {found}; allowed: {allowed}{hint}")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The valid name closest to what was written, or None when nothing is close."""
    listed = list(names)
    alike = [each for each in listed if each.casefold() == name.casefold()]  # too short to be near: g3, n0
    close = alike or get_close_matches(name, listed, n=1, cutoff=0.6)
    return close[0] if close else None


def read_answer(question: Question, raw: object) -> Answer:
    """The canonical answer for a raw value as TOML gives it (numbers as int or Decimal).

    Nothing is coerced: a string is not a number and `true` is not `"yes"`.

    Raises:
        AnswerError: the value is not one that the question allows.
    """
    if isinstance(raw, str) and raw == UNKNOWN:
        return UNKNOWN
    if question.kind == "choice":
        return _choice(question, raw)
    if question.kind == "choices":
        return _choices(question, raw)
    if question.kind == "number":
        return _number(question, raw)
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    raise AnswerError(shown(raw), question.allowed)


def _choice(question: Question, raw: object) -> str:
    if isinstance(raw, str) and question.value(raw):
        return raw
    hint = nearest(raw, (*question.names, UNKNOWN)) if isinstance(raw, str) else None
    if isinstance(raw, int):  # 1 is not "1", and true is not "yes"
        name = {True: "yes", False: "no"}[raw] if isinstance(raw, bool) else str(raw)
        hint = f'"{name}"' if name in question.names else None
    raise AnswerError(shown(raw), question.allowed, hint)


def _choices(question: Question, raw: object) -> Answer:
    if not isinstance(raw, list | tuple):
        hint = f'["{raw}"]' if isinstance(raw, str) and raw in (*question.names, NONE) else None
        raise AnswerError(shown(raw), question.allowed, hint)
    if not raw:
        raise AnswerError("an empty list", question.allowed, f'["{NONE}"] or ["{UNKNOWN}"]')
    names = (*question.names, NONE, UNKNOWN)
    for member in raw:
        if not isinstance(member, str) or member not in names:
            hint = nearest(member, names) if isinstance(member, str) else None
            raise AnswerError(f"{shown(member)} in the list", question.allowed, hint)
    repeated = next((member for member in raw if list(raw).count(member) > 1), None)
    if repeated is not None:
        raise AnswerError(f"{shown(repeated)} twice", question.allowed)
    if NONE in raw and len(raw) > 1:
        raise AnswerError(f'"{NONE}" beside another member', question.allowed)
    if list(raw) == [UNKNOWN]:
        return UNKNOWN
    return tuple(name for name in names if name in raw)


def _number(question: Question, raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise AnswerError(shown(raw), question.allowed)
    number = Decimal(raw)
    if not number.is_finite():
        raise AnswerError(shown(raw), question.allowed)
    assert question.minimum is not None
    assert question.maximum is not None
    if not question.minimum <= number <= question.maximum:
        raise AnswerError(shown(raw), question.allowed)
    step = Decimal(1).scaleb(-question.decimals)
    if number != number.quantize(step):
        raise AnswerError(f"{shown(raw)} with too many decimals", question.allowed)
    if question.step and number % question.step:
        raise AnswerError(f"{shown(raw)} between two steps", question.allowed)
    return number.quantize(step) + 0  # -0.0 is 0.0


def is_full(answer: Answer | None) -> bool:
    """Whether there is an answer, and nothing of it is left not known."""
    return answer not in (None, UNKNOWN) and not (isinstance(answer, tuple) and UNKNOWN in answer)


def shown(raw: object) -> str:
    """A found value in words that name its type: `"7.5" (text)`, `true`, `7.5`, `a table`."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return f'"{raw}" (text)'
    if isinstance(raw, Mapping):
        return "a table"
    if isinstance(raw, list | tuple):
        return "a list"
    if isinstance(raw, datetime):
        return f"the date and time {raw.isoformat()}"
    return str(raw)
