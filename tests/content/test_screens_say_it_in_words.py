"""Over the whole content: the screens that explain speak in words, never an id, a Python value or nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.changes import changes
from sarcoma_tui.domain.insight import basis
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.stability import revisions
from sarcoma_tui.domain.staging_map import staging_map
from sarcoma_tui.domain.thresholds import thresholds
from sarcoma_tui.tui.lines import Line
from sarcoma_tui.tui.widgets.basis_lines import basis_lines
from sarcoma_tui.tui.widgets.catalogue_lines import catalogue_lines, narrowed
from sarcoma_tui.tui.widgets.changes_lines import changes_lines
from sarcoma_tui.tui.widgets.compare_lines import option_parts, side_by_side
from sarcoma_tui.tui.widgets.map_lines import map_lines

LIMB: dict[str, Answer] = {
    "situation": "new-diagnosis", "site": "lower-limb", "depth": "deep", "size_cm": Decimal("5.0"),
    "histology": "ups", "grade": "G3", "nodes": "N0", "metastases": "M0", "ecog": "1",
}  # fmt: skip
CASES: dict[str, dict[str, Answer]] = {
    "a lump": {"situation": "undiagnosed-lump", "lump_size_cm": Decimal("5.0")},
    "a limb": LIMB,
    "a conflict": {**LIMB, "stated_stage": "I"},
}
WIDTH = 76
REPR = re.compile(r"Decimal\(|\bTrue\b|\bFalse\b|frozenset|<[a-z_.]+ |\(\)|\[\]|, \)|''|\{\}")


def text_of(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def ids(pack: Pack) -> set[str]:
    """Ids that nobody would write: those with an underscore, and those of rules, options and notices."""
    found = {name for name in (*pack.questions, *pack.facts) if "_" in name}
    found |= {option.id for option in pack.content.options if option.id.count("-") > 1}
    return found | {rule.id for option in pack.content.options for rule in option.rules}


def raw(pack: Pack, text: str) -> set[str]:
    """The ids in a text, each as a word of its own or before a point."""
    words = {word.strip(".") for word in re.findall(r"[\w.-]+", text)}
    return ids(pack) & {
        ".".join(parts[:end]) for word in words for parts in [word.split(".")] for end in (1, 2)
    }


def check(pack: Pack, lines: list[Line]) -> None:
    text = text_of(lines)
    assert text.strip()
    assert raw(pack, text) == set()
    assert [line.text for line in lines if REPR.search(line.text)] == []
    assert [line.text for line in lines if len(line.text) > WIDTH and not line.right] == []


@pytest.mark.parametrize("name", ["a limb", "a lump"])
def test_every_option_explains_itself(pack: Pack, name: str) -> None:
    answers = CASES[name]
    for option in pack.options:
        found = basis(pack, answers, option)
        lines = basis_lines(pack, answers, found, WIDTH, revisions(pack, answers, option))
        check(pack, lines)
        text = text_of(lines)
        blocked = found.line.verdict == "not-indicated" and found.used
        assert not blocked or ("Could be offered if answered otherwise" in text) == bool(
            found.blocked_by.sets
        )
        assert all(item.rule.text.strip() for item in found.rules)


@pytest.mark.parametrize("name", CASES)
def test_the_other_screens_are_words_too(pack: Pack, name: str) -> None:
    answers = CASES[name]
    found = assess(pack, answers)
    check(pack, changes_lines(pack, changes(pack, answers), thresholds(pack, answers), WIDTH))
    check(pack, map_lines(pack, found, staging_map(pack, answers), WIDTH))
    items = narrowed(pack, found, "")
    assert len(items) == len(pack.options)
    for by_verdict in (True, False):
        check(pack, catalogue_lines(pack, answers, items, by_verdict, None, WIDTH))
    for one, other in pairwise(items):
        check(pack, side_by_side(option_parts(pack, answers, one, other), WIDTH))


def test_an_id_would_be_seen(pack: Pack) -> None:
    rule = next(option.rules[0].id for option in pack.content.options)
    assert "." in rule
    assert raw(pack, f"as {rule} says, fnclcc_mitoses.") == {rule, "fnclcc_mitoses"}
    assert raw(pack, f"(limb-sparing-excision), {rule}.") == {"limb-sparing-excision", rule}


def test_a_limit_belongs_to_the_lower_category(pack: Pack) -> None:
    lines = changes_lines(pack, changes(pack, LIMB), thresholds(pack, LIMB), WIDTH)
    text = " ".join(text_of(lines).split())
    assert "5.0 cm is the last of T1; 0.1 cm more makes T2: AJCC 8 stage group II becomes IIIA" in text
