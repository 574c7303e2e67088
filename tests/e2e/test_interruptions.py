"""What ends the program from outside: signals, a dropped line, a kill, a full disk; no answer is lost."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import CTRL_Q, DOWN, ENTER, PATIENCE, Terminal

from .conftest import PROGRAM

ON_DISK = re.compile(r"Depth +deep +\|.*Size +7\.5 cm +\|", re.DOTALL)
"""The two rows of the form without the dots of what is not on disk; the echo names the size earlier."""

ANSWERS = ["2", DOWN, *("7", ",", "5", ENTER)]
"""From the depth on: deep, 7.5 cm."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The program on the screen of stages II-III, two answers given and on disk."""
    running = begun(tmp_path)
    yield running
    running.close()


def begun(home: Path) -> Terminal:
    running = Terminal([PROGRAM, "--stage", "II-III"], home)
    running.until("standard")
    running.settled()
    for key in (DOWN, *ANSWERS):
        running.press(key)
        running.settled(0.15)
    running.until(lambda text: ON_DISK.search(text) is not None)
    return running


def drafted(home: Path) -> dict[str, object]:
    """The answers that the one draft holds, its changes replayed."""
    (path,) = (home / "data" / "drafts").glob("*.toml")
    draft = tomllib.loads(path.read_text(encoding="utf-8"))
    answers: dict[str, object] = dict(draft["answers"])
    for change in draft.get("changes", ()):
        if "question" in change:
            answers.pop(change["question"], None)
            if "to" in change:
                answers[change["question"]] = change["to"]
    return answers


def whole(home: Path) -> bool:
    return drafted(home) == {
        "situation": "new-diagnosis",
        "stated_stage": "II-III",
        "depth": "deep",
        "size_cm": 7.5,
    }


def ended(pid: int) -> int:
    """Wait for a process whose terminal is gone."""
    for _ in range(int(PATIENCE * 50)):
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    raise AssertionError("it still runs")


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_ends_it_with_the_draft_whole_and_the_terminal_restored(
    number: int, status: int, terminal: Terminal, tmp_path: Path
) -> None:
    os.kill(terminal.pid, number)

    assert terminal.ended() == status
    assert b"\x1b[?1049l" in terminal.raw
    assert whole(tmp_path)


def test_a_dropped_line_leaves_no_process_and_the_next_start_goes_on(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.hang_up()

    terminal.status = ended(terminal.pid)
    assert terminal.status == 129
    assert whole(tmp_path)
    again = Terminal([PROGRAM], tmp_path)
    try:
        again.until("Resume a draft (1 not saved)")
        again.settled()
        again.press("r")
        again.until("4 answers")
        again.press(ENTER)
        again.until("7.5 cm")
        again.press(CTRL_Q)
        assert again.ended() == 0
    finally:
        again.close()
    assert whole(tmp_path)


def test_killed_outright_what_was_committed_is_there(terminal: Terminal, tmp_path: Path) -> None:
    os.kill(terminal.pid, signal.SIGKILL)

    assert terminal.ended() == -signal.SIGKILL
    assert whole(tmp_path)


def test_killed_during_a_save_there_is_a_draft_or_a_session(tmp_path: Path) -> None:
    terminal = begun(tmp_path)
    try:
        terminal.press("s")
        terminal.until("Label")
        terminal.press(*"clinic-14", ENTER)
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.ended()
    finally:
        terminal.close()
    saved = list((tmp_path / "data" / "sessions").glob("*.toml"))
    if saved:
        assert tomllib.loads(saved[0].read_text(encoding="utf-8"))["answers"]["size_cm"] == 7.5
    else:
        assert drafted(tmp_path)["size_cm"] == 7.5


def test_bytes_that_are_no_text_and_a_paste_answer_nothing(terminal: Terminal, tmp_path: Path) -> None:
    terminal.press(b"\xe9\xff", b"\x1b[200~1\x1b[31m2\n3\x1b[201~")
    terminal.until("answers nothing")
    terminal.settled()

    assert whole(tmp_path)
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0


def test_on_a_full_disk_it_says_so_and_can_be_left(tmp_path: Path) -> None:
    home = tmp_path / "data"
    home.mkdir(mode=0o700)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1536k,mode=0700", "tmpfs", str(home)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    try:
        on_a_full_disk(begun(tmp_path), home)
        assert drafted(tmp_path)["size_cm"] == 7.5
    finally:
        subprocess.run(["umount", str(home)], check=True, capture_output=True)


def on_a_full_disk(terminal: Terminal, home: Path) -> None:
    """Answer until the draft needs one block more than there is, then leave."""
    try:
        fill(home / "filler")
        terminal.press(DOWN, DOWN)
        for _ in range(80):
            terminal.press("3", "2")
            terminal.read(0.05)
            if "the disk is full" in terminal.text:
                break
        terminal.until("the disk is full")
        terminal.until("G2")
        terminal.press(CTRL_Q)
        assert terminal.ended() == 0
        assert b"the disk is full" in terminal.raw.split(b"\x1b[?1049l")[-1]
    finally:
        terminal.close()


def fill(path: Path) -> None:
    """Take every byte that the disk still has."""
    with path.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
