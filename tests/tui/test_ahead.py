"""Keys typed before there is anything to act on them: held, in order, and handed out when there is."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.files.paths import Folders
from sarcoma_tui.sessions.store import Store
from sarcoma_tui.tui.app import SarcomaApp
from sarcoma_tui.tui.ready import Ready
from sarcoma_tui.tui.screens.home import HomeScreen

from .conftest import NOW, press
from .snapshot import text_of
from .terminal import CTRL_Q, DOWN, PACK, Terminal


@pytest.mark.parametrize(
    ("stage", "keys"),
    [
        (None, ("n", "3", "1", "down", "2")),
        (None, ("down", "up", "enter", "3", "1", "down", "2")),
        ("II-III", ("1", "down", "2")),
        ("II-III", ("2", "escape", "1", "down", "2")),
    ],
)
async def test_what_is_typed_while_the_content_is_read_is_not_lost(
    pack: Pack, stage: str | None, keys: tuple[str, ...], tmp_path: Path
) -> None:
    go = threading.Event()

    def slow() -> Ready:
        go.wait(20)
        return Ready(pack, Folders(tmp_path, tmp_path, tmp_path), None, (), ())

    app = SarcomaApp(slow, stage, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        assert "One moment" in text_of(app)
        go.set()
        for _ in range(500):
            if app.work is not None and "depth" in app.work.answers:
                break
            await asyncio.sleep(0.01)
        assert app.work is not None
        assert {"site": "limb", "depth": "deep"}.items() <= app.work.answers.items()


async def test_the_panel_is_painted_before_the_store_is_open_and_nothing_answered_is_without_a_draft(
    pack: Pack, tmp_path: Path
) -> None:
    go = threading.Event()
    app = SarcomaApp(lambda: content_alone(pack, tmp_path, go), "II-III", clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: "STANDARD" in text_of(app))
        panel = text_of(app)
        await press(pilot, "1", "down", "2")
        assert app.work is not None
        assert app.keeper is None
        assert set(app.work.answers) == set(app.work.stage.answers)
        go.set()
        await until(lambda: app.work is not None and "depth" in app.work.answers)
        assert app.keeper is not None
        await app.keeper.settled()
        assert app.keeper.written == app.work.session.changed == len(app.work.session.changes)
        (draft,) = (tmp_path / "drafts").iterdir()
        assert app.work.session.id in draft.name
        assert "STANDARD" in panel


async def test_home_instead_of_a_screen_that_is_painted_ahead(pack: Pack, tmp_path: Path) -> None:
    go = threading.Event()
    app = SarcomaApp(lambda: content_alone(pack, tmp_path, go), "II-III", clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: "STANDARD" in text_of(app))
        await press(pilot, "1", "escape")
        assert isinstance(app.screen, HomeScreen)
        go.set()
        await until(lambda: app.ready is not None)
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.work is None
        assert not (tmp_path / "drafts").exists()


def content_alone(pack: Pack, data: Path, go: threading.Event) -> Ready:
    """What is ready when the content is; the rest follows when told to `go`."""
    whole = Ready(pack, Folders(data, data, data), Store(data, PACK), (), ())

    def rest() -> Ready:
        go.wait(20)
        return whole

    return replace(whole, store=None, rest=rest)


async def until(true: Callable[[], bool]) -> None:
    """Wait for something that comes by itself."""
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


async def test_the_program_can_be_left_before_the_content_is_read(pack: Pack) -> None:
    go = threading.Event()

    def slow() -> Ready:
        go.wait(20)
        raise SystemExit

    app = SarcomaApp(slow, "II-III", clock=lambda: NOW)
    async with app.run_test() as pilot:
        await press(pilot, "1", "ctrl+q")
        assert app._exit
        go.set()


def test_a_whole_case_typed_at_once_in_a_terminal(terminal: Callable[..., Terminal]) -> None:
    shown = terminal(None)
    shown.press("n3", "1", DOWN, DOWN, "7.5", DOWN, DOWN, DOWN, "3", DOWN, "0", DOWN, "0")
    shown.until("AJCC 8 IIIA  UICC 9 IIIA  T2 N0 M0 G3")
    shown.press(CTRL_Q)
    assert shown.ended() == 0
