"""The screens over a small content, in folders of their own."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.files.paths import Folders
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.sessions import desk
from sarcoma_tui.sessions.drafts import pending
from sarcoma_tui.sessions.events import Answered
from sarcoma_tui.sessions.ids import new_id
from sarcoma_tui.sessions.shown import pack_ref
from sarcoma_tui.sessions.store import Listed, Store
from sarcoma_tui.sessions.writer import Writer
from sarcoma_tui.tui.app import SarcomaApp
from sarcoma_tui.tui.ready import Ready
from sarcoma_tui.tui.screens.stage import StageScreen

from .terminal import PACK, PATIENCE, Terminal, program

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
FOLDER = "/home/clinic/data"
NAMED = {"enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f"}
"""Characters that come with the keys that have a name."""

Opened = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The small content, compiled."""
    return load_pack(PACK)


@pytest.fixture
def opened(pack: Pack) -> Opened:
    """Opens the program on a stage screen (or on Home); without a `data` folder nothing can be saved."""

    @asynccontextmanager
    async def opening(
        stage: str | None = "II-III",
        size: tuple[int, int] = (80, 24),
        content: Pack = pack,
        data: Path | None = None,
        banners: tuple[str, ...] = (),
        drafts: bool = False,
    ) -> AsyncIterator[Pilot[int]]:
        folder = Path(FOLDER)
        store = Store(data, PACK) if data is not None else None
        waiting = (a_draft(store, content),) if drafts and store is not None else ()
        ready = Ready(content, Folders(folder, folder, folder), store, waiting, banners, pack_folder=PACK)
        app = SarcomaApp(lambda: ready, stage, clock=lambda: NOW)
        async with app.run_test(size=size) as pilot:
            while app.ready is None:
                await pilot.pause(0.01)
            await pilot.pause()
            yield pilot

    return opening


def stage_of(pilot: Pilot[int]) -> StageScreen:
    """The stage screen on top."""
    assert isinstance(pilot.app.screen, StageScreen)
    return pilot.app.screen


def app_of(pilot: Pilot[int]) -> SarcomaApp:
    """The application under test."""
    assert isinstance(pilot.app, SarcomaApp)
    return pilot.app


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the program in pseudo-terminals that are closed at the end."""
    started: list[Terminal] = []

    def start(
        stage: str | None = "II-III",
        size: tuple[int, int] = (80, 24),
        pack: Path | None = PACK,
        **environment: str,
    ) -> Terminal:
        running = Terminal(program(stage, pack), tmp_path, size, environment)
        started.append(running)
        return running

    yield start
    for running in started:
        running.close()


def a_draft(store: Store, content: Pack) -> Listed:
    """A session of which only a draft is on disk."""
    session = desk.begin(new_id(), pack_ref(content), tuple(content.questions), NOW, "waiting")
    writer = Writer(store, session.id)
    writer.commit(desk.apply(session, Answered("site", "limb"), NOW))
    writer.close()
    (listed,) = pending(store)
    return listed


async def until(pilot: Pilot[int], reached: Callable[[], bool]) -> None:
    """Wait for what a thread brings about; nothing is timed by it."""
    for _ in range(int(PATIENCE * 100)):
        if reached():
            break
        await pilot.pause(0.01)
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one right after another, as a quick typist or a slow line delivers them."""
    for key in keys:
        name, character = (_character_to_key(key), key) if len(key) == 1 else (key, NAMED.get(key))
        pilot.app.post_message(events.Key(name, character))
    while not pilot.app._message_queue.empty():
        await pilot.pause(0.001)
    await pilot.pause()


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local time is UTC here."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
