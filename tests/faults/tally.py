"""What the tests of faults did, for one line at their end."""

from __future__ import annotations

from collections import Counter

TALLY: Counter[str] = Counter()
"""Counts by name: calls killed, calls failed, files damaged, signals sent, answers lost."""

_SHOWN = ("calls killed", "calls failed", "files damaged", "signals sent")


def summary() -> str:
    """The line."""
    done = [f"{name}: {TALLY[name]}" for name in _SHOWN if TALLY[name]]
    return ", ".join((*done, f"answers lost: {TALLY['answers lost']}"))
