"""Editing on the stage screen: an editor or the finder has the keys until it is done."""

from __future__ import annotations

from decimal import Decimal

from sarcoma_tui.domain.questions import Question
from sarcoma_tui.sessions.events import Answered
from sarcoma_tui.tui.answers import choices_line
from sarcoma_tui.tui.lines import cut
from sarcoma_tui.tui.screens.base import KeyScreen
from sarcoma_tui.tui.widgets.editor import NO_MATCH, AnswerEditor, Editor, RefusedError
from sarcoma_tui.tui.widgets.form import FormPane
from sarcoma_tui.tui.widgets.form_lines import FormState
from sarcoma_tui.tui.widgets.panel import OptionsPanel
from sarcoma_tui.tui.work import Work


class StageEditing(KeyScreen):
    """The half of the stage screen that edits. What was typed in an editor that was left is kept.

    Editors are imported when the first is opened: the first painting does not wait for them.
    """

    form: FormPane
    panel: OptionsPanel

    def __init__(self) -> None:
        """No editor is open."""
        super().__init__()
        self.editor: Editor | None = None
        self._left: dict[str, AnswerEditor] = {}

    @property
    def work(self) -> Work:
        """The open session and what follows from it."""
        raise NotImplementedError

    @property
    def question(self) -> Question | None:
        """The question under the form's cursor."""
        raise NotImplementedError

    def form_state(self) -> FormState:
        """What the form's lines are made of."""
        raise NotImplementedError

    def show_form(self) -> None:
        """The form, or the editor that stands in its place."""
        if self.editor is None:
            self.form.show_form(self.form_state())
        elif isinstance(self.editor, AnswerEditor) and self.editor.inline is not None:
            self.form.show_form(self.form_state(), (self.editor.question.id, self.editor.inline))
        else:
            self.form.show(self.editor.lines(self.form.inner_width))

    def hint(self) -> str:
        """What the line under the cursor takes."""
        if self.editor is not None:
            return self.editor.hint(self.form.cursor_key)
        if self.panel.active:
            return cut(f" {self.panel.told(self.width - 1)}", self.width)
        if self.question is None:
            return ""
        return choices_line(self.question, self.width)

    # Opening

    def act_edit(self) -> str | None:
        """Open the editor of the question; one that was left holds what was typed."""
        return self.open_editor(again=True)

    def act_find(self) -> None:
        """Open the finder."""
        if self.panel.active:
            self.panel.active, self.form.active = False, True
        from sarcoma_tui.tui.widgets.finder import Finder

        self._open(Finder(self.work.pack))

    def open_editor(self, typed: str = "", again: bool = False) -> str | None:
        """Open an editor on the question under the cursor, beginning with what was typed."""
        question = self.question
        if question is None:
            return "There is no question here"
        left = self._left.pop(question.id, None)
        editor = left if left is not None and again else self._editor(question)
        said = editor.type(typed) if typed else ""
        self._open(editor)
        return said or None

    def _editor(self, question: Question) -> AnswerEditor:
        now = self.work.answers.get(question.id)
        if question.kind == "choice":
            from sarcoma_tui.tui.widgets.picker import Picker

            return Picker(question, now)
        if question.kind == "choices":
            from sarcoma_tui.tui.widgets.several import Several

            return Several(question, now)
        from sarcoma_tui.tui.echo import echo
        from sarcoma_tui.tui.widgets.number import DateEditor, NumberEditor

        if question.kind == "date":
            return DateEditor(question, self.app.clock().astimezone().date())

        def told(number: Decimal) -> str:
            return echo(self.work.pack, self.work.answers, question, number, self.width - 1)

        return NumberEditor(question, told)

    def _open(self, editor: Editor) -> None:
        self.editor = editor
        self.show_form()
        start = editor.start_key()
        if start is not None:
            self.form.go_to(start)
        elif not (isinstance(editor, AnswerEditor) and editor.inline is not None):
            self.form.move_to_end(last=False)

    def _close(self) -> None:
        self.editor = None
        self.show_form()

    # Keys of the editors

    def act_commit(self) -> str | None:
        """Take what the editor holds."""
        editor, key = self.editor, self.form.cursor_key
        if not isinstance(editor, AnswerEditor):
            return self._go_to(key)
        try:
            answer = editor.answer(key)
        except RefusedError as refusal:
            return str(refusal)
        self._close()
        self.app.act(Answered(editor.question.id, answer))
        return None

    def act_commit_down(self) -> str | None:
        """Take what was typed and go on: an arrow is no reason to lose it, or to type on in it."""
        return self._commit_and_walk(1)

    def act_commit_up(self) -> str | None:
        """Take what was typed and go one up."""
        return self._commit_and_walk(-1)

    def _commit_and_walk(self, steps: int) -> str | None:
        refused = self.act_commit()
        if self.editor is None:
            self.form.walk(steps)
        return refused

    def act_leave(self) -> None:
        """Leave the editor; it is there again, as it was, when reopened."""
        if isinstance(self.editor, AnswerEditor):
            self._left[self.editor.question.id] = self.editor
        self._close()

    def act_rub_out(self) -> None:
        """Remove the last character."""
        assert self.editor is not None
        self.editor.rub_out()
        self._typed()

    def act_wipe(self) -> None:
        """Remove everything typed."""
        assert self.editor is not None
        self.editor.wipe()
        self._typed()

    def act_toggle(self) -> str | None:
        """Tick or untick the member under the cursor."""
        if self.form.cursor_key is None:
            return NO_MATCH
        self._ticked(self.form.cursor_key)
        return None

    def act_found(self) -> str | None:
        """From the search to its member among all of them; nothing is ticked, or taken, unseen."""
        if self.form.cursor_key is None:
            return NO_MATCH
        self.act_end_search()
        return "Not taken yet: space ticks it, enter takes all that is ticked"

    def act_end_search(self) -> None:
        """All members again, the cursor on the one that was found."""
        assert self.editor is not None
        self.editor.wipe()
        self.show_form()

    def act_others(self) -> None:
        """The others are not known."""
        self._ticked("unknown")

    def act_none(self) -> None:
        """None of them."""
        self._ticked("none")

    def edit_digit(self, digit: str) -> str | None:
        """Tick the member with this number."""
        from sarcoma_tui.tui.widgets.several import Several

        assert isinstance(self.editor, Several)
        member = self.editor.member(digit)
        if member is None:
            return f"There is no number {digit} here"
        self.form.go_to(member)
        self._ticked(member)
        return None

    def _ticked(self, key: str | None) -> None:
        from sarcoma_tui.tui.widgets.several import Several

        assert isinstance(self.editor, Several)
        self.editor.toggle(key)
        self.show_form()

    def unbound(self, key: str) -> None:
        """Printable keys are text while an editor is open."""
        if self.editor is None:
            super().unbound(key)
        elif len(key) == 1 and key.isprintable():
            self.say(self.take_text(key))

    def take_text(self, text: str) -> str:
        """Text for the editor, typed or pasted; what is to be said of it."""
        assert self.editor is not None
        first = text.split("\n")[0].split("\r")[0]
        said = self.editor.type(first)
        self._typed()
        return said or ("Only the first line of the paste was taken" if first != text.rstrip("\r\n") else "")

    def _typed(self) -> None:
        """After a change of what was typed: a narrowed list begins at its best match."""
        self.show_form()
        if not (isinstance(self.editor, AnswerEditor) and self.editor.inline is not None):
            self.form.move_to_end(last=False)

    def _go_to(self, key: str | None) -> str | None:
        """Where the finder leads: a question of the form, an option on the panel, else its basis."""
        from sarcoma_tui.tui.widgets.finder import OPTION, QUESTION

        if key is None:
            return NO_MATCH
        self._close()
        if key.startswith(QUESTION):
            if not self.form.ask(key.removeprefix(QUESTION)):
                label = self.work.pack.questions[key.removeprefix(QUESTION)].label
                return f"{label} has no meaning for this case"
            return None
        option = key.removeprefix(OPTION)
        if self.panel.go_to_option(option):
            self.form.active, self.panel.active = False, True
        else:
            self.app.show_basis(option)
        return None
