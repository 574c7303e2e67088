"""Resume: drafts that were not saved are there again, and each opens on the stage screen that fits it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.sessions.writer import resume
from sarcoma_tui.tui.fitting import fitting_stage
from sarcoma_tui.tui.screens.help import HelpScreen
from sarcoma_tui.tui.screens.home import HomeScreen
from sarcoma_tui.tui.screens.resume import ResumeScreen
from sarcoma_tui.tui.screens.stage import StageScreen

from .conftest import app_of
from .saved import FOREIGN, IIIA, OPERATED, Shelf, over, press, settle
from .snapshot import SIZES, same, text_of
from .terminal import PACK

pytestmark = pytest.mark.usefixtures("utc")

SMALL = load_pack(PACK)


@pytest.fixture
def shelf(tmp_path: Path, pack: Pack) -> Shelf:
    """Two drafts and a saved session."""
    made = Shelf(tmp_path / "data", pack)
    made.draft("clinic-12", IIIA)
    made.saved("clinic-11")
    made.draft("clinic-13")
    return made


def labels(pilot: Pilot[int]) -> list[str]:
    assert isinstance(pilot.app.screen, ResumeScreen)
    return [row.label for row in pilot.app.screen.shown()]


@pytest.mark.parametrize("size", SIZES)
async def test_snapshots(shelf: Shelf, size: tuple[int, int]) -> None:
    async with over(shelf, "r", size=size) as pilot:
        same(pilot.app, "resume")


async def test_drafts_newest_first_with_stage_answers_and_last_change(shelf: Shelf) -> None:
    async with over(shelf, "r") as pilot:
        rows = [row for row in text_of(pilot.app).splitlines() if "answers" in row]
        assert [row[2:].split("  ")[0] for row in rows] == ["clinic-13", "clinic-12"]
        assert "After surgery" in rows[0]
        assert "3 answers" in rows[0]
        assert rows[0].endswith("2026-11-20 15:00")
        assert "Stages II-III" in rows[1]


async def test_enter_goes_on_and_escape_leads_home(shelf: Shelf) -> None:
    async with over(shelf, "r", "j", "enter") as pilot:
        assert isinstance(pilot.app.screen, StageScreen)
        assert "Stages II-III | clinic-12" in text_of(pilot.app)
        work = app_of(pilot).work
        assert work is not None
        assert dict(work.answers) == dict(IIIA)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Resume a draft (2 not saved)" in text_of(pilot.app)


async def test_what_is_answered_after_resuming_is_in_the_same_draft(shelf: Shelf) -> None:
    async with over(shelf, "r", "r") as pilot:
        await press(pilot, "end", "3")
    drafts = shelf.files("drafts")
    assert len(drafts) == 2
    newest = shelf.store.listed()[0]
    assert newest.label == "clinic-13"
    assert shelf.store.read(newest).session.answers["stated_stage"] == "IV"


async def test_changes_of_an_earlier_run_can_be_undone(shelf: Shelf) -> None:
    async with over(shelf, "r", "enter", "z", "z", "z") as pilot:
        work = app_of(pilot).work
        assert work is not None
        assert len(work.answers) == len(OPERATED) - 2  # tags were not set; the label went first


async def test_after_saving_home_offers_no_draft(tmp_path: Path, pack: Pack) -> None:
    shelf = Shelf(tmp_path / "data", pack)
    shelf.draft("clinic-13")
    async with over(shelf, "r", "enter", "s", "enter", "escape") as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Resume" not in text_of(pilot.app)
        assert shelf.files("drafts") == set()
        assert len(shelf.files("sessions")) == 1


async def test_a_session_left_without_saving_is_offered_at_once(tmp_path: Path, pack: Pack) -> None:
    async with over(Shelf(tmp_path / "data", pack), "n", "1", "2", "escape") as pilot:
        assert "Resume a draft (1 not saved)" in text_of(pilot.app)


async def test_delete_and_undo(shelf: Shelf) -> None:
    before = shelf.files("drafts")
    async with over(shelf, "r") as pilot:
        assert "clinic-13 is in the trash; z brings it back" in await press(pilot, "x")
        assert "in the trash already" in await press(pilot, "x")
        assert "in the trash" in await press(pilot, "enter")
        assert len(shelf.files("drafts")) == 1
        assert "clinic-13 is back" in await press(pilot, "z")
        assert shelf.files("drafts") == before
        await press(pilot, "x", "j", "x", "escape")
        assert "Resume" not in text_of(pilot.app)
        assert len(shelf.files("trash")) == 2
        assert len(shelf.files("sessions")) == 1


async def test_a_torn_record_is_said_and_the_rest_is_there(shelf: Shelf) -> None:
    path = next(listed.path for listed in shelf.store.listed() if listed.label == "clinic-13")
    whole = path.read_bytes()
    path.write_bytes(whole + b'[[changes]]\nat = 2026-11-20T15:00:00Z\nquestion = "dep')
    async with over(shelf, "r") as pilot:
        assert "cut off while it was written" in " ".join(text_of(pilot.app).split())
        await press(pilot, "enter")
        work = app_of(pilot).work
        assert work is not None
        assert dict(work.answers) == dict(OPERATED)


async def test_a_draft_open_elsewhere_says_where(shelf: Shelf) -> None:
    newest = shelf.store.listed()[0]
    _, writer = resume(shelf.store, newest, tuple(shelf.pack.questions))
    try:
        async with over(shelf, "r", "enter") as pilot:
            assert "It is open in process" in text_of(pilot.app)
            assert labels(pilot) == ["clinic-13", "clinic-12"]
    finally:
        writer.close()


async def test_keys_move_and_help_and_leave(shelf: Shelf) -> None:
    async with over(shelf, "r") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ResumeScreen)
        seen = []
        for key in ("j", "k", "down", "up", "G", "g", "end", "home", "pagedown", "pageup"):
            await press(pilot, key)
            assert screen.listed.chosen is not None
            seen.append(screen.listed.chosen.label)
        new, old = "clinic-13", "clinic-12"
        assert seen == [old, new] * 5
        await press(pilot, "?")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape", "ctrl+l", "q")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "r")
        await pilot.press("ctrl+q")
    assert pilot.app.return_code == 0


async def test_foreign_text_is_shown_and_never_acts(tmp_path: Path, pack: Pack) -> None:
    shelf = Shelf(tmp_path / "data", pack)
    shelf.draft(FOREIGN)
    async with over(shelf, "r") as pilot:
        shown = text_of(pilot.app) + await press(pilot, "x") + await press(pilot, "z")
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "[/x] [T2a] [" in shown


async def test_a_key_while_another_is_at_work_does_nothing(shelf: Shelf) -> None:
    async with over(shelf, "r") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ResumeScreen)
        assert screen.act_edit() is None
        for again in (screen.act_edit, screen.act_trash):
            assert again() == "One moment: the last key is still at work"
        await settle(pilot)
        assert isinstance(pilot.app.screen, StageScreen)
        assert len(pilot.app.screen_stack) == 2
    assert shelf.files("trash") == set()


# Which stage screen fits


def test_a_card_whose_answers_stand_is_the_fitting_one() -> None:
    for stage in SMALL.content.stages:
        if stage.answers:
            assert fitting_stage(SMALL, {**stage.answers, "site": "limb"}).id == stage.id


@pytest.mark.parametrize(
    ("answers", "fitting"),
    [
        ({}, "unknown"),
        ({"site": "limb", "situation": "unknown"}, "unknown"),
        ({"situation": "new-diagnosis"}, "unknown"),
        ({"situation": "new-diagnosis", "stated_stage": "unknown"}, "unknown"),
        ({"situation": "after-surgery", "stated_stage": "IV"}, "after-surgery"),
        ({"situation": "no-such-value"}, "unknown"),
        ({"stated_stage": "IV"}, "unknown"),
    ],
)
def test_else_one_without_a_card(answers: dict[str, Answer], fitting: str) -> None:
    assert fitting_stage(SMALL, answers).id == fitting


NAMES = st.sampled_from([*SMALL.questions, "not-a-question"])
VALUES = st.one_of(
    st.sampled_from(["new-diagnosis", "after-surgery", "I", "II-III", "IV", "unknown"]), st.dates()
)


@given(st.dictionaries(NAMES, VALUES, max_size=8))
def test_a_stage_whose_card_contradicts_the_answers_is_never_opened(answers: dict[str, Answer]) -> None:
    stage = fitting_stage(SMALL, answers)
    assert all(answers.get(name) == answer for name, answer in stage.answers.items())


def test_where_every_stage_has_a_card_one_is_opened_all_the_same() -> None:
    stages = tuple(stage for stage in SMALL.content.stages if stage.answers)
    carded = replace(SMALL, content=replace(SMALL.content, stages=stages))
    assert fitting_stage(carded, {}) in stages
