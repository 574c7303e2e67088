"""What a check finds in a pack that loads: entries that nothing uses, and figures that rest on nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sarcoma_tui.packs.check import check_pack
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.fresh import fresh_pack

from .conftest import Copy

UNUSED: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "unused.toml").read_text())["broken"]


@pytest.mark.parametrize(
    "broken", UNUSED, ids=[f"{entry['key']} {entry['found'][:30]!a}" for entry in UNUSED]
)
def test_one_thing_for_nothing_is_one_fault(copy: Copy, broken: dict[str, Any]) -> None:
    line = copy.change(broken["file"], broken["old"], broken["new"])
    report = check_pack(copy.folder)
    assert not report.passed
    faults = [fault for fault in report.faults if fault.key == broken["key"]]
    assert [(fault.found, fault.line) for fault in faults] == [(broken["found"], line + broken["down"])]
    assert len(report.faults) == broken.get("faults", 1), "\n".join(map(str, report.faults))
    assert faults[0].file == f"{copy.folder}/{broken['file']}"
    assert faults[0].allowed
    fresh_pack(read_files(copy.folder))  # it loads all the same


SQUEAK = '{ id = "squeak", label = "squeak" }'
SOME = 'when = { noises = ["click", "squeak"] }'


def rattle(copy: Copy, more: str) -> None:
    """One more noise, which the table of dirt counts without naming it."""
    copy.change("questions/state.toml", SQUEAK, f'{SQUEAK}, {{ id = "rattle", label = "rattle"{more} }}')
    copy.change("tables/dirt.toml", SOME, 'when = { not = { noises = "none" } }')


def test_each_member_of_several_has_its_use(copy: Copy) -> None:
    rattle(copy, "")
    (fault,) = check_pack(copy.folder).faults
    assert (fault.key, fault.found) == ("questions[3].values[2].id", '"rattle" (text), which nothing reads')


def test_what_says_so_itself_is_no_fault(copy: Copy) -> None:
    rattle(copy, ", recorded = true")
    copy.change("options/wheels.toml", 'burden = "An hour."', 'burden = "2 hours (manual)."')
    assert check_pack(copy.folder).passed


def test_a_table_that_nothing_reads(copy: Copy) -> None:
    table = 'id = "shine"\ntitle = "Shine"\nresults = ["S0", "S1"]\n\n[[rows]]\nid = "shine.all"\nwhen = {}\n'
    copy.write("tables/shine.toml", f'{table}then = "S0"\n'.encode())
    (fault,) = check_pack(copy.folder).faults
    assert (fault.key, fault.found, fault.line) == ("id", '"shine" (text), which nothing reads', 1)


def test_results_that_nothing_tells_apart(copy: Copy) -> None:
    table = 'id = "shine"\ntitle = "Shine"\nresults = ["S0", "S1", "S2"]\n\n[[rows]]\nid = "shine.all"\n'
    copy.write("tables/shine.toml", f'{table}when = {{}}\nthen = "S0"\n'.encode())
    copy.change("notices.toml", 'when = { situation = "mended-before" }', 'when = { shine = "S0" }')
    copy.change("examples/first.toml", '\nno_notices = ["notice.box"]', "")
    faults = check_pack(copy.folder).faults
    assert [(fault.key, fault.found) for fault in faults] == [
        ("results[1]", '"S1" (text), which nothing tells from S2'),
        ("results[2]", '"S2" (text), which nothing tells from S1'),
    ]


def test_one_value_may_remain_without_a_rule(copy: Copy) -> None:
    copy.change("questions/state.toml", '{ id = "chain", label = "chain" }', (
        '{ id = "chain", label = "chain" }, { id = "bell", label = "bell" }'
    ))  # fmt: skip
    copy.change("tables/chapter.toml", 'when = { part = "chain" }', 'when = { not = { part = "wheel" } }')
    faults = check_pack(copy.folder).faults
    assert [fault.found.split(",")[0] for fault in faults] == ['"chain" (text)', '"bell" (text)']


def test_a_fault_of_a_check_hides_no_example_that_comes_out_otherwise(copy: Copy) -> None:
    copy.change("questions/where.toml", "recorded = true\n", "")
    copy.change("examples/first.toml", '"B1 D0"', '"B2 D0"')
    report = check_pack(copy.folder)
    assert (len(report.faults), len(report.mismatches)) == (1, 1)
    assert report.counts is not None
