"""A condition in words, by the labels that the form shows."""

from __future__ import annotations

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import NONE
from sarcoma_tui.domain.rules import All, AllOf, Any, Between, Condition, In, Not


def condition_text(pack: Pack, condition: Condition) -> str:
    """A condition as a person reads it: `site: arm or leg; not (pregnancy: yes)`."""
    return _text(pack, condition) or "always"


def _text(pack: Pack, condition: Condition, inner: bool = False) -> str:
    match condition:
        case In(on, values):
            return f"{_name(pack, on)}: {' or '.join(_value(pack, on, value) for value in values)}"
        case AllOf(on, values):
            return f"{_name(pack, on)}: {' and '.join(_value(pack, on, value) for value in values)}"
        case Between():
            return _stretch(pack, condition)
        case Not(part):
            return f"not ({_text(pack, part)})"
        case All(parts):
            joined = "; ".join(_text(pack, part, inner=True) for part in parts)
            return f"({joined})" if inner and len(parts) > 1 else joined
        case Any(parts):
            joined = " or ".join(_text(pack, part, inner=True) for part in parts)
            return (f"({joined})" if inner and len(parts) > 1 else joined) or "never"


def _stretch(pack: Pack, condition: Between) -> str:
    bounds = (
        ("over", condition.over),
        ("at least", condition.at_least),
        ("up to", condition.up_to),
        ("under", condition.under),
    )
    told = " and ".join(f"{word} {bound}" for word, bound in bounds if bound is not None)
    question = pack.questions.get(condition.on)
    unit = f" {question.unit}" if question is not None and question.unit else ""
    return f"{_name(pack, condition.on)}: {told}{unit}"


def _name(pack: Pack, name: str) -> str:
    if name in pack.questions:
        return pack.questions[name].label
    return pack.facts[name].title if name in pack.facts else name


def _value(pack: Pack, name: str, value: str) -> str:
    question = pack.questions.get(name)
    if question is not None:
        found = question.value(value)
        if found is not None:
            return found.label
        return "none" if value == NONE else "not stated"
    fact = pack.facts.get(name)
    return fact.label(value) if fact is not None and value in fact.results else value
