"""The finder: goes to any question or option by a part of its name."""

from __future__ import annotations

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.tui.keys import PICKER, Action, Keymap
from sarcoma_tui.tui.lines import Line
from sarcoma_tui.tui.widgets.picker import ChoiceList, Entry, ListSearch

_COMMIT = Action(
    "commit", ("enter",), "enter", "Go to the question or option under the cursor.", "go there", 1
)

QUESTION, OPTION = "question:", "option:"


class Finder(ListSearch):
    """A filter over all questions and options; its keys are `question:ID` and `option:ID`."""

    keymap: Keymap = tuple(_COMMIT if action.name == "commit" else action for action in PICKER)

    def __init__(self, pack: Pack) -> None:
        """Everything that can be gone to."""
        questions = [
            Entry(
                QUESTION + question.id,
                question.label,
                tuple(value.label for value in question.values),
                f"Question: {question.help}",
                (question.id,),
            )
            for question in pack.content.questions
        ]
        options = [
            Entry(OPTION + option.id, option.short, (option.title,), f"Option: {option.title}", (option.id,))
            for option in pack.content.options
        ]
        self._list = ChoiceList("Go to a question or an option", [*questions, *options])

    def lines(self, width: int) -> list[Line]:
        """The list."""
        return self._list.lines(width)

    def hint(self, key: str | None) -> str:
        """What the entry under the cursor is."""
        entry = self._list.entry(key)
        return f" {entry.help}" if entry else ""
