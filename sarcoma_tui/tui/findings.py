"""Which stage screen the findings point to, when it is not the one that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sarcoma_tui.domain.assessment import Assessment
from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.pack import Pack, Stage
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.reports.words import value_label


@dataclass(frozen=True, slots=True)
class Pointer:
    """`stages` whose cards agree with the findings; `says` is the stage that the findings give."""

    says: str
    stages: tuple[Stage, ...]


def pointer(pack: Pack, stage: Stage, answers: Mapping[str, Answer], found: Assessment) -> Pointer | None:
    """Where the findings point; None while they agree with the open screen or settle nothing.

    Nothing here knows what a stage is: a card says what it answers, and the engine which cards are coherent
    with everything else.
    """
    if found.stage is None:
        return None
    if found.conflicts:
        touched = {name for conflict in found.conflicts for name in conflict.answers}
        if not touched & stated_by_card(stage, answers).keys():
            return None
        says = list(dict.fromkeys(value for conflict in found.conflicts for value in conflict.found))
    else:
        if not found.stage.settled or _states(stage) or not _tells(pack, stage, answers):
            return None
        says = list(dict.fromkeys(results[0] for _, results in found.stage.groups))
    others = [other for other in pack.content.stages if other.id != stage.id and _states(other)]
    fitting = tuple(
        other
        for other in others
        if _compatible(other, stage, answers)
        and _staged(read_case(pack, {**without_card(stage, answers), **other.answers}))
    )
    if not fitting or (not found.conflicts and len(fitting) == len(others)):
        return None
    said = [value_label(pack, pack.content.roles.stage_groups, value) for value in says]
    return Pointer(" / ".join(said) if len(said) <= 3 else f"{said[0]} to {said[-1]}", fitting)


def not_staged(pack: Pack, stage: Stage, answers: Mapping[str, Answer], found: Assessment) -> str:
    """What the staging gives, in words, where that rules out no stage that a card states; else ""."""
    if found.stage is None or not found.stage.settled or _tells(pack, stage, answers):
        return ""
    said = (value_label(pack, (body,), results[0]) for body, results in found.stage.groups)
    return " / ".join(dict.fromkeys(said))


def _tells(pack: Pack, stage: Stage, answers: Mapping[str, Answer]) -> bool:
    """Whether the findings contradict any stage that a card states: where nothing is staged, they cannot."""
    own = without_card(stage, answers)
    cards = (read_case(pack, {**own, **card.answers}) for card in pack.content.stages if _states(card))
    return any(card.conflicts for card in cards if card.results(pack.content.roles.chapter))


def _staged(case: Case) -> bool:
    """Whether answers stand together and still speak of something that has a stage."""
    return not case.conflicts and bool(case.results(case.pack.content.roles.chapter))


def stated_by_card(stage: Stage, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers that the stage's card gave and that still stand."""
    return {name: answer for name, answer in stage.answers.items() if answers.get(name) == answer}


def without_card(stage: Stage, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers that the stage's card did not give."""
    given = stated_by_card(stage, answers)
    return {name: answer for name, answer in answers.items() if name not in given}


def _states(stage: Stage) -> bool:
    return bool(stage.answers)


def _compatible(other: Stage, stage: Stage, answers: Mapping[str, Answer]) -> bool:
    """Whether a card contradicts nothing that somebody answered by hand."""
    own = without_card(stage, answers)
    return all(own.get(name, answer) == answer for name, answer in other.answers.items())
