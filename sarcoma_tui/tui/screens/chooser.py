"""The stage chooser: one card a stage screen, each says what it will answer."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.domain.pack import Stage
from sarcoma_tui.tui.answers import in_words
from sarcoma_tui.tui.keys import CHOOSER
from sarcoma_tui.tui.lines import BLANK, Line, line, wrapped
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.line_pane import LinePane


class ChooserScreen(ListActions, KeyScreen):
    """Cards from the content; a digit or enter opens one."""

    KEYMAP = CHOOSER

    def __init__(self) -> None:
        """The list of cards."""
        super().__init__()
        self.listed = LinePane()

    def body(self) -> Iterable[Widget]:
        """One list."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """The chooser."""
        return ("Choose a stage",)

    def refreshed(self) -> None:
        """One card each: number and title, what it is for, what choosing it answers."""
        lines: list[Line] = []
        for number, stage in enumerate(self.app.pack.content.stages, 1):
            lines.append(line(f"{number}  {stage.title}", style="strong", key=stage.id))
            lines += [Line(row.left) for row in wrapped(f"   {stage.card}", self.width - 4, indent=3)]
            if self.app.size.height >= 24:
                lines.append(BLANK)
        self.listed.show(lines)

    def hint(self) -> str:
        """What the card under the cursor answers."""
        stage = self._stage()
        if stage is None or not stage.answers:
            return " Answers nothing by itself"
        questions = self.app.pack.questions
        said = ", ".join(
            f"{questions[name].label} = {in_words(questions[name], answer)}"
            for name, answer in stage.answers.items()
        )
        return f" Answers {said}"

    def act_digit(self, key: str) -> str | None:
        """Open the stage with this number."""
        stages = self.app.pack.content.stages
        if int(key) > len(stages):
            return f"There are {len(stages)} stages to choose from"
        self.listed.go_to(stages[int(key) - 1].id)
        return self.act_choose()

    def act_choose(self) -> str | None:
        """Open the stage under the cursor."""
        stage = self._stage()
        if stage is not None:
            self.app.pop_screen()
            self.app.begin_session(stage)
        return None

    def _stage(self) -> Stage | None:
        key = self.listed.cursor_key
        return next((stage for stage in self.app.pack.content.stages if stage.id == key), None)
