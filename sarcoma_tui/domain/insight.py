"""Why, and why not: the rules of an option, the answers that made its verdict, what blocks it."""

from __future__ import annotations

from dataclasses import dataclass

from sarcoma_tui.domain.assess import option_line
from sarcoma_tui.domain.assessment import OptionLine, RuleLine
from sarcoma_tui.domain.blocking import Blocking, blocking
from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.conditions import ConditionLine, condition_lines
from sarcoma_tui.domain.decide import Decider, open_support
from sarcoma_tui.domain.outcomes import changed
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answers


@dataclass(frozen=True, slots=True)
class Basis:
    """What one option's verdict rests on.

    `rules` are all its rules, in written order, with whether they hold; `conditions` has the lines of each
    rule, in the same order. `used` are the answers without which the verdict would be another or less
    settled, `missing` the open questions that could still change it. `blocked_by` has sets only where no
    completion offers the option.
    """

    line: OptionLine
    rules: tuple[RuleLine, ...]
    conditions: tuple[tuple[ConditionLine, ...], ...]
    used: tuple[str, ...]
    missing: tuple[str, ...]
    blocked_by: Blocking


def basis(pack: Pack, answers: Answers, option_id: str) -> Basis:
    """The basis of one option for these answers.

    Raises:
        KeyError: the pack has no such option.
    """
    option = pack.options[option_id]
    case = read_case(pack, answers)
    root = f"option:{option_id}"
    decider = Decider(case)
    return Basis(
        line=option_line(case, decider, option),
        rules=tuple(RuleLine(rule, case.holds(f"rule:{rule.id}")) for rule in option.rules),
        conditions=tuple(condition_lines(case, rule.when) for rule in option.rules),
        used=_used(case, root),
        missing=_missing(case, decider, root),
        blocked_by=blocking(pack, case, option_id),
    )


def _missing(case: Case, decider: Decider, root: str) -> tuple[str, ...]:
    """The open questions that the option still reads, and those that reach it through coherence alone."""
    found = {*open_support(case, root), *decider.decides(root)}
    return tuple(question.id for question in case.pack.content.questions if question.id in found)


def _used(case: Case, root: str) -> tuple[str, ...]:
    """The answers whose taking back would change the set of verdicts."""
    return tuple(
        name
        for name in case.answers
        if read_case(case.pack, changed(case.answers, name, None)).leaves(root) != case.leaves(root)
    )
