"""`assess(pack, answers)`: the one door into the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from sarcoma_tui.domain.assessment import (
    VERDICTS,
    Assessment,
    NoticeLine,
    OpenQuestion,
    OptionLine,
    RuleLine,
    ScheduleLine,
    StageLine,
    Verdict,
)
from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.compile import AVOID, CONSIDER, NOT_INDICATED, OFFERING
from sarcoma_tui.domain.decide import Decider
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answers
from sarcoma_tui.domain.rules import Option, Rule

WORK_UP = "work-up"
"""The phase whose options stand in a list of their own."""


def assess(pack: Pack, answers: Answers, deciding: bool = True) -> Assessment:
    """Everything that the content says of these answers (canonical, each allowed by its question).

    Without `deciding` no line says which questions decide it, and none settles anything: that is most of the
    work where little is answered, and a screen can say it after its first painting.
    """
    case = read_case(pack, answers)
    decider: Deciding = Decider(case) if deciding else _Silent()
    lines = [option_line(case, decider, option) for option in pack.content.options]
    lines.sort(key=lambda line: VERDICTS.index(line.verdict))
    unanswered, unknown, ignored = _open_and_set_aside(case, lines)
    urgency = case.results(pack.content.roles.urgency)
    return Assessment(
        situation=_situation(case),
        stage=_stage(case, decider),
        route=case.results(pack.content.roles.route),
        urgency=urgency or None,
        conflicts=case.conflicts,
        options=tuple(line for line in lines if line.option.phase != WORK_UP),
        notices=_notices(case),
        workup=tuple(line for line in lines if line.option.phase == WORK_UP),
        follow_up=_follow_up(case),
        unanswered=unanswered,
        unknown=unknown,
        ignored=ignored,
    )


def verdicts(pack: Pack, answers: Answers) -> dict[str, Verdict]:
    """The verdict of every option, by id in pack order, and nothing else: the quick way."""
    case = read_case(pack, answers)
    return {option.id: verdict_of(case.leaves(f"option:{option.id}")) for option in pack.content.options}


def verdict_of(leaves: int) -> Verdict:
    """The verdict shown for a set of verdicts (bit mask of an option's leaves)."""
    if leaves == 1 << AVOID:
        return "avoid"
    if not leaves & OFFERING:
        return "not-indicated"
    if leaves & 1 << NOT_INDICATED:
        return "depends"
    return "consider" if leaves & 1 << CONSIDER else "standard"


class Deciding(Protocol):
    """Tells which open questions decide the diagram with a root name."""

    def decides(self, name: str) -> tuple[str, ...]:
        """Their ids, in form order."""


class _Silent:
    """Tells of none."""

    def decides(self, _name: str) -> tuple[str, ...]:
        return ()


def option_line(case: Case, decider: Deciding, option: Option) -> OptionLine:
    """One option with its verdict and the rules that explain it."""
    root = f"option:{option.id}"
    verdict = verdict_of(case.leaves(root))
    offers = _rules(case, (rule for rule in option.rules if rule.kind == "offer"))
    avoids = _rules(case, (rule for rule in option.rules if rule.kind == "avoid"))
    if verdict == "avoid":
        because = avoids
    elif verdict == "depends":
        because = offers
    else:
        because = tuple(line for line in offers if line.rule.strength == verdict)
    overruled = offers if verdict == "avoid" else ()
    shown = any(line.rule.show_always for line in avoids)
    return OptionLine(
        option=option,
        verdict=verdict,
        because=because,
        cautions=_rules(case, (rule for rule in option.rules if rule.kind == "caution")),
        unless=() if verdict == "avoid" else tuple(_deciding(line, decider) for line in avoids),
        overruled=overruled,
        decides=decider.decides(root),
        folded=verdict == "avoid" and not overruled and not shown,
    )


def _deciding(line: RuleLine, decider: Deciding) -> RuleLine:
    return RuleLine(line.rule, line.holds, decider.decides(f"rule:{line.rule.id}"))


def _rules(case: Case, rules: Iterable[Rule]) -> tuple[RuleLine, ...]:
    """The rules that hold in some completion, those that always hold first."""
    lines = [RuleLine(rule, holds) for rule in rules if (holds := case.holds(f"rule:{rule.id}")) != "never"]
    if len(lines) > 1:
        lines.sort(key=lambda line: line.holds)
    return tuple(lines)


def _situation(case: Case) -> str | None:
    role = case.pack.content.roles.situation
    leaves = case.leaves(f"question:{role}")
    return case.pack.questions[role].names[leaves.bit_length() - 1] if leaves & (leaves - 1) == 0 else None


def _stage(case: Case, decider: Deciding) -> StageLine | None:
    roles = case.pack.content.roles
    chapter = case.results(roles.chapter)
    if not chapter:
        return None
    contradicted = bool(case.conflicts)
    groups = tuple((body, () if contradicted else case.results(body)) for body in roles.stage_groups)
    deciding = {name for body in roles.stage_groups for name in decider.decides(f"fact:{body}")}
    order = [question.id for question in case.pack.content.questions]
    return StageLine(_tnm(case), groups, chapter, tuple(sorted(deciding, key=order.index)))


def _tnm(case: Case) -> str | None:
    """The TNM text, an open part written with its question mark; None where no part is defined."""
    roles, facts = case.pack.content.roles, case.pack.facts
    parts: list[str] = []
    for alternatives in roles.tnm:
        possible = [(facts[name], case.results(name)) for name in alternatives]
        possible = [(fact, results) for fact, results in possible if results] or possible[:1]
        fact, results = possible[0]
        if not results:
            continue
        parts.append(results[0] if len(possible) == 1 and len(results) == 1 else fact.open_as)
    prefix = case.results(roles.tnm_prefix)
    mark = prefix[0] if len(prefix) == 1 and len(prefix[0]) == 1 else ""
    return mark + " ".join(parts) if parts else None


def _notices(case: Case) -> tuple[NoticeLine, ...]:
    lines = [NoticeLine(notice, case.holds(f"notice:{notice.id}")) for notice in case.pack.content.notices]
    return tuple(line for line in lines if line.holds != "never")


def _follow_up(case: Case) -> tuple[ScheduleLine, ...]:
    lines = [ScheduleLine(item, case.holds(f"schedule:{item.id}")) for item in case.pack.content.schedules]
    return tuple(line for line in lines if line.holds != "never")


def _open_and_set_aside(
    case: Case, lines: list[OptionLine]
) -> tuple[tuple[OpenQuestion, ...], tuple[str, ...], tuple[str, ...]]:
    """Questions not asked (most settling first), asked and not known, and answered behind a closed gate."""
    settles = Counter(name for line in lines for name in line.decides)
    unanswered: list[OpenQuestion] = []
    unknown: list[str] = []
    ignored: list[str] = []
    for question in case.pack.content.questions:
        if case.closed(question.id):
            if question.id in case.answers:
                ignored.append(question.id)
        elif question.id not in case.answers:
            unanswered.append(OpenQuestion(question.id, settles[question.id]))
        elif not case.given(question.id):
            unknown.append(question.id)
    unanswered.sort(key=lambda item: -item.settles)
    return tuple(unanswered), tuple(unknown), tuple(ignored)


__all__ = ["WORK_UP", "assess", "option_line", "verdict_of", "verdicts"]
