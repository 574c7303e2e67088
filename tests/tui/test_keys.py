"""One registry of keys: nothing twice, nothing that a terminal cannot send, everything done and explained."""

from __future__ import annotations

import re

import pytest

from sarcoma_tui.tui import keys
from sarcoma_tui.tui.keys import Action, Keymap, action_for, key_line
from sarcoma_tui.tui.screens.basis import BasisScreen
from sarcoma_tui.tui.screens.catalogue import CatalogueScreen
from sarcoma_tui.tui.screens.changes import ChangesScreen
from sarcoma_tui.tui.screens.chooser import ChooserScreen
from sarcoma_tui.tui.screens.compare_sessions import CompareSessionsScreen
from sarcoma_tui.tui.screens.entry import EntryScreen
from sarcoma_tui.tui.screens.guidance import GuidanceScreen
from sarcoma_tui.tui.screens.guidance_page import GuidancePage
from sarcoma_tui.tui.screens.help import HelpScreen
from sarcoma_tui.tui.screens.home import HomeScreen
from sarcoma_tui.tui.screens.question import QuestionScreen
from sarcoma_tui.tui.screens.resume import ResumeScreen
from sarcoma_tui.tui.screens.review import ReviewScreen
from sarcoma_tui.tui.screens.save import SaveScreen
from sarcoma_tui.tui.screens.session import SessionScreen
from sarcoma_tui.tui.screens.small import SmallScreen
from sarcoma_tui.tui.screens.stage import StageScreen

KEYMAPS: dict[str, Keymap] = {
    name: value
    for name, value in vars(keys).items()
    if name.isupper() and isinstance(value, tuple) and all(isinstance(item, Action) for item in value)
}
SCREENS = [
    (keys.HOME, HomeScreen), (keys.CHOOSER, ChooserScreen), (keys.STAGE, StageScreen),
    (keys.PANEL, StageScreen), (keys.PICKER, StageScreen), (keys.ENTRY, StageScreen),
    (keys.SEVERAL, StageScreen), (keys.SEVERAL_SEARCH, StageScreen),
    (keys.SAVE, SaveScreen), (keys.HELP, HelpScreen),
    (keys.READ, QuestionScreen), (keys.READ, BasisScreen), (keys.READ, EntryScreen),
    (keys.READ, CompareSessionsScreen),
    (keys.REVIEW, ReviewScreen), (keys.REVIEW_NARROWED, ReviewScreen), (keys.REVIEW_FILTER, ReviewScreen),
    (keys.CHANGES, ChangesScreen), (keys.BASIS, BasisScreen), (keys.CATALOGUE, CatalogueScreen),
    (keys.CATALOGUE_NARROWED, CatalogueScreen), (keys.CATALOGUE_FILTER, CatalogueScreen),
    (keys.SESSION, SessionScreen), (keys.RESUME, ResumeScreen), (keys.SMALL, SmallScreen),
    (keys.GUIDANCE, GuidanceScreen), (keys.GUIDANCE_NARROWED, GuidanceScreen),
    (keys.GUIDANCE_FILTER, GuidanceScreen), (keys.GUIDANCE_PAGE, GuidancePage),
]  # fmt: skip
SAFE = re.compile(
    r"[ -~]|up|down|left|right|home|end|pageup|pagedown|enter|tab|escape|backspace|delete|f\d"
    r"|ctrl\+[adefgklnopqrtuvwxy]"
)


@pytest.mark.parametrize("name", KEYMAPS)
def test_one_key_does_one_thing(name: str) -> None:
    pressed = [key for action in KEYMAPS[name] for key in action.keys]
    assert len(pressed) == len(set(pressed))


@pytest.mark.parametrize("name", KEYMAPS)
def test_every_terminal_can_send_every_key(name: str) -> None:
    assert [key for action in KEYMAPS[name] for key in action.keys if not SAFE.fullmatch(key)] == []


@pytest.mark.parametrize(("keymap", "screen"), SCREENS)
def test_every_action_is_there(keymap: Keymap, screen: type) -> None:
    assert [action.name for action in keymap if not hasattr(screen, f"act_{action.name}")] == []


@pytest.mark.parametrize("name", KEYMAPS)
def test_every_action_is_explained(name: str) -> None:
    assert all(action.help.endswith(".") and action.shown for action in KEYMAPS[name])


@pytest.mark.parametrize(("keymap", "_"), SCREENS)
def test_ctrl_q_quits_anywhere(keymap: Keymap, _: type) -> None:
    action = action_for(keymap, "ctrl+q")
    assert action is not None
    assert action.name == "quit"


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", KEYMAPS)
def test_the_key_line_fits_and_keeps_what_matters(name: str, width: int) -> None:
    shown = key_line(KEYMAPS[name], width)
    assert len(shown) <= width
    kept = [action for action in KEYMAPS[name] if action.short and action.keep <= 1]
    assert all(action.label in shown for action in kept)


def test_the_stage_screen_has_the_line_of_the_design() -> None:
    assert key_line(keys.STAGE, 80) == (
        " up/down question  tab panel  w why  n next  s save  ? help  esc back"
    )
