"""What Review sends over the line, in bytes, from a real terminal at 80 x 24, over a thousand sessions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sarcoma_tui.domain.pack import Pack

from .saved import NODES, Shelf
from .terminal import DOWN, ENTER, ESCAPE, PAGE_DOWN, Terminal

Start = Callable[..., Terminal]

SEARCH, MOVE, OPENING = 2500, 1500, 6000
"""Budgets: a key of search; one session up or down; the screen itself, or a session."""


@pytest.fixture
def review(terminal: Start, tmp_path: Path, pack: Pack) -> Terminal:
    """Review over a thousand sessions of two kinds."""
    shelf = Shelf(tmp_path / "data", pack)
    kinds = (shelf.decided("clinic-0", "Discussed at the board."), shelf.saved("nodes-0", NODES))
    for listed in kinds:
        data = listed.path.read_text(encoding="utf-8")
        for number in range(1, 500):
            session_id = f"{listed.id[:-4]}{number:03}{listed.id[-1]}"
            text = data.replace(listed.id, session_id).replace('-0"', f'-{number}"')
            saved = f"saved = 2026-11-19T{number % 24:02}:{number // 24:02}:00Z"  # the two kinds by turns
            text = re.sub(r"^saved = .*$", saved, text, flags=re.MULTILINE)
            (shelf.folder / "sessions" / f"{session_id}.toml").write_text(text, encoding="utf-8")
    running = terminal(None)
    running.until("Files ")
    running.settled()
    return running


def test_opening_moving_and_searching_stay_within_their_budgets(review: Terminal) -> None:
    assert review.bytes_for("v", until="of 1000") <= OPENING
    moved = [review.bytes_for(key) for key in (DOWN, DOWN, PAGE_DOWN, "j", "k")]
    assert max(moved) <= MOVE
    review.bytes_for("/")
    typed = {key: review.bytes_for(key) for key in "nodes-4"}
    assert max(typed.values()) <= SEARCH, typed
    assert review.bytes_for("\x15") <= SEARCH
    assert review.bytes_for(ENTER) <= SEARCH
    assert review.bytes_for(ENTER, until="read only") <= OPENING
    assert review.bytes_for(DOWN) <= MOVE
    review.press(ESCAPE)
    review.until("enter open")


def test_nothing_is_sent_while_nothing_happens(review: Terminal) -> None:
    review.bytes_for("v", until="of 1000")
    assert review.read(2.0) == b""
