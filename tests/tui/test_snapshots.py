"""What every screen shows at three sizes, in plain files of glyphs: any change is seen in a diff."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from sarcoma_tui.tui.terminal_app import SMALLEST

from .conftest import Opened, app_of, press
from .snapshot import SIZES, same

HALF = ("1", "down", "down", "7", ".", "5", "enter")
SETTLED = (*HALF, "down", "down", "down", "3", "down", "0", "down", "0")

SCREENS: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "home": (None, ()),
    "help-home": (None, ("?",)),
    "chooser": (None, ("n",)),
    "stage-empty": ("unknown", ()),
    "stage-stated": ("II-III", ()),
    "stage-half": ("II-III", HALF),
    "stage-settled": ("II-III", SETTLED),
    "stage-changed": ("II-III", (*SETTLED, "down", "down", "down", "2")),
    "stage-conflict": ("I", SETTLED),
    "stage-pointer": ("unknown", ("2", "down", *SETTLED)),
    "stage-expanded": ("unknown", ("e",)),
    "stage-panel": ("II-III", (*SETTLED, "tab", "down")),
    "picker": ("II-III", ("down", "down", "down", "enter")),
    "picker-narrowed": ("II-III", ("down", "down", "down", "enter", "l", "i", "p", "o", "down")),
    "number": ("II-III", ("down", "down", "7", ",", "5")),
    "several": ("II-III", ("end", "up", "up", "enter", "1", "-")),
    "finder": ("II-III", ("/", "r", "t")),
    "basis": ("II-III", (*SETTLED, "tab", "down", "w")),
    "basis-depends": ("unknown", ("/", "d", "o", "x", "o", "enter")),
    "question": ("II-III", ("down", "down", "down", "w")),
    "notice": ("II-III", ("tab", *("down",) * 4, "w")),
    "help-stage": ("II-III", ("?",)),
    "save": ("II-III", ("s", *"clinic-14")),
    "save-warned": ("II-III", ("s", *"Doe 1961-03-12", "enter")),
}


@pytest.fixture(autouse=True)
def same_id(monkeypatch: pytest.MonkeyPatch) -> None:
    """An id is shown where a file is named; it is to be the same in every run."""
    monkeypatch.setattr("sarcoma_tui.sessions.ids.new_id", lambda: "01K9ZQXW5N8RJ4T2V7C3M6B1HD")


async def pressed(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait until the draft is on disk: until then lines carry a mark."""
    await press(pilot, *keys)
    keeper = app_of(pilot).keeper
    if keeper is not None:
        await keeper.settled()
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_shows_what_its_file_says(
    opened: Opened, name: str, size: tuple[int, int], tmp_path: Path
) -> None:
    stage, keys = SCREENS[name]
    async with opened(stage, size, data=tmp_path) as pilot:
        await pressed(pilot, *keys)
        same(app_of(pilot), name)


@pytest.mark.parametrize("size", [(59, 24), (80, 17), (20, 4)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_terminal_that_is_too_small_gets_a_notice_and_nothing_is_lost(
    opened: Opened, size: tuple[int, int]
) -> None:
    async with opened("II-III", (80, 24)) as pilot:
        await pressed(pilot, *HALF)
        same(app_of(pilot), "before-small")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        same(app_of(pilot), "small")
        await press(pilot, "3")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        same(app_of(pilot), "before-small")


@pytest.mark.parametrize("name", ["stage-settled", "stage-conflict", "basis", "home", "picker"])
async def test_resizing_ends_in_the_same_screen_as_opening_at_that_size(
    opened: Opened, name: str, tmp_path: Path
) -> None:
    stage, keys = SCREENS[name]
    async with opened(stage, SMALLEST, data=tmp_path) as pilot:
        await pressed(pilot, *keys)
        for size in (*SIZES, (61, 50), (200, 18), *reversed(SIZES)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            if size in SIZES:
                same(app_of(pilot), name)
