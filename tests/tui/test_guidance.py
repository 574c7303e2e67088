"""Guidance on the screen: what it shows, how it is searched, where its lines lead, what files tell."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.proof.certificate import state
from sarcoma_tui.tui.guidance.lists import standing_lines
from sarcoma_tui.tui.guidance.state import CHANGED, FilesState, files_state
from sarcoma_tui.tui.screens.basis import BasisScreen
from sarcoma_tui.tui.screens.guidance import GuidanceScreen
from sarcoma_tui.tui.screens.guidance_page import GuidancePage
from sarcoma_tui.tui.screens.stage import StageScreen

from .conftest import Opened, app_of, press
from .snapshot import SIZES, same, text_of
from .terminal import PACK
from .test_markup import NASTY, spoiled

VISITS: dict[str, tuple[str, ...]] = {
    "guidance": ("g",),
    "guidance-options": ("g", "enter"),
    "guidance-sources": ("g", "end", "enter"),
    "guidance-search": ("g", "/", *"radio"),
    "guidance-nothing-found": ("g", "/", *"zebra"),
    "guidance-option": ("g", "enter", "enter"),
    "guidance-rules": ("g", "enter", "enter", "pagedown"),
    "guidance-rule": ("g", "/", *"excision.standard", "enter", "enter"),
    "guidance-table": ("g", "down", "enter", "down", "enter"),
    "guidance-question": ("g", "/", *"histology", "enter", "enter"),
    "guidance-source": ("g", "end", "enter", "enter"),
    "help-guidance": ("g", "?"),
}


@asynccontextmanager
async def visiting(pilot: Pilot[int], *keys: str) -> AsyncIterator[str]:
    """Press keys, wait for what is read beside the loop; the screen afterwards."""
    await press(pilot, *keys)
    await app_of(pilot).workers.wait_for_complete()
    await pilot.pause()
    yield text_of(app_of(pilot))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", VISITS)
async def test_a_screen_shows_what_its_file_says(opened: Opened, name: str, size: tuple[int, int]) -> None:
    async with opened(None, size) as pilot, visiting(pilot, *VISITS[name]):
        same(app_of(pilot), name)


@pytest.mark.parametrize("name", ["guidance", "guidance-option", "guidance-search"])
async def test_resizing_ends_in_the_same_screen_as_opening_at_that_size(opened: Opened, name: str) -> None:
    async with opened(None, SIZES[0]) as pilot, visiting(pilot, *VISITS[name]):
        for size in (*SIZES, (200, 50), *reversed(SIZES)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            if size in SIZES:
                same(app_of(pilot), name)


async def test_from_the_basis_to_a_rule_its_table_its_source_and_all_the_way_back(opened: Opened) -> None:
    async with opened("II-III") as pilot:
        await press(pilot, "tab", "w")
        before = text_of(app_of(pilot))
        await press(pilot, "r")
        page = app_of(pilot).screen
        assert isinstance(page, GuidancePage)
        assert (page.listed.under_cursor or "").startswith("rule:")
        await press(pilot, "enter")
        assert "For whom" in text_of(app_of(pilot))
        await press(pilot, "G", "enter")
        assert "What cites it" in text_of(app_of(pilot))
        await press(pilot, "escape", "escape")
        assert app_of(pilot).screen is page
        await press(pilot, "escape")
        assert isinstance(app_of(pilot).screen, BasisScreen)
        assert text_of(app_of(pilot)) == before
        await press(pilot, "escape")
        assert isinstance(app_of(pilot).screen, StageScreen)


async def test_help_of_a_stage_screen_leads_to_guidance_and_back_to_the_same_answers(opened: Opened) -> None:
    async with opened("II-III") as pilot:
        await press(pilot, "1")
        before = text_of(app_of(pilot))
        await press(pilot, "?", "enter")
        assert isinstance(app_of(pilot).screen, GuidanceScreen)
        await press(pilot, "escape", "escape")
        assert text_of(app_of(pilot)) == before


async def test_what_is_typed_narrows_and_each_letter_taken_back_widens(opened: Opened) -> None:
    async with opened(None) as pilot:
        await press(pilot, "g", "/")
        counts = []
        for letter in "margin":
            await press(pilot, letter)
            counts.append(found(pilot))
        assert counts == sorted(counts, reverse=True)
        for wanted in reversed(counts):
            assert found(pilot) == wanted
            await press(pilot, "backspace")
        assert "> Options" in text_of(app_of(pilot))


async def test_every_printable_key_is_text_while_searching_and_a_paste_is_one_line(opened: Opened) -> None:
    async with opened(None) as pilot:
        await press(pilot, "g", "/", *"qgj?/ n")
        assert "Search: qgj?/ n_" in text_of(app_of(pilot))
        await press(pilot, "ctrl+u")
        app_of(pilot).post_message(events.Paste("syno\x1bvial\nmore"))
        await pilot.pause()
        assert "Search: synovial_" in text_of(app_of(pilot))
        await press(pilot, "escape")
        app_of(pilot).post_message(events.Paste("q"))
        await pilot.pause()
        assert "A paste does nothing here" in text_of(app_of(pilot))


async def test_a_search_in_a_part_finds_only_what_is_in_it(opened: Opened) -> None:
    async with opened(None) as pilot:
        await press(pilot, "g", "end", "enter", "/", "e")
        shown = text_of(app_of(pilot))
        assert "Search: e_   1 of 1" in shown
        assert "option " not in shown


async def test_reading_on_passes_over_no_line_and_stops_at_every_link(opened: Opened) -> None:
    async with opened(None, (80, 18)) as pilot:
        await press(pilot, "g", "enter", "enter")
        page = app_of(pilot).screen
        assert isinstance(page, GuidancePage)
        pane = page.listed
        lines = [line.text for line in pane.lines]
        for key, links in (("down", pane.lines), ("up", tuple(reversed(pane.lines)))):
            seen: set[int] = set(range(pane.span[0], pane.span[1] + 1))
            stopped = [pane.under_cursor] if key == "up" else []
            for _ in range(len(lines) * 2):
                await press(pilot, key)
                first, last = pane.span
                assert any(index in seen for index in range(first, last + 1)), "a page was passed over"
                seen |= set(range(first, last + 1))
                if pane.under_cursor is not None and [pane.under_cursor] != stopped[-1:]:
                    stopped.append(pane.under_cursor)
            assert seen == set(range(len(lines)))
            assert stopped == [line.key for line in links if line.key is not None]


async def test_nothing_is_opened_that_is_not_on_the_screen(opened: Opened) -> None:
    async with opened(None, (80, 18)) as pilot:
        await press(pilot, "g", "enter", "enter", "enter")
        assert "No line to open is on the screen" in text_of(app_of(pilot))


@pytest.mark.parametrize("keys", VISITS.values(), ids=VISITS)
async def test_words_of_the_content_are_shown_as_they_are(
    opened: Opened, pack: Pack, keys: tuple[str, ...]
) -> None:
    content = spoiled(pack.content)
    nasty = Pack.of(content, pack.variables, pack.diagrams, pack.roots, pack.supports, pack.freed_by)
    async with opened(None, content=nasty, banners=(NASTY,)) as pilot, visiting(pilot, *keys) as text:
        assert NASTY[:6] in text
        assert not any(ord(sign) < 32 or sign == "\u202e" for sign in text.replace("\n", ""))


# What the files tell


def files_of(folder: Path, pack: Pack) -> Path:
    """The small content in a folder of its own."""
    for path in PACK.rglob("*.toml"):
        copy = folder / path.relative_to(PACK)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return folder


def test_the_proof_is_what_the_certificate_says(tmp_path: Path, pack: Pack) -> None:
    folder = files_of(tmp_path, pack)
    for written in (None, "{", '{"format": 1}'):
        if written is not None:
            (folder / "certificate.json").write_text(written, encoding="utf-8")
        told = files_state(folder, pack.content.info)
        assert (told.proof, told.text) == (state(folder).kind, state(folder).text)
    (folder / "notices.toml").write_text("# changed\n", encoding="utf-8")
    assert files_state(folder, pack.content.info) == FilesState("changed", CHANGED)
    assert files_state(tmp_path / "away", pack.content.info).text.startswith("not known: ")


def test_who_signed_is_told_by_name_with_how_much(tmp_path: Path, pack: Pack) -> None:
    folder = files_of(tmp_path, pack)
    entry = '[[signatures]]\nrule = "{}"\nsha256 = "{}"\nname = "A. Test"\nrole = "role"\n'
    entry += 'institution = "none"\ndate = "2026-11-01"\n'
    rules = [rule.id for option in pack.content.options for rule in option.rules][:2]
    text = "".join(entry.format(rule, "0" * 64) for rule in rules)
    (folder / "signatures.toml").write_text(text, encoding="utf-8")
    signed = load_pack(folder)
    told = files_state(folder, signed.content.info)
    assert told.signers == ("A. Test, role, none: 2 signatures",)
    lines = [line.text for line in standing_lines(signed, told, date(2026, 11, 23), 76)]
    assert "Sign-off  0 of 16 rules signed by a clinician" in lines
    assert "          by A. Test, role, none: 2 signatures" in lines


@pytest.mark.parametrize(("today", "past"), [("2027-05-01", False), ("2027-05-02", True)])
def test_a_review_date_that_is_past_is_said(pack: Pack, today: str, past: bool) -> None:
    info = replace(pack.content.info, review_by="2027-05-01")
    old = replace(pack, content=replace(pack.content, info=info))
    lines = standing_lines(old, None, date.fromisoformat(today), 116)
    (review,) = (line for line in lines if line.text.startswith("Review"))
    assert ("that day is past" in review.text) == past


async def test_the_screen_is_there_before_the_files_are_read(opened: Opened) -> None:
    async with opened(None) as pilot:
        await press(pilot, "g")
        screen = app_of(pilot).screen
        assert isinstance(screen, GuidanceScreen)
        async with visiting(pilot) as text:
            assert "Proof     not proved: there is no certificate" in text


def found(pilot: Pilot[int]) -> int:
    """How much the search says it found."""
    row = next(row for row in text_of(app_of(pilot)).splitlines() if row.startswith(" Search: "))
    return int(row.split("   ")[-1].split(" of ")[0])
