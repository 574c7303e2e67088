"""What a number would mean is told from the tables, with the bounds as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.tui.echo import echo

LIMB = {"situation": "new-diagnosis", "site": "limb"}


def with_age_groups(pack: Pack, groups: Mapping[str, tuple[str, ...]]) -> Pack:
    """The content with its age group under these titles, each with these labels."""
    facts = [
        replace(fact, title=title, labels=labels)
        for fact in pack.content.facts
        if fact.id == "age_group"
        for title, labels in groups.items()
    ]
    return replace(pack, content=replace(pack.content, facts=tuple(facts)))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("5.0", "5.0 cm -> T1 (up to 5)"),
        ("5.1", "5.1 cm -> T2 (>5 to 10)"),
        ("7.5", "7.5 cm -> T2 (>5 to 10)"),
        ("10.0", "10.0 cm -> T2 (>5 to 10)"),
        ("10.1", "10.1 cm -> T3 (>10)"),
    ],
)
def test_a_size(pack: Pack, number: str, said: str) -> None:
    assert echo(pack, LIMB, pack.questions["size_cm"], Decimal(number), 79) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [("69", "69 years -> Age group: adult (under 70)"), ("70", "70 years -> Age group: older (70 or more)")],
)
def test_a_bound_that_belongs_to_the_upper_side(pack: Pack, number: str, said: str) -> None:
    assert echo(pack, {}, pack.questions["age_years"], Decimal(number), 79) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [("6", "6 years -> Age group: under 70"), ("80", "80 years -> Age group: 70 and over")],
)
def test_a_result_that_names_its_bound_says_it_once(pack: Pack, number: str, said: str) -> None:
    renamed = with_age_groups(pack, {"Age group": ("under 70", "70 and over")})
    assert echo(renamed, {}, pack.questions["age_years"], Decimal(number), 79) == said


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (57, "6 years -> Short: under 70, For long: under 70 or over 70"),
        (56, "6 years -> Short: under 70, .."),
        (30, "6 years -> Short: under 70, .."),
        (29, "6 years -> .."),
    ],
)
def test_a_meaning_that_does_not_fit_is_left_out_never_cut(pack: Pack, room: int, said: str) -> None:
    groups = {"Short": ("under 70", ""), "For long": ("under 70 or over 70", "")}
    assert echo(with_age_groups(pack, groups), {}, pack.questions["age_years"], Decimal(6), room) == said


def test_a_table_that_is_not_defined_here_says_nothing(pack: Pack) -> None:
    lump = {"situation": "undiagnosed-lump"}
    assert echo(pack, lump, pack.questions["size_cm"], Decimal("7.5"), 79) == "7.5 cm"
