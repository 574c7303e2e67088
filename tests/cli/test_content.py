"""`content show` and `content check`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sarcoma_tui.commands.content_kinds import KINDS
from sarcoma_tui.domain.pack import Pack

from .conftest import Call
from .running import BICYCLE


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the small content that a test may break."""
    shutil.copytree(BICYCLE, tmp_path / "pack")
    return tmp_path / "pack"


def change(folder: Path, inside: str, old: str, new: str) -> None:
    path = folder / inside
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_lists_its_entries_in_both_forms(kind: str, call: Call) -> None:
    entries = json.loads(call("content", "show", kind, "--json", "--pack", BICYCLE).good())
    lines = call("content", "show", kind, "--pack", BICYCLE).good().splitlines()
    assert [line.split()[0] for line in lines] == [entry["id"] for entry in entries] != []
    assert len({tuple(entry) for entry in entries}) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_is_shown_alone(kind: str, call: Call) -> None:
    entries = json.loads(call("content", "show", kind, "--json", "--pack", BICYCLE).good())
    for entry in entries[:2]:
        alone = call("content", "show", kind, entry["id"], "--json", "--pack", BICYCLE).good()
        assert json.loads(alone) == entry
        text = call("content", "show", kind, entry["id"], "--pack", BICYCLE).good()
        assert text.splitlines()[0] == entry["id"]
        assert max(map(len, text.splitlines())) <= 98
        assert not [odd for odd in ("None", "Decimal(", "{'", "['") if odd in text]


def test_all_of_a_content_is_there(call: Call, bicycle: Pack) -> None:
    def ids(kind: str) -> list[str]:
        found = json.loads(call("content", "show", kind, "--json", "--pack", BICYCLE).good())
        return [entry["id"] for entry in found]

    assert ids("questions") == list(bicycle.questions)
    assert ids("tables") == list(bicycle.facts)
    assert ids("options") == list(bicycle.options)
    assert len(ids("rules")) == bicycle.rule_count
    assert ids("sources") == list(bicycle.sources)


def test_questions_say_what_they_implement(call: Call) -> None:
    (first, *_) = json.loads(call("content", "show", "questions", "--json", "--pack", BICYCLE).good())
    assert first["id"] == "situation"
    assert first["implements"] == ["S02"]
    bend = json.loads(call("content", "show", "bend_mm", "--json", "--pack", BICYCLE).good())
    assert (bend["minimum"], bend["maximum"], bend["decimals"], bend["unit"]) == (0.1, 60, 1, "mm")
    assert bend["asked_when"] == {"part": "wheel"}
    assert "B1" in call("content", "show", "tables", "bend", "--pack", BICYCLE).good()


def test_a_condition_is_shown_as_the_content_writes_it(call: Call) -> None:
    text = call("content", "show", "rules", "true-wheel.large", "--pack", BICYCLE).good()
    assert 'all_of = ["click", "squeak"]' in " ".join(text.split())


def test_an_id_that_is_not_there(call: Call) -> None:
    for arguments in (["true-weel"], ["options", "true-weel"]):
        ran = call("content", "show", *arguments, "--pack", BICYCLE)
        assert (ran.status, ran.out, len(ran.told)) == (2, "", 1)
        assert "nearest: true-wheel" in ran.err


def test_show_of_a_content_that_cannot_be_used(call: Call, copy: Path) -> None:
    change(copy, "pack.toml", 'status = "draft"', 'status = "x"')
    ran = call("content", "show", "options", "--pack", copy)
    assert (ran.status, ran.out) == (2, "")
    (line,) = ran.told
    assert line.startswith(f"{copy}/pack.toml:6: status: found ")


def test_a_check_that_passes(call: Call) -> None:
    out = call("content", "check", "--pack", BICYCLE).good()
    assert out.splitlines()[-1] == "check passed"
    assert "options      4, rules 12, signed 0" in out.splitlines()
    assert "examples     2" in out


def test_a_check_tells_every_fault(call: Call, copy: Path) -> None:
    change(copy, "pack.toml", 'status = "draft"', 'status = "x"')
    change(copy, "options/wheels.toml", 'when = { again = "r" }', 'when = { agian = "r" }')
    (copy / "notices" / "odd.toml").write_text("x = ")
    ran = call("content", "check", "--pack", copy)
    assert (ran.status, ran.out) == (1, "check failed: 3 faults\n")
    assert [line.removeprefix(f"{copy}/").split(":")[0] for line in ran.told] == [
        "notices/odd.toml",
        "options/wheels.toml",
        "pack.toml",
    ]
    assert any("nearest: again" in line for line in ran.told)


def test_a_check_tells_examples_that_come_out_otherwise(call: Call, copy: Path) -> None:
    change(copy, "examples/first.toml", 'tnm = "B1 D0"', 'tnm = "B2 D0"')
    ran = call("content", "check", "--pack", copy)
    assert ran.status == 1
    assert ran.out.splitlines()[-1] == "check failed: 1 example line came out otherwise"
    (line,) = ran.told
    assert line.endswith('small-bend: tnm: expected "B2 D0", found "B1 D0"')


@pytest.mark.parametrize("what", ["missing", "a file", "empty"])
def test_a_check_of_no_content(what: str, call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    if what == "a file":
        folder.write_text("")
    elif what == "empty":
        folder.mkdir()
    ran = call("content", "check", "--pack", folder)
    assert ran.status == 1
    assert ran.out.startswith("check failed: ")
    assert ran.told
