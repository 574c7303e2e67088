"""The whole main job by keyboard in a real terminal: from the shell's prompt to the shell's prompt."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from tests.tui.terminal import CTRL_Q, DOWN, ENTER, ESCAPE, Terminal

from .conftest import PROMPT

Shell = Callable[..., Terminal]

KEYS_TO_A_STAGE = [
    "n",
    "4",
    *(ENTER, "l", "o", ENTER),
    DOWN,
    "2",
    DOWN,
    *("7", ".", "5", ENTER),
    DOWN,
    *(ENTER, "s", "y", ENTER),
    DOWN,
    "3",
    DOWN,
    "0",
    DOWN,
    "0",
]
"""From Home: stages II-III, lower limb, deep, 7.5 cm, synovial, G3, N0, M0."""


def typed(terminal: Terminal, keys: list[str]) -> None:
    """Press keys one by one, as a person does: each when the screen has come to rest."""
    for key in keys:
        terminal.press(key)
        terminal.settled(0.15)


def saved_file(home: Path) -> Path:
    (path,) = (home / "data" / "sessions").glob("*.toml")
    return path


def test_from_home_to_a_settled_stage_in_at_most_25_keys(shell: Shell) -> None:
    terminal = shell()
    terminal.press("sarcoma-tui", ENTER)
    terminal.until("New session")
    terminal.settled()

    typed(terminal, KEYS_TO_A_STAGE)

    assert len(KEYS_TO_A_STAGE) <= 25
    assert "AJCC 8 IIIA" in terminal.until("AJCC 8 IIIA")
    assert "UICC 9 IIIA" in terminal.text
    assert "T2 N0 M0 G3" in terminal.text
    assert "Limb-sparing wide excision" in terminal.text


def test_the_main_job_from_prompt_to_prompt(shell: Shell, tmp_path: Path) -> None:
    terminal = shell()
    terminal.press("sarcoma-tui", ENTER)
    terminal.until("New session")
    terminal.settled()
    typed(terminal, KEYS_TO_A_STAGE)
    terminal.until("AJCC 8 IIIA")

    typed(terminal, ["s", *"clinic-14", ENTER])
    terminal.until("saved")
    terminal.press(CTRL_Q)
    terminal.until(PROMPT.strip())

    session = tomllib.loads(saved_file(tmp_path).read_text(encoding="utf-8"))
    assert session["label"] == "clinic-14"
    assert session["revision"] == 1
    assert session["answers"] == {
        "situation": "new-diagnosis",
        "stated_stage": "II-III",
        "site": "lower-limb",
        "depth": "deep",
        "size_cm": 7.5,
        "histology": "synovial",
        "grade": "G3",
        "nodes": "N0",
        "metastases": "M0",
    }
    assert session["shown"]["ajcc8"] == ["IIIA"] == session["shown"]["uicc9"]
    shown = {item["option"]: item["verdict"] for item in session["shown"]["panel"]}
    assert shown["limb-sparing-excision"] == "standard"
    assert not list((tmp_path / "data" / "drafts").glob("*.toml"))

    before = saved_file(tmp_path).read_bytes()
    terminal.press("clear; sarcoma-tui", ENTER)
    terminal.until("Review saved sessions")
    terminal.settled()
    typed(terminal, ["v"])
    terminal.until("clinic-14")
    typed(terminal, [ENTER])
    terminal.until("7.5 cm")
    typed(terminal, [ESCAPE, ESCAPE])
    terminal.until("Review saved sessions")
    typed(terminal, ["q"])
    terminal.until(PROMPT.strip())
    assert saved_file(tmp_path).read_bytes() == before

    terminal.press("echo status $?; exit", ENTER)
    terminal.until("status 0")
    assert terminal.ended() == 0
