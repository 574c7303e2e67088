"""`content prove` as it is used: its words, files and exit statuses, and that it can be stopped."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.read import read_pack
from tests.cli.running import BICYCLE, command, environment, run


def test_what_is_proved_is_counted(tmp_path: Path, mended: Path) -> None:
    out = run(tmp_path, "content", "prove", "--pack", mended).good()
    assert "proved: all" in out
    assert "cases        130\n" in out
    assert "assumed      graded-large: A large bend is never grade A." in out
    assert "laws         2 of 2 hold" in out


def test_every_failure_has_a_case_that_the_program_opens(tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    ran = run(tmp_path, "content", "prove", "--pack", BICYCLE, "--cases", cases)
    assert (ran.status, ran.err) == (1, "")
    assert "not proved: 6 of" in ran.out
    assert 'situation = "ridden"\n             part = "chain"' in ran.out
    assert f"{os.path.relpath(BICYCLE)}/options/wheels.toml:" in ran.out
    written = sorted(path.name for path in cases.iterdir())
    assert "total_answered.toml" in written
    for path in cases.iterdir():
        told = json.loads(run(tmp_path, "assess", path, "--json", "--all", "--pack", BICYCLE).good())
        assert told["conflicts"] == []
        if path.name == "total_answered.toml":
            shown = {line["id"]: line["verdict"] for line in told["options"]}
            assert shown == {
                "oil-chain": "standard",
                "true-wheel": "not-indicated",
                "new-wheel": "not-indicated",
            }


def test_a_witness_for_every_rule(tmp_path: Path, mended: Path) -> None:
    """In its witness a rule holds always, and its option shows it."""
    folder = tmp_path / "witnesses"
    run(tmp_path, "content", "prove", "--pack", mended, "--witnesses", folder).good()
    options = read_pack(read_files(mended)).content.options
    entries = {rule.id: option.id for option in options for rule in option.rules}
    for rule, option in entries.items():
        case = folder / f"alive_{rule}.toml"
        told = json.loads(run(tmp_path, "assess", case, "--json", "--all", "--pack", mended).good())
        (line,) = [line for line in (*told["options"], *told["workup"]) if line["id"] == option]
        shown = [item for key in ("because", "cautions", "unless") for item in line[key]]
        assert {"rule": rule, "holds": "always"}.items() <= next(
            i for i in shown if i["rule"] == rule
        ).items()


def test_json_is_the_certificate(tmp_path: Path, mended: Path) -> None:
    file = tmp_path / "out" / "certificate.json"
    ran = run(tmp_path, "content", "prove", "--json", "--pack", mended, "--certificate", file)
    assert file.read_text() == ran.good()
    told = json.loads(ran.out)
    assert told["proved"] is True
    assert told["counts"]["cases"] == "130"
    assert told["laws"] == [{"id": "law.chains-are-oiled", "says": "A chain is always oiled.", "holds": True}]
    assert [entry["id"] for entry in told["assumptions"]] == ["graded-large"]
    assert told["readings"]["solver"].startswith("CaDiCaL")
    assert (told["rules"], told["rules_signed"], told["not_shown"]) == (12, 0, [])
    again = run(tmp_path, "content", "prove", "--json", "--pack", mended)
    assert again.out == ran.out


def test_only_some_of_it(tmp_path: Path, mended: Path) -> None:
    out = run(tmp_path, "content", "prove", "--only", "laws", "--pack", mended).good()
    assert "proved: all 2 obligations" in out
    ran = run(
        tmp_path, "content", "prove", "--only", "laws", "--certificate", tmp_path / "c", "--pack", mended
    )
    assert ran.status == 2
    assert not (tmp_path / "c").exists()


def test_by_diagrams_alone(tmp_path: Path, mended: Path) -> None:
    ran = run(tmp_path, "content", "prove", "--without-solver", "--json", "--pack", mended)
    assert json.loads(ran.good())["readings"] == {"diagrams": True, "solver": None}


def test_a_solver_without_time_proves_nothing(tmp_path: Path, mended: Path) -> None:
    ran = run(tmp_path, "content", "prove", "--seconds", "0", "--pack", mended)
    assert ran.status == 1
    assert "the solver gave no answer within 0 s" in ran.out
    assert "laws:law.chains-are-oiled: not decided" in ran.out
    assert "proved: all" not in ran.out


def test_content_that_does_not_load(tmp_path: Path, mended: Path) -> None:
    laws = mended / "laws.toml"
    laws.write_text(laws.read_text().replace("oil-chain", "oil-chian"))
    ran = run(tmp_path, "content", "prove", "--pack", mended)
    assert (ran.status, ran.out) == (1, "")
    assert "laws[0].always.some_of[0]" in ran.told[0]
    assert "nearest: oil-chain" in ran.told[0]
    assert ran.told[-1] == "not proved: the content does not load"


def test_a_place_that_cannot_be_written(tmp_path: Path, mended: Path) -> None:
    ran = run(tmp_path, "content", "prove", "--pack", mended, "--certificate", "/proc/none/c.json")
    assert ran.status == 1
    assert "could not be written" in ran.told[-1]


@pytest.mark.parametrize("number", [signal.SIGINT])
def test_stopped_at_once(tmp_path: Path, number: int) -> None:
    """On a terminal there is a bar; ctrl+c ends both halves of a proof in the middle."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command("content", "prove"),
        stdout=subprocess.PIPE, stderr=theirs, env=environment(tmp_path), start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    while b" of " not in seen:
        seen += os.read(ours, 1000)
    os.killpg(process.pid, number)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    os.close(ours)
