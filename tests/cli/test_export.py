"""`sessions export`: a file to hand on, which never replaces another unasked."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Call
from .running import SMALL
from .test_sessions import CASE

Write = Callable[[str], Path]
Make = Callable[[str], str]


@pytest.fixture
def make(call: Call, case: Write) -> Make:
    """Makes a session with a label; its id."""
    return lambda label: call("sessions", "new", case(CASE), "--label", label, "--pack", SMALL).good().strip()


def export(call: Call, target: Path, *arguments: str) -> None:
    call("sessions", "export", *arguments, "--to", target, "--pack", SMALL).good()


@pytest.mark.parametrize("ending", [".md", ".txt", ".json", ".toml", ".MD"])
def test_one_session(ending: str, call: Call, make: Make, tmp_path: Path, home: Path) -> None:
    made, target = make("clinic-14"), tmp_path / f"out{ending}"
    out = call("sessions", "export", made[:20], "--to", target, "--pack", SMALL).good()
    assert out == f"1 exported to {target}\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    text = target.read_text()
    assert "clinic-14" in text
    assert str(home) not in text
    if ending == ".toml":
        assert text == (home / "sessions" / f"{made}.toml").read_text()
    elif ending == ".json":
        assert json.loads(text)[0]["answers"]["grade"] == "G3"
    else:
        assert "Limb-sparing wide excision" in text
        assert "0 of 16 rules are signed by a clinician" in text
        assert "Lowers the chance of return." in text


def test_several_sessions_in_one_file(call: Call, make: Make, tmp_path: Path) -> None:
    ids = [make(label) for label in ("first", "second")]
    export(call, tmp_path / "all.json", *ids, ids[0][:25] + ids[0][25:])
    assert [item["label"] for item in json.loads((tmp_path / "all.json").read_text())] == ["first", "second"]
    export(call, tmp_path / "all.md", *ids)
    titles = [line for line in (tmp_path / "all.md").read_text().splitlines() if line.startswith("# ")]
    assert titles == ["# Session first", "# Session second"]
    ran = call("sessions", "export", *ids, "--to", tmp_path / "all.toml", "--pack", SMALL)
    assert (ran.status, ran.out) == (2, "")
    assert not (tmp_path / "all.toml").exists()


def test_a_file_is_not_replaced_unasked(call: Call, make: Make, tmp_path: Path) -> None:
    made, target = make("x"), tmp_path / "out.md"
    target.write_text("mine")
    ran = call("sessions", "export", made, "--to", target, "--pack", SMALL)
    assert (ran.status, ran.out) == (2, "")
    assert ran.told == [f"{target}: is there already; choose another name, or replace it with --force"]
    assert target.read_text() == "mine"
    export(call, target, made, "--force")
    assert target.read_text().startswith("# Session x")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_is_no_file_is_never_replaced(
    force: tuple[str, ...], call: Call, make: Make, tmp_path: Path
) -> None:
    made = make("x")
    folder, link, pipe = tmp_path / "a.md", tmp_path / "b.md", tmp_path / "c.md"
    folder.mkdir()
    link.symlink_to(tmp_path / "nowhere.md")
    os.mkfifo(pipe)
    for target in (folder, link, pipe):
        ran = call("sessions", "export", made, "--to", target, *force, "--pack", SMALL)
        assert (ran.status, ran.out, len(ran.told)) == (2, "", 1)
    assert folder.is_dir()
    assert link.is_symlink()
    assert pipe.is_fifo()
    assert not (tmp_path / "nowhere.md").exists()


def test_a_folder_that_is_not_there(call: Call, make: Make, tmp_path: Path) -> None:
    ran = call("sessions", "export", make("x"), "--to", tmp_path / "none" / "out.md", "--pack", SMALL)
    assert (ran.status, ran.out, len(ran.told)) == (1, "", 1)
    assert str(tmp_path / "none" / "out.md") in ran.err


def test_one_that_cannot_be_read_exports_none(call: Call, make: Make, tmp_path: Path, home: Path) -> None:
    made = make("x")
    (home / "sessions" / "01BROKEN.toml").write_text("x")
    ran = call("sessions", "export", made, "01BROKEN", "--to", tmp_path / "out.md", "--pack", SMALL)
    assert (ran.status, ran.out) == (1, "")
    assert "01BROKEN.toml" in ran.err
    assert not (tmp_path / "out.md").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
