"""What would change it: what can still come stands before what was answered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sarcoma_tui.domain.changes import changes
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.reports.blocks import Heading
from sarcoma_tui.reports.changes import OTHERWISE, changes_blocks, if_otherwise, to_come
from tests.cli.running import SMALL

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
