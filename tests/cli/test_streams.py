"""Whatever the streams and the file behind a name are: one line, the right status, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .running import BICYCLE, command, environment, run

CASE = b'format = 1\n[answers]\npart = "wheel"\n'
ASSESS = ("assess", "-", "--all", "--pack", BICYCLE)
COMMANDS = [ASSESS, ("--version",), ("--help",), ("sessions", "list"), ("doctor", "--pack", BICYCLE)]


def shell(home: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script in which `$0 ...` is the program."""
    program = home.parent / "sarcoma-tui"
    program.write_text(f'#!/bin/sh\nexec {" ".join(command())} "$@"\n')
    program.chmod(0o700)
    (home.parent / "case.toml").write_bytes(CASE)
    return subprocess.run(
        ["bash", "-c", script, str(program)],
        cwd=home.parent,
        env=environment(home, {"PACK": str(BICYCLE)}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("arguments", COMMANDS)
def test_nobody_reads_the_result(arguments: tuple[str | Path, ...], home: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command(*arguments),
        input=CASE,
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment(home),
        timeout=60,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("arguments", COMMANDS)
def test_the_disk_behind_the_result_is_full(arguments: tuple[str | Path, ...], home: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command(*arguments),
            input=CASE,
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(home),
            timeout=60,
        )
    message = b"sarcoma-tui: the result could not be written: no space left on device\n"
    assert (done.returncode, done.stderr) == (1, message)


@pytest.mark.parametrize("words", ["--version", "--help", "assess case.toml --pack $PACK"])
def test_there_is_no_standard_output(words: str, home: Path) -> None:
    done = shell(home, f'"$0" {words} >&-')
    assert (done.returncode, done.stderr) == (1, "sarcoma-tui: there is no standard output to write to\n")


def test_there_is_no_standard_error(home: Path) -> None:
    for closing in ("2>&-", "2>/dev/full"):
        done = shell(home, f'"$0" assess case.toml --pack nowhere {closing}')
        assert (done.returncode, done.stdout) == (2, "")
        done = shell(home, f'"$0" assess case.toml --pack "$PACK" {closing}')
        assert done.returncode == 0
        assert done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("assess - <&-", "standard input: found no standard input"),
        ("assess .", ".: found is a directory"),
        ("assess none.toml", "none.toml: found no such file or directory"),
        ("assess case.toml/x", "case.toml/x: found not a directory"),
        ("assess loop", "loop: found too many levels of symbolic links"),
        ("assess pipe", "pipe: found a pipe that nobody writes to"),
        ("assess /dev/zero", "/dev/zero: found more than 1024 KiB"),
        ("assess /dev/null", "/dev/null:1: format: found no such key"),
        ("assess ''", '"": found no such file or directory'),
        ("assess $'\\e[2J'", r"\x1b[2J: found no such file or directory"),
        ("assess $'\\xff'", r"\udcff: found no such file or directory"),
    ],
)
def test_what_stands_behind_a_name(words: str, told: str, home: Path) -> None:
    done = shell(home, f'mkfifo pipe; ln -s loop loop; "$0" {words} --pack "$PACK"')
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert lines[0].startswith(told)
    assert all("; allowed: " in line for line in lines)


@pytest.mark.parametrize("words", ["assess /dev/null --pack x", "sessions list"])
def test_the_folder_it_was_started_in_is_gone(words: str, home: Path) -> None:
    done = shell(home, f'mkdir gone; cd gone; rmdir ../gone; SARCOMA_TUI_HOME=x "$0" {words}')
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("sh: ")]
    assert line.startswith("sarcoma-tui: the folder in which this was started is gone;")


def test_a_file_that_may_not_be_read(home: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    done = shell(home, 'chmod 0 case.toml; "$0" assess case.toml --pack "$PACK"')
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("case.toml: found permission denied")


@pytest.mark.parametrize(
    "script",
    [
        '"$0" assess <(cat case.toml) --pack "$PACK" --json',
        '"$0" assess /dev/stdin --pack "$PACK" --json < case.toml',
        'cat case.toml | "$0" assess - --pack "$PACK" --json',
        # a writer that is there and takes its time
        '(head -c 9 case.toml; sleep 0.2; tail -c +10 case.toml) | "$0" assess - --pack "$PACK" --json',
    ],
)
def test_pipes_that_somebody_writes_to(script: str, home: Path) -> None:
    done = shell(home, script)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(home, "assess", "-", "--pack", BICYCLE, "--json", stdin=CASE).out


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_its_status(number: signal.Signals, home: Path) -> None:
    def default() -> None:
        for each in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_DFL)

    started: Callable[..., subprocess.Popen[bytes]] = subprocess.Popen
    process = started(
        command("assess", "-", "--pack", BICYCLE),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
        preexec_fn=default,
    )
    assert process.stdin is not None
    wait_until_it_reads(process.pid)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (128 + number, b"", b"")


def wait_until_it_reads(pid: int) -> None:
    """Until the process sleeps in a read of its standard input."""
    call = Path(f"/proc/{pid}/syscall")
    while not call.read_text().startswith("0 0x0 "):
        os.sched_yield()


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "C.UTF-8", ""])
def test_the_output_is_utf_8_whatever_the_locale(locale: str, home: Path) -> None:
    case = 'format = 1\n[answers]\n"grösse" = 1\n'.encode()
    ran = run(home, "assess", "-", "--pack", BICYCLE, stdin=case, more={"LC_ALL": locale, "LANG": locale})
    assert ran.status == 2
    assert ran.told[0].startswith('standard input:3: answers."grösse": found "grösse"')


def test_a_fault_of_the_program_is_one_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sarcoma_tui import cli
    from sarcoma_tui.commands import program

    def broken(arguments: list[str]) -> int:
        secret = "clinic-14"
        raise ValueError(secret)

    home.mkdir()
    monkeypatch.setenv("SARCOMA_TUI_HOME", str(home))
    monkeypatch.setattr(program, "run", broken)
    monkeypatch.setattr("sys.argv", ["sarcoma-tui", "doctor"])
    assert cli.main() == 1
    out, err = capsys.readouterr()
    assert out == ""
    (report,) = home.glob("sarcoma-tui-crash-*.txt")
    assert err.splitlines() == [
        "sarcoma-tui: this command stopped because of a fault in the program; "
        f"the report, which holds no answers, is in {report}"
    ]
    assert "clinic-14" not in report.read_text()
    assert "ValueError" in report.read_text()
