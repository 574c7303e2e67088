"""An assessment as the JSON that `assess --json` prints: the public contract, format 1."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sarcoma_tui.domain.assessment import Assessment, Conflict, OptionLine, RuleLine, StageLine
from sarcoma_tui.domain.pack import ENGINE, Pack

FORMAT = 1
"""Number of the case file's and the output's format."""


def to_json(pack: Pack, assessment: Assessment, everything: bool = False) -> str:
    """The assessment as JSON text: fixed key order, two spaces, UTF-8 not escaped, one newline at the end.

    `everything` adds the options that are not indicated.
    """
    return json.dumps(to_plain(pack, assessment, everything), ensure_ascii=False, indent=2) + "\n"


def to_plain(pack: Pack, assessment: Assessment, everything: bool = False) -> dict[str, object]:
    """The same as plain values."""
    return {
        "format": FORMAT,
        "engine": ENGINE,
        "pack": pack_plain(pack),
        "situation": assessment.situation,
        "stage": _stage(assessment.stage),
        "route": list(assessment.route),
        "urgency": None if assessment.urgency is None else list(assessment.urgency),
        "conflicts": [_conflict(conflict) for conflict in assessment.conflicts],
        "options": _options(assessment.options, everything),
        "notices": [
            {
                "id": line.notice.id,
                "level": line.notice.level,
                "text": line.notice.text,
                "sources": list(line.notice.sources),
                "implements": list(line.notice.implements),
                "holds": line.holds,
                "ends": line.notice.ends,
            }
            for line in assessment.notices
        ],
        "workup": _options(assessment.workup, everything),
        "follow_up": [
            {
                "id": line.schedule.id,
                "title": line.schedule.title,
                "every_months": line.schedule.every_months,
                "until_month": line.schedule.until_month,
                "sources": list(line.schedule.sources),
                "holds": line.holds,
            }
            for line in assessment.follow_up
        ],
        "unanswered": [
            {"question": item.question, "settles": item.settles} for item in assessment.unanswered
        ],
        "unknown": list(assessment.unknown),
        "ignored": list(assessment.ignored),
    }


def pack_plain(pack: Pack) -> dict[str, object]:
    """Which pack was asked."""
    info = pack.content.info
    return {
        "id": info.id,
        "version": info.version,
        "sha256": info.sha256,
        "reviewed": info.reviewed,
        "review_by": info.review_by,
        "rules": pack.rule_count,
        "rules_signed": pack.signed_count,
    }


def _stage(stage: StageLine | None) -> dict[str, object] | None:
    if stage is None:
        return None
    groups = {body: list(results) for body, results in stage.groups}
    return {"tnm": stage.tnm, **groups, "chapter": list(stage.chapter), "decides": list(stage.decides)}


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {
        "id": conflict.id,
        "answers": list(conflict.answers),
        "stated": list(conflict.stated),
        "found": list(conflict.found),
        "text": conflict.text,
    }


def _options(lines: Sequence[OptionLine], everything: bool) -> list[dict[str, object]]:
    return [_option(line) for line in lines if everything or line.verdict != "not-indicated"]


def _option(line: OptionLine) -> dict[str, object]:
    option = line.option
    return {
        "id": option.id,
        "title": option.title,
        "modality": option.modality,
        "phase": option.phase,
        "intent": option.intent,
        "implements": list(option.implements),
        "verdict": line.verdict,
        "because": [rule_plain(rule) for rule in line.because],
        "cautions": [rule_plain(rule) for rule in line.cautions],
        "unless": [{**rule_plain(rule), "decides": list(rule.decides)} for rule in line.unless],
        "overruled": [rule_plain(rule) for rule in line.overruled],
        "decides": list(line.decides),
        "folded": line.folded,
    }


def rule_plain(line: RuleLine) -> dict[str, object]:
    """A rule as the contract writes it."""
    return {
        "rule": line.rule.id,
        "holds": line.holds,
        "text": line.rule.text,
        "sources": list(line.rule.sources),
        "signed": line.rule.signed,
    }
