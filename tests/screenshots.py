"""The pictures of the README: `python -m tests.screenshots` drives this build and writes them.

Each is a screen of the real program over the shipped content, at two sizes, as SVG. `made` gives them without
writing, so that a test can hold what is in the repository against what the program shows.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Final

from textual.pilot import Pilot

from sarcoma_tui.files.paths import HOME, Folders
from sarcoma_tui.tui.app import SarcomaApp
from sarcoma_tui.tui.ready import Ready, prepare

from .tui.snapshot import text_of

FOLDER: Final = Path(__file__).resolve().parent.parent / "screenshots"
SIZES: Final = ((80, 24), (120, 40))
NOW: Final = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)

ANSWERS: Final = (
    *("enter", "l", "o", "enter", "down"),
    *("2", "down"),
    *("7", ".", "5", "enter", "down"),
    *("enter", "s", "y", "n", "enter", "down"),
    *("3", "down", "0", "down", "0"),
)
"""On stages II-III: lower limb, deep, 7.5 cm, synovial, G3, N0, M0."""

SCREENS: Final[Mapping[str, tuple[str | None, Sequence[str]]]] = {
    "home": (None, ()),
    "stage": ("II-III", ANSWERS),
    "basis": ("II-III", (*ANSWERS, "tab", "down", "w")),
    "picker": ("II-III", ("enter", "r", "e")),
    "review": (
        "II-III",
        (
            *ANSWERS,
            "s",
            *"clinic-14",
            "enter",
            "until saved 09:20",
            "escape",
            "until Home",
            "v",
            "until 1-1 of 1",
        ),
    ),
}
"""By name: the stage screen that is opened, and the keys that are pressed; `until ...` waits for a text."""

_UNTIL = "until "
_FONT_FACE = re.compile(r"@font-face \{[^}]*\}\s*")
"""Rich's frame names fonts on a network: a picture here needs none."""

_TEXT = re.compile(r'(<text [^>]*x=")([\d.]+)("[^>]*textLength=")([\d.]+)("[^>]*>)([^<]*)</text>')
_CELL = 12.2  # the width of a cell in Rich's pictures


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in made().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def made() -> dict[str, str]:
    """Every picture as SVG text, by file name."""
    return asyncio.run(_made())


async def _made() -> dict[str, str]:
    found = {}
    for size in SIZES:
        for name, (stage, keys) in SCREENS.items():
            async with _opened(stage, size) as pilot:
                for key in keys:
                    if key.startswith(_UNTIL):
                        await _shown(pilot, key.removeprefix(_UNTIL))
                    else:
                        await pilot.press(_named(key))
                    await _rest(pilot)
                found[f"{name}-{size[0]}x{size[1]}.svg"] = _picture(pilot)
    return found


@asynccontextmanager
async def _opened(stage: str | None, size: tuple[int, int]) -> AsyncIterator[Pilot[int]]:
    """The program in a data folder of its own, the clock standing still."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "sarcoma-tui"
        before = {name: os.environ.get(name) for name in (HOME, "TZ")}
        os.environ |= {HOME: str(home), "TZ": "UTC"}
        time.tzset()
        try:
            app = SarcomaApp(_ready, stage, clock=lambda: NOW)
            async with app.run_test(size=size) as pilot:
                while app.ready is None or (stage is not None and app.work is None):
                    await pilot.pause(0.02)
                await _rest(pilot)
                yield pilot
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
            time.tzset()


def _ready() -> Ready:
    """What the program loads; the picture names the usual folder, not the one of this run."""
    usual = Path("~/.local/share/sarcoma-tui")
    return replace(prepare(None, NOW.date()), folders=Folders(usual, usual, usual))


async def _rest(pilot: Pilot[int]) -> None:
    """Wait until everything committed is on disk and painted."""
    app = pilot.app
    assert isinstance(app, SarcomaApp)
    await pilot.pause()
    if app.keeper is not None:
        await app.keeper.settled()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def _shown(pilot: Pilot[int], text: str) -> None:
    for _ in range(500):
        if text in text_of(pilot.app):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"never shown: {text}\n{text_of(pilot.app)}")


def _named(key: str) -> str:
    return {".": "full_stop", "-": "minus"}.get(key, key)


def _picture(pilot: Pilot[int]) -> str:
    """The screen as SVG, without what differs from run to run."""
    text = _FONT_FACE.sub("", pilot.app.export_screenshot(title="sarcoma-tui"))
    text = text.replace("&#160;", "\N{NO-BREAK SPACE}")
    return _TEXT.sub(_trimmed, re.sub(r"terminal-\d+", "terminal", text))


def _trimmed(found: re.Match[str]) -> str:
    """A run of text that begins where its first letter is: not every viewer keeps the blanks before it."""
    head, x, middle, _, rest, text = found.groups()
    inner = text.strip("\N{NO-BREAK SPACE}")
    if not inner:
        return ""
    before = len(text) - len(text.lstrip("\N{NO-BREAK SPACE}"))
    cells = len(unescape(inner))
    return f"{head}{float(x) + before * _CELL:.1f}{middle}{cells * _CELL:.1f}{rest}{inner}</text>"


if __name__ == "__main__":
    main()
