"""What would change it, in words: what can still come first; a number as the stretch for which it is so."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from sarcoma_tui.domain.assess import verdicts
from sarcoma_tui.domain.changes import AnswerChange, changes
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.reports.blocks import Entry, Heading
from sarcoma_tui.reports.changes import (
    OTHERWISE,
    changes_blocks,
    if_otherwise,
    span_text,
    to_come,
    told_apart,
)
from tests.cli.running import SMALL

LIMB: dict[str, Answer] = {
    "situation": "new-diagnosis", "site": "lower-limb", "depth": "deep", "grade": "G3", "nodes": "N0",
    "histology": "liposarcoma-pleomorphic", "metastases": "M0",
}  # fmt: skip
NUMBERS = re.compile(r"(?<!\S)\d+(?:\.\d+)?(?= |$)")


def told(answers: dict[str, Answer], question: str) -> list[str]:
    """How the answers to one question are told."""
    pack = load_pack()
    return [text for text, _ in told_apart(pack, by_question(pack, answers)[question])]


def by_question(pack: Pack, answers: dict[str, Answer]) -> dict[str, list[AnswerChange]]:
    """Every change, by question."""
    found = changes(pack, answers)
    return {name: list(items) for part in (to_come(found), if_otherwise(found)) for name, items in part}


def test_a_score_is_told_as_a_stretch_not_as_the_number_that_was_tried() -> None:
    assert told(LIMB, "g8_score") == ["up to 14.0"]
    assert told({**LIMB, "g8_score": Decimal("15.0")}, "g8_score") == ["up to 14.0"]
    assert told({**LIMB, "g8_score": Decimal("12.0")}, "g8_score") == ["from 14.5", "taken back"]


def test_stretches_side_by_side_that_change_the_same_are_one() -> None:
    assert told(LIMB, "size_cm") == ["up to 5.0 cm", "5.1 to 10.0 cm", "from 10.1 cm"]


def test_a_stretch_ends_where_the_answer_of_now_begins() -> None:
    """Nothing changes at that answer, so no stretch may reach over it."""
    held = {**LIMB, "size_cm": Decimal("7.5")}
    assert told(held, "size_cm") == ["up to 5.0 cm", "from 10.1 cm", "taken back"]


@pytest.mark.parametrize("size", [None, Decimal("7.5")])
def test_both_ends_of_a_stretch_change_what_is_said(size: Decimal | None) -> None:
    pack, answers = load_pack(), dict(LIMB)
    if size is not None:
        answers["size_cm"] = size
    now, tried = verdicts(pack, answers), 0
    for name, items in by_question(pack, answers).items():
        if pack.questions[name].kind != "number":
            continue
        for text, change in told_apart(pack, items):
            moved = {item.option: item.after for item in change.options}
            for number in NUMBERS.findall(text):
                then = verdicts(pack, {**answers, name: Decimal(number)})
                assert {option: then[option] for option in now if then[option] != now[option]} == moved
                tried += 1
    assert tried


def test_a_whole_range_and_a_single_number_are_told_as_such() -> None:
    score = load_pack().questions["g8_score"]
    assert span_text(score, Decimal("0.0"), Decimal("17.0")) == "0.0 to 17.0"
    assert span_text(score, Decimal("14.1"), Decimal("14.9")) == "14.5"
    assert span_text(score, Decimal("14.1"), Decimal("17.0")) == "from 14.5"
    assert span_text(score, Decimal("3.1"), Decimal("14.0")) == "3.5 to 14.0"


def test_the_report_says_the_stretch_too() -> None:
    pack = load_pack()
    entries = [item for item in changes_blocks(pack, changes(pack, LIMB)) if isinstance(item, Entry)]
    assert "up to 14.0" in [entry.text for entry in entries]


TUMOURS = load_pack(SMALL)
SETTLED: dict[str, Answer] = {
    "situation": "new-diagnosis", "site": "limb", "size_cm": Decimal("7.5"), "grade": "G3", "nodes": "N0",
}  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "full"),
    [
        ({}, set()),
        (SETTLED, set(SETTLED)),
        ({**SETTLED, "metastases": "unknown"}, set(SETTLED)),
        ({"declined": ("surgery", "unknown")}, set()),
    ],
)
def test_open_questions_come_before_the_answers_given(answers: dict[str, Answer], full: set[str]) -> None:
    """Not known is open too: it can still come."""
    found = changes(TUMOURS, answers)
    first, then = (dict(part) for part in (to_come(found), if_otherwise(found)))
    assert first
    assert not first.keys() & full
    assert then.keys() <= full
    assert sorted([*first, *then]) == sorted({item.question for item in found.changes})
    shown = [block.text for block in changes_blocks(TUMOURS, found) if isinstance(block, Heading)]
    assert (OTHERWISE in shown) == bool(then)
    labels = [TUMOURS.questions[name].label for name in first]
    assert [text.split(" (now ")[0] for text in shown[: len(labels)]] == labels


def test_each_part_begins_with_what_moves_most() -> None:
    found = changes(TUMOURS, SETTLED)
    for part in (to_come(found), if_otherwise(found)):
        weights = [max(len(item.options) + (item.stage is not None) for item in items) for _, items in part]
        assert len(weights) > 1
        assert weights == sorted(weights, reverse=True)
