"""Properties are tried on other examples in every run; where a change is judged, on the same ones.

The figures of the fault tests come from whichever process ran them, for one line at the end.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Protocol

import pytest
from hypothesis import HealthCheck, settings

from tests.faults.tally import TALLY, summary

# a machine that does other work beside it is no fault of a strategy
settings.register_profile("any", suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("judged", settings.get_profile("any"), derandomize=True, deadline=None)
settings.load_profile("judged" if os.environ.get("CI") else "any")


class Worker(Protocol):
    """A process that ran tests, and what it handed over at its end."""

    workeroutput: Mapping[str, Mapping[str, int]]


def pytest_sessionfinish(session: pytest.Session) -> None:
    handed_over = getattr(session.config, "workeroutput", None)
    if handed_over is not None:
        handed_over["faults"] = dict(TALLY)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Worker) -> None:
    TALLY.update(node.workeroutput["faults"])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if TALLY:
        terminalreporter.write_line(f"faults: {summary()}")
