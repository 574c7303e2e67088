"""Text from files and keys is text: no markup in it acts, none of it is lost, on any screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from sarcoma_tui.domain.pack import Content, Pack
from sarcoma_tui.sessions.events import Labelled, NotesChanged

from .conftest import Opened, app_of, press, stage_of
from .snapshot import text_of
from .terminal import PACK, Terminal

NASTY = "[/x] [T2a] ["
ACTING = "\x1b[31m\u202e\x07"
WORDS = {
    "label", "labels", "help", "why", "title", "card", "means", "text", "short", "summary", "what_it_is",
    "aims", "burden", "practical", "ask_the_patient", "body", "where", "synonyms", "editor", "version",
}  # fmt: skip
"""Fields that hold words for people; the others hold names that the engine goes by."""


def spoiled(value: Any) -> Any:
    """The same content with every word for people spoiled."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _marked(found) if field.name in WORDS else spoiled(found)
            for field in fields(value)
            if field.init and (found := getattr(value, field.name)) is not None
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(spoiled(item) for item in value)
    return value


def _marked(found: Any) -> Any:
    if isinstance(found, tuple):
        return tuple(_marked(item) for item in found)
    return f"{NASTY}{found}{ACTING}"


@pytest.fixture(scope="module")
def nasty(pack: Pack) -> Pack:
    content = spoiled(pack.content)
    assert isinstance(content, Content)
    return Pack.of(content, pack.variables, pack.diagrams, pack.roots, pack.supports, pack.freed_by)


VISITS: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "home": (None, ()),
    "chooser": (None, ("n",)),
    "stage": ("II-III", ()),
    "panel": ("II-III", ("tab", "e", "down")),
    "conflict": ("I", ("down", "down", "7", "enter", *("down",) * 3, "3")),
    "picker": ("II-III", ("down", "down", "down", "enter")),
    "several": ("II-III", ("end", "up", "up", "enter")),
    "number": ("II-III", ("down", "down", "7")),
    "finder": ("II-III", ("/",)),
    "basis": ("II-III", ("tab", "w")),
    "question": ("II-III", ("w",)),
    "notice": ("II-III", ("tab", *("down",) * 4, "w")),
    "help": ("II-III", ("?",)),
}


@pytest.mark.parametrize("visit", VISITS)
async def test_words_of_the_content_are_shown_as_they_are(
    opened: Opened, nasty: Pack, visit: str, tmp_path: Path
) -> None:
    stage, keys = VISITS[visit]
    async with opened(stage, content=nasty, data=tmp_path, banners=(NASTY,)) as pilot:
        await press(pilot, *keys)
        text = text_of(app_of(pilot))
        assert f"! {NASTY}" in text
        assert text.count(NASTY[:6]) > 1
        assert not any(ord(character) < 32 or character == "\u202e" for character in text.replace("\n", ""))
        await press(pilot, "ctrl+l", "escape")


async def test_typed_labels_notes_and_filters_are_shown_as_they_are(opened: Opened, tmp_path: Path) -> None:
    async with opened(data=tmp_path) as pilot:
        await press(pilot, "s", *NASTY)
        assert f"Label: {NASTY}_" in text_of(app_of(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda text: f"| {NASTY}" in text and "saved" in text)
        app_of(pilot).act(NotesChanged(NASTY + ACTING))
        app_of(pilot).act(Labelled(NASTY + ACTING))
        await pilot.pause()
        assert NASTY in text_of(app_of(pilot))
        await press(pilot, "/", *NASTY)
        assert f"Type: {NASTY}_" in text_of(app_of(pilot))
        assert stage_of(pilot).work.session.decision.notes == NASTY + ACTING


async def until(pilot: Pilot[int], holds: Callable[[str], bool]) -> None:
    for _ in range(300):
        if holds(text_of(app_of(pilot))):
            return
        await pilot.pause(0.01)
    raise AssertionError(text_of(app_of(pilot)))


def test_what_is_typed_in_a_terminal_cannot_act_on_it(terminal: Callable[..., Terminal]) -> None:
    shown = terminal("II-III", pack=PACK)
    shown.until("rules signed")
    shown.press("s")
    shown.until("Label: _")
    shown.press(NASTY)
    shown.until(f"Label: {NASTY}_")
    shown.press("\x1b[200~a\x1b[31mb\x1b[201~")
    shown.until(lambda text: "Label" in text and "[31mb_" in text)
    assert b"\x1b[31mb" not in shown.raw
