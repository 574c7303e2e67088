"""`check_pack`: what a pack holds, and examples that come out otherwise."""

from __future__ import annotations

import pytest

from sarcoma_tui.packs.check import check_pack

from .conftest import MINIMAL, Copy


def test_a_good_pack_passes() -> None:
    report = check_pack(MINIMAL)
    assert report.passed
    assert not (*report.faults, *report.mismatches, *report.void)
    counts = report.counts
    assert counts is not None
    assert (counts.questions, counts.facts, counts.rows, counts.options, counts.rules) == (7, 8, 16, 4, 12)
    assert (counts.notices, counts.schedules, counts.impossible, counts.stages) == (2, 2, 1, 2)
    assert (counts.sources, counts.read_sources, counts.examples, counts.signed) == (2, 1, 2, 0)
    assert counts.largest[0][0] == "true-wheel"
    assert counts.largest == tuple(sorted(counts.largest, key=lambda item: -item[1]))
    assert report.pack is not None
    assert counts.nodes == len(report.pack.diagrams) > 0


def test_a_faulty_pack_has_no_counts(copy: Copy) -> None:
    copy.change("pack.toml", 'status = "draft"', 'status = "x"')
    report = check_pack(copy.folder)
    assert not report.passed
    assert [fault.key for fault in report.faults] == ["status"]
    assert report.counts is None
    assert report.pack is None


@pytest.mark.parametrize(
    ("old", "new", "key", "expected", "found"),
    [
        ('"B1 D0"', '"B2 D0"', "tnm", '"B2 D0"', '"B1 D0"'),
        ('"ridden"\nshop', '"mended-before"\nshop', "situation", '"mended-before"', '"ridden"'),
        ('shop_group = ["I"]', 'shop_group = ["I", "II"]', "shop_group", "[I, II]", "[I]"),
        ('club_group = ["I", "II"]', 'club_group = ["II"]', "club_group", "[II]", "[I, II]"),
        ("urgency = []", 'urgency = ["soon"]', "urgency", "[soon]", "[]"),
        ('bend = ["B1"]', 'bend = ["B2"]', "bend", "[B2]", "[B1]"),
        ("conflicts = []", 'conflicts = ["graded-large"]', "conflicts", "[graded-large]", "[]"),
        ("ignored = []", 'ignored = ["grade"]', "ignored", "[grade]", "[]"),
        ('unknown = ["noises"]', "unknown = []", "unknown", "[]", "[noises]"),
        ('new-wheel = "avoid"', 'new-wheel = "consider"', "verdicts.new-wheel", "consider", "avoid"),
        ('closer = "standard"', 'closer = "depends"', "verdicts.look-closer", "depends", "standard"),
        ('no_notices = ["notice.b', 'notices = ["notice.b', "notices", "notice.box always", "never"),
        ('no_cautions = ["', 'cautions = ["', "cautions", "true-wheel.again always", "never"),
        ('\ncautions = ["', '\nno_cautions = ["', "no_cautions", "true-wheel.again never", "always"),
        ('\nnotices = ["', '\nno_notices = ["', "no_notices", "notice.guarantee never", "always"),
    ],
)
def test_an_example_that_comes_out_otherwise(
    copy: Copy, old: str, new: str, key: str, expected: str, found: str
) -> None:
    line = copy.change("examples/first.toml", old, new) + new.startswith("\n")
    report = check_pack(copy.folder)
    assert not report.passed
    (mismatch,) = report.mismatches
    assert (mismatch.key, mismatch.expected, mismatch.found) == (key, expected, found)
    assert mismatch.line == line
    assert mismatch.example in ("small-bend", "impossible-grade")
    assert str(mismatch).startswith(
        f"{copy.folder}/examples/first.toml:{line}: {mismatch.example}: {key}: expected "
    )


def test_every_mismatch_is_told(copy: Copy) -> None:
    copy.change("examples/first.toml", 'tnm = "B1 D0"', 'tnm = "B1"')
    copy.change("examples/first.toml", 'tnm = "rB? D?"', 'tnm = ""')
    copy.change("examples/first.toml", 'look-closer = "standard"', 'look-closer = "avoid"')
    assert [(mismatch.example, mismatch.key) for mismatch in check_pack(copy.folder).mismatches] == [
        ("small-bend", "tnm"),
        ("small-bend", "verdicts.look-closer"),
        ("impossible-grade", "tnm"),
    ]
