"""Which rules a clinician has signed: a signature holds for the exact meaning and words, and falls with them.

What is signed is the SHA-256 of the canonical JSON of a parsed rule or table: keys sorted, no space between,
UTF-8. A rule counts as signed when it is, and every table that it reaches.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.rules import All, AllOf, Between, Condition, In, Not, Option, Rule, atoms


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature under a rule or a table: the id, and the digest that was signed."""

    entry: str
    sha256: str


def rule_sha256(option: Option, rule: Rule) -> str:
    """What a signature of this rule states."""
    parts = asdict(rule) | {"when": _plain(rule.when), "option": option.id}
    del parts["signed"]
    return _sha256(parts)


def table_sha256(fact: Fact) -> str:
    """What a signature of this table states."""
    parts = asdict(fact) | {
        "defined_when": _plain(fact.defined_when),
        "rows": [{"id": row.id, "when": _plain(row.when), "then": row.then} for row in fact.rows],
    }
    return _sha256(parts)


def signed(content: Content, signatures: Iterable[Signature]) -> Content:
    """The content with its signed rules marked."""
    digests: dict[str, set[str]] = {}
    for signature in signatures:
        digests.setdefault(signature.entry, set()).add(signature.sha256)
    if not digests:
        return content
    tables = {fact.id for fact in content.facts if table_sha256(fact) in digests.get(fact.id, ())}
    reads = _reads(content)
    options = tuple(
        replace(
            option,
            rules=tuple(
                replace(
                    rule,
                    signed=rule_sha256(option, rule) in digests.get(rule.id, ())
                    and _tables_of(rule.when, reads) & reads.tables <= tables,
                )
                for rule in option.rules
            ),
        )
        for option in content.options
    )
    return replace(content, options=options)


def void(content: Content, signatures: Iterable[Signature]) -> tuple[str, ...]:
    """The ids under which some signature no longer holds: what it was given for has changed."""
    given = tuple(signatures)
    signed = {item.entry for item in given}  # the digests of others are not made: there are hundreds
    now = {fact.id: table_sha256(fact) for fact in content.facts if fact.id in signed}
    now |= {
        rule.id: rule_sha256(option, rule)
        for option in content.options
        for rule in option.rules
        if rule.id in signed
    }
    return tuple(dict.fromkeys(item.entry for item in given if now.get(item.entry) != item.sha256))


@dataclass(frozen=True, slots=True)
class _Reads:
    """Which names each question's gate and each fact's table reads; which names are tables."""

    names: Mapping[str, set[str]]
    tables: set[str]


def _reads(content: Content) -> _Reads:
    names = {name: {atom.on for atom in atoms(gate)} for name, gate in content.gates.items()}
    for fact in content.facts:
        conditions = (fact.defined_when, *(row.when for row in fact.rows))
        names[fact.id] = {atom.on for condition in conditions for atom in atoms(condition)}
    return _Reads(names, {fact.id for fact in content.facts})


def _tables_of(condition: Condition, reads: _Reads) -> set[str]:
    """Every name that a condition reaches, by way of tables and gates."""
    waiting, seen = [atom.on for atom in atoms(condition)], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += reads.names.get(name, ())
    return seen


def _plain(condition: Condition) -> Any:
    """A condition as JSON values."""
    if isinstance(condition, In):
        return {"on": condition.on, "any_of": list(condition.values)}
    if isinstance(condition, AllOf):
        return {"on": condition.on, "all_of": list(condition.values)}
    if isinstance(condition, Between):
        bounds = {key: getattr(condition, key) for key in ("over", "at_least", "up_to", "under")}
        return {"on": condition.on} | {
            key: _text(bound) for key, bound in bounds.items() if bound is not None
        }
    if isinstance(condition, Not):
        return {"not": _plain(condition.part)}
    return {"all" if isinstance(condition, All) else "any": [_plain(part) for part in condition.parts]}


def _text(number: Decimal) -> str:
    """A threshold however it was written: 5, 5.0 and 5.00 are one."""
    return f"{number.normalize():f}"


def _sha256(parts: Mapping[str, Any]) -> str:
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
