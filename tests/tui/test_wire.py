"""What goes over the line, in bytes, from a real terminal at 80 x 24: counts, the same on any machine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .terminal import DOWN, ENTER, ESCAPE, PAGE_DOWN, TAB, UP, Terminal

Start = Callable[..., Terminal]

CURSOR, WORST, FEW, OPENING, NO_KEY = 400, 1500, 600, 6000, 120
"""Budgets: moving the cursor; an answer; one that changes fewer than four panel lines; a stage screen; a key
that means nothing."""

CASE = (
    ("Site", "1", "limb"),
    ("Depth", "2", "deep"),
    ("Size", "7.5\r", "7.5 cm"),
    ("Histology", "\rsyno\r", "synovial"),
    ("Grade", "3", "G3"),
    ("Nodes", "0", "N0"),
    ("Metastases", "0", "M0"),
    ("Age", "71\r", "71 years"),
    ("ECOG", "1", "1 light"),
    ("Pregnancy", "2", "yes"),
    ("Declined", "\r2\r", "radiotherapy"),
)
"""A form filled from the first question on: label, keys, what its line shows."""


def panel_rows(terminal: Terminal) -> list[str]:
    """The right half of the screen."""
    return [row[37:] for row in terminal.text.splitlines()]


def opened(start: Start) -> Terminal:
    terminal = start("II-III")
    terminal.until("rules signed")
    terminal.settled()
    return terminal


def go_to(terminal: Terminal, label: str) -> None:
    terminal.press("/" + label.lower() + ENTER)
    terminal.until(lambda text: any(row.startswith(f"> {label}") for row in text.splitlines()))


def test_opening_a_stage_screen(terminal: Start) -> None:
    shown = opened(terminal)
    assert shown.sent <= OPENING


def test_moving_the_cursor(terminal: Start) -> None:
    shown = opened(terminal)
    for key in (DOWN, DOWN, DOWN, DOWN, UP, UP):
        assert shown.bytes_for(key) <= CURSOR
    shown.press(TAB)
    for key in (DOWN, DOWN, UP):
        assert shown.bytes_for(key) <= CURSOR


def test_every_answer_of_a_form(terminal: Start) -> None:
    shown = opened(terminal)
    sizes = {}
    for label, keys, value in CASE:
        go_to(shown, label)
        before, last = list(keys[:-1]), keys[-1]
        shown.press(*before)
        shown.settled()
        rows = panel_rows(shown)
        sent = shown.bytes_for(last, until=value)
        changed = sum(old != new for old, new in zip(rows, panel_rows(shown), strict=True))
        sizes[label] = (sent, changed)
    assert [name for name, (sent, changed) in sizes.items() if sent > (FEW if changed < 4 else WORST)] == []
    assert any(changed > 3 for _, changed in sizes.values())
    assert any(changed < 4 for _, changed in sizes.values())


def test_a_conflict_is_an_answer_like_any_other(terminal: Start) -> None:
    shown = opened(terminal)
    go_to(shown, "Metastases")
    assert shown.bytes_for("1", until="CONFLICT") <= WORST
    assert shown.bytes_for("z", until="STANDARD") <= WORST


def test_a_key_that_means_nothing_costs_no_more_than_what_it_says(terminal: Start) -> None:
    shown = opened(terminal)
    assert shown.bytes_for("d", until="d is no key here; ? lists the keys") <= NO_KEY
    assert shown.bytes_for(DOWN) <= CURSOR


def test_idle_costs_nothing(terminal: Start) -> None:
    shown = opened(terminal)
    before = shown.sent
    shown.read(2.0)
    assert shown.sent == before


@pytest.mark.parametrize("keys", [TAB, PAGE_DOWN, "e", "w", "?", "/", "s"])
def test_no_key_repaints_more_than_a_screen(terminal: Start, keys: str) -> None:
    shown = opened(terminal)
    assert shown.bytes_for(keys) <= OPENING
    assert shown.bytes_for(ESCAPE if keys in "w?/s" else keys) <= OPENING
