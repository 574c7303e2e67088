"""Faults of whole files, faults that need two places, and many faults at once: all are told in one run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.load import load_pack

from .conftest import MINIMAL, Copy


def told(copy: Copy) -> list[tuple[str, int, str, str]]:
    """File within the pack, line, key and found of every fault."""
    return [
        (fault.file.removeprefix(f"{copy.folder}/"), fault.line, fault.key, fault.found)
        for fault in copy.faults()
    ]


@pytest.mark.parametrize("inside", ["pack.toml", "sources.toml"])
def test_a_needed_file_is_missing(copy: Copy, inside: str) -> None:
    (copy.folder / inside).unlink()
    assert told(copy) == [(inside, 0, "", "no such file")]


def test_a_section_without_its_file(copy: Copy) -> None:
    line = copy.change(
        "pack.toml",
        '{ id = "state", title = "State" }',
        '{ id = "state", title = "State" }, { id = "more", title = "More" }',
    )
    assert told(copy) == [("pack.toml", line, "sections[2].id", "no file questions/more.toml")]


@pytest.mark.parametrize(
    "inside", ["option/a.toml", "options/deep/a.toml", "law.toml", "notes.txt", "options/a.toml.orig"]
)
def test_a_file_that_a_pack_does_not_have(copy: Copy, inside: str) -> None:
    copy.write(inside, b"")
    assert told(copy) == [(inside, 0, "", "a file that a pack does not have")]


@pytest.mark.parametrize(
    "inside", [".gitattributes", "certificate.json", "README.md", "options/a.toml~", ".x.toml"]
)
def test_files_beside_the_content_do_no_harm(copy: Copy, inside: str) -> None:
    copy.write(inside, b"anything")
    assert load_pack(copy.folder).content.info.sha256 == load_pack(MINIMAL).content.info.sha256


def test_the_nearest_file_name(copy: Copy) -> None:
    (copy.folder / "follow_up.toml").rename(copy.folder / "follow-up.toml")
    assert copy.fault().nearest == "follow_up.toml"


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("questions/state.toml", "questions/stat.toml", "a file named as a section of pack.toml"),
        ("tables/shop-group.toml", "tables/shop_group.toml", "shop-group.toml, as its id"),
        ("stages/ridden.toml", "stages/riden.toml", "ridden.toml, as its id"),
    ],
)
def test_a_file_that_is_not_named_as_what_it_holds(copy: Copy, old: str, new: str, allowed: str) -> None:
    (copy.folder / old).rename(copy.folder / new)
    assert allowed in [fault.allowed for fault in copy.faults()]
    assert {fault.file for fault in copy.faults()} <= {f"{copy.folder}/{new}", f"{copy.folder}/pack.toml"}


def test_a_file_over_the_size_bound(copy: Copy) -> None:
    copy.write("notices/long.toml", b"#" * ((1 << 20) + 1))
    assert told(copy) == [("notices/long.toml", 0, "", "more than 1024 KiB")]


def test_a_file_that_is_not_text(copy: Copy) -> None:
    copy.write("notices/latin.toml", b'# ok\ntitle = "\xe9"\n')
    assert told(copy) == [("notices/latin.toml", 2, "", "byte 0xe9 at column 10, which is not UTF-8")]


def test_too_many_files(copy: Copy) -> None:
    for number in range(1001):
        copy.write(f"notices/{number}.toml", b"")
    assert [fault.found for fault in copy.faults()] == ["more than a pack may hold"]


def test_nesting_is_bounded(copy: Copy) -> None:
    line = copy.change(
        "tables/again.toml", '{ not = { situation = "ridden" } }', "{ not = " * 60 + "{}" + "}" * 60
    )
    assert told(copy) == [
        ("tables/again.toml", line, "rows[1].when.not", "more than 40 keys and lists within each other")
    ]


def test_conditions_may_be_nested_as_deep_as_a_document(copy: Copy) -> None:
    copy.change(
        "tables/again.toml",
        '{ not = { situation = "ridden" } }',
        "{ not = { all = [" * 11 + '{ situation = "ridden" }' + "] } }" * 11,
    )
    assert load_pack(copy.folder).roots["fact:again"] == load_pack(MINIMAL).roots["fact:again"]


def test_a_pipe_in_the_pack_does_not_hang(copy: Copy) -> None:
    os.mkfifo(copy.folder / "notices/pipe.toml")
    assert told(copy) == [("notices/pipe.toml", 0, "", "no regular file")]


def test_a_folder_that_leads_into_itself(copy: Copy) -> None:
    (copy.folder / "options" / "loop").symlink_to(copy.folder)
    assert {found for _, _, _, found in told(copy)} == {"a file that a pack does not have"}


def test_a_link_to_a_file_is_a_file(copy: Copy, tmp_path: Path) -> None:
    (copy.folder / "notices.toml").rename(tmp_path / "elsewhere")
    (copy.folder / "notices.toml").symlink_to(tmp_path / "elsewhere")
    assert load_pack(copy.folder).content == load_pack(MINIMAL).content


@pytest.mark.parametrize("name", ["none", "pack/pack.toml"])
def test_no_folder(copy: Copy, name: str) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(copy.folder.parent / name)
    (fault,) = caught.value.faults
    assert fault.file == str(copy.folder.parent / name)
    assert fault.allowed == "a folder with pack.toml"


def test_an_unreadable_file(copy: Copy) -> None:
    if os.geteuid() == 0:
        (copy.folder / "notices.toml").unlink()
        (copy.folder / "notices.toml").symlink_to("nowhere")
        assert told(copy) == [("notices.toml", 0, "", "no such file or directory")]
    else:
        (copy.folder / "notices.toml").chmod(0)
        assert told(copy) == [("notices.toml", 0, "", "permission denied")]


@pytest.mark.parametrize(
    ("inside", "old", "new", "key", "first"),
    [
        (
            "options/others.toml",
            'id = "oil-chain"',
            'id = "new-wheel"',
            "options[1].id",
            "options/others.toml:1",
        ),
        ("tables/dirt.toml", 'id = "dirt.none"', 'id = "bend.small"', "rows[0].id", "tables/bend.toml:10"),
        (
            "notices.toml",
            'id = "notice.guarantee"',
            'id = "bend.small"',
            "notices[0].id",
            "tables/bend.toml:10",
        ),
        (
            "options/wheels.toml",
            'id = "true-wheel.large"',
            'id = "true-wheel.small"',
            "options[0].offer[1].id",
            "options/wheels.toml:18",
        ),
        ("sources.toml", 'id = "club-letter"', 'id = "manual"', "sources[1].id", "sources.toml:1"),
        (
            "questions/where.toml",
            'id = "bought"',
            'id = "situation"',
            "questions[1].id",
            "questions/where.toml:1",
        ),
        ("shared.toml", 'id = "not-in-the-box"', 'id = "mended"', "shared[1].id", "shared.toml:1"),
        ("stages/any.toml", 'id = "any"', 'id = "ridden"', "id", ""),
        (
            "examples/first.toml",
            'id = "impossible-grade"',
            'id = "small-bend"',
            "examples[1].id",
            "examples/first.toml:1",
        ),
    ],
)
def test_an_id_that_stands_twice(copy: Copy, inside: str, old: str, new: str, key: str, first: str) -> None:
    copy.change(inside, old, new)
    twice = [fault for fault in copy.faults() if "too" in fault.found.split()]
    assert [fault.key for fault in twice] == [key]
    assert first in twice[0].found
    assert twice[0].allowed == "each id once"


def test_a_question_and_a_fact_of_one_name(copy: Copy) -> None:
    copy.change("questions/where.toml", 'id = "bought"', 'id = "dirt"')
    assert any("stands in" in found for _, _, _, found in told(copy))


def test_a_shared_rule_that_makes_an_id_that_exists(copy: Copy) -> None:
    copy.change("shared.toml", 'id = "not-in-the-box"', 'id = "small"')
    assert [key for _, _, key, found in told(copy) if "which makes an id" in found] == [
        "shared[0].id",
        "shared[0].id",
    ]


def test_stages_with_one_place_in_the_order(copy: Copy) -> None:
    copy.change("stages/ridden.toml", "order = 2", "order = 1")
    assert told(copy) == [("stages/ridden.toml", 2, "order", "1, as in stages/any.toml")]


def test_a_gate_that_reads_itself(copy: Copy) -> None:
    copy.change("questions/state.toml", 'asked_when = { part = "wheel" }', 'asked_when = { bend = "B1" }')
    fault = copy.fault()
    assert fault.found in (
        "a circle: bend reads bend_mm reads bend",
        "a circle: bend_mm reads bend reads bend_mm",
    )
    assert fault.line > 1


def test_tables_that_read_each_other(copy: Copy) -> None:
    copy.change("tables/chapter.toml", '{ part = "wheel" }', '{ shop_group = "I" }')
    assert "chapter" in copy.fault().found
    assert "reads" in copy.fault().found


def test_a_table_with_a_gap(copy: Copy) -> None:
    copy.change("tables/bend.toml", "over = 5", "over = 6")
    fault, beyond = copy.faults()
    assert fault.file.endswith("tables/bend.toml")
    assert "no row matches" in fault.found
    assert "5.1 to 6.0" in fault.found
    assert beyond.file.endswith("tables/shop-group.toml")


def test_a_table_with_an_overlap_names_the_row(copy: Copy) -> None:
    line = copy.change(
        "tables/bend.toml",
        'id = "bend.large"\nwhen = { bend_mm = { over = 5 } }',
        'id = "bend.large"\nwhen = { bend_mm = { over = 4 } }',
    )
    fault = copy.fault()
    assert (fault.line, fault.key) == (line - 1, "rows[1]")
    assert fault.found.startswith("bend.large: matches a case that an earlier row matches")


def test_many_faults_at_once(copy: Copy) -> None:
    """One of each layer, in several files, two in one rule: none hides another."""
    copy.write("notices/broken.toml", b"a = ")
    copy.write("notices/extra.txt", b"")
    copy.change("options/wheels.toml", 'strength = "consider"', 'strenght = "consider"')
    copy.change(
        "options/wheels.toml",
        'because = "A large bend may be tried."\nsources = ["manual"]',
        'because = ""\nsources = ["manuel"]',
    )
    copy.change("options/wheels.toml", 'all_of = ["click", "squeak"]', 'all_of = ["clack", "squeek"]')
    copy.change("tables/bend.toml", "up_to = 5", "up_to = 500")
    copy.change("stages/ridden.toml", 'situation = "ridden"', "situation = 1")
    copy.change("pack.toml", 'route = "route"', 'route = "root"')
    assert [(inside, key) for inside, _, key, _ in told(copy)] == [
        ("notices/broken.toml", "a"),
        ("notices/extra.txt", ""),
        ("options/wheels.toml", "options[0].offer[1].strenght"),
        ("options/wheels.toml", "options[0].offer[1].when.any[1].noises.all_of[0]"),
        ("options/wheels.toml", "options[0].offer[1].when.any[1].noises.all_of[1]"),
        ("options/wheels.toml", "options[0].offer[1].because"),
        ("options/wheels.toml", "options[0].offer[1].sources[0]"),
        ("pack.toml", "roles.route"),
        ("stages/ridden.toml", "answers.situation"),
        ("tables/bend.toml", "rows[0].when.bend_mm.up_to"),
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "questions/state.toml",
        "tables/bend.toml",
        "options/wheels.toml",
        "sources.toml",
        "pack.toml",
        "shared.toml",
        "impossible.toml",
        "notices.toml",
    ],
)
def test_a_file_that_is_not_toml_is_one_fault(copy: Copy, inside: str) -> None:
    """What other files say of its names is not held against them."""
    with (copy.folder / inside).open("a") as file:
        file.write("\n!\n")
    assert copy.fault().file == f"{copy.folder}/{inside}"


def test_a_faulty_question_is_not_held_against_its_readers(copy: Copy) -> None:
    copy.change("questions/state.toml", 'label = "Grade"', 'label = ""')
    copy.change("examples/first.toml", 'grade = "A"', 'grade = "never"')
    assert copy.fault().key == "questions[4].label"


def test_faults_name_the_folder_as_seen_from_here(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.change("pack.toml", 'status = "draft"', 'status = "drafd"')
    monkeypatch.chdir(copy.folder.parent)
    assert copy.fault().file == "pack/pack.toml"
    monkeypatch.chdir(copy.folder)
    assert copy.fault().file == "pack/pack.toml"
