"""The stage screen as a whole: what is answered shows at once, is kept, and is never lost or misplaced."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from sarcoma_tui.domain.asking import worth_asking
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.sessions.drafts import pending
from sarcoma_tui.sessions.events import Answered
from sarcoma_tui.sessions.session import Session
from sarcoma_tui.sessions.store import Store
from sarcoma_tui.sessions.writer import resume

from .conftest import Opened, app_of, press, stage_of, until
from .snapshot import text_of
from .terminal import PACK

SETTLED = ("1", "down", "down", "7", "enter", "down", "down", "down", "3", "down", "0", "down", "0")


def text(pilot: Pilot[int]) -> str:
    return text_of(app_of(pilot))


async def on_disk(pilot: Pilot[int]) -> None:
    keeper = app_of(pilot).keeper
    assert keeper is not None
    await keeper.settled()
    await pilot.pause()


async def test_an_arrow_in_a_number_takes_it_and_the_next_digit_is_the_next_answer(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, "down", "down", "7", "down", "down", "down", "3")
        answers = stage_of(pilot).work.answers
        assert (str(answers["size_cm"]), answers["grade"]) == ("7.0", "G3")


async def test_an_arrow_leaves_a_number_that_is_not_allowed_where_it_is(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, "down", "down", "9", "9", "down")
        assert "is not allowed" in text(pilot)
        assert "size_cm" not in stage_of(pilot).work.answers
        assert stage_of(pilot).form.question == "size_cm"


async def test_a_date_stands_as_typed_and_one_after_today_is_said(opened: Opened) -> None:
    async with opened("after-surgery") as pilot:
        stage = stage_of(pilot)
        await press(pilot, "3")
        assert stage.form.ask("surgery_date")
        await press(pilot, "enter", *"24/11/2026", "enter")
        assert "24/11/2026 is not taken: a date is written year-month-day, as 2026-11-23" in text(pilot)
        assert "surgery_date" not in stage.work.answers
        await press(pilot, "ctrl+u", *"2026-11-24")
        assert "Tuesday 24 November 2026, after today" in text(pilot)
        await press(pilot, "enter")
        assert stage.work.answers["surgery_date"] == date(2026, 11, 24)


async def test_keys_typed_ahead_reach_the_screen_that_they_open(opened: Opened, tmp_path: Path) -> None:
    """Over a slow line a label arrives in one piece with the key that asks for it."""
    async with opened(data=tmp_path) as pilot:
        before = stage_of(pilot).work.answers
        await press(pilot, "s", *"2-1 ward", "escape")
        assert stage_of(pilot).work.answers == before


async def test_a_name_with_digits_typed_in_a_list_of_several_ticks_nothing(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, "/", *"declined", "enter", "enter", *"r2")
        assert "Nothing matches" in text(pilot)
        assert await said_after(pilot, " ") == await said_after(pilot, "enter")
        await press(pilot, "escape", "enter")
        assert "Tick what applies" in text(pilot)
        await press(pilot, *"rad", "enter")
        assert "> 2 [ ] radiotherapy" in text(pilot)
        await press(pilot, *"rad", " ", "enter")
        assert stage_of(pilot).work.answers["declined"] == ("radiotherapy",)


async def said_after(pilot: Pilot[int], key: str) -> str:
    """What the message line says after a key."""
    await press(pilot, key)
    return text(pilot).splitlines()[-3].strip("- ")


async def test_not_known_is_shown_and_differs_from_not_asked(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, "-")
        assert "> Site            not known" in text(pilot)
        await press(pilot, "backspace")
        assert "not known" not in text(pilot).split("\n")[2]
        await press(pilot, "z")
        assert "> Site            not known" in text(pilot)


async def test_an_answer_whose_question_lost_its_meaning_stays_and_says_so(opened: Opened) -> None:
    async with opened("unknown") as pilot:
        await press(pilot, "3", "down", *"2026-11-02", "enter", "home", "2")
        assert "2026-11-02 (not used)" in text(pilot)


async def test_the_selection_stays_on_its_option(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, *SETTLED, "tab", "down", "down")
        option = stage_of(pilot).panel.option
        assert option == "adjuvant-radiotherapy"
        await press(pilot, "tab", "/", *"pregnancy", "enter", "2", "tab")
        assert stage_of(pilot).panel.option == option


async def test_changes_beyond_the_screen_are_counted(opened: Opened) -> None:
    async with opened(size=(80, 18)) as pilot:
        await press(pilot, *SETTLED, "/", *"pregnancy", "enter", "2", "e", "pagedown", "pagedown")
        panel = stage_of(pilot).panel
        hidden = [index for index, line in enumerate(panel.lines) if line.text[1:2] == "~"]
        beyond = sum(not panel.span[0] <= index <= panel.span[1] for index in hidden)
        assert beyond
        assert f"~{beyond} not shown" in text(pilot)


async def test_an_answer_is_marked_until_it_is_on_disk(opened: Opened, tmp_path: Path) -> None:
    async with opened(data=tmp_path) as pilot:
        await on_disk(pilot)
        stage_of(pilot).act_digit("1")
        stage_of(pilot).show_form()
        assert any(line.text.endswith("...") for line in stage_of(pilot).form.lines)
        await on_disk(pilot)
        assert not any(line.text.endswith("...") for line in stage_of(pilot).form.lines)


async def test_what_was_answered_is_in_the_draft(opened: Opened, tmp_path: Path) -> None:
    async with opened(data=tmp_path) as pilot:
        await press(pilot, "1", "down", "2")
        await on_disk(pilot)
        answers = dict(stage_of(pilot).work.session.answers)
        await press(pilot, "escape")
        await pilot.pause(0.2)
        store = Store(tmp_path, PACK)
        (listed,) = pending(store)
        session, writer = resume(store, listed, tuple(app_of(pilot).pack.questions))
        writer.close()
        assert dict(session.answers) == answers


async def test_a_session_held_by_another_process_is_said_and_nothing_is_lost(
    opened: Opened, tmp_path: Path
) -> None:
    async with opened(data=tmp_path) as pilot:
        await on_disk(pilot)
        keeper = app_of(pilot).keeper
        assert keeper is not None

        def refused(session: Session) -> None:
            raise DurableError(tmp_path, "it is open in process 7 on this machine", "close it there")

        keeper.writer.commit = refused  # type: ignore[method-assign]
        await press(pilot, "1")
        await on_disk(pilot)
        assert "not on disk" in text(pilot).split("\n")[1]
        assert stage_of(pilot).work.answers["site"] == "limb"
        assert "..." in text(pilot)


async def test_a_save_that_fails_says_so_and_can_be_tried_again(opened: Opened, tmp_path: Path) -> None:
    async with opened(data=tmp_path) as pilot:
        await on_disk(pilot)
        folder = tmp_path / "sessions"
        folder.write_text("in the way")
        await press(pilot, "s", *"clinic-14", "enter")
        await until(pilot, lambda: "! Not saved." in text(pilot))
        assert "! Not saved." in text(pilot)
        folder.unlink()
        await press(pilot, "enter")
        await until(pilot, lambda: "saved 0" in text(pilot))
        assert "saved 0" in text(pilot)
        assert [path.suffix for path in folder.iterdir()] == [".toml"]


async def test_without_a_folder_it_says_so_and_works_on(opened: Opened) -> None:
    async with opened(banners=("nothing can be saved: the disk is read only",)) as pilot:
        await press(pilot, "1", "s")
        assert "! nothing can be saved" in text(pilot)
        assert "not saved  ? help" in text(pilot)
        assert "Nothing can be saved: see the line on top" in text(pilot)
        assert stage_of(pilot).work.answers["site"] == "limb"


async def test_opening_the_screen_that_the_findings_point_to_keeps_every_finding(opened: Opened) -> None:
    async with opened("I") as pilot:
        await press(pilot, *SETTLED)
        findings = {
            name: answer for name, answer in stage_of(pilot).work.answers.items() if name != "stated_stage"
        }
        assert "findings say IIIA, o opens that screen" in text(pilot)
        await press(pilot, "o")
        assert "sarcoma-tui | Stages II-III" in text(pilot)
        answers = stage_of(pilot).work.answers
        assert {**findings, "stated_stage": "II-III"} == dict(answers)
        assert "CONFLICT" not in text(pilot)


async def test_next_walks_in_the_one_order_of_what_to_ask(opened: Opened) -> None:
    async with opened("unknown") as pilot:
        work = stage_of(pilot).work
        shown = stage_of(pilot).form_state().shown_in_form
        asked = worth_asking(work.pack, work.answers, work.assessment)
        names = [item.question for item in asked if item.question in shown]
        assert stage_of(pilot).form.question == names[0] == "situation"
        walked = []
        for _ in names:
            await press(pilot, "n")
            walked.append(stage_of(pilot).form.question)
        assert walked == [*names[1:], names[0]]


async def test_on_what_is_not_staged_nothing_points_to_a_stage_and_the_key_says_so(opened: Opened) -> None:
    async with opened("unknown", content=load_pack()) as pilot:
        app_of(pilot).act(Answered("situation", "new-diagnosis"))
        app_of(pilot).act(Answered("histology", "desmoid"))
        await press(pilot, "down")
        assert "findings say" not in text(pilot)
        said = await said_after(pilot, "o")
        assert said == "The staging says: not staged. No stage screen fits better than this one"


async def test_started_on_a_stage_screen_escape_leads_to_home(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, "escape")
        assert "n  New session" in text(pilot)
        await press(pilot, "n", "3", "escape")
        assert "n  New session" in text(pilot)
