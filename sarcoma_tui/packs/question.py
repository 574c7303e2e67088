"""A question of the content as a question of the domain, and what of its keys must agree."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from sarcoma_tui.domain.questions import NONE, UNKNOWN, Question, Value
from sarcoma_tui.packs.schema_case import QuestionModel

Disagreement = tuple[tuple[str | int, ...], str, str]
"""Where below the question, what was found, what is allowed."""

_KEYS: Final = {
    "choice": ("values", "unstated", "revise"),
    "choices": ("values",),
    "number": ("unit", "minimum", "maximum", "decimals", "step", "revise_by"),
    "date": (),
}
_OPTIONAL: Final = (
    "values", "unstated", "unit", "minimum", "maximum", "decimals", "step", "revise", "revise_by",
)  # fmt: skip
_NEEDED: Final = {"choice": ("values",), "choices": ("values",), "number": ("minimum", "maximum"), "date": ()}


def question_of(model: QuestionModel, section: str) -> Question:
    """The question.

    Raises:
        ValueError: its keys do not agree (`disagreements` says how).
    """
    if any(disagreements(model)):
        raise ValueError(model.id)
    values = tuple(Value(item.id, item.label, tuple(item.synonyms), item.help) for item in model.values or [])
    return Question(
        id=model.id,
        section=section,
        kind=model.kind,
        label=model.label,
        help=model.help,
        why=model.why,
        implements=tuple(model.implements),
        values=values,
        unit=model.unit or "",
        minimum=model.minimum,
        maximum=model.maximum,
        decimals=model.decimals or 0,
        unstated=model.unstated or "",
        step=model.step,
        revise=tuple(model.revise or ()),
        revise_by=model.revise_by,
    )


def disagreements(model: QuestionModel) -> Iterator[Disagreement]:
    """What of a question's keys does not go together."""
    for key in _OPTIONAL:
        if getattr(model, key) is not None and key not in _KEYS[model.kind]:
            yield (key,), f"a key that a {model.kind} does not have", f"keys of a {model.kind}"
    for key in _NEEDED[model.kind]:
        if getattr(model, key) is None:
            yield (key,), "no such key", f"needed for a {model.kind}"
    if model.kind in ("choice", "choices"):
        yield from _values(model)
    elif model.kind == "number":
        yield from _range(model)


def _values(model: QuestionModel) -> Iterator[Disagreement]:
    seen = {NONE, UNKNOWN} if model.kind == "choices" else {UNKNOWN}
    for index, value in enumerate(model.values or []):
        if value.id in seen:
            reserved = value.id in (NONE, UNKNOWN)
            found = f'"{value.id}"' + (", which every question has" if reserved else " a second time")
            yield ("values", index, "id"), found, "each id once, without none and unknown"
        seen.add(value.id)
    if model.unstated is not None and model.unstated in seen:
        yield ("unstated",), f'"{model.unstated}", which is a value', "an id of its own"
    yield from _order(model)


def _order(model: QuestionModel) -> Iterator[Disagreement]:
    """The values among which a second look may move an answer."""
    listed, names = model.revise or [], [value.id for value in model.values or []]
    for index, name in enumerate(listed):
        if name not in names:
            yield ("revise", index), f'"{name}", which is no value', ", ".join(names)
        elif name in listed[:index]:
            yield ("revise", index), f'"{name}" a second time', "each value once"


def _range(model: QuestionModel) -> Iterator[Disagreement]:
    decimals = model.decimals or 0
    for key in ("minimum", "maximum", "step", "revise_by"):
        number = getattr(model, key)
        if number is not None and number != number.quantize(Decimal(1).scaleb(-decimals)):
            yield (key,), f"{number} with more decimals than answers have", f"{decimals} decimals"
    if model.minimum is not None and model.maximum is not None and model.minimum >= model.maximum:
        yield ("maximum",), str(model.maximum), f"more than {model.minimum}"
    for key in ("step", "revise_by"):
        number = getattr(model, key)
        if number is not None and number <= 0:
            yield (key,), str(number), "more than 0"
