"""The comparison in words: every pair is told once, and what must be known first is said first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.reports.comparison import comparison_blocks, remarks, sections
from sarcoma_tui.reports.text import as_text
from sarcoma_tui.sessions.comparison import compare
from sarcoma_tui.sessions.session import Base, Session, Shown
from tests.sessions.generated import sessions
from tests.sessions.making import SHOWN, answered, blank

PACK = load_pack(Path(__file__).parents[1] / "tui" / "pack")
ONE = replace(answered(blank(label="clinic-14")), shown=SHOWN, revision=1)


@given(sessions(), sessions())
def test_every_pair_is_told_once_whatever_the_sessions_hold(left: Session, right: Session) -> None:
    found = compare(left, right)
    told = [row for section in sections(found, PACK) for row in section.rows]
    assert len(told) == len(found.answers) + len(found.groups) + len(found.panel)
    for section in sections(found, None):
        assert f"({len(section.rows)})" in section.title
        assert section.same == section.title.split(":")[1].startswith(" the same")
    assert as_text(comparison_blocks(found, PACK)).startswith("Two sessions side by side")


def test_labels_units_and_verdicts_are_words() -> None:
    other = replace(ONE, answers={**ONE.answers, "size_cm": Decimal("8.0")}, revision=2)
    told = {
        row.name: (row.left, row.right) for each in sections(compare(ONE, other), PACK) for row in each.rows
    }
    assert told["Size"] == ("7.5 cm", "8.0 cm")
    assert told["Grade"] == ("not known", "not known")
    assert told["Limb-sparing wide excision"] == ("* standard", "* standard")
    assert told["AJCC 8 stage group"] == ("IIIA", "IIIA")


def test_what_is_on_one_side_alone_says_what_is_missing_on_the_other() -> None:
    bare = replace(ONE, answers={}, shown=Shown(groups={}, assessment_sha256="", panel=()), revision=2)
    found = {section.title: section.rows for section in sections(compare(ONE, bare), PACK)}
    assert list(found) == ["Stage: only left (2)", "Answers: only left (4)", "Panel: only left (1)"]
    assert {row.right for rows in found.values() for row in rows} == {
        "not shown",
        "not answered",
        "not on the panel",
    }


@pytest.mark.parametrize(
    ("right", "said"),
    [
        (ONE, "Left and right are the same session."),
        (replace(ONE, revision=2), "Nothing differs: answers, stage and panel are the same."),
        (
            replace(ONE, pack=replace(ONE.pack, sha256="f" * 64)),
            "Made with different content: left bicycles 1",
        ),
        (
            replace(ONE, pack=replace(ONE.pack, engine=2)),
            "Made with different engine version: left bicycles 1",
        ),
        (replace(ONE, shown=None), "Right was never saved: its stage and panel were not kept."),
        (replace(ONE, base=Base(revision=1, sha256="")), "Right is a draft: its answers are those of now"),
    ],
)
def test_what_must_be_known_first(right: Session, said: str) -> None:
    assert sum(text.startswith(said) for text in remarks(compare(ONE, right))) == 1
    assert f"! {said}"[:40] in as_text(comparison_blocks(compare(ONE, right), PACK))


def test_two_that_differ_only_in_answers_have_no_remark() -> None:
    assert remarks(compare(ONE, replace(ONE, answers={}, revision=2))) == ()
