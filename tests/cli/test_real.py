"""The commands on the content that comes with the program."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.load import PackError, load_pack

from .conftest import Call

Write = Callable[[str], Path]

EXAMPLE = """
situation = "new-diagnosis"
site = "lower-limb"
depth = "deep"
size_cm = 7.5
histology = "synovial"
grade = "G3"
nodes = "N0"
metastases = "M0"
"""
LUMP = 'situation = "undiagnosed-lump"\nage_years = 64.0\nlump_size_cm = 7.50\nlump_depth = "deep"\n'
RECURRENCE = (
    'situation = "distant-recurrence"\nhistology = "gist"\ngist_site = "rectum"\nmetastases = "M1"\n'
    'metastatic_sites = ["lung", "unknown"]\nsystemic_lines = "1"\nsurgery_date = 2024-02-29\n'
    'biomarkers = ["kit-or-pdgfra-sensitive"]\ndeclined = ["none"]\nlump_pain = "yes"\ng8_score = 13.5\n'
)
CONFLICT = 'situation = "new-diagnosis"\nsite = "lower-limb"\nstated_stage = "III"\nmetastases = "M1"\n'
CASES = {"nothing": "", "example": EXAMPLE, "lump": LUMP, "recurrence": RECURRENCE, "conflict": CONFLICT}


@pytest.fixture(scope="module")
def real(cache: Path) -> Pack:
    """The installed content, compiled."""
    try:
        return load_pack(None, cache)
    except PackError as error:
        pytest.skip(f"the installed content does not load: {len(error.faults)} faults")


@pytest.fixture(params=CASES, ids=list(CASES))
def answered(request: pytest.FixtureRequest, case: Write, real: Pack) -> Iterator[Path]:
    """A case file for each of the cases; the content loads."""
    yield case("format = 1\n[answers]\n" + CASES[request.param])


def test_json_of_every_case(answered: Path, call: Call, real: Pack) -> None:
    found = json.loads(call("assess", answered, "--json", "--all").good())
    assert {line["id"] for line in (*found["options"], *found["workup"])} == set(real.options)
    assert found["pack"]["sha256"] == real.content.info.sha256
    assert [found["format"], found["engine"]] == [1, 1]


def test_text_of_every_case(answered: Path, call: Call, real: Pack) -> None:
    shown = call("assess", answered, "--all").good()
    assert max(map(len, shown.splitlines())) <= 98
    assert not [odd for odd in ("Decimal(", "['", "('", "{'", "Entry(") if odd in shown]
    assert not [question for question in real.questions if "_" in question and question in shown]
    assert not [rule.id for option in real.content.options for rule in option.rules if rule.id in shown]
    flat = " ".join(shown.split())
    assert not [option.title for option in real.content.options if option.title not in flat]


def test_the_example_of_the_contract(call: Call, case: Write, real: Pack) -> None:
    path = case("format = 1\n[answers]\n" + EXAMPLE)
    stage = json.loads(call("assess", path, "--json").good())["stage"]
    assert stage == {
        "tnm": "T2 N0 M0 G3",
        "ajcc8": ["IIIA"],
        "uicc9": ["IIIA"],
        "chapter": ["trunk-extremity"],
        "decides": [],
    }
    assert "AJCC 8 stage group  IIIA" in call("assess", path).good()


def test_what_a_gate_sets_aside_is_listed(call: Call, case: Write, real: Pack) -> None:
    found = json.loads(call("assess", case("format = 1\n[answers]\n" + RECURRENCE), "--json").good())
    assert found["ignored"] == ["surgery_date", "lump_pain"]
    assert found["unknown"] == ["metastatic_sites"]


def test_from_a_case_to_a_report(call: Call, case: Write, tmp_path: Path, home: Path, real: Pack) -> None:
    path = case("format = 1\n[answers]\n" + EXAMPLE)
    made = call("sessions", "new", path, "--label", "clinic-14").good().strip()
    file = home / "sessions" / f"{made}.toml"
    assert tomllib.loads(file.read_text())["answers"] == tomllib.loads(EXAMPLE)
    assert call("assess", file, "--json").good() == call("assess", path, "--json").good()
    assert json.loads(call("sessions", "list", "--json").good())[0]["ajcc8"] == ["IIIA"]
    call("sessions", "export", made, "--to", tmp_path / "out.md").good()
    assert "**Limb-sparing wide excision**" in (tmp_path / "out.md").read_text()


def test_the_installed_content_is_found(call: Call, real: Pack) -> None:
    assert "comes with the program" in call("doctor").good()
    assert [item["id"] for item in json.loads(call("content", "show", "questions", "--json").good())] == list(
        real.questions
    )
