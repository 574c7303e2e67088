"""What a referral would add: by each missing means, what rests on it and what stands in for it meanwhile.

An option rests on a means when it is offered with a caution that names the means as missing; it stands in for
it when one of its offers does. Both are read from the rules themselves, so a view can leave none of them out.
"""

from __future__ import annotations

from dataclasses import dataclass

from sarcoma_tui.domain.assessment import Assessment, OptionLine, RuleLine, Verdict
from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.means import missing_means, reads_means
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answers
from sarcoma_tui.domain.rules import RuleKind

OFFERED: tuple[Verdict, ...] = ("standard", "consider")


@dataclass(frozen=True, slots=True)
class Resting:
    """An offered option, and the rules that tie it to a missing means."""

    line: OptionLine
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """One means that is not to be had here (a member of the pack's question about them).

    `adds` are the offered options that need it, `meanwhile` those that stand in for it; none is in both.
    """

    means: str
    adds: tuple[Resting, ...]
    meanwhile: tuple[Resting, ...]


def referral(pack: Pack, answers: Answers, found: Assessment) -> tuple[Missing, ...]:
    """Every missing means with the offered options it touches; `found` is the assessment of `answers`."""
    case = read_case(pack, answers)
    listed = (*found.options, *found.workup)
    offered = [line for verdict in OFFERED for line in listed if line.verdict == verdict]
    return tuple(_missing(case, means, offered) for means in missing_means(pack, answers))


def _missing(case: Case, means: str, offered: list[OptionLine]) -> Missing:
    meanwhile = _resting(case, means, offered, "offer")
    standing_in = {item.line.option.id for item in meanwhile}
    needing = [line for line in offered if line.option.id not in standing_in]
    return Missing(means, _resting(case, means, needing, "caution"), meanwhile)


def _resting(case: Case, means: str, offered: list[OptionLine], kind: RuleKind) -> tuple[Resting, ...]:
    """The options with rules of this kind that read the means and hold.

    The rules are asked for here: a line keeps only the offers that are as strong as its verdict.
    """
    found: list[Resting] = []
    for line in offered:
        named = [
            rule for rule in line.option.rules if rule.kind == kind and reads_means(case.pack, rule, means)
        ]
        lines = [RuleLine(rule, case.holds(f"rule:{rule.id}")) for rule in named]
        holding = tuple(item for item in lines if item.holds != "never")
        if holding:
            found.append(Resting(line, holding))
    return tuple(found)
