"""The entries of the content as plain values: what `content show` prints."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from sarcoma_tui.commands.conditions import written
from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Question
from sarcoma_tui.domain.rules import Option, Rule
from sarcoma_tui.packs.signing import rule_sha256, table_sha256

Entry: TypeAlias = dict[str, object]


def questions(pack: Pack) -> list[Entry]:
    """Every question, in form order."""
    return [_question(pack, question) for question in pack.content.questions]


def _question(pack: Pack, question: Question) -> Entry:
    gate = pack.content.gates.get(question.id)
    values = [
        {"id": value.id, "label": value.label, "synonyms": list(value.synonyms), "help": value.help}
        for value in question.values
    ]
    return {
        "id": question.id,
        "section": question.section,
        "kind": question.kind,
        "label": question.label,
        "help": question.help,
        "why": question.why,
        "implements": list(question.implements),
        "values": values,
        "unit": question.unit,
        "minimum": _number(question.minimum),
        "maximum": _number(question.maximum),
        "decimals": question.decimals if question.kind == "number" else None,
        "step": _number(question.step),
        "asked_when": None if gate is None else written(gate),
    }


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def tables(pack: Pack) -> list[Entry]:
    """Every table, with its rows and what a signature of it states."""
    return [_table(fact) for fact in pack.content.facts]


def _table(fact: Fact) -> Entry:
    return {
        "id": fact.id,
        "title": fact.title,
        "results": list(fact.results),
        "labels": list(fact.labels),
        "defined_when": written(fact.defined_when),
        "sources": list(fact.sources),
        "help": fact.help,
        "sha256": table_sha256(fact),
        "rows": [{"id": row.id, "when": written(row.when), "then": row.then} for row in fact.rows],
    }


def options(pack: Pack) -> list[Entry]:
    """Every option with its rules, in pack order."""
    return [
        {
            "id": option.id,
            "title": option.title,
            "short": option.short,
            "modality": option.modality,
            "phase": option.phase,
            "intent": option.intent,
            "implements": list(option.implements),
            "summary": option.summary,
            "what_it_is": option.what_it_is,
            "aims": option.aims,
            "burden": option.burden,
            "practical": list(option.practical),
            "ask_the_patient": option.ask_the_patient,
            "rules": [_rule(option, rule) for rule in option.rules],
        }
        for option in pack.content.options
    ]


def rules(pack: Pack) -> list[Entry]:
    """Every rule of every option, with what a signature of it states."""
    return [_rule(option, rule) for option in pack.content.options for rule in option.rules]


def _rule(option: Option, rule: Rule) -> Entry:
    evidence = rule.evidence and {
        "level": rule.evidence.level,
        "strength": rule.evidence.strength,
        "as_stated_by": rule.evidence.as_stated_by,
    }
    return {
        "id": rule.id,
        "option": option.id,
        "kind": rule.kind,
        "strength": rule.strength,
        "when": written(rule.when),
        "because": rule.text,
        "sources": list(rule.sources),
        "evidence": evidence,
        "signed": rule.signed,
        "sha256": rule_sha256(option, rule),
    }


def notices(pack: Pack) -> list[Entry]:
    """Every notice."""
    return [
        {
            "id": notice.id,
            "level": notice.level,
            "title": notice.title,
            "text": notice.text,
            "when": written(notice.when),
            "sources": list(notice.sources),
            "implements": list(notice.implements),
            "ends": notice.ends,
        }
        for notice in pack.content.notices
    ]


def stages(pack: Pack) -> list[Entry]:
    """Every stage screen, in the order of the chooser."""
    return [
        {
            "id": stage.id,
            "title": stage.title,
            "card": stage.card,
            "means": stage.means,
            "implements": list(stage.implements),
            "answers": {name: _plain(answer) for name, answer in stage.answers.items()},
            "start_at": stage.start_at,
            "questions": [name for section in stage.sections for name in section.questions],
        }
        for stage in pack.content.stages
    ]


def _plain(answer: object) -> object:
    if isinstance(answer, Decimal):
        return _number(answer)
    return list(answer) if isinstance(answer, tuple) else str(answer)


def sources(pack: Pack) -> list[Entry]:
    """Every source; `checked` tells whether it was read for this content."""
    return [
        {
            "id": source.id,
            "body": source.body,
            "title": source.title,
            "year": source.year,
            "kind": source.kind,
            "doi": source.doi,
            "pmid": source.pmid,
            "where": source.where,
            "checked": source.checked,
        }
        for source in pack.content.sources
    ]
