"""`laws.toml`: the four forms as values, and every slip with its line, key and nearest name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sarcoma_tui.domain.laws import Always, Answered, Compare, Exactly, Laws, Never
from sarcoma_tui.domain.rules import ALWAYS, All, In
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.check import check_pack
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.packs.read import read_pack
from tests.packs.conftest import MINIMAL

GOOD = """
[answered]
triage = { situation = "in-its-box" }
never_ends = { part = "chain" }
shares_by = ["route"]

[[laws]]
id = "no-new-wheel-for-a-small-bend"
says = "A small bend never needs a new wheel."
never = { bend = ["B1"], verdict = { new-wheel = ["standard", "consider"] } }
sources = ["manual"]

[[laws]]
id = "grade-a-is-club-one"
says = "Grade A is group I by the club."
never = { when = { grade = "A" }, club_group = "II" }
sources = ["manual"]

[[laws]]
id = "chains-are-oiled"
says = "A chain is always oiled."
always = { when = { part = "chain" }, some_of = ["oil-chain"], verdict = ["standard"] }
sources = ["manual"]

[[laws]]
id = "the-box-is-told"
says = "In its box it is said that there is nothing to do."
always = { when = { situation = "in-its-box" }, notice = ["notice.box"] }
sources = ["club-letter"]

[[laws]]
id = "a-larger-bend-adds-no-truing"
says = "A larger bend never adds truing."
compare = { question = "bend_mm", fact = "bend", worse = ["B1", "B2"], never_adds = ["true-wheel"] }
sources = ["manual"]

[[laws]]
id = "the-box-note-in-the-box-alone"
says = "The note of the box is shown in the box and nowhere else."
exactly = { when = { situation = "in-its-box" }, notice = "notice.box" }
sources = ["manual"]

[[laws]]
id = "oil-for-chains-alone"
says = "Of what is out of its box, chains alone are oiled."
sources = ["manual"]

[laws.exactly]
among = { part = ["chain", "wheel"] }
when = { part = "chain" }
rule = { "oil-chain.chain" = "standard" }
"""


def pack_with(folder: Path, laws: str) -> Path:
    shutil.copytree(MINIMAL, folder / "pack")
    (folder / "pack/laws.toml").write_text(laws)
    return folder / "pack"


def laws_of(folder: Path) -> Laws:
    return read_pack(read_files(folder), laws=True).laws


def test_the_four_forms(tmp_path: Path) -> None:
    laws = laws_of(pack_with(tmp_path, GOOD))
    claims = [law.claim for law in laws.laws]
    assert claims == [
        Never(All((ALWAYS, In("bend", ("B1",)))), ALWAYS, (("new-wheel", ("standard", "consider")),)),
        Never(In("grade", ("A",)), In("club_group", ("II",))),
        Always(In("part", ("chain",)), ("oil-chain",), ("standard",)),
        Always(In("situation", ("in-its-box",)), notices=("notice.box",)),
        Compare("bend_mm", "bend", ("B1", "B2"), never_adds=("true-wheel",)),
        Exactly(In("situation", ("in-its-box",)), notice="notice.box"),
        Exactly(
            In("part", ("chain",)), In("part", ("chain", "wheel")), rule="oil-chain.chain", rule_as="standard"
        ),
    ]
    assert laws.laws[0].says == "A small bend never needs a new wheel."
    assert laws.laws[3].sources == ("club-letter",)
    assert laws.answered == Answered(
        In("situation", ("in-its-box",)), None, In("part", ("chain",)), ("route",)
    )


def test_a_shared_rule_can_be_named_with_its_option(tmp_path: Path) -> None:
    """That tells it from a rule of another option's own that has the same name."""
    text = GOOD.replace('"oil-chain.chain" = "standard"', '"oil-chain.not-in-the-box" = "avoid"')
    claim = laws_of(pack_with(tmp_path, text)).laws[6].claim
    assert isinstance(claim, Exactly)
    assert (claim.rule, claim.rule_as) == ("oil-chain.not-in-the-box", "avoid")


def test_an_exact_law_of_a_schedule(tmp_path: Path) -> None:
    text = GOOD.replace('rule = { "oil-chain.chain" = "standard" }', 'schedule = "visits.first"')
    claim = laws_of(pack_with(tmp_path, text)).laws[6].claim
    assert isinstance(claim, Exactly)
    assert claim.schedule == "visits.first"


def test_laws_are_read_only_where_they_are_asked_for(tmp_path: Path) -> None:
    """A slip in a law is told by a check; a patient's session does not stop for it."""
    folder = pack_with(tmp_path, GOOD.replace("new-wheel =", "new-weel ="))
    assert load_pack(folder).content.options == load_pack(MINIMAL).content.options
    assert not check_pack(folder).passed
    assert read_pack(read_files(folder)).laws == Laws()


def test_laws_are_part_of_what_a_pack_is(tmp_path: Path) -> None:
    assert load_pack(pack_with(tmp_path, GOOD)).content.info.sha256 != load_pack(MINIMAL).content.info.sha256


def test_check_counts_laws(tmp_path: Path) -> None:
    counts = check_pack(pack_with(tmp_path, GOOD)).counts
    assert counts is not None
    assert counts.laws == 7


SLIPS = [
    ("new-wheel =", "new-weel =", "laws[0].never.verdict.new-weel", "new-wheel"),
    ('"standard", "consider"', '"standart", "consider"', "laws[0].never.verdict.new-wheel[0]", "standard"),
    ('{ bend = ["B1"],', '{ bent = ["B1"],', "laws[0].never.bent", "bend"),
    ('{ bend = ["B1"],', '{ bend = ["B9"],', "laws[0].never.bend[0]", None),
    ('sources = ["manual"]\n\n[[laws]]\nid = "grade', 'sources = ["manul"]\n\n[[laws]]\nid = "grade',
     "laws[0].sources[0]", "manual"),
    ('never = { when = { grade = "A" }, club_group = "II" }', 'never = { grade = "A", club_group = "II" }',
     "laws[1].never", None),
    ('never = { when = { grade = "A" }, club_group = "II" }', 'never = { when = { grade = "A" } }',
     "laws[1].never", None),
    ('never = { when = { grade = "A" }, club_group = "II" }', "", "laws[1]", None),
    ('some_of = ["oil-chain"]', 'some_of = ["oil-chian"]', "laws[2].always.some_of[0]", "oil-chain"),
    (', verdict = ["standard"] }', " }", "laws[2].always", None),
    ('verdict = ["standard"] }', 'verdict = ["offered"] }', "laws[2].always.verdict[0]", None),
    ('notice = ["notice.box"]', 'notice = ["notice.bok"]', "laws[3].always.notice[0]", "notice.box"),
    ('question = "bend_mm"', 'question = "bent_mm"', "laws[4].compare.question", "bend_mm"),
    ('fact = "bend", ', "", "laws[4].compare.question", None),
    ('worse = ["B1", "B2"]', 'worse = ["B1", "B3"]', "laws[4].compare.worse[1]", None),
    ('worse = ["B1", "B2"]', 'worse = ["B1"]', "laws[4].compare.worse", None),
    (', never_adds = ["true-wheel"]', "", "laws[4].compare", None),
    ('shares_by = ["route"]', 'shares_by = ["rute"]', "answered.shares_by[0]", "route"),
    ('ends = { part = "chain" }', 'ends = { part = "chains" }', "answered.never_ends.part", "chain"),
    ('triage = {', "triages = {", "answered.triages", "triage"),
    ('id = "the-box-is-told"', 'id = "chains-are-oiled"', "laws[3].id", None),
    ("says = \"A chain", "say = \"A chain", "laws[2].say", "says"),
    ('notice = "notice.box" }', 'notice = "notice.boks" }', "laws[5].exactly.notice", "notice.box"),
    ('notice = "notice.box" }', 'schedule = "visits.frist" }', "laws[5].exactly.schedule", "visits.first"),
    ('notice = "notice.box" }', 'asked = "bend" }', "laws[5].exactly.asked", "bend_mm"),
    (', notice = "notice.box" }', " }", "laws[5].exactly", None),
    ('notice = "notice.box" }', 'notice = "notice.box", asked = "bend_mm" }', "laws[5].exactly", None),
    ('notice = "notice.box" }', 'so = { grad = "A" } }', "laws[5].exactly.so.grad", "grade"),
    ('notice = "notice.box" }', 'verdict = { oil-chian = ["standard"] } }',
     "laws[5].exactly.verdict.oil-chian", "oil-chain"),
    ('notice = "notice.box" }', 'verdict = { oil-chain = ["standard"], new-wheel = ["avoid"] } }',
     "laws[5].exactly.verdict", None),
    ('"oil-chain.chain" = "standard"', '"oil-chain.chian" = "standard"',
     'laws[6].exactly.rule."oil-chain.chian"', "oil-chain.chain"),
    ('"oil-chain.chain" = "standard"', '"oil-chain.not-in-a-box" = "standard"',
     'laws[6].exactly.rule."oil-chain.not-in-a-box"', "oil-chain.not-in-the-box"),
    ('"oil-chain.chain" = "standard"', '"oil-chain.chain" = "strong"',
     'laws[6].exactly.rule."oil-chain.chain"', None),
    ('"oil-chain.chain" = "standard"', '"oil-chain.chain" = "standard", mended = "caution"',
     "laws[6].exactly.rule", None),
    ('among = { part = ["chain", "wheel"] }', 'amongst = { part = ["chain", "wheel"] }',
     "laws[6].exactly.amongst", "among"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "key", "near"), SLIPS, ids=[f"{slip[2]} {slip[1][:20]}" for slip in SLIPS]
)
def test_a_slip_is_told_on_its_line(tmp_path: Path, old: str, new: str, key: str, near: str | None) -> None:
    assert GOOD.count(old) == 1
    fault = only_fault(pack_with(tmp_path, GOOD.replace(old, new)))
    assert (fault.key, fault.nearest) == (key, near)
    line = GOOD.count("\n", 0, GOOD.index(old)) + 1
    assert line - 6 <= fault.line <= line + 4
    assert fault.allowed


def only_fault(folder: Path) -> Fault:
    with pytest.raises(PackError) as caught:
        read_pack(read_files(folder), laws=True)
    assert len(caught.value.faults) == 1, str(caught.value)
    return caught.value.faults[0]


def test_a_law_and_a_rule_have_different_ids(tmp_path: Path) -> None:
    fault = only_fault(pack_with(tmp_path, GOOD.replace('"the-box-is-told"', '"notice.box"')))
    assert "stands in" in fault.found


@pytest.mark.parametrize(
    ("inside", "old", "new", "key", "near"),
    [
        ("wheels", 'implements = ["S04"]', 'excludes = ["new-weel"]', "options[0].excludes[0]", "new-wheel"),
        ("wheels", 'show = "always"', 'alongside = "true-wheel.smal"', "options[1].avoid[0].alongside",
         "true-wheel.small"),
        ("wheels", 'show = "always"', 'withdrawn = "yes"', "options[1].avoid[0].withdrawn", None),
    ],
)  # fmt: skip
def test_marks_for_the_proof_name_what_is_there(
    tmp_path: Path, inside: str, old: str, new: str, key: str, near: str | None
) -> None:
    folder = pack_with(tmp_path, "")
    path = folder / f"options/{inside}.toml"
    path.write_text(path.read_text().replace(old, new))
    fault = only_fault(folder)
    assert (fault.key, fault.nearest) == (key, near)


def test_laws_may_stand_in_several_files(tmp_path: Path) -> None:
    """What is answered is said once."""
    folder = pack_with(tmp_path, GOOD)
    more = GOOD.split("[[laws]]")[-1].replace("oil-for-chains-alone", "and-again")
    (folder / "laws").mkdir()
    (folder / "laws/chains.toml").write_text(f"[[laws]]{more}")
    laws = laws_of(folder)
    assert [law.id for law in laws.laws][-2:] == ["oil-for-chains-alone", "and-again"]
    assert laws.answered.shares_by == ("route",)
    (folder / "laws/chains.toml").write_text('[answered]\nshares_by = ["route"]\n')
    fault = only_fault(folder)
    assert (fault.file.rpartition("/")[2], fault.line, fault.key) == ("chains.toml", 1, "answered")
