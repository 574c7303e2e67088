"""Two sessions side by side in Review: marked, compared, read by keys alone, over real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.reports.comparison import Section, Told
from sarcoma_tui.tui import keys
from sarcoma_tui.tui.compared_lines import section_lines
from sarcoma_tui.tui.screens.compare_sessions import CompareSessionsScreen
from sarcoma_tui.tui.screens.help import HelpScreen
from sarcoma_tui.tui.screens.home import HomeScreen
from sarcoma_tui.tui.screens.review import ReviewScreen

from .saved import FOREIGN, IIIA, NODES, Shelf, over, press
from .snapshot import SIZES, same, text_of

pytestmark = pytest.mark.usefixtures("utc")

COMPARE = (" ", "G", " ")


@pytest.fixture
def shelf(tmp_path: Path, pack: Pack) -> Shelf:
    """One patient twice, another one between."""
    made = Shelf(tmp_path / "data", pack)
    made.saved("clinic-14", IIIA)
    made.saved("clinic-11", IIIA)
    made.saved("clinic-14", NODES)
    return made


def lines_of(pilot: Pilot[int]) -> list[str]:
    """Every line of the comparison, also those that are not on the screen."""
    screen = pilot.app.screen
    assert isinstance(screen, CompareSessionsScreen)
    return [shown.text for shown in (*screen.listed.head, *screen.listed.lines)]


@pytest.mark.parametrize("size", SIZES)
async def test_snapshots(shelf: Shelf, size: tuple[int, int]) -> None:
    async with over(shelf, "v", " ", size=size) as pilot:
        same(pilot.app, "review-marked")
        await press(pilot, "G", " ")
        same(pilot.app, "compare-sessions")
        await press(pilot, "G")
        same(pilot.app, "compare-sessions-end")


async def test_the_mark_is_a_plus_sign_and_is_taken_off_by_the_same_key(shelf: Shelf) -> None:
    async with over(shelf, "v") as pilot:
        assert "> clinic-14" in text_of(pilot.app)
        shown = await press(pilot, " ")
        assert "> + clinic-14" in shown
        assert "marked: clinic-14; space on another compares them" in shown
        shown = await press(pilot, "j", "s", "s")
        assert "  + clinic-14" in shown
        shown = await press(pilot, "k", " ")
        assert "+ clinic-14" not in shown
        assert "marked" not in shown
        assert isinstance(pilot.app.screen, ReviewScreen)


@pytest.mark.parametrize("way", [(" ", "G", " "), ("G", " ", "g", " ")])
async def test_under_one_label_the_older_stands_left_whichever_was_marked_first(
    shelf: Shelf, way: tuple[str, ...]
) -> None:
    async with over(shelf, "v", *way) as pilot:
        head = lines_of(pilot)[0]
        assert "Left: clinic-14, 2026-11-20 13:06" in head
        assert head.index("13:06") < head.index("Right:") < head.index("15:06")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "marked" not in text_of(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_changed_one_sided_and_same_are_told_apart(shelf: Shelf) -> None:
    async with over(shelf, "v", *COMPARE) as pilot:
        said = lines_of(pilot)
        size = said.index("Size")
        assert said[size + 1].split("|")[0].strip() == "7.5 cm"
        assert said[size + 1].split("|")[1].strip() == "4.0 cm"
        depth = said.index("Depth")
        assert "not answered" in said[depth + 1].split("|")[1]
        assert "Site: limb" in said
        titles = [text.split(" (")[0] for text in said if text.endswith(")") and ": " in text]
        assert titles[:4] == ["Stage: changed", "Answers: changed", "Answers: only left", "Answers: the same"]


def test_names_of_which_the_same_is_said_share_a_line_and_none_is_lost() -> None:
    rows = tuple(Told(f"option-{number}", said, said) for number in range(9) for said in [f"v{number % 2}"])
    shown = list(section_lines(Section("Panel: the same (9)", rows, same=True), 76))
    text = " ".join(" ".join(each.text for each in shown).split())
    assert text.startswith("v0: option-0; option-2; option-4;")
    assert [text.count(row.name) for row in rows] == [1] * 9
    assert (text.count("v0"), text.count("v1")) == (1, 1)


async def test_a_session_with_its_like_says_that_nothing_differs(shelf: Shelf) -> None:
    async with over(shelf, "v", "j", " ", "G", " ") as pilot:
        assert "! Nothing differs: answers, stage and panel are the same." in lines_of(pilot)


async def test_what_was_saved_is_told_and_not_what_todays_content_would_say(shelf: Shelf) -> None:
    newest = shelf.store.listed()[0].path
    text = newest.read_text(encoding="utf-8")
    sha = shelf.store.listed()[0].pack
    assert sha is not None
    text = text.replace('ajcc8 = ["IV"]', 'ajcc8 = ["IB"]').replace(sha.sha256, "f" * 64)
    newest.write_text(text, encoding="utf-8")
    async with over(shelf, "v", *COMPARE) as pilot:
        said = lines_of(pilot)
        assert any("IIIA" in text and "IB" in text for text in said)
        assert sum(text.startswith("! Made with different content: left") for text in said) == 1


def _damaged(path: Path) -> None:
    path.write_text("format = 1\n\x00", encoding="utf-8")


@pytest.mark.parametrize("harm", [_damaged, Path.unlink])
async def test_a_file_that_cannot_be_read_by_now_is_a_sentence(
    shelf: Shelf, harm: Callable[[Path], None]
) -> None:
    async with over(shelf, "v", " ", "G") as pilot:
        harm(shelf.store.listed()[0].path)
        assert "clinic-14 cannot be read" in await press(pilot, " ")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_a_damaged_file_is_not_marked_and_an_empty_list_has_nothing_to_mark(
    shelf: Shelf, tmp_path: Path, pack: Pack
) -> None:
    shelf.damaged()
    async with over(shelf, "v", "/", *"damaged", "enter") as pilot:
        assert "A damaged file is not compared" in await press(pilot, " ")
    async with over(Shelf(tmp_path / "empty", pack), "v") as pilot:
        assert "nothing under the cursor" in await press(pilot, " ")


async def test_a_mark_whose_file_is_gone_marks_the_next_one(shelf: Shelf) -> None:
    async with over(shelf, "v", " ") as pilot:
        shelf.store.listed()[0].path.unlink()
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        await screen.load()
        assert "+ clinic-11" in await press(pilot, "g", " ")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_foreign_text_is_shown_and_never_acts(shelf: Shelf) -> None:
    shelf.saved(FOREIGN, {**NODES, "ancient\x1b[2J": "y\u202e" * 300})
    for size in SIZES:
        async with over(shelf, "v", *COMPARE, size=size) as pilot:
            assert not {"\x1b", "\u202e"} & set("".join(lines_of(pilot)))
            assert max(map(len, text_of(pilot.app).splitlines())) <= size[0]
            assert "".join(lines_of(pilot)).replace(" ", "").count("\\u202e") >= 250


@pytest.mark.parametrize("action", keys.READ, ids=lambda action: action.name)
async def test_every_key(shelf: Shelf, action: keys.Action) -> None:
    for key in action.keys:
        async with over(shelf, "v", *COMPARE, size=(60, 18)) as pilot:
            screen = pilot.app.screen
            assert isinstance(screen, CompareSessionsScreen)
            if action.name in ("up", "first", "page_up"):
                await press(pilot, "G")
            before = screen.listed.top
            if action.name == "quit":
                await pilot.press(key)
                continue
            await press(pilot, key)
            match action.name:
                case "back":
                    assert isinstance(pilot.app.screen, ReviewScreen)
                case "help":
                    assert isinstance(pilot.app.screen, HelpScreen)
                case "redraw":
                    assert screen.listed.top == before
                case "down" | "last" | "page_down":
                    assert screen.listed.top > before
                case _:
                    assert screen.listed.top < before
        if action.name == "quit":
            assert pilot.app.return_code == 0
