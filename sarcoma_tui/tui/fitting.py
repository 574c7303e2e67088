"""Which stage screen fits a session that is opened again: its file names none, its answers tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sarcoma_tui.domain.pack import Pack, Stage
from sarcoma_tui.domain.questions import Answer

_WORD = re.compile(r"\w+")


def fitting_stage(pack: Pack, answers: Mapping[str, Answer]) -> Stage:
    """The stage whose card says most of what is answered; else one whose card says nothing.

    A card that says anything else than the answers is out. Among stages without a card it is the one that
    speaks of the situation, then the one whose form has what is answered nearest to its top.
    """
    stages = pack.content.stages
    carded = [stage for stage in stages if stage.answers and _agrees(stage, answers)]
    if carded:
        return max(carded, key=lambda stage: len(stage.answers))
    bare = [stage for stage in stages if not stage.answers] or list(stages)
    situation = _words(_situation(pack, answers))
    return min(bare, key=lambda stage: (-len(situation & _said_by(stage)), _depth(stage, answers)))


def _agrees(stage: Stage, answers: Mapping[str, Answer]) -> bool:
    return all(answers.get(name) == answer for name, answer in stage.answers.items())


def _situation(pack: Pack, answers: Mapping[str, Answer]) -> str:
    """The label of the situation answered; empty when it is open."""
    question = pack.questions[pack.content.roles.situation]
    answer = answers.get(question.id)
    value = question.value(answer) if isinstance(answer, str) else None
    return value.label if value is not None else ""


def _said_by(stage: Stage) -> set[str]:
    return _words(f"{stage.title} {stage.card} {stage.means}")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _depth(stage: Stage, answers: Mapping[str, Answer]) -> int:
    """How far down the form the answers stand, all together; one that it does not ask stands beneath."""
    places = {name: place for place, name in enumerate(_asked(stage))}
    return sum(places.get(name, len(places)) for name in answers)


def _asked(stage: Stage) -> list[str]:
    return [name for section in stage.sections for name in section.questions]
