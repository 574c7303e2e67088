"""A good pack as it is read: every value where it belongs, orders kept, shared rules at each option."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.rules import All, AllOf, Any, Between, Evidence, In, Not
from sarcoma_tui.packs.digest import pack_sha256, rules_sha256
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.packs.read import read_pack

from .conftest import MINIMAL, Copy


@pytest.fixture(scope="module")
def content() -> Content:
    return read_pack(read_files(MINIMAL)).content


def test_questions_stand_in_the_order_of_the_form(content: Content) -> None:
    names = [question.id for question in content.questions]
    assert names == ["situation", "bought", "part", "bend_mm", "score", "noises", "grade"]
    assert [question.section for question in content.questions] == ["where"] * 2 + ["state"] * 5


def test_a_question_keeps_all_its_keys(content: Content) -> None:
    bend, score = content.questions[3], content.questions[4]
    assert (bend.unit, bend.minimum, bend.maximum, bend.decimals) == ("mm", Decimal("0.1"), Decimal(60), 1)
    assert score.step == Decimal("0.5")
    assert content.questions[6].unstated == "never-graded"
    assert content.questions[0].values[1].synonyms == ("used",)
    assert content.questions[0].values[2].help == "Some shop had it already."


def test_gates_are_those_that_are_written(content: Content) -> None:
    assert content.gates["bend_mm"] == In("part", ("wheel",))
    assert content.gates["part"] == Not(In("situation", ("in-its-box",)))
    assert "situation" not in content.gates


def test_a_table(content: Content) -> None:
    bend = next(fact for fact in content.facts if fact.id == "bend")
    assert [row.when for row in bend.rows] == [
        Between("bend_mm", up_to=Decimal(5)),
        Between("bend_mm", over=Decimal(5)),
    ]
    assert (bend.label("B2"), bend.open_as, bend.sources) == ("large", "B?", ("manual",))
    assert bend.defined_when == In("part", ("wheel",))


def test_conditions_keep_their_shape(content: Content) -> None:
    large = content.options[0].rules[1]
    assert large.when == All(
        (
            In("bend", ("B2",)),
            Any((In("grade", ("A",)), AllOf("noises", ("click", "squeak")))),
        )
    )
    assert content.options[3].rules[0].when == All(())


def test_not_over_a_list_is_none_of_them(copy: Copy) -> None:
    when = 'when = { not = [{ part = "chain" }, { grade = ["A", "B"] }] }'
    copy.change("notices/box.toml", 'when = { situation = "in-its-box" }', when)
    notice = load_pack(copy.folder).content.notices[-1]
    assert notice.when == Not(Any((In("part", ("chain",)), In("grade", ("A", "B")))))


def test_options_stand_in_pack_order_whatever_their_file(content: Content) -> None:
    assert [option.id for option in content.options] == [
        "true-wheel",
        "new-wheel",
        "oil-chain",
        "look-closer",
    ]


def test_shared_rules_follow_the_own_rules_of_each_option(content: Content) -> None:
    assert [[rule.id.split(".")[1] for rule in option.rules] for option in content.options] == [
        ["small", "large", "again", "not-in-the-box"],
        ["large", "small", "not-in-the-box", "mended"],
        ["chain", "not-in-the-box", "mended"],
        ["always"],
    ]


def test_rules(content: Content) -> None:
    small, _, again, box = content.options[0].rules
    assert (small.kind, small.strength, small.evidence) == (
        "offer",
        "standard",
        Evidence("low", "strong", "manual"),
    )
    assert (again.kind, again.strength, again.sources) == ("caution", None, ("club-letter",))
    assert (box.kind, box.by_wish, box.show_always) == ("avoid", True, False)
    assert content.options[1].rules[1].show_always
    assert not any(rule.signed for option in content.options for rule in option.rules)


def test_a_text_over_several_lines_is_one_paragraph(content: Content) -> None:
    assert content.options[0].what_it_is == "An hour in the stand, spoke by spoke."


def test_the_rest(content: Content) -> None:
    assert [stage.id for stage in content.stages] == ["any", "ridden"]
    assert content.stages[1].answers == {"situation": "ridden"}
    assert [(item.id, item.until_month) for item in content.schedules] == [
        ("visits.first", 24),
        ("visits.later", None),
    ]
    assert [notice.id for notice in content.notices] == ["notice.guarantee", "notice.box"]
    assert [notice.ends for notice in content.notices] == [False, True]
    assert content.impossible[0].stated == ("grade",)
    assert content.roles.tnm == (("bend",), ("dirt",))
    assert (content.sources[0].checked, content.sources[1].where) == (True, "club house")
    assert content.info.reviewed is None


def test_the_digest_is_over_paths_and_bytes_of_all_toml_files(copy: Copy) -> None:
    whole = hashlib.sha256()
    for path in sorted(str(path.relative_to(copy.folder)) for path in copy.folder.rglob("*.toml")):
        digest = hashlib.sha256((copy.folder / path).read_bytes()).hexdigest()
        whole.update(path.encode() + b"\0" + digest.encode() + b"\n")
    assert load_pack(copy.folder).content.info.sha256 == whole.hexdigest()


def test_any_byte_of_any_file_changes_the_digest(copy: Copy) -> None:
    seen = {pack_sha256(read_files(copy.folder).toml)}
    for path in sorted(copy.folder.rglob("*.toml")):
        path.write_bytes(path.read_bytes() + b"\n")
        seen.add(pack_sha256(read_files(copy.folder).toml))
    assert len(seen) == 1 + len(list(copy.folder.rglob("*.toml")))


def test_signatures_are_not_in_the_digest_of_the_rules() -> None:
    files = {"a.toml": b"", "signatures.toml": b"x"}
    assert rules_sha256(files) == rules_sha256({"a.toml": b""}) == pack_sha256({"a.toml": b""})
    assert pack_sha256(files) != pack_sha256({"a.toml": b""})


def test_a_given_pack_is_not_the_installed_one() -> None:
    assert not load_pack(MINIMAL).content.info.installed


def test_the_installed_pack_is_found() -> None:
    assert (installed_pack() / "pack.toml").is_file()
    assert installed_pack().name == "content"


def test_a_pack_given_by_a_relative_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MINIMAL.parent)
    assert load_pack(Path("minimal")) == load_pack(MINIMAL)
