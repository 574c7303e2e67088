"""Explanations as the JSON of `explain --json` and `changes --json`: the public contract, format 1."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from sarcoma_tui.domain.assessment import RuleLine
from sarcoma_tui.domain.changes import AnswerChange, Changes
from sarcoma_tui.domain.conditions import ConditionLine
from sarcoma_tui.domain.contract import FORMAT, rule_plain
from sarcoma_tui.domain.insight import Basis
from sarcoma_tui.domain.pack import ENGINE
from sarcoma_tui.domain.questions import Answer


def explanation_json(basis: Basis) -> str:
    """Why, or why not, as JSON text: fixed key order, two spaces, one newline at the end."""
    blocked = basis.blocked_by
    rules = [_rule(rule, lines) for rule, lines in zip(basis.rules, basis.conditions, strict=True)]
    plain: dict[str, object] = {
        "format": FORMAT,
        "engine": ENGINE,
        "option": basis.line.option.id,
        "verdict": basis.line.verdict,
        "rules": rules,
        "used": list(basis.used),
        "missing": list(basis.missing),
        "blocked_by": [list(names) for names in blocked.sets],
    }
    if blocked.more:
        plain["more"] = blocked.more
    return _text(plain)


def changes_json(changes: Changes) -> str:
    """What every single answer would change, as JSON text in the same form."""
    return _text(
        {
            "format": FORMAT,
            "engine": ENGINE,
            "changes": [_change(change) for change in changes.changes],
            "no_effect": list(changes.no_effect),
        }
    )


def _text(plain: dict[str, object]) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _rule(line: RuleLine, conditions: tuple[ConditionLine, ...]) -> dict[str, object]:
    plain = rule_plain(line)
    return {
        "rule": plain.pop("rule"),
        "kind": line.rule.kind,
        "strength": line.rule.strength,
        **plain,
        "conditions": [
            {
                "on": condition.on,
                "wanted": list(condition.wanted),
                "possible": list(condition.possible),
                "holds": condition.holds,
            }
            for condition in conditions
        ],
    }


def _change(change: AnswerChange) -> dict[str, object]:
    stage = change.stage
    return {
        "question": change.question,
        "answer": answer_plain(change.answer),
        "answered_now": answer_plain(change.answered_now),
        "stage": None if stage is None else {body: list(results) for body, results in stage},
        "options": [
            {"option": item.option, "from": item.before, "to": item.after} for item in change.options
        ],
    }


def answer_plain(answer: Answer | None) -> object:
    """An answer as a case file has it; None where there is none."""
    if isinstance(answer, Decimal):
        return int(answer) if answer == answer.to_integral_value() else float(answer)
    if isinstance(answer, date):
        return answer.isoformat()
    return list(answer) if isinstance(answer, tuple) else answer
