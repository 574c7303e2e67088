"""Each key of the screens over saved sessions runs its action, and each action does what its line says."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from textual.pilot import Pilot

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.tui import keys
from sarcoma_tui.tui.keys import Keymap

from .conftest import app_of
from .saved import Shelf, over, press
from .snapshot import text_of
from .terminal import PACK
from .test_every_key import (
    ELSEWHERE,
    EVERYWHERE,
    Check,
    Try,
    does_what_it_says,
    every_key_runs_its_action,
    on,
    says_that_it_is_no_key,
    shows,
)

SITUATIONS: dict[str, tuple[str, ...]] = {
    "REVIEW": ("v",),
    "REVIEW_NARROWED": ("v", "/", "c", "enter"),
    "REVIEW_FILTER": ("v", "/", "c"),
    "SESSION": ("v", "end", "enter"),
    "RESUME": ("r",),
}
"""The keys from Home to where a keymap holds."""

KEYMAPS: dict[str, Keymap] = {name: getattr(keys, name) for name in SITUATIONS}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three saved sessions and two drafts, made once: each write is a durable one."""
    shelf = Shelf(tmp_path_factory.mktemp("made") / "data", load_pack(PACK))
    for label in ("clinic one", "clinic two", "clinic three"):
        shelf.saved(label)
    shelf.draft("draft one")
    shelf.draft("draft two")
    return shelf.folder


@pytest.fixture
def shelf(made: Path, tmp_path: Path, pack: Pack) -> Shelf:
    """A copy of its own for each test."""
    copytree(made, tmp_path / "data")
    return Shelf(tmp_path / "data", pack)


def files(folder: str, count: int) -> Check:
    """So many session files in a folder of the shelf."""

    def counted(pilot: Pilot[int]) -> bool:
        ready = app_of(pilot).ready
        assert ready is not None
        return len(list((ready.folders.data / folder).glob("*.toml"))) == count

    return counted


def row(label: str) -> Check:
    """The cursor is on the row with this label."""
    return lambda pilot: any(
        line.startswith((f"> {label}", f"> + {label}")) for line in text_of(pilot.app).splitlines()
    )


def scrolled(pilot: Pilot[int]) -> bool:
    return bool(pilot.app.screen.listed.top)  # type: ignore[attr-defined]


def not_scrolled(pilot: Pilot[int]) -> bool:
    return not scrolled(pilot)


def walked(first: str, second: str, last: str) -> dict[str, Try]:
    return {
        "up": Try(row(first), ("down",)),
        "down": Try(row(second)),
        "first": Try(row(first), ("end",)),
        "last": Try(row(last)),
        "page_up": Try(row(first), ("end",)),
        "page_down": Try(row(last)),
        **EVERYWHERE,
    }


REVIEWED = {
    "open": Try(on("SessionScreen")),
    "find": Try(shows("Filter: ")),
    "edit": Try(on("StageScreen")),
    "trash": Try(files("trash", 1), ("end",)),
    "undo": Try(files("trash", 0), ("end", "x")),
    "mark": Try(shows("space on another compares")),
    "bin": Try(shows("The trash is shown too")),
    "sort": Try(shows("by label")),
    "help": Try(on("HelpScreen")),
}
NARROWED = walked("clinic three", "clinic two", "clinic one")
TRIED: dict[str, dict[str, Try]] = {
    "REVIEW": {
        **REVIEWED,
        "back": Try(on("HomeScreen")),
        **walked("draft two", "draft one", "clinic one"),
    },
    "REVIEW_NARROWED": {
        **REVIEWED,
        "find": Try(shows("Filter: c_")),
        "unfilter": Try(shows("1-5 of 5")),
        **NARROWED,
    },
    "REVIEW_FILTER": {
        "commit": Try(lambda pilot: shows("Filter: c ")(pilot)),
        "rub_out": Try(shows("Filter: _")),
        "wipe": Try(shows("Filter: _"), ("l",)),
        "unfilter": Try(shows("1-5 of 5")),
        **{name: tried for name, tried in NARROWED.items() if name not in ("first", "last")},
        "page_up": Try(row("clinic three"), ("down", "down")),
    },
    "SESSION": {
        "back": Try(on("ReviewScreen")),
        "edit": Try(on("StageScreen")),
        "help": Try(on("HelpScreen")),
        "up": Try(not_scrolled, ("down",)),
        "down": Try(scrolled),
        "first": Try(not_scrolled, ("end",)),
        "last": Try(scrolled),
        "page_up": Try(not_scrolled, ("pagedown",)),
        "page_down": Try(scrolled),
        **EVERYWHERE,
    },
    "RESUME": {
        "edit": Try(on("StageScreen")),
        "trash": Try(files("trash", 1)),
        "undo": Try(files("trash", 0), ("x",)),
        "help": Try(on("HelpScreen")),
        "back": Try(on("HomeScreen")),
        **walked("draft two", "draft one", "draft one"),
    },
}
CASES = [(name, action) for name in TRIED for action in TRIED[name]]


def test_every_action_of_every_screen_is_tried() -> None:
    """With the other file of this kind, of every keymap there is."""
    assert ELSEWHERE - {"COMMON", "LIST", "SMALL"} == TRIED.keys() == SITUATIONS.keys()
    assert {(name, action.name) for name in TRIED for action in KEYMAPS[name]} == set(CASES)


@pytest.mark.parametrize("name", SITUATIONS)
async def test_every_key_runs_its_action(name: str, shelf: Shelf) -> None:
    async with over(shelf, *SITUATIONS[name]) as pilot:
        await every_key_runs_its_action(pilot, KEYMAPS[name], press)


@pytest.mark.parametrize(("name", "action"), CASES)
async def test_an_action_does_what_it_says(name: str, action: str, shelf: Shelf) -> None:
    tried = TRIED[name][action]
    async with over(shelf, *SITUATIONS[name], *tried.before) as pilot:
        await does_what_it_says(pilot, KEYMAPS[name], action, tried)


@pytest.mark.parametrize("name", sorted(SITUATIONS.keys() - {"REVIEW_FILTER"}))
async def test_a_character_that_means_nothing_says_so(name: str, shelf: Shelf) -> None:
    async with over(shelf, *SITUATIONS[name]) as pilot:
        await says_that_it_is_no_key(pilot, KEYMAPS[name], press)
