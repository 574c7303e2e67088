"""One lock, real processes: who holds it is said, a dead holder is none, another machine is asked about."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sarcoma_tui.files.lock import HeldError, take
from sarcoma_tui.files.trouble import DurableError

HOLD = (
    "import sys; from pathlib import Path; from sarcoma_tui.files.lock import take;"
    "lock = take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.readline(); lock.release()"
)


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "01X.lock"
    with holder(path) as process:
        with pytest.raises(HeldError) as caught:
            take(path)
        assert (caught.value.pid, caught.value.host) == (process.pid, os.uname().nodename)
        assert not caught.value.foreign
        assert str(process.pid) in str(caught.value)
        with pytest.raises(HeldError):
            take(path, force=True)
        process.communicate("\n")
    lock = take(path)
    assert not lock.took_over, "given back is not left behind"
    assert path.stat().st_mode & 0o777 == 0o600
    lock.release()
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_a_dead_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "01X.lock"
    with holder(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert path.exists()
        lock = take(path)
        assert lock.took_over
    with pytest.raises(HeldError) as caught:
        take(path)
    assert caught.value.pid == os.getpid(), "not twice in one process either"
    lock.release()


def test_another_machine_is_asked_about_not_overruled(tmp_path: Path) -> None:
    path = tmp_path / "01X.lock"
    path.write_text("4711\nward-3-terminal\n")
    with pytest.raises(HeldError) as caught:
        take(path)
    assert (caught.value.host, caught.value.pid, caught.value.foreign) == ("ward-3-terminal", 4711, True)
    assert path.read_text() == "4711\nward-3-terminal\n"
    take(path, force=True).release()


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"x\ny", b"1", b"\xff\xfe\n" * 1000])
def test_a_damaged_lock_file_is_no_obstacle(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "01X.lock"
    path.write_bytes(content)
    take(path).release()


def test_a_lock_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    with pytest.raises(DurableError):
        take(tmp_path / "missing" / "01X.lock")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "outside").mkdir()
    (tmp_path / "locks").symlink_to(tmp_path / "outside")
    with pytest.raises(DurableError):
        take(tmp_path / "locks" / "01X.lock")
