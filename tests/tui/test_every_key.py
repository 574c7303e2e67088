"""Every key of every screen: it runs its action, and the action does what Help says.

The registry is the list: a key or an action that nobody tries here fails.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sarcoma_tui.tui import keys
from sarcoma_tui.tui.keys import Action, Keymap
from sarcoma_tui.tui.screens.base import KeyScreen

from .conftest import Opened, app_of, press, stage_of
from .snapshot import text_of

Check = Callable[[Pilot[int]], bool]

SEVERAL = ("end", "up", "up", "enter")
SITUATIONS: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "HOME": (None, ()),
    "CHOOSER": (None, ("n",)),
    "STAGE": ("II-III", ("1", "down", "2")),
    "PANEL": ("II-III", ("tab", "down")),
    "PICKER": ("II-III", ("down", "down", "down", "enter", "s")),
    "ENTRY": ("II-III", ("down", "down", "7")),
    "SEVERAL": ("II-III", SEVERAL),
    "SEVERAL_SEARCH": ("II-III", (*SEVERAL, "r")),
    "SAVE": ("II-III", ("s", *"clinic")),
    "READ": ("II-III", ("1", "m")),
    "BASIS": ("II-III", ("tab", "w")),
    "CHANGES": ("II-III", ("c",)),
    "CATALOGUE": ("II-III", ("v",)),
    "CATALOGUE_NARROWED": ("II-III", ("v", "/", "e", "enter")),
    "CATALOGUE_FILTER": ("II-III", ("v", "/", "e")),
    "HELP": ("II-III", ("?",)),
    "GUIDANCE": (None, ("g",)),
    "GUIDANCE_NARROWED": (None, ("g", "/", "e", "enter")),
    "GUIDANCE_FILTER": (None, ("g", "/", "e")),
    "GUIDANCE_PAGE": (None, ("g", "enter", "enter")),
}
"""How to come to where a keymap holds: the stage that is opened, the keys."""

ELSEWHERE = {"COMMON", "LIST", "SMALL", "REVIEW", "REVIEW_NARROWED", "REVIEW_FILTER", "SESSION", "RESUME"}
"""Parts of other keymaps, the notice of a small terminal, and what `test_every_saved_key` tries."""

KEYMAPS: dict[str, Keymap] = {
    name: value
    for name, value in vars(keys).items()
    if name.isupper()
    and name[0] != "_"
    and isinstance(value, tuple)
    and all(isinstance(item, Action) for item in value)
}


def shows(text: str) -> Check:
    return lambda pilot: text in text_of(app_of(pilot))


def at(marked: str) -> Check:
    """The cursor is on a line that begins so."""
    return lambda pilot: any(
        row.startswith(f"> {marked}") or f"|>{marked}" in row for row in text_of(app_of(pilot)).splitlines()
    )


def on(screen: str) -> Check:
    return lambda pilot: type(pilot.app.screen).__name__ == screen


def answer(question: str, value: str | None) -> Check:
    def given(pilot: Pilot[int]) -> bool:
        found = stage_of(pilot).work.answers.get(question)
        return (str(found) if found is not None else None) == value

    return given


def gone(pilot: Pilot[int]) -> bool:
    return bool(pilot.app._exit)


def repainted(pilot: Pilot[int]) -> bool:
    return app_of(pilot).frame._rows is None


def no_editor(pilot: Pilot[int]) -> bool:
    return stage_of(pilot).editor is None


def top(row: int) -> Check:
    """The panel is scrolled to a line (or, beyond 0, to any but the first)."""
    return lambda pilot: (stage_of(pilot).panel.top > 0) == (row > 0)


def scrolled(pilot: Pilot[int]) -> bool:
    return bool(pilot.app.screen.listed.top)  # type: ignore[attr-defined]


def not_scrolled(pilot: Pilot[int]) -> bool:
    return not scrolled(pilot)


Press = Callable[..., Awaitable[object]]
"""Presses keys, each when what the one before began is done."""


@dataclass(frozen=True)
class Try:
    """`before`: pressed in the keymap's situation; then the action's first key; then `then` holds."""

    then: Check
    before: tuple[str, ...] = ()
    stage: str | None = ""


LISTED = {
    "up": Try(not_scrolled, ("down",)),
    "down": Try(scrolled),
    "first": Try(not_scrolled, ("G",)),
    "last": Try(scrolled),
    "page_up": Try(not_scrolled, ("pagedown",)),
    "page_down": Try(scrolled),
}
EVERYWHERE = {"quit": Try(gone), "redraw": Try(repainted)}
PANES = {
    "undo": Try(answer("depth", None), ("tab", "down", "1", "tab"), "II-III"),
    "expand": Try(shows("? RT before surgery")),
    "find": Try(shows("Go to a question or an option")),
    "page_up": Try(top(0), ("e", "pagedown")),
    "page_down": Try(top(1), ("e",)),
    "back": Try(on("HomeScreen")),
    "help": Try(on("HelpScreen")),
    "save": Try(on("SaveScreen")),
    "change": Try(on("ChangesScreen")),
    "catalogue": Try(on("CatalogueScreen")),
    "map": Try(on("StagingMapScreen")),
    "referral": Try(on("ReferralScreen")),
    **EVERYWHERE,
}
OPTIONS = {
    "why": Try(on("BasisScreen")),
    "find": Try(shows("_   ")),
    "mark": Try(shows("+Limb")),
    "sort": Try(shows("by kind")),
    "help": Try(on("HelpScreen")),
    "up": Try(at("* Limb"), ("down",)),
    "down": Try(at("* MRI")),
    "first": Try(at("* Limb"), ("end",)),
    "last": Try(lambda pilot: not at("* Limb")(pilot)),
    "page_up": Try(at("* Limb"), ("end",)),
    "page_down": Try(lambda pilot: not at("* Limb")(pilot)),
    **EVERYWHERE,
}
FOUND = {
    "up": Try(at("question   ECOG"), ("down",)),
    "down": Try(at("option     Limb")),
    "page_up": Try(at("question   ECOG"), ("down", "down")),
    "page_down": Try(scrolled),
    "unfilter": Try(shows("> Options")),
    **EVERYWHERE,
}
TRIED: dict[str, dict[str, Try]] = {
    "HOME": {
        "new": Try(on("ChooserScreen")),
        "resume": Try(on("ResumeScreen")),
        "review": Try(on("ReviewScreen")),
        "guidance": Try(on("GuidanceScreen")),
        "help": Try(on("HelpScreen")),
        "choose": Try(on("HelpScreen"), ("end", "up")),
        "up": Try(at("n  New"), ("down",)),
        "down": Try(at("r  Resume")),
        "first": Try(at("n  New"), ("end",)),
        "last": Try(at("q  Quit")),
        "page_up": Try(at("n  New"), ("end",)),
        "page_down": Try(at("q  Quit")),
        **EVERYWHERE,
    },
    "CHOOSER": {
        "digit": Try(at("Situation")),
        "choose": Try(at("Site"), ("down",)),
        "help": Try(on("HelpScreen")),
        "back": Try(on("HomeScreen")),
        "up": Try(at("1  Stage not"), ("down",)),
        "down": Try(at("2  Stage I")),
        "first": Try(at("1  Stage not"), ("end",)),
        "last": Try(at("5  After")),
        "page_up": Try(at("1  Stage not"), ("end",)),
        "page_down": Try(at("5  After")),
        **EVERYWHERE,
    },
    "STAGE": {
        "up": Try(at("Site")),
        "down": Try(at("Size")),
        "pane": Try(lambda pilot: stage_of(pilot).panel.active),
        "why": Try(shows("Against the fascia.")),
        "next": Try(at("Grade")),
        "digit": Try(answer("ecog", "0"), ("/", *"ecog", "enter")),
        "edit": Try(shows("Type: _")),
        "not_known": Try(answer("depth", "unknown")),
        "clear": Try(answer("depth", None)),
        "redo": Try(answer("depth", "deep"), ("z",)),
        "open": Try(shows("Stages II-III"), ("down", "7", "enter", *("down",) * 3, *"3"), "I"),
        "first": Try(at("Site")),
        "last": Try(at("Stated stage")),
        **{name: tried for name, tried in PANES.items() if name != "undo"},
        "undo": Try(answer("depth", None)),
    },
    "PANEL": {
        "up": Try(at("* Limb")),
        "down": Try(at("? 3 more")),
        "pane": Try(lambda pilot: not stage_of(pilot).panel.active),
        "why": Try(on("BasisScreen")),
        "take": Try(shows("? RT before surgery"), ("down",)),
        "next": Try(at("Grade")),
        "redo": Try(answer("site", "limb"), ("tab", "1", "z", "tab")),
        "open": Try(
            shows("Stages II-III"), ("tab", *("down",) * 2, "7", "enter", *("down",) * 3, "3", "tab"), "I"
        ),
        "first": Try(at("* Limb")),
        "last": Try(at("0 of 16")),
        **PANES,
        "undo": Try(answer("site", None), ("tab", "1", "tab")),
        "mark": Try(shows("*+Limb"), ("up",)),
    },
    "PICKER": {
        "up": Try(at("synovial"), ("down",)),
        "down": Try(lambda pilot: not at("synovial")(pilot)),
        "commit": Try(answer("histology", "synovial")),
        "rub_out": Try(shows("Type: _")),
        "leave": Try(no_editor),
        "page_up": Try(at("undiff"), ("backspace", "pagedown")),
        "page_down": Try(lambda pilot: not at("undiff")(pilot), ("backspace",)),
        "wipe": Try(shows("Type: _"), ("y",)),
        **EVERYWHERE,
    },
    "ENTRY": {
        "commit": Try(answer("size_cm", "7.0")),
        "rub_out": Try(shows("Size            _ cm")),
        "wipe": Try(shows("Size            _ cm"), ("5",)),
        "commit_down": Try(lambda pilot: answer("size_cm", "7.0")(pilot) and at("Histology")(pilot)),
        "commit_up": Try(lambda pilot: answer("size_cm", "7.0")(pilot) and at("Depth")(pilot)),
        "leave": Try(no_editor),
        **EVERYWHERE,
    },
    "SEVERAL": {
        "up": Try(at("1 [ ] surgery"), ("down",)),
        "down": Try(at("2 [ ] radio")),
        "toggle": Try(shows("1 [x] surgery")),
        "digit": Try(shows("1 [x] surgery")),
        "others": Try(shows("1 [?] surgery")),
        "none": Try(shows("0 [x] none")),
        "commit": Try(answer("declined", "('surgery',)"), ("1",)),
        "leave": Try(no_editor),
        "page_up": Try(at("1 [ ] surgery"), ("down",)),
        "page_down": Try(at("- [ ] not known")),
        **EVERYWHERE,
    },
    "SEVERAL_SEARCH": {
        "up": Try(at("[ ] radio"), ("down",)),
        "down": Try(at("[ ] surgery")),
        "toggle": Try(shows("2 [x] radio")),
        "found": Try(at("2 [ ] radio")),
        "rub_out": Try(at("1 [ ] surgery")),
        "end_search": Try(at("2 [ ] radio")),
        "page_up": Try(at("[ ] radio"), ("down",)),
        "page_down": Try(lambda pilot: not at("[ ] radio")(pilot)),
        "wipe": Try(at("1 [ ] surgery"), ("a",)),
        **EVERYWHERE,
    },
    "SAVE": {
        "commit": Try(shows("saved 0")),
        "rub_out": Try(shows("Label: clini_")),
        "wipe": Try(shows("Label: _")),
        "leave": Try(on("StageScreen")),
        **EVERYWHERE,
    },
    "GUIDANCE": {
        "open": Try(shows("Guidance | Options")),
        "find": Try(shows("Search: _   57 of 57")),
        "help": Try(on("HelpScreen")),
        "back": Try(on("HomeScreen")),
        "up": Try(at("Options"), ("down",)),
        "down": Try(at("Tables")),
        "first": Try(at("Options"), ("end",)),
        "last": Try(at("Sources")),
        "page_up": Try(at("Options"), ("end",)),
        "page_down": Try(at("Sources")),
        **EVERYWHERE,
    },
    "GUIDANCE_NARROWED": {
        **FOUND,
        "open": Try(on("GuidancePage")),
        "find": Try(shows("Search: e_")),
        "help": Try(on("HelpScreen")),
        "first": Try(at("question   ECOG"), ("end",)),
        "last": Try(lambda pilot: not at("question   ECOG")(pilot)),
    },
    "GUIDANCE_FILTER": {
        **FOUND,
        "commit": Try(lambda pilot: shows("Search: e ")(pilot)),
        "rub_out": Try(shows("Search: _")),
        "wipe": Try(shows("Search: _"), ("c",)),
    },
    "GUIDANCE_PAGE": {
        "open": Try(shows("What this reads"), ("down",) * 8),
        "help": Try(on("HelpScreen")),
        "back": Try(shows("Guidance | Options")),
        "up": Try(not_scrolled, ("down",)),
        "down": Try(scrolled),
        "first": Try(not_scrolled, ("G",)),
        "last": Try(shows("Id  limb-sparing")),
        "page_up": Try(not_scrolled, ("pagedown",)),
        "page_down": Try(scrolled),
        **EVERYWHERE,
    },
    "CATALOGUE": {**OPTIONS, "back": Try(on("StageScreen"))},
    "CATALOGUE_NARROWED": {**OPTIONS, "unfilter": Try(shows("Limb-sparing wide excision: standard"))},
    "CATALOGUE_FILTER": {
        "commit": Try(lambda pilot: not shows("Filter: e_")(pilot)),
        "unfilter": Try(shows("Limb-sparing wide excision: standard")),
        "rub_out": Try(shows("Filter: _")),
        "wipe": Try(shows("Filter: _"), ("x",)),
        **{name: OPTIONS[name] for name in ("up", "down", "page_down")},
        "page_up": Try(at("* Limb"), ("down", "down")),
        **EVERYWHERE,
    },
    "CHANGES": {
        "ask": Try(on("StageScreen")),
        "why": Try(on("QuestionScreen")),
        "help": Try(on("HelpScreen")),
        "back": Try(on("StageScreen")),
        "up": Try(at("G1"), ("down",)),
        "down": Try(lambda pilot: not at("G1")(pilot)),
        "first": Try(at("G1"), ("end",)),
        "last": Try(lambda pilot: not at("G1")(pilot)),
        "page_up": Try(not_scrolled, ("pagedown",)),
        "page_down": Try(lambda pilot: not at("G1")(pilot)),
        **EVERYWHERE,
    },
    "BASIS": {
        "ask": Try(on("StageScreen"), ("down",) * 9),
        "rules": Try(on("GuidancePage")),
        "back": Try(on("StageScreen")),
        "help": Try(on("HelpScreen")),
        **LISTED,
        "up": Try(at("Limb"), ("down",)),
        "down": Try(lambda pilot: not at("Limb")(pilot)),
        **EVERYWHERE,
    },
    "READ": {"back": Try(on("StageScreen")), "help": Try(on("HelpScreen")), **LISTED, **EVERYWHERE},
    "HELP": {
        "back": Try(on("StageScreen")),
        "guidance": Try(on("GuidanceScreen")),
        **LISTED,
        **EVERYWHERE,
    },
}  # fmt: skip
CASES = [(name, action) for name in TRIED for action in TRIED[name]]


TEXT = {"PICKER", "ENTRY", "SEVERAL", "SEVERAL_SEARCH", "SAVE", "CATALOGUE_FILTER", "GUIDANCE_FILTER"}
"""Where a character is text."""


async def arrive(pilot: Pilot[int], name: str, before: tuple[str, ...] = ()) -> None:
    await press(pilot, *SITUATIONS[name][1])
    while any(text in text_of(app_of(pilot)) for text in ("Trying every", "Making the table")):
        await pilot.pause(0.01)
    await press(pilot, *before)


def test_every_action_of_every_screen_is_tried() -> None:
    assert KEYMAPS.keys() - ELSEWHERE == TRIED.keys() == SITUATIONS.keys()
    wanted = {(name, action.name) for name in TRIED for action in KEYMAPS[name]}
    assert wanted == set(CASES)


async def every_key_runs_its_action(pilot: Pilot[int], keymap: Keymap, press: Press) -> None:
    """Each action of a keymap in the place of which only its name is noted."""
    screen = pilot.app.screen
    assert isinstance(screen, KeyScreen)
    assert {action.name for action in screen.keymap} == {action.name for action in keymap}
    ran: list[str] = []
    for action in keymap:
        assert callable(getattr(screen, f"act_{action.name}", None)), action
        setattr(screen, f"act_{action.name}", lambda *_, called=action.name: ran.append(called))
    for action in keymap:
        for key in action.keys:
            ran.clear()
            await press(pilot, key)
            assert ran == [action.name], key


async def does_what_it_says(pilot: Pilot[int], keymap: Keymap, action: str, tried: Try) -> None:
    """Press an action's first key, and wait for what it is to do."""
    key = next(item for item in keymap if item.name == action).keys[0]
    assert action == "redraw" or not tried.then(pilot), "it is so before the key"
    await pilot.press(key)
    for _ in range(200):
        if tried.then(pilot):
            return
        await pilot.pause(0.01)
    raise AssertionError(text_of(app_of(pilot)))


@pytest.mark.parametrize("name", SITUATIONS)
async def test_every_key_runs_its_action(opened: Opened, name: str, tmp_path: Path) -> None:
    async with opened(SITUATIONS[name][0], data=tmp_path, drafts=True) as pilot:
        await arrive(pilot, name)
        await every_key_runs_its_action(pilot, KEYMAPS[name], press)


@pytest.mark.parametrize(("name", "action"), CASES)
async def test_an_action_does_what_it_says(opened: Opened, name: str, action: str, tmp_path: Path) -> None:
    tried = TRIED[name][action]
    async with opened(tried.stage or SITUATIONS[name][0], (80, 20), data=tmp_path, drafts=True) as pilot:
        await arrive(pilot, name, tried.before)
        await does_what_it_says(pilot, KEYMAPS[name], action, tried)


async def says_that_it_is_no_key(pilot: Pilot[int], keymap: Keymap, press: Press) -> None:
    """A character without an action is answered on the message line, and nothing else changes."""
    taken = {key for action in keymap for key in action.keys}
    for key, named in (("y", "y"), ("X", "X"), (" ", "space"), ("\u00e4", "\u00e4")):
        if key not in taken:
            before = text_of(app_of(pilot)).splitlines()
            await press(pilot, key)
            after = text_of(app_of(pilot)).splitlines()
            assert after[-3].startswith(f"- {named} is no key here")
            assert ("; ? lists the keys" in after[-3]) == any(action.name == "help" for action in keymap)
            assert (after[:-3], after[-2:]) == (before[:-3], before[-2:])


@pytest.mark.parametrize("name", sorted(SITUATIONS.keys() - TEXT))
async def test_a_character_that_means_nothing_says_so(opened: Opened, name: str, tmp_path: Path) -> None:
    async with opened(SITUATIONS[name][0], data=tmp_path, drafts=True) as pilot:
        await arrive(pilot, name)
        await says_that_it_is_no_key(pilot, KEYMAPS[name], press)


@pytest.mark.parametrize("name", sorted(TEXT))
async def test_where_a_character_is_text_nothing_is_said_of_keys(
    opened: Opened, name: str, tmp_path: Path
) -> None:
    async with opened(SITUATIONS[name][0], data=tmp_path, drafts=True) as pilot:
        await arrive(pilot, name)
        for key in "yX\u00e4":
            await press(pilot, key)
            assert "is no key here" not in text_of(app_of(pilot))
