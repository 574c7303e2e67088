"""Every key of every screen, in one place: what a key does, how it is written, what Help says of it.

Screens find the action for a key here, the key lines at the bottom and Help are made from here, so none of
the three can say what another does not do. Only keys that every terminal delivers are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.events import Key


@dataclass(frozen=True, slots=True)
class Action:
    """One action of one screen.

    `name`: the screen's method is `act_<name>`. `keys`: printable ones as themselves, others as Textual
    names them. `shown`: how a person reads them. `short`: on the key line; empty: in Help only. `keep`: the
    lower, the longer it stays on a narrow key line.
    """

    name: str
    keys: tuple[str, ...]
    shown: str
    help: str
    short: str = ""
    keep: int = 5

    @property
    def label(self) -> str:
        """As the key line has it."""
        return f"{self.shown} {self.short}"


Keymap = tuple[Action, ...]

_QUIT = Action("quit", ("ctrl+q",), "ctrl+q", "Quit. Every answer is in the draft already.")
_REDRAW = Action("redraw", ("ctrl+l",), "ctrl+l", "Draw the whole screen again.")
_HELP = Action("help", ("?",), "?", "All keys of this screen.", "help", 1)
_BACK = Action("back", ("escape",), "esc", "Go back. Nothing is lost.", "back", 0)
COMMON: Keymap = (_QUIT, _REDRAW)
"""On every screen, in every mode."""

_UP = Action("up", ("up",), "up", "One up.")
_DOWN = Action("down", ("down",), "down", "One down.")
LIST: Keymap = (
    Action("up", ("up", "k"), "up  k", "One up."),
    Action("down", ("down", "j"), "down  j", "One down."),
    Action("first", ("home", "g"), "home  g", "To the first."),
    Action("last", ("end", "G"), "end  G", "To the last."),
    Action("page_up", ("pageup",), "pgup", "A page up."),
    Action("page_down", ("pagedown",), "pgdn", "A page down."),
)
"""In lists and panes that are only read; Help names them, key lines have no room for them."""

HOME: Keymap = (
    Action("new", ("n",), "n", "Begin a new session: choose the stage first.", "new session", 1),
    Action("resume", ("r",), "r", "Go on with a draft that was not saved.", "resume", 2),
    Action("review", ("v",), "v", "The saved sessions.", "review", 2),
    Action("guidance", ("g",), "g", "Guidance: what the content says.", "guidance", 3),
    _HELP,
    Action("quit", ("q", "ctrl+q"), "q", "Quit.", "quit", 0),
    Action("choose", ("enter",), "enter", "Take the line under the cursor."),
    *(
        Action("first", ("home",), "home", "To the first.") if action.name == "first" else action
        for action in LIST
    ),
    _REDRAW,
)
CHOOSER: Keymap = (
    Action("digit", tuple("123456789"), "1-9", "Open the stage with this number.", "open", 2),
    Action("choose", ("enter",), "enter", "Open the stage under the cursor.", "open it", 3),
    _HELP,
    _BACK,
    *LIST,
    *COMMON,
)
STAGE: Keymap = (
    Action("up", ("up",), "up/down", "One question up.", "question", 2),
    _DOWN,
    Action("pane", ("tab",), "tab", "Go to the panel, and back to the form.", "panel", 3),
    Action("why", ("w",), "w", "Why: the basis of an option, and what a question means.", "why", 3),
    Action("next", ("n",), "n", "To the open question to ask first; again: to the next.", "next", 4),
    Action("save", ("s",), "s", "Save the session under a label.", "save", 2),
    _HELP,
    _BACK,
    Action("digit", tuple("0123456789"), "0-9", "Answer: by the digit that the line above the keys shows."),
    Action(
        "edit", ("enter",), "enter", "List of values, or an editor for a number, a date, several answers."
    ),
    Action("not_known", ("-",), "-", "Asked, and not known."),
    Action("clear", ("backspace", "delete"), "backspace", "Take the answer back: as if it was not asked."),
    Action("undo", ("z",), "z", "Undo the last change; as often as there are any."),
    Action("redo", ("Z",), "Z", "Redo what was undone."),
    Action("expand", ("e",), "e", "Open and close the folded lines of the panel."),
    Action("find", ("/",), "/", "Go to any question or option: type a part of its name."),
    Action("open", ("o",), "o", "Open the stage screen that the findings point to."),
    Action("change", ("c",), "c", "What would change it: the single answers that move stage or options."),
    Action("catalogue", ("v",), "v", "All options with their verdicts, offered or not."),
    Action("map", ("m",), "m", "The staging table, with the groups that are still possible."),
    Action("referral", ("r",), "r", "What a referral would add, and what is done meanwhile."),
    Action("page_up", ("pageup",), "pgup", "Scroll the panel up."),
    Action("page_down", ("pagedown",), "pgdn", "Scroll the panel down."),
    Action("first", ("home",), "home", "To the first question."),
    Action("last", ("end",), "end", "To the last question."),
    *COMMON,
)
PANEL: Keymap = (
    Action("up", ("up", "k"), "up/down", "One option up; k too.", "option", 2),
    Action("down", ("down", "j"), "down", "One option down; j too."),
    Action("pane", ("tab",), "tab", "Back to the form.", "form", 3),
    Action("why", ("w",), "w", "Why: the basis of this option, the text of this notice.", "why", 3),
    Action(
        "take",
        ("enter",),
        "enter",
        "Open the line: a basis, a folded group, a question of the form.",
        "open",
        4,
    ),
    Action("expand", ("e",), "e", "Open and close the folded lines of the panel.", "expand", 4),
    Action("save", ("s",), "s", "Save the session under a label.", "save", 4),
    _HELP,
    _BACK,
    Action("next", ("n",), "n", "To the open question to ask first; again: to the next."),
    Action("undo", ("z",), "z", "Undo the last change; as often as there are any."),
    Action("redo", ("Z",), "Z", "Redo what was undone."),
    Action("find", ("/",), "/", "Go to any question or option: type a part of its name."),
    Action("open", ("o",), "o", "Open the stage screen that the findings point to."),
    Action("change", ("c",), "c", "What would change it: the single answers that move stage or options."),
    Action("catalogue", ("v",), "v", "All options with their verdicts, offered or not."),
    Action("mark", (" ",), "space", "Mark an option; space on a second one compares the two."),
    Action("map", ("m",), "m", "The staging table, with the groups that are still possible."),
    Action("referral", ("r",), "r", "What a referral would add, and what is done meanwhile."),
    Action("page_up", ("pageup",), "pgup", "Scroll the panel up."),
    Action("page_down", ("pagedown",), "pgdn", "Scroll the panel down."),
    Action("first", ("home", "g"), "home", "To the first option; g too."),
    Action("last", ("end", "G"), "end", "To the last option; G too."),
    *COMMON,
)
PICKER: Keymap = (
    Action("up", ("up",), "up/down", "One value up.", "choose", 2),
    _DOWN,
    Action("commit", ("enter",), "enter", "Take the value under the cursor.", "take it", 1),
    Action("rub_out", ("backspace",), "backspace", "Remove the last letter typed.", "letter", 3),
    Action("leave", ("escape",), "esc", "Leave; the old answer stays.", "leave", 0),
    Action("page_up", ("pageup",), "pgup", "A page up."),
    Action("page_down", ("pagedown",), "pgdn", "A page down."),
    Action("wipe", ("ctrl+u",), "ctrl+u", "Remove all that was typed."),
    *COMMON,
)
ENTRY: Keymap = (
    Action("commit", ("enter",), "enter", "Take what was typed as the answer.", "take it", 1),
    Action("rub_out", ("backspace",), "backspace", "Remove the character before the cursor.", "remove", 3),
    Action("wipe", ("ctrl+u",), "ctrl+u", "Remove all that was typed.", "remove all", 4),
    Action("commit_down", ("down",), "up/down", "Take it and go one question down.", "take it and go on", 5),
    Action("commit_up", ("up",), "up", "Take it and go one question up."),
    Action(
        "leave", ("escape",), "esc", "Leave; the old answer stays, and so does what was typed.", "leave", 0
    ),
    *COMMON,
)
SEVERAL: Keymap = (
    Action("up", ("up",), "up/down", "One member up.", "member", 2),
    _DOWN,
    Action("toggle", (" ",), "space", "Tick or untick the member under the cursor.", "tick", 2),
    Action("digit", tuple("123456789"), "1-9", "Tick or untick the member with this number."),
    Action("others", ("-",), "-", "The members that are not ticked are not known.", "others not known", 3),
    Action("none", ("0",), "0", "None of them.", "none", 4),
    Action("commit", ("enter",), "enter", "Take what is ticked as the answer.", "take it", 1),
    Action(
        "leave", ("escape",), "esc", "Leave; the old answer stays, and so does what was ticked.", "leave", 0
    ),
    Action("page_up", ("pageup",), "pgup", "A page up."),
    Action("page_down", ("pagedown",), "pgdn", "A page down."),
    *COMMON,
)
SEVERAL_SEARCH: Keymap = (
    Action("up", ("up",), "up/down", "One of the members found up.", "member", 2),
    _DOWN,
    Action("toggle", (" ",), "space", "Tick or untick it; all members are shown again.", "tick", 1),
    Action("found", ("enter",), "enter", "To it among all members; nothing is ticked.", "go to it", 3),
    Action("rub_out", ("backspace",), "backspace", "Remove the last letter typed.", "letter", 4),
    Action("end_search", ("escape",), "esc", "All members are shown again.", "show all", 0),
    Action("page_up", ("pageup",), "pgup", "A page up."),
    Action("page_down", ("pagedown",), "pgdn", "A page down."),
    Action("wipe", ("ctrl+u",), "ctrl+u", "Remove all that was typed."),
    *COMMON,
)
"""The same while typed letters look for a member: digits are text."""

SAVE: Keymap = (
    Action("commit", ("enter",), "enter", "Save under this label.", "save", 1),
    Action("rub_out", ("backspace",), "backspace", "Remove the last character.", "remove", 3),
    Action("wipe", ("ctrl+u",), "ctrl+u", "Remove the whole label.", "remove all", 4),
    Action("leave", ("escape",), "esc", "Do not save now; the draft stays.", "not now", 0),
    *COMMON,
)
READ: Keymap = (
    Action("back", ("escape", "q"), "esc", "Go back.", "back", 0),
    _HELP,
    *LIST,
    *COMMON,
)
"""A page that is only read."""

_TO_FORM = Action("ask", ("enter",), "enter", "Go to this question in the form.", "to the question", 1)
CHANGES: Keymap = (
    _TO_FORM,
    Action("why", ("w",), "w", "What the question means.", "why", 3),
    _HELP,
    Action("back", ("escape", "q"), "esc", "Go back.", "back", 0),
    *LIST,
    *COMMON,
)
BASIS: Keymap = (
    _TO_FORM,
    Action(
        "rules", ("r",), "r", "The rules of this option as the content has them: in Guidance.", "rules", 3
    ),
    *READ,
)
_CATALOGUE: Keymap = (
    Action("why", ("enter", "w"), "enter", "Why, or why not: the basis of this option; w too.", "why", 1),
    Action("find", ("/",), "/", "Filter: type a part of a title, or of what kind it is.", "filter", 2),
    Action("mark", (" ",), "space", "Mark it; space on a second one compares the two.", "compare", 2),
    Action("sort", ("s",), "s", "Group by verdict, or by kind of treatment.", "group", 3),
    _HELP,
)
CATALOGUE: Keymap = (
    *_CATALOGUE,
    Action("back", ("escape", "q"), "esc", "Go back.", "back", 0),
    *LIST,
    *COMMON,
)
CATALOGUE_NARROWED: Keymap = (
    *_CATALOGUE,
    Action("unfilter", ("escape",), "esc", "Show all options again.", "show all", 0),
    *LIST,
    *COMMON,
)
CATALOGUE_FILTER: Keymap = (
    Action("up", ("up",), "up/down", "One option up.", "option", 2),
    _DOWN,
    Action("commit", ("enter",), "enter", "Back to the list; it stays narrowed.", "to the list", 1),
    Action("rub_out", ("backspace",), "backspace", "Remove the last letter typed.", "letter", 3),
    Action("wipe", ("ctrl+u",), "ctrl+u", "Remove all that was typed.", "remove all", 4),
    Action("unfilter", ("escape",), "esc", "Close the filter: all options are shown again.", "show all", 0),
    Action("page_up", ("pageup",), "pgup", "A page up."),
    Action("page_down", ("pagedown",), "pgdn", "A page down."),
    *COMMON,
)
"""Typing a filter: printable keys are text."""

_EDIT = Action("edit", ("r",), "r", "Go on editing: on the stage screen that fits the answers.", "go on", 2)
_TRASH = Action("trash", ("x",), "x", "Move it to the trash; z brings it back.", "delete", 3)
_RESTORE = Action(
    "undo",
    ("z",),
    "z",
    "Bring back from the trash: what is under the cursor, else the last deleted.",
    "undo",
    3,
)
_REVIEW: Keymap = (
    Action("open", ("enter",), "enter", "Read the session under the cursor.", "open", 1),
    Action("find", ("/",), "/", "Filter: type a part of label, tag, stage, situation or id.", "filter", 2),
    _EDIT,
    _TRASH,
    _RESTORE,
    Action("mark", (" ",), "space", "Mark it; space on a second one compares the two.", "mark", 3),
    Action("bin", ("t",), "t", "Show the trash among the others, or hide it.", "trash", 4),
    Action("sort", ("s",), "s", "Sort by label, or newest first.", "sort", 4),
    _HELP,
)
REVIEW: Keymap = (*_REVIEW, Action("back", ("escape", "q"), "esc", "Go back.", "back", 0), *LIST, *COMMON)
REVIEW_NARROWED: Keymap = (
    *_REVIEW,
    Action("unfilter", ("escape",), "esc", "Show all sessions again.", "show all", 0),
    *LIST,
    *COMMON,
)
"""The same while the list is narrowed by a filter."""

REVIEW_FILTER: Keymap = (
    Action("up", ("up",), "up/down", "One session up.", "session", 2),
    _DOWN,
    Action("commit", ("enter",), "enter", "Back to the list; it stays narrowed.", "to the list", 1),
    Action("rub_out", ("backspace",), "backspace", "Remove the last letter typed.", "letter", 3),
    Action("wipe", ("ctrl+u",), "ctrl+u", "Remove all that was typed.", "remove all", 4),
    Action("unfilter", ("escape",), "esc", "Close the filter: all sessions are shown again.", "show all", 0),
    Action("page_up", ("pageup",), "pgup", "A page up."),
    Action("page_down", ("pagedown",), "pgdn", "A page down."),
    *COMMON,
)
"""Typing a filter: printable keys are text."""

SESSION: Keymap = (
    Action("back", ("escape", "q"), "esc", "Go back.", "back", 0),
    _EDIT,
    _HELP,
    *LIST,
    *COMMON,
)
RESUME: Keymap = (
    Action(
        "edit",
        ("enter", "r"),
        "enter",
        "Go on with this draft: on the stage screen that fits; r too.",
        "go on",
        1,
    ),
    _TRASH,
    _RESTORE,
    _HELP,
    Action("back", ("escape", "q"), "esc", "Go back.", "back", 0),
    *LIST,
    *COMMON,
)

_GUIDANCE: Keymap = (
    Action("open", ("enter",), "enter", "Open the part or the entry under the cursor.", "open", 1),
    Action(
        "find", ("/",), "/", "Search: type a part of a title, a text, a former name or an id.", "search", 2
    ),
    _HELP,
)
GUIDANCE: Keymap = (
    *_GUIDANCE,
    Action("back", ("escape", "q"), "esc", "Go back.", "back", 0),
    *LIST,
    *COMMON,
)
GUIDANCE_NARROWED: Keymap = (
    *_GUIDANCE,
    Action("unfilter", ("escape",), "esc", "Show all again.", "show all", 0),
    *LIST,
    *COMMON,
)
"""The same while it shows what a search found."""

GUIDANCE_FILTER: Keymap = (
    Action("up", ("up",), "up/down", "One entry up.", "entry", 2),
    _DOWN,
    Action("commit", ("enter",), "enter", "To what was found; it stays listed.", "to the list", 1),
    Action("rub_out", ("backspace",), "backspace", "Remove the last letter typed.", "letter", 3),
    Action("wipe", ("ctrl+u",), "ctrl+u", "Remove all that was typed.", "remove all", 4),
    Action("unfilter", ("escape",), "esc", "Close the search: all is shown again.", "show all", 0),
    Action("page_up", ("pageup",), "pgup", "A page up."),
    Action("page_down", ("pagedown",), "pgdn", "A page down."),
    *COMMON,
)
"""Typing what is looked for: printable keys are text."""

GUIDANCE_PAGE: Keymap = (
    Action(
        "up", ("up", "k"), "up/down", "To the line to open before this one, or a line up; k too.", "read", 2
    ),
    Action("down", ("down", "j"), "down", "To the next line to open, or a line down; j too."),
    Action("open", ("enter",), "enter", "Open what the line under the cursor names.", "open", 1),
    Action("page_up", ("pageup",), "pgup", "A page up.", "page", 4),
    Action("page_down", ("pagedown",), "pgdn", "A page down."),
    _HELP,
    Action("back", ("escape", "q"), "esc", "Go back.", "back", 0),
    Action("first", ("home", "g"), "home", "To the top; g too."),
    Action("last", ("end", "G"), "end", "To the bottom; G too."),
    *COMMON,
)

HELP: Keymap = (
    Action("back", ("escape", "?", "q"), "esc", "Go back.", "back", 0),
    Action("guidance", ("enter",), "enter", "Guidance: what the content says.", "guidance", 1),
    *LIST,
    *COMMON,
)
SMALL: Keymap = COMMON


def pressed(event: Key) -> str:
    """A key as keymaps write it: printable ones as themselves, others by Textual's name."""
    if event.is_printable and event.character and "+" not in event.key:
        return event.character
    return event.key


def action_for(keymap: Sequence[Action], key: str) -> Action | None:
    """The action of a key in a keymap, or None."""
    return next((action for action in keymap if key in action.keys), None)


def key_line(keymap: Sequence[Action], width: int) -> str:
    """The bottom line: as many actions as fit, those that matter most, in their written order."""
    shown = [action for action in keymap if action.short]
    while shown and cell_len(_joined(shown)) > width:
        shown.remove(max(reversed(shown), key=lambda action: action.keep))
    return _joined(shown)


def _joined(actions: Sequence[Action]) -> str:
    return " " + "  ".join(action.label for action in actions)
