"""Review: found, previewed, opened, trashed and brought back, by keys alone, over real files."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.sessions.listing import holds_draft
from sarcoma_tui.sessions.writer import resume
from sarcoma_tui.tui import review_lines
from sarcoma_tui.tui.lines import Line
from sarcoma_tui.tui.screens.help import HelpScreen
from sarcoma_tui.tui.screens.home import HomeScreen
from sarcoma_tui.tui.screens.review import ReviewScreen
from sarcoma_tui.tui.screens.session import SessionScreen
from sarcoma_tui.tui.screens.stage import StageScreen
from sarcoma_tui.tui.widgets import session_list

from .saved import FOREIGN, NODES, Shelf, over, press
from .snapshot import SIZES, same, text_of

pytestmark = pytest.mark.usefixtures("utc")


@pytest.fixture
def shelf(tmp_path: Path, pack: Pack) -> Shelf:
    """Four saved sessions, a draft."""
    made = Shelf(tmp_path / "data", pack)
    made.saved("clinic-11")
    made.saved("nodes only", NODES, ("mdt-thursday",))
    made.draft("clinic-13")
    made.saved(FOREIGN, {"situation": "new-diagnosis", "stated_stage": "IV"})
    made.decided("clinic-14", "Discussed.\nWants to keep working; [/x] is text.\n")
    return made


def review_of(pilot: Pilot[int]) -> ReviewScreen:
    assert isinstance(pilot.app.screen, ReviewScreen)
    return pilot.app.screen


def labels(pilot: Pilot[int]) -> list[str]:
    """The labels of the rows that are listed, in their order."""
    return [row.label for row in review_of(pilot).shown()]


def under_cursor(pilot: Pilot[int]) -> str:
    row = review_of(pilot).listed.chosen
    assert row is not None
    return row.label


@pytest.mark.parametrize("size", SIZES)
async def test_snapshots(shelf: Shelf, size: tuple[int, int]) -> None:
    async with over(shelf, "v", size=size) as pilot:
        same(pilot.app, "review")
        await press(pilot, *"j/clinic")
        same(pilot.app, "review-filter")
        await press(pilot, "enter", "x")
        same(pilot.app, "review-deleted")


async def test_newest_first_with_stage_situation_status_and_time(shelf: Shelf) -> None:
    async with over(shelf, "v") as pilot:
        assert labels(pilot) == ["clinic-14", FOREIGN, "clinic-13", "nodes only", "clinic-11"]
        rows = text_of(pilot.app).splitlines()
        (nodes,) = [row for row in rows if "nodes only" in row]
        assert nodes.split()[2:] == ["IV", "|", "IIIB", "new", "diagnosis", "2026-11-20", "14:06"]
        (draft,) = [row for row in rows if "clinic-13" in row]
        assert "draft, after surgery" in draft


async def test_times_are_those_of_the_clock_on_the_wall(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "AAA-05:30")
    time.tzset()
    async with over(shelf, "v") as pilot:
        assert "2026-11-20 22:36" in text_of(pilot.app)  # 17:06 UTC


async def test_no_session_says_how_one_comes_to_be(tmp_path: Path, pack: Pack) -> None:
    async with over(Shelf(tmp_path / "data", pack), "v") as pilot:
        assert "No session is saved yet" in text_of(pilot.app)
        for key in ("enter", "r", "x"):
            assert "nothing under the cursor" in await press(pilot, key)
        assert "Nothing was deleted here" in await press(pilot, "z")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("CLINIC-1", ["clinic-14", "clinic-13", "clinic-11"]),
        ("thurs", ["clinic-14", "nodes only"]),
        ("iiia", ["clinic-14", "clinic-11"]),
        ("r surg", ["clinic-13"]),
        ("draft", ["clinic-13"]),
        ("0002", ["nodes only"]),
        ("ic ii", ["clinic-14", "clinic-11"]),
    ],
)
async def test_the_filter_looks_in_label_tags_stage_situation_status_and_id(
    shelf: Shelf, typed: str, found: list[str]
) -> None:
    async with over(shelf, "v", "/", *typed) as pilot:
        assert labels(pilot) == found
        assert f"Filter: {typed}_" in text_of(pilot.app)


async def test_enter_keeps_the_filter_and_escape_shows_all(shelf: Shelf) -> None:
    async with over(shelf, "v", "/", *"thursx") as pilot:
        assert "Nothing matches 'thursx'" in text_of(pilot.app)
        await press(pilot, "backspace", "enter")
        assert labels(pilot) == ["clinic-14", "nodes only"]
        await press(pilot, "j")
        assert under_cursor(pilot) == "nodes only"
        await press(pilot, "escape")
        assert len(labels(pilot)) == 5
        assert under_cursor(pilot) == "nodes only"
        await press(pilot, "/", "n", "ctrl+u")
        assert len(labels(pilot)) == 5
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_letters_that_are_keys_are_text_in_the_filter(shelf: Shelf) -> None:
    async with over(shelf, "v", "/", *"xrtsz?q") as pilot:
        assert "Filter: xrtsz?q_" in text_of(pilot.app)
        assert shelf.files("trash") == set()
        await press(pilot, "ctrl+u", "down", "down")
        assert under_cursor(pilot) == "clinic-13"
        await press(pilot, "pagedown", "pageup", "up")


async def test_a_paste_is_text_in_the_filter_and_nothing_elsewhere(shelf: Shelf) -> None:
    from textual.events import Paste

    async with over(shelf, "v") as pilot:
        pilot.app.screen.post_message(Paste("clinic-11\nxxx"))
        await pilot.pause()
        assert "/ opens the filter" in text_of(pilot.app)
        await press(pilot, "/")
        pilot.app.screen.post_message(Paste("clinic-11\nxxx"))
        await pilot.pause()
        assert labels(pilot) == ["clinic-11"]


async def test_list_keys_move_and_the_preview_follows(shelf: Shelf) -> None:
    async with over(shelf, "v") as pilot:
        preview = review_of(pilot).preview
        for key, label in [
            ("j", FOREIGN), ("down", "clinic-13"), ("k", FOREIGN), ("up", "clinic-14"), ("G", "clinic-11"),
            ("g", "clinic-14"), ("end", "clinic-11"), ("home", "clinic-14"),
        ]:  # fmt: skip
            await press(pilot, key)
            assert under_cursor(pilot) == label
            assert preview.head[0].left[0].text == label
        said = "\n".join(shown.text for shown in preview.lines)
        assert "Chosen    Limb-sparing wide excision, RT before surgery" in said
        assert "Standard  Limb-sparing wide excision" in said
        assert "Size 7.5 cm" in said
        assert "ECOG not known" in " ".join(said.split())
        assert "Wants to keep working; [/x] is text." in said


async def test_sort_by_label_and_back_keeps_the_cursor_on_its_session(shelf: Shelf) -> None:
    async with over(shelf, "v", "G", "s") as pilot:
        assert labels(pilot) == [FOREIGN, "clinic-11", "clinic-13", "clinic-14", "nodes only"]
        assert under_cursor(pilot) == "clinic-11"
        assert "by label" in text_of(pilot.app)
        await press(pilot, "s")
        assert labels(pilot)[0] == "clinic-14"


async def test_delete_and_undo_are_one_key_each(shelf: Shelf) -> None:
    before = shelf.files("sessions")
    async with over(shelf, "v") as pilot:
        assert "clinic-14 is in the trash; z brings it back" in await press(pilot, "x")
        assert len(shelf.files("sessions")) == 3
        assert len(shelf.files("trash")) == 1
        assert "in the trash already" in await press(pilot, "x")  # a doubled key deletes nothing more
        assert len(shelf.files("trash")) == 1
        assert "in the trash" in await press(pilot, "r")
        assert "clinic-14 is back" in await press(pilot, "z")
        assert shelf.files("sessions") == before
        assert shelf.files("trash") == set()
        assert "Nothing was deleted here" in await press(pilot, "z")


async def test_undo_from_elsewhere_brings_back_the_last_deleted_first(shelf: Shelf) -> None:
    async with over(shelf, "v", "x", "G", "x", "k") as pilot:
        assert len(shelf.files("trash")) == 2
        assert "clinic-11 is back" in await press(pilot, "z")
        assert "clinic-14 is back" in await press(pilot, "z")
        assert shelf.files("trash") == set()


async def test_the_draft_of_a_saved_session_goes_to_the_trash_with_it(shelf: Shelf) -> None:
    async with over(shelf, "v", "G", "r", "backspace", "escape") as pilot:
        assert [label for label in labels(pilot) if label == "clinic-11"] == ["clinic-11"] * 2
        rows = review_of(pilot).shown()
        saved = next(row for row in rows if row.label == "clinic-11" and row.listed.status == "saved")
        review_of(pilot).listed.go_to(saved.key)
        await press(pilot, "x")
        assert [label for label in labels(pilot) if label == "clinic-11"] == ["clinic-11"]
        assert len(shelf.files("trash")) == 2
        await press(pilot, "z")
        assert [label for label in labels(pilot) if label == "clinic-11"] == ["clinic-11"] * 2
        assert shelf.files("trash") == set()


async def test_the_trash_is_shown_and_hidden_and_what_is_in_it_can_come_back(shelf: Shelf) -> None:
    shelf.store.trash(shelf.store.listed()[-1])
    async with over(shelf, "v") as pilot:
        assert "clinic-11" not in labels(pilot)
        assert "The trash is shown too" in await press(pilot, "t")
        assert labels(pilot)[-1] == "clinic-11"
        assert "clinic-11 is back" in await press(pilot, "G", "z")
        assert shelf.files("trash") == set()
        await press(pilot, "x")
        assert "in the trash" in await press(pilot, "enter")
        await press(pilot, "escape")
        assert "The trash is not shown" in await press(pilot, "t")
        assert "clinic-11" not in labels(pilot)


async def test_a_name_that_is_taken_meanwhile_is_said_and_nothing_is_overwritten(shelf: Shelf) -> None:
    async with over(shelf, "v", "x") as pilot:
        taken = shelf.folder / "sessions" / next(iter(shelf.files("trash")))
        taken.write_text("mine", encoding="utf-8")
        assert "there already" in await press(pilot, "z")
        assert taken.read_text(encoding="utf-8") == "mine"
        assert len(shelf.files("trash")) == 1


async def test_a_folder_that_cannot_be_read_is_said(shelf: Shelf) -> None:
    async with over(shelf) as pilot:
        for place in ("sessions", "drafts"):
            (shelf.folder / place).rename(shelf.folder / f"{place}-away")
            (shelf.folder / place).write_text("a file", encoding="utf-8")
        await press(pilot, "v")
        assert "a file stands where a folder should be" in " ".join(text_of(pilot.app).split())
        assert "nothing under the cursor" in await press(pilot, "x")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_damaged_file_is_shown_with_its_reason_and_never_touched(shelf: Shelf) -> None:
    path = shelf.damaged()
    before = path.read_bytes()
    async with over(shelf, "v", "/", *"damaged", "enter") as pilot:
        assert labels(pilot) == ["01BROKEN"]
        shown = text_of(pilot.app)
        assert "sessions/01BROKEN.toml:2" in shown
        assert "\\x1b" in shown
        assert "\x1b" not in shown
        assert "It is left as it is" in shown
        for key, said in (("enter", "is not opened"), ("r", "is not opened"), ("x", "is never moved")):
            assert said in await press(pilot, key)
            assert isinstance(pilot.app.screen, ReviewScreen)
    assert path.read_bytes() == before


async def test_one_damaged_file_takes_nothing_from_the_others(shelf: Shelf) -> None:
    shelf.damaged()
    shelf.damaged("02EMPTY", "")
    shelf.damaged("03DEEP", "a = " + "[" * 500)
    async with over(shelf, "v") as pilot:
        assert set(labels(pilot)) >= {"clinic-14", FOREIGN, "clinic-13", "nodes only", "clinic-11"}
        assert sum(row.listed.status == "damaged" for row in review_of(pilot).shown()) == 3


async def test_a_newer_format_is_only_read(shelf: Shelf) -> None:
    path = shelf.store.listed()[0].path
    path.write_bytes(path.read_bytes().replace(b"format = 1", b"format = 2", 1))
    async with over(shelf, "v") as pilot:
        assert "newer format" in text_of(pilot.app)
        assert "only be read" in await press(pilot, "r")
        assert "left as it is" in await press(pilot, "x")
        assert "newer program" in await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SessionScreen)
        assert "only be read" in await press(pilot, "r")


async def test_a_conflict_copy_says_of_what_and_is_only_read(shelf: Shelf) -> None:
    path = shelf.store.listed()[0].path
    copy = path.with_name(f"{path.stem}.sync-conflict-20261120.toml")
    copy.write_bytes(path.read_bytes())
    async with over(shelf, "v", "/", *"conflict", "enter") as pilot:
        assert labels(pilot) == ["clinic-14"]
        assert "a copy of" in text_of(pilot.app)
        assert "conflict copy can only be read" in await press(pilot, "r")
        await press(pilot, "x")
        assert shelf.files("trash") == {copy.name}


async def test_a_session_that_is_open_elsewhere_says_where(shelf: Shelf) -> None:
    newest = shelf.store.listed()[0]
    _, writer = resume(shelf.store, newest, tuple(shelf.pack.questions))
    try:
        async with over(shelf, "v") as pilot:
            for key in ("r", "x"):
                said = await press(pilot, key)
                assert f"process {os.getpid()}" in said
                assert isinstance(pilot.app.screen, ReviewScreen)
    finally:
        writer.close()
    assert shelf.files("trash") == set()


async def test_a_session_deleted_by_another_program_is_said(shelf: Shelf) -> None:
    async with over(shelf, "v") as pilot:
        row = review_of(pilot).listed.chosen
        assert row is not None
        row.listed.path.unlink()
        for key in ("x", "r"):
            assert "is gone" in await press(pilot, key)


async def test_saved_reviewed_trashed_undone_edited_and_saved_again(tmp_path: Path, pack: Pack) -> None:
    shelf = Shelf(tmp_path / "data", pack)
    async with over(shelf, "n", "3") as pilot:
        await press(pilot, "home", "2", "s", *"clinic-1", "enter", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "read only" in await press(pilot, "v", "enter")
        await press(pilot, "escape", "x")
        assert shelf.files("sessions") == set()
        await press(pilot, "z", "r")
        assert isinstance(pilot.app.screen, StageScreen)
        await press(pilot, "1", "s", "enter", "escape")
        assert under_cursor(pilot) == "clinic-1"
        (listed,) = shelf.store.listed()
        assert (listed.status, listed.revision) == ("saved", 2)
        assert shelf.store.read(listed).session.answers["site"] == "limb"
        assert shelf.files("drafts") == set()
        assert "revision 2" in await press(pilot, "enter")


async def test_going_on_and_back_leads_to_review_and_lists_the_new_draft(shelf: Shelf) -> None:
    async with over(shelf, "v", "r") as pilot:
        assert isinstance(pilot.app.screen, StageScreen)
        assert "Stages II-III" in text_of(pilot.app)
        await press(pilot, "escape")
        assert len(labels(pilot)) == 5  # nothing was changed: no draft
        await press(pilot, "r", "end", "backspace", "escape")
        assert labels(pilot)[0] == "clinic-14"
        assert any(
            holds_draft(row.listed.path) for row in review_of(pilot).shown() if row.label == "clinic-14"
        )
        await press(pilot, "escape")
        assert "Resume a draft (2 not saved)" in text_of(pilot.app)


async def test_foreign_text_is_shown_and_never_acts(shelf: Shelf) -> None:
    async with over(shelf, "v", "j") as pilot:
        shown = text_of(pilot.app)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "[/x] [T2a] [ \\x1b[31m\\u202edesrever" in shown
        for key in ("x", "z", "enter"):
            shown = await press(pilot, key)
            assert "[/x] [T2a] [" in shown
            assert "\x1b" not in shown


async def test_help_and_back_and_quit(shelf: Shelf) -> None:
    async with over(shelf, "v", "?") as pilot:
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Move it to the trash" in text_of(pilot.app)
        await press(pilot, "escape", "ctrl+l", "q")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "v")
        await pilot.press("ctrl+q")
    assert pilot.app.return_code == 0


async def test_only_the_rows_on_the_screen_are_made(
    tmp_path: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path / "data", pack)
    many(shelf, 1000)
    made: list[str] = []

    def counted(row: review_lines.Row, width: int, shares: review_lines.Shares) -> Line:
        made.append(row.key)
        return review_lines.row_line(row, width, shares)

    monkeypatch.setattr(session_list, "row_line", counted)
    async with over(shelf, "v") as pilot:
        assert "1-11 of 1000" in text_of(pilot.app)
        made.clear()
        await press(pilot, "G")
        assert "990-1000 of 1000" in text_of(pilot.app)
        await press(pilot, "/", "9")
        assert len(set(made)) < 60
        assert len(made) < 200


def many(shelf: Shelf, count: int) -> None:
    """So many saved sessions, written without a sync each."""
    first = shelf.saved("clinic-0000")
    data = first.path.read_text(encoding="utf-8")
    for number in range(1, count):
        session_id = f"02JDBQ3S{number:018}"
        text = data.replace(first.id, session_id).replace("clinic-0000", f"clinic-{number:04}")
        (shelf.folder / "sessions" / f"{session_id}.toml").write_text(text, encoding="utf-8")
