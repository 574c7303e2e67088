"""What the form and the panel say is settled is what the engine says, and `n` goes past it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from sarcoma_tui.domain.settled import settled
from sarcoma_tui.tui.widgets.panel_head import badge

from .conftest import Opened, press, stage_of
from .snapshot import text_of

TYPED = ("1", "2", "down", "down", "7", "enter", "down", "down", "down", "3", "down", "0", "down", "0")
CASES = {
    "nothing": ("unknown", ()),
    "a lump": ("unknown", ("1",)),
    "staged": ("II-III", TYPED),
    "taken back": ("II-III", (*TYPED, "backspace", "up", "backspace")),
    "conflict": ("I", TYPED),
}


def marked(pilot: Pilot[int]) -> set[str]:
    """The questions whose line says that they are settled."""
    lines = stage_of(pilot).form.lines
    return {line.key for line in lines if line.key and line.text.endswith("settled")}


@pytest.mark.parametrize("name", CASES)
async def test_the_form_dims_and_the_badge_counts_what_the_engine_says(opened: Opened, name: str) -> None:
    stage, keys = CASES[name]
    async with opened(stage, (120, 60)) as pilot:
        await press(pilot, *keys)
        screen = stage_of(pilot)
        found = settled(screen.work.pack, screen.work.answers)
        shown = {line.key for line in screen.form.lines if line.key}
        assert marked(pilot) == (found.idle & shown) - screen.work.answers.keys()
        assert badge(found) in text_of(screen.app)


async def test_a_lump_has_questions_that_are_settled_and_next_goes_past_them(opened: Opened) -> None:
    async with opened("unknown", (120, 60)) as pilot:
        await press(pilot, "1")
        for _ in range(6):
            await press(pilot, "n")
            assert stage_of(pilot).form.question not in marked(pilot)


async def test_when_nothing_can_change_it_the_badge_says_so(opened: Opened) -> None:
    async with opened("unknown", (120, 60)) as pilot:
        await press(pilot, "1")
        screen = stage_of(pilot)
        for question in screen.work.pack.content.questions:
            if settled(screen.work.pack, screen.work.answers).whole:
                break
            if screen.form.ask(question.id) and question.id not in screen.work.answers:
                await press(pilot, "1", *(("enter",) if question.kind != "choice" else ()))
                if screen.editor is not None:
                    await press(pilot, "escape")
        found = settled(screen.work.pack, screen.work.answers)
        assert ("settled: no open question changes it" in text_of(screen.app)) == found.whole
