"""`doctor`: where things are and what is damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import Call
from .running import BICYCLE, SMALL, run


def rows(text: str) -> dict[str, str]:
    """What is said of each thing; texts that go on on the next line are joined."""
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        if "  " in line:
            part, _, said = line.partition("  ")
            name = part or name
            found[name] = f"{found.get(name, '')} {said.strip()}".strip()
    return found


def test_a_sound_installation(call: Call, home: Path) -> None:
    text = call("doctor", "--pack", BICYCLE).good()
    said = rows(text)
    assert said["Data"] == f"{home} (can be written, mode 700)"
    assert said["Settings"] == f"{home / 'config'} (not there yet)"
    assert said["Listed"] == "none"
    assert said["Content"] == "bicycle 1.0, Bicycle (draft)"
    assert said["Signed"] == "0 of 12 rules"
    assert said["Review"] == "never reviewed, due by 2030-01-01"
    assert said["Proof"] == "not proved: there is no certificate"
    assert said["Python"].startswith("3.")
    assert said["Textual"] != "not installed"
    assert "no terminal" in said["Input, output"]
    assert call("doctor", "--pack", BICYCLE).good().count("compiled and kept") == 1


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    home = tmp_path / "none"
    text = run(home, "doctor", "--pack", SMALL).good()
    assert f"{home} (not there yet)" in " ".join(text.split())
    assert "not kept before this run" in text
    assert not [path for path in home.rglob("*") if "cache" not in path.parts]


def test_a_review_that_is_due(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(BICYCLE, folder)
    path = folder / "pack.toml"
    path.write_text(path.read_text().replace("2030-01-01", "2020-01-01"))
    assert rows(call("doctor", "--pack", folder).good())["Review"].endswith(
        "due by 2020-01-01; that day is past"
    )
    case = tmp_path / "case.toml"
    case.write_text("format = 1\n[answers]\n")
    shown = call("assess", case, "--pack", folder).good()
    assert "! This content was to be reviewed by 2020-01-01; that day is past." in shown.splitlines()
    assert "that day is past" not in call("assess", case, "--pack", BICYCLE).good()


def test_a_damaged_session(call: Call, home: Path) -> None:
    (home / "sessions").mkdir(mode=0o700)
    (home / "sessions" / "01BROKEN.toml").write_text("")
    ran = call("doctor", "--pack", BICYCLE)
    assert ran.status == 1
    assert rows(ran.out)["Listed"] == "1 damaged"
    (line,) = ran.told
    assert line.startswith("sessions/01BROKEN.toml:1")


def test_a_bad_pack(call: Call, tmp_path: Path) -> None:
    ran = call("doctor", "--pack", tmp_path / "none")
    assert ran.status == 1
    assert "cannot be used: 1 fault\n" in ran.out
    assert len(ran.told) == 1
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = call("doctor", "--pack", empty)
    assert (ran.status, bool(ran.told)) == (1, True)


def test_a_damaged_certificate(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(BICYCLE, folder)
    (folder / "certificate.json").write_text("{")
    ran = call("doctor", "--pack", folder)
    assert (ran.status, ran.told) == (1, ["not proved: certificate.json cannot be read"])


def test_a_file_in_the_place_of_the_data_folder(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_text("")
    ran = run(home, "doctor", "--pack", BICYCLE)
    assert ran.status == 1
    assert rows(ran.out)["Data"] == f"{home} (a file, not a folder)"
    assert ran.told[0].startswith(f"nothing can be saved: {home} is a file")


def test_a_folder_that_others_can_read_is_a_note(call: Call, home: Path) -> None:
    home.chmod(0o755)
    ran = call("doctor", "--pack", BICYCLE)
    assert (ran.status, ran.err) == (0, "")
    assert "chmod 700 it" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("environment", "name", "said"),
    [
        ({"TERM": "xterm-256color"}, "Colours", "256, by the description of xterm-256color"),
        ({"COLORTERM": "truecolor"}, "Colours", "16 million, by COLORTERM"),
        ({"NO_COLOR": "1"}, "Colours", "off, by NO_COLOR"),
        ({"TERM": ""}, "TERM", "not set"),
        ({"TERM": "no-such-terminal"}, "Colours", "not known (setupterm: could not find terminal)"),
        ({"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}, "Characters", "set LANG to a UTF-8 locale"),
    ],
)
def test_the_terminal(environment: dict[str, str], name: str, said: str, tmp_path: Path) -> None:
    text = run(tmp_path, "doctor", "--pack", BICYCLE, more=environment).good()
    assert said in rows(text)[name]
