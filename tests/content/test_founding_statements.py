"""Each founding statement is visible for a case that it speaks of, on its stage screen, and absent elsewhere.

The statements are told here in the tests' own words. A case begins with exactly what the card of its stage
screen answers; the further answers are what a clinician would add there.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from sarcoma_tui.domain.assessment import Assessment
from sarcoma_tui.domain.pack import Pack, Stage
from tests.content.staging import said

SHOWN = ("standard", "consider", "depends")
TUMOURS = (
    "new-diagnosis",
    "after-unplanned-excision",
    "after-planned-surgery",
    "local-recurrence",
    "distant-recurrence",
)


@dataclass(frozen=True, slots=True)
class Says:
    """A statement, where it speaks, the lines that carry it there, and a case in which it is silent."""

    id: str
    words: str
    card: str
    spoken: dict[str, object]
    silent: dict[str, object]
    carried: dict[str, str] = field(default_factory=dict)
    silent_card: str | None = None


def _statements() -> list[Says]:
    text = Path(__file__).with_name("founding_statements.toml").read_text(encoding="utf-8")
    return [Says(**entry) for entry in tomllib.loads(text, parse_float=Decimal)["statements"]]


STATEMENTS = _statements()
IDS = [f"{item.id} {item.words}" for item in STATEMENTS]
EVERY = [f"S{number:02}" for number in range(1, 24)]


def card(pack: Pack, name: str) -> Stage:
    """The stage screen with this id."""
    return next(stage for stage in pack.content.stages if stage.id == name)


def opened(pack: Pack, name: str | None, more: dict[str, object]) -> Assessment:
    """The panel after the card was chosen and these answers were given."""
    return said(pack, **{**(card(pack, name).answers if name else {}), **more})


def carriers(panel: Assessment, statement: str) -> dict[str, str]:
    """The lines and notices that carry a statement, with their verdict or how far they hold."""
    lines = {
        line.option.id: line.verdict
        for line in (*panel.options, *panel.workup)
        if statement in line.option.implements and line.verdict in SHOWN
    }
    return lines | {
        line.notice.id: line.holds for line in panel.notices if statement in line.notice.implements
    }


@pytest.mark.parametrize("item", STATEMENTS, ids=IDS)
def test_a_statement_is_visible_where_it_speaks(pack: Pack, item: Says) -> None:
    panel = opened(pack, item.card, item.spoken)
    assert panel.conflicts == ()
    found = carriers(panel, item.id)
    assert found, item.words
    assert item.carried.items() <= found.items(), item.words


@pytest.mark.parametrize("item", STATEMENTS, ids=IDS)
def test_a_statement_is_absent_where_it_does_not_speak(pack: Pack, item: Says) -> None:
    assert carriers(opened(pack, item.silent_card, item.silent), item.id) == {}, item.words


@pytest.mark.parametrize("situation", ["undiagnosed-lump", *TUMOURS])
def test_sources_and_review_are_told_in_every_case(pack: Pack, situation: str) -> None:
    assert "always" in carriers(said(pack, situation=situation), "S23").values()


@pytest.mark.parametrize("situation", TUMOURS)
def test_the_plan_is_settled_together_at_every_point_of_care(pack: Pack, situation: str) -> None:
    assert carriers(said(pack, situation=situation), "S03")["shared-decision"] == "standard"


@pytest.mark.parametrize(
    ("name", "statements"),
    [("I", {"S01"}), ("II-III", {"S01", "S08"}), ("IV", {"S01", "S16"}), ("unknown", {"S01"})],
)
def test_a_stage_screen_says_what_its_stage_means(pack: Pack, name: str, statements: set[str]) -> None:
    assert statements <= set(card(pack, name).implements)


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("I", {"situation": "new-diagnosis", "stated_stage": "I"}),
        ("II-III", {"situation": "new-diagnosis", "stated_stage": "II-III"}),
        ("IV", {"situation": "new-diagnosis", "stated_stage": "IV"}),
        ("unknown", {}),
        ("after-surgery", {}),
        ("recurrence", {}),
    ],
)
def test_a_card_answers_what_it_says_and_no_more(pack: Pack, name: str, answers: dict[str, object]) -> None:
    assert dict(card(pack, name).answers) == answers
    if not answers:
        assert card(pack, name).start_at == "situation"


def test_health_place_and_wishes_are_asked_because_they_weigh(pack: Pack) -> None:
    weighing = {question.id for question in pack.content.questions if "S02" in question.implements}
    assert {"site", "age_years", "ecog", "fit_for_surgery", "priorities", "declined"} <= weighing


@pytest.mark.parametrize("statement", EVERY)
def test_every_statement_is_traced_from_some_entry_that_can_be_seen(pack: Pack, statement: str) -> None:
    content = pack.content
    assert [option.id for option in content.options if statement in option.implements] + [
        notice.id for notice in content.notices if statement in notice.implements
    ]


def test_nothing_is_traced_to_a_statement_that_is_not_there(pack: Pack) -> None:
    content = pack.content
    traced = {statement for option in content.options for statement in option.implements}
    traced |= {statement for notice in content.notices for statement in notice.implements}
    traced |= {statement for stage in content.stages for statement in stage.implements}
    traced |= {statement for question in content.questions for statement in question.implements}
    assert traced == set(EVERY)
