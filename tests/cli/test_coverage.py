"""`content show coverage`: exact counts by situation and route, held against a count of case by case."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from sarcoma_tui.commands.content_coverage import Group, coverage, read_given, told
from sarcoma_tui.domain.assess import verdicts
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import read_answer

from .conftest import Call
from .running import BICYCLE

OFFERED = ("standard", "consider")
VALUES: dict[str, list[object]] = {
    "situation": ["ridden", "mended-before"],
    "part": ["wheel", "chain"],
    "bend_mm": [5, 6],
    "score": [7, 8],
    "noises": [["none"], ["click"], ["squeak"], ["click", "squeak"]],
    "grade": ["A", "B"],
}
"""One value of each band of each question of the bicycles, outside its box."""


def by_hand(pack: Pack) -> Counter[tuple[str, bool]]:
    """Cases by situation and by whether a treatment is offered, each one assessed.

    A grade that was never given cannot be answered; all that reads it takes it with B, which so counts twice.
    """
    found: Counter[tuple[str, bool]] = Counter()
    for values in product(*VALUES.values()):
        raw = dict(zip(VALUES, values, strict=True))
        if raw["part"] == "chain" and raw["bend_mm"] == 6:
            continue  # closed there: counts once
        case = {name: read_answer(pack.questions[name], value) for name, value in raw.items()}
        if not read_case(pack, case).conflicts:
            given = verdicts(pack, case)
            treated = any(given[name] in OFFERED for name in ("true-wheel", "new-wheel"))
            found[str(raw["situation"]), treated] += 1 if raw["grade"] == "A" else 2
    return found


def test_the_counts_are_those_of_every_case_assessed(bicycle: Pack) -> None:
    groups = {group.situation: group for group in coverage(read_given(BICYCLE))}
    hand = by_hand(bicycle)
    for situation in ("ridden", "mended-before"):
        group = groups[situation]
        assert (group.route, group.cases) == ("generic", hand[situation, True] + hand[situation, False])
        assert (group.offered, group.left) == (hand[situation, True], hand[situation, False])
        assert 0 < group.offered < group.cases


def test_every_group_says_what_was_counted_and_what_ends(call: Call) -> None:
    groups = json.loads(call("content", "show", "coverage", "--json", "--pack", BICYCLE).good())
    assert [(item["situation"], item["route"], item["counted"]) for item in groups] == [
        ("in-its-box", None, "next step"),
        ("ridden", "generic", "treatment"),
        ("mended-before", "generic", "treatment"),
    ]
    assert groups[0]["notices"] == ["notice.box"]
    assert groups[0]["ended"] == groups[0]["cases"] > 0
    for item in groups:
        assert 0 <= item["left"] <= item["cases"] - max(item["offered"], item["ended"])


def test_the_lines_name_what_ends_and_fit(call: Call) -> None:
    lines = call("content", "show", "coverage", "--pack", BICYCLE).good().splitlines()
    assert [line.split()[0] for line in lines] == [
        "situation", "in-its-box", "ridden", "mended-before", "ends:", "2",
    ]  # fmt: skip
    assert "notice.box" in lines[4]
    assert max(map(len, lines)) <= 98


@pytest.mark.parametrize(
    ("offered", "share"),
    [(0, "none"), (10**9, "all"), (10**9 - 1, "99.9999%"), (1, "0.0001%"), (5 * 10**8, "50.0000%")],
)
def test_all_and_none_are_said_only_where_it_is_so(offered: int, share: str) -> None:
    group = Group("here", "", "treatment", 10**9, offered, 0, 10**9 - offered, ())
    assert share in told([group]).splitlines()[1].split()


def test_a_content_with_a_fault_is_refused_with_its_place(call: Call, tmp_path: Path) -> None:
    copy = tmp_path / "pack"
    shutil.copytree(BICYCLE, copy)
    path = copy / "pack.toml"
    path.write_text(path.read_text().replace('status = "draft"', 'status = "x"'))
    ran = call("content", "show", "coverage", "--pack", copy)
    assert (ran.status, ran.out, len(ran.told)) == (2, "", 1)
    assert "pack.toml:" in ran.err
