"""What Guidance sends over the line, in bytes, from a real terminal at 80 x 24; the installed content."""

from __future__ import annotations

from collections.abc import Callable

from .terminal import DOWN, ENTER, ESCAPE, PAGE_DOWN, Terminal

SEARCH, MOVE, OPENING = 2500, 1500, 6000
"""Budgets: a key of search; a line up or down; a screen."""


def test_opening_reading_and_searching_stay_within_their_budgets(terminal: Callable[..., Terminal]) -> None:
    shown = terminal(None, pack=None)
    shown.until("Files ")
    assert shown.bytes_for("g", until="Proof     ") <= OPENING
    assert max(shown.bytes_for(key) for key in (DOWN, DOWN, "k")) <= MOVE
    assert shown.bytes_for("g", ENTER, until="Guidance | Options") <= OPENING
    assert max(shown.bytes_for(key) for key in (DOWN, "j")) <= MOVE
    assert shown.bytes_for(PAGE_DOWN) <= OPENING
    assert shown.bytes_for(ENTER, until="phase: ") <= OPENING
    assert max(shown.bytes_for(key) for key in (DOWN, DOWN, DOWN)) <= SEARCH
    assert shown.bytes_for(ESCAPE, until="Guidance | Options") <= OPENING
    assert shown.bytes_for(ESCAPE, until="Proof     ") <= OPENING
    shown.bytes_for("/")
    typed = {key: shown.bytes_for(key) for key in "radioth"}
    assert max(typed.values()) <= SEARCH, typed
    assert shown.bytes_for("\x15") <= SEARCH
    shown.press(ESCAPE)
    assert shown.read(1.0) is not None
    before = shown.sent
    shown.read(2.0)
    assert shown.sent == before
