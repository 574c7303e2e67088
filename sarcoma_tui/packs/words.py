"""The kinds of text and number that content is made of, each with its bounds in words for a message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from sarcoma_tui.domain.questions import shown
from sarcoma_tui.packs.width import cells

LONGEST_TEXT: Final = 4000


class Model(BaseModel):
    """What every model of content is: no key that is not named, nothing coerced, nothing changed later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a value may be, in words."""

    words: str


def found(text: str) -> PydanticCustomError:
    """An error that says what was found better than by repeating the value."""
    return PydanticCustomError("found", "{found}", {"found": text})


def _form(pattern: str) -> AfterValidator:
    form = re.compile(pattern)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError
        return text

    return AfterValidator(check)


def _line(most: int) -> AfterValidator:
    def check(text: str) -> str:
        if not text.strip():
            raise found("an empty text")
        if "\n" in text:
            raise found("a text of several lines")
        if cells(text) > most:
            raise found(f"{cells(text)} cells: {shown(text)}")
        return text

    return AfterValidator(check)


def _paragraph(text: str) -> str:
    """One paragraph; a line break in the file is a space."""
    if len(text) > LONGEST_TEXT:
        raise found(f"a text of {len(text)} characters")
    paragraph = " ".join(text.split())
    if not paragraph:
        raise found("an empty text")
    return paragraph


def _number(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > 12):
        raise ValueError
    return value


def _iso_date(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError
    return text


def _filled(values: list[Any]) -> list[Any]:
    if not values:
        raise found("an empty list")
    return values


FactId = Annotated[
    str, _form(r"(?!(?:any|all|not)$)[a-z][a-z0-9_]{0,59}"), Allowed("an id of small letters, digits and _")
]
"""The id of a question or a fact."""

EntryId = Annotated[
    str,
    _form(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}"),
    Allowed("an id of letters, digits, - and ."),
]
"""The id of anything else that is kept for ever."""

ValueId = Annotated[
    str, _form(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,59}"), Allowed("an id of letters, digits, -, . and +")
]
"""The id of a value or a result."""

Statement = Annotated[str, _form(r"S[0-9]{2}"), Allowed("a founding statement, as S02")]
Version = Annotated[str, _form(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,39}"), Allowed("a version, as 2026.11")]
IsoDate = Annotated[str, AfterValidator(_iso_date), Allowed('a date in quotes, as "2027-05-01"')]

Line16 = Annotated[str, _line(16), Allowed("a line of at most 16 cells")]
Line20 = Annotated[str, _line(20), Allowed("a line of at most 20 cells")]
Line32 = Annotated[str, _line(32), Allowed("a line of at most 32 cells")]
Line40 = Annotated[str, _line(40), Allowed("a line of at most 40 cells")]
Line48 = Annotated[str, _line(48), Allowed("a line of at most 48 cells")]
Line200 = Annotated[str, _line(200), Allowed("a line of at most 200 cells")]
Paragraph = Annotated[
    str, AfterValidator(_paragraph), Allowed(f"a text of at most {LONGEST_TEXT} characters")
]

Number = Annotated[Decimal, BeforeValidator(_number), Allowed("a number")]
Whole = Annotated[int, Field(ge=0, le=100_000), Allowed("a whole number")]
Year = Annotated[int, Field(ge=1900, le=2200), Allowed("a year, as 2021")]
When = Annotated[dict[str, Any], Allowed("a condition, as { question = 'value' }")]
"""A condition: its inside is read by `conditions`, which knows the names."""

FILLED: Final = AfterValidator(_filled)
Sources = Annotated[list[str], FILLED, Allowed("a list of source ids, at least one")]
Strength = Literal["standard", "consider"]
