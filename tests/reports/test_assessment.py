"""The report of an assessment: every part of it, in the content's own words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.reports.assessment import assessment_blocks, banners
from sarcoma_tui.reports.blocks import Entry, Heading, Pairs, Paragraph
from sarcoma_tui.reports.text import as_text
from sarcoma_tui.reports.words import Citations, in_words, one_of
from tests.cli.running import BICYCLE, SMALL

DAY = date(2026, 11, 25)
BICYCLES = load_pack(BICYCLE)
TUMOURS = load_pack(SMALL)


def drawn(data: st.DataObject, pack: Pack) -> dict[str, Answer]:
    """Some answers, each allowed by its question."""
    answers: dict[str, Answer] = {}
    for question in pack.content.questions:
        if question.kind in ("choice", "choices") and data.draw(st.booleans()):
            name = data.draw(st.sampled_from((*question.names, "unknown")))
            answers[question.id] = name if question.kind == "choice" or name == "unknown" else (name,)
        elif question.kind == "number" and data.draw(st.booleans()):
            assert question.minimum is not None
            answers[question.id] = question.minimum
    return answers


@pytest.mark.parametrize("pack", [BICYCLES, TUMOURS], ids=["bicycles", "tumours"])
@given(data=st.data())
def test_every_line_of_an_assessment_is_in_the_report(data: st.DataObject, pack: Pack) -> None:
    answers = drawn(data, pack)
    found = assess(pack, answers)
    blocks = assessment_blocks(pack, answers, found, DAY, everything=True)
    entries = [block for block in blocks if isinstance(block, Entry)]
    shown = [entry.text for entry in entries]
    for line in (*found.options, *found.workup):
        entry = entries[shown.index(line.option.title)]
        kept = len(line.because) + len(line.unless) + len(line.overruled) + len(line.cautions)
        assert len(entry.notes) == kept + bool(line.decides)
    assert [text for text in shown if text in {conflict.text for conflict in found.conflicts}] == [
        conflict.text for conflict in found.conflicts
    ]
    assert sum(isinstance(block, Heading) and block.text == "Conflict" for block in blocks) == len(
        found.conflicts
    )
    text = as_text(blocks)
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 98


def test_what_the_report_says_of_one_case() -> None:
    answers: dict[str, Answer] = {
        "situation": "ridden",
        "part": "wheel",
        "bend_mm": Decimal("7.0"),
        "grade": "B",
    }
    lines = as_text(assessment_blocks(BICYCLES, answers, assess(BICYCLES, answers), DAY)).splitlines()
    for line in (
        "Assessment: ridden",
        "Group by the shop  II",
        "TNM                B2 D?",
        "Bend       7.0 mm",
        "* A new wheel (surgery, definitive, any)",
        "    because  A large bend seldom holds. [Wheelwrights 1999; unsigned]",
        "? True the wheel (surgery, definitive, curative)",
        "    perhaps consider  A large bend may be tried. [Wheelwrights 1999; unsigned]",
        "Club 2020          A letter to the members. not read for this content",
    ):
        assert line in lines


def test_banners() -> None:
    assert (
        list(banners(BICYCLES, DAY))[-1]
        == "This content is a draft: 0 of 12 rules are signed by a clinician."
    )
    assert "2030-01-01" not in " ".join(banners(BICYCLES, date(2030, 1, 1)))
    assert list(banners(BICYCLES, date(2030, 1, 2)))[-1] == (
        "This content was to be reviewed by 2030-01-01; that day is past."
    )


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("part", "wheel", "wheel"),
        ("situation", "mended-before", "mended before"),
        ("situation", "unknown", "not known"),
        ("bend_mm", Decimal("7.0"), "7.0 mm"),
        ("score", Decimal("7.5"), "7.5"),
        ("bought", date(2024, 2, 29), "2024-02-29"),
        ("noises", ("none",), "none"),
        ("noises", ("click", "unknown"), "click, others not known"),
        ("grade", "from-another-content", "from-another-content"),
    ],
)
def test_answers_in_words(question: str, answer: Answer, words: str) -> None:
    assert in_words(BICYCLES.questions[question], answer) == words


def test_what_is_possible_in_words() -> None:
    assert one_of(["A"]) == "A"
    assert one_of(["A", "B"]) == "A or B"
    assert one_of(["A", "B", "C"]) == "one of A, B, C"
    assert one_of(["A, today", "B", "C"]) == "one of A, today; B; C"


def test_citations_are_unambiguous_and_listed() -> None:
    citations = Citations(BICYCLES)
    names = list(BICYCLES.sources)
    assert citations.cite([names[0]]) != citations.cite([names[1]], signed=False)
    assert citations.cite([names[0]], signed=False).endswith("; unsigned]")
    assert citations.cite([names[0]], signed=True) == citations.cite([names[0]])
    assert len(list(citations.rows())) == 2
    from dataclasses import replace

    twins = tuple(replace(source, body="Same", year=2000) for source in BICYCLES.content.sources)
    both = Citations(replace(BICYCLES, content=replace(BICYCLES.content, sources=twins)))
    assert both.cite(names) == "[Same 2000a, Same 2000b]"


def test_a_report_of_nothing() -> None:
    blocks = assessment_blocks(BICYCLES, {}, assess(BICYCLES, {}), DAY)
    assert not [block for block in blocks if isinstance(block, Heading) and block.text == "Answers"]
    assert [block for block in blocks if isinstance(block, Paragraph)]
    assert all(block.rows for block in blocks if isinstance(block, Pairs))


def test_a_question_is_never_told_as_a_condition() -> None:
    """`unless ... (decided by Fit for surgery)` reads as if fitness overruled it."""
    answers: dict[str, Answer] = {
        "situation": "new-diagnosis", "site": "limb", "size_cm": Decimal("7.5"), "grade": "G3",
        "nodes": "N0", "metastases": "M0",
    }  # fmt: skip
    blocks = assessment_blocks(TUMOURS, answers, assess(TUMOURS, answers), DAY)
    notes = [note for block in blocks if isinstance(block, Entry) for note in block.notes]
    overruling = [text for name, text in notes if name == "perhaps avoid"]
    assert any(text.endswith("(depends on the answer to: Pregnancy)") for text in overruling)
    assert not [name for name, _ in notes if name in ("unless", "decided by")]
    waiting = [text for name, text in notes if name == "depends on"]
    assert waiting
    assert all(text.startswith(("the answer to: ", "the answers to: ")) for text in waiting)
