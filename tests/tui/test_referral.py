"""What a referral would add, on the screen: a section a means, each line once, one sentence without any."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.referral import referral
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.tui.screens.referral import ReferralScreen

from .conftest import Opened, app_of, press
from .snapshot import SIZES, same, text_of
from .terminal import PACK

QUESTION = """
[[questions]]
id = "not_here"
kind = "choices"
label = "Not available"
help = "What cannot be had."
why = "It says where to refer."
values = [
    { id = "beams", label = "radiotherapy" },
    { id = "drugs", label = "drugs" },
    { id = "nurse", label = "nurse" },
]
"""
RULES = """
[[options.{kind}]]
id = "{option}.{name}"
when = {{ {when} }}
because = "{text}"
sources = ["book"]
{more}
"""
REFER = "No radiotherapy here: refer to the nearest hospital that has it, before the operation."
WIDER = "Without radiotherapy a wider operation, which costs function. Nobody has signed this."
BEAMS, DRUGS = 'not_here = "beams"', 'not_here = "drugs", pregnancy = "no"'
ADDED = [
    ("caution", "neoadjuvant-radiotherapy", BEAMS, REFER),
    ("caution", "adjuvant-radiotherapy", BEAMS, REFER),
    ("offer", "limb-sparing-excision", BEAMS, WIDER),
    ("caution", "neoadjuvant-radiotherapy", DRUGS, "No drugs here: refer."),
]
IIIA = ("1", "down", "down", "7", ".", "5", "enter", "down", "down", "down", "3", "down", "0", "down", "0")


@pytest.fixture(scope="session")
def lacking(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The small content with a question about what is not to be had, asked first."""
    folder = tmp_path_factory.mktemp("lacking") / "pack"
    shutil.copytree(PACK, folder)
    role = 'tnm_prefix = "tnm_prefix"\n'
    _change(folder / "pack.toml", role, role + 'means = "not_here"\n')
    patient = folder / "questions" / "patient.toml"
    patient.write_text(patient.read_text(encoding="utf-8") + QUESTION, encoding="utf-8")
    _change(folder / "stages" / "II-III.toml", '"declined"', '"declined", "not_here"')
    for number, (kind, option, when, text) in enumerate(ADDED):
        more = 'strength = "consider"' if kind == "offer" else ""
        rule = RULES.format(
            kind=kind, option=option, name=f"not-here-{number}", when=when, text=text, more=more
        )
        options = folder / "options" / "all.toml"
        head = f'id = "{option}"\n'
        before, after = options.read_text(encoding="utf-8").split(head, 1)
        own, _, others = after.partition("\n[[options]]\n")
        joined = f"{before}{head}{own}\n{rule}\n" + (f"[[options]]\n{others}" if others else "")
        options.write_text(joined, encoding="utf-8")
    return load_pack(folder)


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def marking(*digits: str) -> tuple[str, ...]:
    """The keys that mark these means as missing."""
    return ("/", *"not avail", "enter", "enter", *digits, "enter")


SCREENS = {
    "referral": (*IIIA, *marking("1"), "r"),
    "referral-nothing": (*IIIA, "r"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_shows_what_its_file_says(
    opened: Opened, lacking: Pack, name: str, size: tuple[int, int]
) -> None:
    async with opened("II-III", size, lacking) as pilot:
        await press(pilot, *SCREENS[name])
        same(app_of(pilot), name)


async def test_each_line_and_its_texts_stand_under_the_means_once(opened: Opened, lacking: Pack) -> None:
    async with opened("II-III", (120, 60), lacking) as pilot:
        await press(pilot, *IIIA, *marking("1", "2", "3"), "r")
        screen, work = pilot.app.screen, app_of(pilot).work
        assert isinstance(screen, ReferralScreen)
        assert work is not None
        told = "\n".join(line.text for line in screen.listed.lines)
        sections = told.split(": not available here")[1:]
        found = referral(work.pack, work.answers, work.assessment)
        assert [item.means for item in found] == ["beams", "drugs", "nurse"]
        for item, section in zip(found, sections, strict=True):
            for one in (*item.adds, *item.meanwhile):
                assert section.count(one.line.option.title) == 1
            assert section.count("nothing: ") == (not item.adds) + (not item.meanwhile)
        assert [one.line.option.id for one in found[0].meanwhile] == ["limb-sparing-excision"]
        assert told.count("refer to the nearest hospital") == 1, "options of one text share it"


async def test_content_that_does_not_ask_says_so(opened: Opened) -> None:
    async with opened() as pilot:
        await press(pilot, "r")
        assert "This content does not ask what is not available here." in text_of(app_of(pilot))


async def test_it_names_the_question_and_whether_it_was_asked(opened: Opened, lacking: Pack) -> None:
    async with opened("II-III", content=lacking) as pilot:
        await press(pilot, "r")
        assert "Nobody has said what is not available here" in text_of(app_of(pilot))
        await press(pilot, "escape", *marking("0"), "r")
        assert "Nothing is marked as not available here" in text_of(app_of(pilot))


async def test_a_caution_that_may_not_hold_says_so(opened: Opened, lacking: Pack) -> None:
    async with opened("II-III", content=lacking) as pilot:
        await press(pilot, *IIIA, *marking("2"), "r")
        assert "Said for some of what is still open: No drugs here" in text_of(app_of(pilot))
        await press(pilot, "escape", "/", *"pregnan", "enter", "1", "r")
        assert "Said for some" not in text_of(app_of(pilot))
        assert "No drugs here" in text_of(app_of(pilot))
