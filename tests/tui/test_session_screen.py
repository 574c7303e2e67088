"""The Session view: one file, read only, beside what today's content makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.sessions import desk
from sarcoma_tui.sessions.events import Answered, TakenBack
from sarcoma_tui.sessions.session import PanelLine, Shown
from sarcoma_tui.tui.screens.help import HelpScreen
from sarcoma_tui.tui.screens.review import ReviewScreen
from sarcoma_tui.tui.screens.session import SessionScreen
from sarcoma_tui.tui.screens.stage import StageScreen

from .saved import FOREIGN, NODES, Shelf, over, press, under_other_content
from .snapshot import SIZES, same, text_of

pytestmark = pytest.mark.usefixtures("utc")


@pytest.fixture
def shelf(tmp_path: Path, pack: Pack) -> Shelf:
    return Shelf(tmp_path / "data", pack)


def lines_of(pilot: Pilot[int]) -> list[str]:
    """Every line of the session, also those that are not on the screen."""
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    return [shown.text for shown in screen.listed.lines]


def section(pilot: Pilot[int], title: str) -> list[str]:
    """The lines under one heading."""
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    found: list[str] = []
    inside = False
    for shown in screen.listed.lines:
        if shown.sticky:
            inside = shown.left[0].text.startswith(title)
        elif inside and shown.text:
            found.append(shown.text)
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_snapshots(shelf: Shelf, size: tuple[int, int]) -> None:
    shelf.decided("clinic-14", "Discussed at the board.\nWants to keep working.\n")
    async with over(shelf, "v", "enter", size=size) as pilot:
        same(pilot.app, "session")
        await press(pilot, "pagedown", "j")
        same(pilot.app, "session-down")
        await press(pilot, "G")
        same(pilot.app, "session-end")


async def test_answers_in_form_order_with_not_known_told_from_not_asked(shelf: Shelf) -> None:
    shelf.saved("clinic-14")
    async with over(shelf, "v", "enter") as pilot:
        said = section(pilot, "Answers")
        names = [text[:16].rstrip() for text in said[:-1]]
        assert names == [
            "Situation", "Stated stage", "Site", "Depth", "Size", "Histology", "Grade", "Nodes", "Metastases",
            "ECOG",
        ]  # fmt: skip
        assert said[4].endswith("7.5 cm")
        assert said[-2].endswith("not known")
        assert said[-1] == "Not asked: Age, Pregnancy, Declined"


async def test_an_answer_behind_a_closed_gate_is_marked(shelf: Shelf) -> None:
    shelf.saved("lump", {"situation": "undiagnosed-lump", "site": "limb"})
    async with over(shelf, "v", "enter") as pilot:
        assert any(
            text.startswith("Site") and "limb (not used)" in text for text in section(pilot, "Answers")
        )
        urgency, *groups = section(pilot, "Shown then")[:3]
        assert urgency == "Urgency          soon"
        assert groups == ["AJCC 8           none", "UICC 9           none"]


async def test_what_today_does_not_know_is_shown_as_it_is_written(shelf: Shelf) -> None:
    session = shelf.session("old", {**NODES, "ancient": "yes", "depth": "very-deep"})
    shown = Shown(groups={"ajcc7": ("IIC",)}, assessment_sha256="0" * 64, panel=(
        PanelLine(option="leeches", verdict="standard"), PanelLine(option="amputation", verdict="doubtful"),
    ))  # fmt: skip
    shelf.save(session, shown)
    async with over(shelf, "v", "enter") as pilot:
        answers = "\n".join(section(pilot, "Answers"))
        assert "ancient = yes" in answers
        assert "a question that this content does not know" in answers
        assert "depth = very-deep" in answers
        assert "superficial, deep" in " ".join(answers.split())
        then = section(pilot, "Shown then")
        assert "ajcc7            IIC" in then
        assert "* leeches (not known to this content)" in then
        assert "DOUBTFUL 1" in then
        today = " ".join(" ".join(section(pilot, "Then and today")).split())
        assert "Compared without 2 answers" in today
        assert "leeches (not known to this content): then standard, today not on the panel" in today
        assert "ajcc7: then IIC, today none" in today


async def test_the_panel_of_then_by_verdict(shelf: Shelf) -> None:
    shelf.saved("clinic-14")
    async with over(shelf, "v", "enter") as pilot:
        assert section(pilot, "Shown then") == [
            "AJCC 8           IIIA",
            "UICC 9           IIIA",
            "STANDARD 2",
            "* Limb-sparing wide excision",
            "* Radiotherapy before surgery",
            "CONSIDER 1",
            "o Radiotherapy after surgery",
            "DEPENDS 1",
            "? Best supportive care",
            "AVOID 1",
            "x Amputation",
            "WORK-UP 1",
            "* MRI of the tumour",
            "NOTICES 1",
            "i Decide together",
        ]


async def test_the_same_today_is_said(shelf: Shelf) -> None:
    shelf.saved("clinic-14")
    async with over(shelf, "v", "enter") as pilot:
        assert section(pilot, "Then and today") == ["Stage and options are the same today."]
        assert any("stage and options are the same" in text for text in lines_of(pilot)[:8])


async def test_other_verdicts_other_content_and_another_engine_are_said(shelf: Shelf, pack: Pack) -> None:
    session = shelf.session("clinic-14", NODES)
    shown = Shown(groups={"ajcc8": ("IIIB",), "uicc9": ("IIIB",)}, assessment_sha256="0" * 64, panel=(
        PanelLine(option="limb-sparing-excision", verdict="consider"),
        PanelLine(option="adjuvant-radiotherapy", verdict="consider"),
        PanelLine(option="best-supportive-care", verdict="depends"),
        PanelLine(option="amputation", verdict="avoid"),
        PanelLine(option="doxorubicin", verdict="standard"),
    ))  # fmt: skip
    listed = shelf.save(session, shown)
    text = listed.path.read_text(encoding="utf-8")
    listed.path.write_text(text.replace("engine = 1", "engine = 7"), encoding="utf-8")
    async with over(shelf, "v", "enter", content=under_other_content(pack)) as pilot:
        today = section(pilot, "Then and today")
        assert today == [
            "The content is another one: then small 1, today small 2.",
            "The engine reads it in another way: then 7, today 1.",
            "AJCC 8: then IIIB, today IV",
            "Limb-sparing wide excision: then consider, today standard",
            "Doxorubicin: then standard, today not on the panel",
        ]
        assert any(
            text.endswith("2 options differ and the stage differs: see Then and today")
            for text in lines_of(pilot)
        )
        assert any("Content today" in text and "ffffffffffff" in text for text in lines_of(pilot))


async def test_the_log_is_newest_last_with_what_was_and_what_is(shelf: Shelf) -> None:
    session = shelf.session("clinic-14", {"site": "limb"}, ("mdt",))
    at = session.created
    for event in (Answered("site", "trunk"), Answered("grade", "unknown"), TakenBack("site")):
        session = desk.apply(session, event, at)
    shelf.save(session)
    async with over(shelf, "v", "enter") as pilot:
        assert [text[21:] for text in section(pilot, "Changes")] == [
            "Site: limb",
            "Label: clinic-14",
            "Tags: mdt",
            "Site: limb -> trunk",
            "Grade: not known",
            "Site: trunk -> taken back",
        ]


async def test_decision_and_notes(shelf: Shelf) -> None:
    shelf.decided("clinic-14", "First.\n\nSecond [/x].\n", reason="[b] her wish")
    async with over(shelf, "v", "enter") as pilot:
        assert section(pilot, "Decision") == [
            "Chosen: Limb-sparing wide excision",
            "Chosen: Radiotherapy before surgery",
            "Set aside: Doxorubicin: [b] her wish",
        ]
        assert section(pilot, "Notes") == ["First.", "Second [/x]."]


async def test_a_draft_that_was_never_saved_says_so(shelf: Shelf) -> None:
    shelf.draft("clinic-13")
    async with over(shelf, "v", "enter") as pilot:
        assert any("never: a draft" in text for text in lines_of(pilot))
        assert "never saved" in section(pilot, "Shown then")[0]
        assert "no panel of then" in section(pilot, "Then and today")[0]


async def test_every_list_key_scrolls(shelf: Shelf) -> None:
    shelf.decided("clinic-14", "\n".join(f"note {number}" for number in range(60)))
    async with over(shelf, "v", "enter") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, SessionScreen)
        pane = screen.listed
        tops = []
        for key in ("j", "down", "k", "up", "pagedown", "pageup", "G", "g", "end", "home"):
            await press(pilot, key)
            tops.append(pane.top)
        end = len(pane.lines) - pane.body_height
        assert tops == [1, 2, 1, 0, 18, 0, end, 0, end, 0]
        assert f"1-20 of {len(pane.lines)}" in text_of(pilot.app)


async def test_going_on_opens_the_stage_and_escape_leads_to_review(shelf: Shelf) -> None:
    shelf.saved("clinic-14")
    async with over(shelf, "v", "enter", "r") as pilot:
        assert isinstance(pilot.app.screen, StageScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_opening_writes_nothing(shelf: Shelf) -> None:
    listed = shelf.saved("clinic-14")
    before = {path: path.stat().st_mtime_ns for path in shelf.folder.rglob("*")}
    async with over(shelf, "v", "enter", "pagedown", "escape") as pilot:
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert {path: path.stat().st_mtime_ns for path in shelf.folder.rglob("*")} == before
    assert listed.path.exists()


async def test_a_file_damaged_after_it_was_listed_is_said(shelf: Shelf) -> None:
    listed = shelf.saved("clinic-14")
    async with over(shelf, "v") as pilot:
        listed.path.write_text("broken [", encoding="utf-8")
        assert "It cannot be read" in await press(pilot, "enter")
        assert "cannot be read" in await press(pilot, "r")
        assert isinstance(pilot.app.screen, SessionScreen)
        await press(pilot, "escape")
        assert "damaged" in text_of(pilot.app)


async def test_help_back_and_quit(shelf: Shelf) -> None:
    shelf.saved("clinic-14")
    async with over(shelf, "v", "enter", "?") as pilot:
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape", "ctrl+l", "q")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "enter")
        await pilot.press("ctrl+q")
    assert pilot.app.return_code == 0


async def test_foreign_text_is_shown_and_never_acts(shelf: Shelf) -> None:
    session = shelf.session(FOREIGN, {**NODES, FOREIGN: FOREIGN}, (FOREIGN,))
    session = replace(session, decision=replace(session.decision, chosen=(FOREIGN,), notes=FOREIGN))
    shown = Shown(groups={FOREIGN: (FOREIGN,)}, assessment_sha256="0" * 64, panel=(
        PanelLine(option=FOREIGN, verdict=FOREIGN),
    ))  # fmt: skip
    shelf.save(session, shown)
    async with over(shelf, "v", "enter", size=(120, 40)) as pilot:
        seen = ""
        for _ in range(4):
            seen += await press(pilot, "pagedown")
        assert "\x1b" not in seen
        assert "\u202e" not in seen
        assert seen.count("[/x] [T2a] [ \\x1b[31m\\u202edesrever") >= 5
