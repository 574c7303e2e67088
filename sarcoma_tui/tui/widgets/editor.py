"""What all editors share. An editor holds what was typed; it asserts nothing until its answer is taken."""

from __future__ import annotations

from sarcoma_tui.domain.questions import Answer, Question
from sarcoma_tui.tui.keys import Keymap
from sarcoma_tui.tui.lines import Line

NO_MATCH = "Nothing matches what was typed"


class RefusedError(Exception):
    """What was typed is no answer; the text says why, and what is allowed."""


class Editor:
    """Takes keys in the form's place. Plain state: the screen gives it text and shows its lines."""

    @property
    def keymap(self) -> Keymap:
        """The keys that work now."""
        return ()

    @property
    def inline(self) -> str | None:
        """What stands in the form's line while typing; None when the editor has lines of its own."""
        return None

    def lines(self, width: int) -> list[Line]:
        """The lines that stand in the form's place; a line with a key can be chosen."""
        return []

    def type(self, text: str) -> str:
        """Take typed or pasted text; returns what is to be said of it, or ""."""
        return ""

    def rub_out(self) -> None:
        """Remove the last character typed."""

    def wipe(self) -> None:
        """Remove everything that was typed."""

    def start_key(self) -> str | None:
        """The key of the line on which the cursor begins."""
        return None

    def hint(self, key: str | None) -> str:
        """What the line above the keys says; `key` is of the line under the cursor."""
        return ""


class AnswerEditor(Editor):
    """Edits the answer of one question."""

    def __init__(self, question: Question) -> None:
        """An editor for one question."""
        self.question = question

    def answer(self, key: str | None) -> Answer:
        """The answer as it stands; `key` is of the line under the cursor.

        Raises:
            RefusedError: it is none.
        """
        raise NotImplementedError
