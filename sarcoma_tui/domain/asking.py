"""In which order open questions are worth asking: one order for every view that names them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sarcoma_tui.domain.assessment import Assessment
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.decide import open_support
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answers


@dataclass(frozen=True, slots=True)
class Asking:
    """A question not asked that would settle something.

    `waiting` counts the options that are in doubt until it is answered, `settles` with them those that are
    offered and that it could still overrule.
    """

    question: str
    waiting: int
    settles: int


def worth_asking(pack: Pack, answers: Answers, found: Assessment) -> tuple[Asking, ...]:
    """The questions not asked that would settle something, first what is to be asked first.

    A question that tells whether another has a meaning comes before it, the situation before all; then those
    for which most options wait: an option in doubt counts before one that is offered and could be overruled.
    """
    waiting = Counter(
        name for item in (*found.options, *found.workup) if item.verdict == "depends" for name in item.decides
    )
    left = [Asking(item.question, waiting[item.question], item.settles) for item in found.unanswered]
    left = [item for item in left if item.settles]
    situation = pack.content.roles.situation
    left.sort(key=lambda item: (item.question != situation, -item.waiting, -item.settles))
    opened_by = _opened_by(pack, answers, [item.question for item in left])
    ordered: list[Asking] = []
    while left:
        open_names = {item.question for item in left}
        first = next((item for item in left if not opened_by[item.question] & open_names), left[0])
        ordered.append(first)
        left.remove(first)
    return tuple(ordered)


def _opened_by(pack: Pack, answers: Answers, names: list[str]) -> dict[str, frozenset[str]]:
    """For each question the open ones that tell whether it has a meaning."""
    case = read_case(pack, answers)
    gated = {name: f"gate:{name}" for name in names if name in pack.content.gates}
    return {
        name: frozenset(open_support(case, gated[name])) if name in gated else frozenset() for name in names
    }


def stage_waits_for(found: Assessment) -> tuple[str, ...]:
    """The open questions that the stage waits for; none where every body gives a single group already."""
    return () if found.stage is None or found.stage.settled else found.stage.decides
