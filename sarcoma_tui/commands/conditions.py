"""Conditions in the words of the content: what stands in a `when = { … }`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from sarcoma_tui.domain.rules import All, AllOf, Any, Between, Condition, In

Written: TypeAlias = dict[str, object]
"""One table of a condition, as TOML has it; the empty one always holds."""

_BOUNDS = ("over", "at_least", "up_to", "under")


def written(condition: Condition) -> Written:
    """A condition as the content would write it, numbers as text of their digits."""
    if isinstance(condition, In):
        return {condition.on: condition.values[0] if len(condition.values) == 1 else list(condition.values)}
    if isinstance(condition, AllOf):
        return {condition.on: {"all_of": list(condition.values)}}
    if isinstance(condition, Between):
        bounds = {name: getattr(condition, name) for name in _BOUNDS}
        return {condition.on: {name: _number(bound) for name, bound in bounds.items() if bound is not None}}
    if isinstance(condition, Any):
        return {"any": [written(part) for part in condition.parts]}
    if isinstance(condition, All):
        return _all([written(part) for part in condition.parts])
    return {"not": written(condition.part)}


def _all(parts: list[Written]) -> Written:
    """One table where no key stands twice, else a list of them."""
    keys = [key for part in parts for key in part]
    if len(set(keys)) == len(keys):
        return {key: value for part in parts for key, value in part.items()}
    return {"all": parts}


def _number(number: Decimal) -> int | float:
    """A threshold as JSON has numbers: its shortest text says it exactly."""
    return int(number) if number == number.to_integral_value() else float(number)


def inline(value: object) -> str:
    """A written condition, or a part of one, as inline TOML; the outermost braces are left out."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {_inner(part)}" for key, part in value.items()) or "always"
    return _inner(value)


def _inner(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{ {inline(value)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_inner(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
