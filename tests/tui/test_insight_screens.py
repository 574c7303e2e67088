"""The screens that explain: catalogue, what would change it, staging map, two side by side."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from sarcoma_tui.domain.assess import assess, verdicts
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.reports.changes import OTHERWISE
from sarcoma_tui.tui.screens.catalogue import CatalogueScreen
from sarcoma_tui.tui.screens.changes import ChangesScreen
from sarcoma_tui.tui.widgets.compare_lines import option_parts

from .conftest import Opened, app_of, press, stage_of
from .snapshot import SIZES, same, text_of

IIIA = ("1", "down", "down", "7", ".", "5", "enter", "down", "down", "down", "3", "down", "0", "down", "0")


async def found(pilot: Pilot[int]) -> str:
    """What the screen shows when its thread is done."""
    while any(text in text_of(app_of(pilot)) for text in ("Trying every", "Making the table")):
        await pilot.pause(0.01)
    await pilot.pause()
    return text_of(app_of(pilot))


SCREENS = {
    "catalogue": (*IIIA, "v"),
    "catalogue-kind": (*IIIA, "v", "s"),
    "catalogue-filter": (*IIIA, "v", "/", *"rt"),
    "basis-not-offered": ("4", "v", "end", "up", "w"),
    "changes": (*IIIA, "c"),
    "changes-empty": ("c",),
    "changes-near": ("1", "down", "down", "5", "enter", "c"),
    "staging-map": (*IIIA, "m"),
    "staging-map-open": ("1", "m"),
    "compare": (*IIIA, "v", " ", "down", " "),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_shows_what_its_file_says(opened: Opened, name: str, size: tuple[int, int]) -> None:
    async with opened("II-III", size) as pilot:
        await press(pilot, *SCREENS[name])
        await found(pilot)
        same(app_of(pilot), name)


async def test_the_catalogue_has_every_option_once_and_the_filter_narrows_it(opened: Opened) -> None:
    async with opened("II-III", (120, 60)) as pilot:
        await press(pilot, "v")
        screen = pilot.app.screen
        assert isinstance(screen, CatalogueScreen)
        options = app_of(pilot).pack.options
        for _ in range(2):
            keys = [line.key for line in screen.listed.lines if line.key]
            assert sorted(keys) == sorted(options)
            await press(pilot, "s")
        await press(pilot, "/", *"radio")
        kept = {line.key for line in screen.listed.lines if line.key}
        assert kept == {name for name, item in options.items() if item.modality == "radiotherapy"}
        await press(pilot, *"zzz")
        assert "Nothing matches" in text_of(app_of(pilot))
        await press(pilot, "enter")
        assert await said_after(pilot, "w") == "There is no option here"
        await press(pilot, "escape")
        assert len([line for line in screen.listed.lines if line.key]) == len(options)


async def test_a_filter_begins_at_its_first_match_and_without_it_that_one_keeps_the_cursor(
    opened: Opened,
) -> None:
    async with opened("II-III", (80, 24)) as pilot:
        await press(pilot, *IIIA, "v", "end", "/", *"r")
        screen = pilot.app.screen
        assert isinstance(screen, CatalogueScreen)
        for letter in "adio":
            await press(pilot, letter)
            keys = [line.key for line in screen.listed.lines if line.key]
            assert len(keys) > 1
            assert screen.listed.cursor_key == keys[0]
        await press(pilot, "escape")
        assert screen.listed.cursor_key == keys[0]


async def said_after(pilot: Pilot[int], key: str) -> str:
    """What the message line says after a key."""
    await press(pilot, key)
    rows = text_of(app_of(pilot)).splitlines()
    return rows[-3].strip("- ")


async def test_each_group_has_the_options_of_its_verdict(opened: Opened) -> None:
    async with opened("II-III", (120, 60)) as pilot:
        await press(pilot, *IIIA, "v")
        work = app_of(pilot).work
        assert work is not None
        now = verdicts(work.pack, work.answers)
        screen = pilot.app.screen
        assert isinstance(screen, CatalogueScreen)
        marks = {"standard": "*", "consider": "o", "depends": "?", "avoid": "x", "not-indicated": "-"}
        for line in screen.listed.lines:
            if line.key:
                assert line.text[0] == marks[now[line.key]]


async def test_two_options_of_the_panel_are_compared(opened: Opened) -> None:
    async with opened("II-III") as pilot:
        await press(pilot, *IIIA, "tab", "home", " ")
        assert "*+" in text_of(pilot.app)
        assert "space on another compares" in text_of(pilot.app)
        await press(pilot, " ")
        assert "*+" not in text_of(pilot.app)
        await press(pilot, " ", "down", " ")
        assert type(pilot.app.screen).__name__ == "CompareScreen"
        await press(pilot, "escape")
        assert "*+" not in text_of(pilot.app)


def test_no_id_of_a_source_stands_beside_two_options() -> None:
    shipped = load_pack()
    found = assess(shipped, {})
    told = []
    for item in (*found.options, *found.workup):
        for _, left, right in option_parts(shipped, {}, item, item):
            told += [*left, *right]
    cited = [name for name in shipped.sources if any(f"({name}" in text for text in told)]
    assert cited == []
    assert any("(O'Sullivan et al. 2002)" in text for text in told)


async def test_a_mark_goes_with_the_line_that_leaves_the_panel(opened: Opened) -> None:
    async with opened("II-III") as pilot:
        await press(pilot, *IIIA, "tab", "home", " ")
        marked = stage_of(pilot).panel.marked
        assert marked is not None
        while stage_of(pilot).panel.go_to_option(marked):
            assert stage_of(pilot).panel.marked == marked
            await press(pilot, "z")
        assert stage_of(pilot).panel.marked is None
        assert "space on another compares" not in text_of(pilot.app)


async def test_what_missing_answers_would_do_is_told_in_the_basis(opened: Opened) -> None:
    async with opened("II-III") as pilot:
        await press(pilot, *IIIA, "/", *"rt before", "enter", "w")
        await pilot.pause()
        shown = "\n".join(line.text for line in pilot.app.screen.listed.lines)  # type: ignore[attr-defined]
        assert "Pregnancy: not asked\n    - no: standard\n    - yes: avoid" in shown


async def test_two_marked_options_are_compared_and_the_same_one_twice_is_not(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, *IIIA, "v", " ")
        assert "marked: " in text_of(app_of(pilot))
        await press(pilot, " ")
        assert "marked: " not in text_of(app_of(pilot))
        await press(pilot, " ", "down", " ")
        assert type(pilot.app.screen).__name__ == "CompareScreen"
        await press(pilot, "escape")
        assert "marked: " not in text_of(app_of(pilot))


async def test_enter_on_a_change_goes_to_its_question(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, *IIIA, "c")
        await found(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ChangesScreen)
        asked = (screen.listed.cursor_key or "").split("#")[0]
        await press(pilot, "enter")
        assert stage_of(pilot).form.question == asked
        assert stage_of(pilot).form.active


async def test_what_is_open_stands_before_the_answers_given(opened: Opened) -> None:
    async with opened("II-III", (80, 24)) as pilot:
        await press(pilot, *IIIA, "c")
        await found(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ChangesScreen)
        lines = [item.text for item in screen.listed.lines]
        parted = lines.index(OTHERWISE.upper())
        assert any(text.endswith("not asked") for text in lines[:parted])
        assert not any(text.endswith("not asked") for text in lines[parted:])


async def test_why_on_a_change_explains_the_question(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, "c")
        await found(pilot)
        await press(pilot, "w")
        assert type(pilot.app.screen).__name__ == "QuestionScreen"


async def test_changes_are_tried_anew_after_another_answer(opened: Opened) -> None:
    async with opened("II-III", (120, 60)) as pilot:
        await press(pilot, "1", "c")
        before = await found(pilot)
        await press(pilot, "escape", "2", "c")
        assert await found(pilot) != before
