"""Putting strace on a job, so that one system call kills it or fails."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from tests.faults.job import MARK

CALLS: Final = (
    "openat,write,fsync,fdatasync,rename,renameat,renameat2,"
    "unlink,unlinkat,mkdir,mkdirat,link,linkat,ftruncate"
)
_CALL: Final = re.compile(r"^(?:\d+ +)?(\w+)\(")


class Server:
    """The process that forks a job for each run."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.job"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def run(self, scenario: str, folder: Path, log: Path, *inject: str) -> dict[str, Any] | None:
        """Run a scenario with a tracer on it; what came of it, or None: it was killed."""
        self._say(f"{scenario} {folder}")
        ready = self._line()
        assert ready.startswith("ready "), ready
        tracer = subprocess.Popen(
            ["strace", "-o", str(log), "-e", f"trace={CALLS}", *inject, "-p", ready.split()[1]],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert tracer.stderr is not None
        said = tracer.stderr.readline()
        if "attached" not in said:
            self._say("go")
            self.close()
            pytest.skip(f"strace cannot trace here: {said.strip()}")
        self._say("go")
        outcome = None
        line = self._line()
        if not line.startswith("ended"):
            outcome = json.loads(line)
            line = self._line()
        tracer.communicate()
        assert line.startswith("ended"), line
        return outcome

    def close(self) -> None:
        self._process.communicate()

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        print(line, file=self._process.stdin, flush=True)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def calls_in(log: Path) -> Counter[str]:
    """How often the job made each call."""
    job, mark, _ = log.read_text().partition(MARK)
    assert mark
    made = Counter(found[1] for line in job.splitlines() if (found := _CALL.match(line)))
    made["openat"] -= 1  # it looks for the mark
    return +made
