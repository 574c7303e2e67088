"""Answering on the stage screen: each key that commits, takes back, undoes or redoes an answer."""

from __future__ import annotations

from textual import events

from sarcoma_tui.domain.questions import UNKNOWN
from sarcoma_tui.sessions.events import Answered, Redo, TakenBack, Undo
from sarcoma_tui.tui.answers import digits
from sarcoma_tui.tui.screens.stage_edit import StageEditing


class StageAnswering(StageEditing):
    """The part of the stage screen that answers the question under the form's cursor."""

    def to_form(self) -> None:
        """Let the form have the keys."""
        raise NotImplementedError

    def act_digit(self, key: str) -> str | None:
        """Answer a choice; begin a number or a date; open a list."""
        if self.editor is not None:
            return self.edit_digit(key)
        question = self.question
        if question is None:
            return "There is no question here"
        if question.kind != "choice":
            return self.open_editor(typed="" if question.kind == "choices" else key)
        meant = digits(question)
        if not meant:
            return self.open_editor()
        if key not in meant:
            return f"{key} is no answer here; enter opens the list"
        self.app.act(Answered(question.id, meant[key]))
        return None

    def act_not_known(self) -> str | None:
        """Asked, and not known."""
        if self.question is None:
            return "There is no question here"
        self.app.act(Answered(self.question.id, UNKNOWN))
        return None

    def act_clear(self) -> str | None:
        """Take the answer back."""
        if self.question is None or not self.app.act(TakenBack(self.question.id)):
            return "There is no answer to take back"
        return None

    def act_undo(self) -> str | None:
        """Undo the last change."""
        return self._stepped(Undo(), "There is nothing to undo")

    def act_redo(self) -> str | None:
        """Redo what was undone."""
        return self._stepped(Redo(), "There is nothing to redo")

    def _stepped(self, event: Undo | Redo, otherwise: str) -> str | None:
        if not self.app.act(event):
            return otherwise
        change = self.work.session.changes[-1]
        if change.about == "question" and self.form.question != change.what:
            self.to_form()
            self.form.ask(change.what)
        return None

    def on_paste(self, event: events.Paste) -> None:
        """Text for the editor; without one nothing is answered."""
        event.stop()
        if self.editor is None:
            self.say("A paste answers nothing here: open an editor first, with enter")
        else:
            self.say(self.take_text(event.text))
