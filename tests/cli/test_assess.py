"""`assess`: what it prints for programs and for people, and how it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sarcoma_tui.domain.pack import Pack

from .conftest import Call
from .running import BICYCLE, SMALL, Ran, run

Write = Callable[[str], Path]

KEYS = """
    format engine pack situation stage route urgency conflicts options notices workup follow_up unanswered
    unknown ignored
"""
OPTION_KEYS = """
    id title modality phase intent implements verdict because cautions unless overruled decides folded
"""

OPEN = "format = 1\n[answers]\n"
RIDDEN = 'situation = "ridden"\npart = "wheel"\nbend_mm = 7\nnoises = ["unknown"]\n'
CONFLICT = (
    OPEN + 'situation = "mended-before"\npart = "wheel"\nbend_mm = 7\ngrade = "A"\nnoises = ["unknown"]\n'
)
IGNORED = OPEN + 'situation = "in-its-box"\ngrade = "B"\n'
CASES = [OPEN, OPEN + RIDDEN, CONFLICT, IGNORED]


@pytest.mark.parametrize("text", CASES)
def test_json_is_the_contract(text: str, call: Call, case: Write) -> None:
    out = call("assess", case(text), "--json", "--pack", BICYCLE).good()
    found = json.loads(out)
    assert list(found) == KEYS.split()
    assert all(list(option) == OPTION_KEYS.split() for option in (*found["options"], *found["workup"]))
    assert out == json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    assert "not-indicated" not in {option["verdict"] for option in found["options"]}


def test_all_adds_what_is_not_indicated(call: Call, case: Write, bicycle: Pack) -> None:
    path = case(OPEN + RIDDEN)
    some = json.loads(call("assess", path, "--json", "--pack", BICYCLE).good())
    every = json.loads(call("assess", path, "--json", "--all", "--pack", BICYCLE).good())
    titles = {option["id"] for option in (*every["options"], *every["workup"])}
    assert titles == set(bicycle.options)
    assert [option for option in every["options"] if option["verdict"] != "not-indicated"] == some["options"]
    text = call("assess", path, "--all", "--pack", BICYCLE).good()
    assert "NOT INDICATED" in text
    assert "NOT INDICATED" not in call("assess", path, "--pack", BICYCLE).good()


def test_the_order_of_keys_is_nothing(call: Call, case: Write) -> None:
    lines = RIDDEN.splitlines()
    for form in ("--json", "--all"):
        one = call("assess", case(OPEN + RIDDEN), form, "--pack", BICYCLE).good()
        other = call("assess", case(OPEN + "\n".join(reversed(lines))), form, "--pack", BICYCLE).good()
        assert one == other


def test_a_conflict_is_told_first_and_is_no_failure(call: Call, case: Write) -> None:
    path = case(CONFLICT)
    (conflict,) = json.loads(call("assess", path, "--json", "--pack", BICYCLE).good())["conflicts"]
    assert list(conflict) == ["id", "answers", "stated", "found", "text"]
    assert (conflict["stated"], conflict["found"]) == (["A"], ["B2"])
    text = call("assess", path, "--pack", BICYCLE).good().splitlines()
    assert text[3:5] == ["CONFLICT", "! A large bend is never grade A."]
    assert "    found   large" in text[:12]


def test_standard_input_is_the_same_case(home: Path, case: Write) -> None:
    for form in ("--json", "--all"):
        by_name = run(home, "assess", case(CONFLICT), form, "--pack", BICYCLE)
        by_input = run(home, "assess", "-", form, "--pack", BICYCLE, stdin=CONFLICT.encode())
        assert by_name.good() == by_input.good() != ""


def test_the_pack_may_stand_before_the_command(call: Call, case: Write) -> None:
    path = case(CONFLICT)
    assert call("--pack", BICYCLE, "assess", path).good() == call("assess", path, "--pack", BICYCLE).good()


def test_a_saved_session_is_a_case(call: Call, case: Write) -> None:
    path = case(OPEN + RIDDEN)
    session = call("sessions", "new", path, "--pack", BICYCLE).good().strip()
    saved = next(path.parent.glob(f"home/sessions/{session}.toml"))
    of_case = call("assess", path, "--json", "--pack", BICYCLE).good()
    assert call("assess", saved, "--json", "--pack", BICYCLE).good() == of_case


@pytest.mark.parametrize("text", CASES)
def test_the_text_says_what_the_json_says(text: str, call: Call, case: Write, bicycle: Pack) -> None:
    found = json.loads(call("assess", case(text), "--json", "--pack", BICYCLE).good())
    shown = call("assess", case(text), "--pack", BICYCLE).good()
    flat = " ".join(shown.split())
    for option in (*found["options"], *found["workup"]):
        assert f"{option['title']} ({option['modality']}" in flat
        for rule in (*option["because"], *option["cautions"], *option["unless"], *option["overruled"]):
            assert " ".join(rule["text"].split()) in flat
            assert {bicycle.sources[name].short in flat for name in rule["sources"]} == {True}
    for notice in found["notices"]:
        assert notice["text"] in flat
    for item in (
        *found["unanswered"],
        *({"question": name} for name in (*found["unknown"], *found["ignored"])),
    ):
        assert bicycle.questions[item["question"]].label in flat
    for schedule in found["follow_up"]:
        assert schedule["title"] in flat


@pytest.mark.parametrize("text", CASES)
def test_the_text_is_for_people(text: str, call: Call, case: Write, bicycle: Pack) -> None:
    shown = call("assess", case(text), "--all", "--pack", BICYCLE).good()
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) <= 98
    assert not [odd for odd in ("None", "Decimal(", "('", "['", "{", "<", "Entry") if odd in shown]
    labelled = set(bicycle.options) | {
        "bend_mm",
        "in-its-box",
        "mended-before",
        "shop_group",
    }
    assert not [name for name in labelled if name in shown]
    assert "0 of 12 rules are signed by a clinician" in shown


def test_faults_of_a_case_are_told_one_a_line_and_nothing_else(call: Call, case: Write) -> None:
    path = case('format = 2\n[answers]\nparts = "wheel"\nbend_mm = "7"\n')
    for form in ((), ("--json",), ("--all",)):
        ran = call("assess", path, *form, "--pack", BICYCLE)
        assert (ran.status, ran.out) == (2, "")
        assert [line.split(": found ")[0] for line in ran.told] == [
            f"{path}:1: format",
            f"{path}:3: answers.parts",
            f"{path}:4: answers.bend_mm",
        ]
        assert ran.told[1].endswith("; nearest: part")


def test_faults_on_standard_input_are_named_so(home: Path) -> None:
    ran = run(home, "assess", "-", "--pack", BICYCLE, stdin=b"format = 1\n[answers]\npart = 3\n")
    assert ran == Ran(2, "", "standard input:3: answers.part: found 3; allowed: wheel, chain, unknown\n")


def test_a_bad_pack_is_told_with_all_its_faults(call: Call, case: Write, tmp_path: Path) -> None:
    path = case(OPEN)
    ran = call("assess", path, "--pack", tmp_path / "none")
    assert (ran.status, ran.out, len(ran.told)) == (2, "", 1)
    ran = call("assess", path, "--pack", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.told) > 2
    assert all("found" in line for line in ran.told)


def test_an_empty_pack_name_is_not_this_folder(call: Call, case: Write) -> None:
    ran = call("assess", case(OPEN), "--pack", "")
    assert (ran.status, ran.out) == (2, "")
    assert ran.told == ["sarcoma-tui assess: --pack names no folder (see `sarcoma-tui assess --help`)"]


def test_living_characters_in_a_case_are_dead_in_the_message(call: Call, case: Write) -> None:
    ran = call("assess", case(OPEN + '"\\u001b[2J" = 1\npart = "\\u202ewheel"'), "--pack", BICYCLE)
    assert ran.status == 2
    assert ran.err.isascii()
    assert "\x1b" not in ran.err
    assert r'answers."\x1b[2J"' in ran.told[0]
    assert r'"\u202ewheel"' in ran.told[1]


def test_the_stage_of_both_bodies_is_shown(call: Call, case: Write) -> None:
    text = OPEN + 'situation = "new-diagnosis"\nsite = "limb"\nsize_cm = 7.5\ngrade = "G3"\nnodes = "N1"\n'
    shown = call("assess", case(text + 'metastases = "M0"'), "--pack", SMALL).good()
    assert "AJCC 8 stage group  IV" in shown
    assert "UICC 9 stage group  IIIB" in shown
    assert "TNM                 T2 N1 M0 G3" in shown
