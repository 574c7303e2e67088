"""The stage screen: the form at the left, the options panel at the right, every answer at once in both."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from sarcoma_tui.domain.asking import worth_asking
from sarcoma_tui.domain.questions import Question
from sarcoma_tui.sessions.events import Answered, TakenBack
from sarcoma_tui.tui.findings import Pointer, not_staged, pointer, stated_by_card
from sarcoma_tui.tui.keys import COMMON, PANEL, STAGE, Action, Keymap
from sarcoma_tui.tui.lines import line
from sarcoma_tui.tui.screens.base import KeyScreen
from sarcoma_tui.tui.screens.stage_answers import StageAnswering
from sarcoma_tui.tui.screens.stage_views import StageViews
from sarcoma_tui.tui.widgets.form import FormPane
from sarcoma_tui.tui.widgets.form_lines import FormState
from sarcoma_tui.tui.widgets.panel import OptionsPanel
from sarcoma_tui.tui.widgets.panel_lines import (
    FOLD,
    NOTICE,
    OPTION,
    QUESTION,
    SCHEDULE,
    PanelState,
    signed_text,
)
from sarcoma_tui.tui.work import Work

_AT_80 = 37  # columns of the form on a terminal of 80


class StageScreen(StageAnswering, StageViews, KeyScreen):
    """One class for every stage; the content says what each asks."""

    DEFAULT_CSS = "StageScreen { layout: horizontal; }"

    def __init__(self) -> None:
        """Both panes, the form active."""
        super().__init__()
        self.form = FormPane()
        self.panel = OptionsPanel(active=False)
        self._shown: Work | None = None
        self._pointer: Pointer | None = None
        self._came_to: str | None = None  # the question that `n` led to last

    # What is shown

    @property
    def work(self) -> Work:
        """The open session and what follows from it."""
        assert self.app.work is not None
        return self.app.work

    @property
    def question(self) -> Question | None:
        """The question under the form's cursor."""
        name = self.form.question if self.app.work is not None else None
        return self.work.pack.questions[name] if name else None

    def body(self) -> Iterable[Widget]:
        """Form and panel side by side."""
        return (self.form, self.panel)

    @property
    def keymap(self) -> Keymap:
        """The editor's keys while one is open; else those of the active pane."""
        if self.app.work is None:
            return COMMON
        if self.editor is not None:
            return self.editor.keymap
        return PANEL if self.panel.active else STAGE

    def place(self) -> tuple[str, ...]:
        """The stage, the label."""
        if self.app.work is None:
            return ()
        session = self.work.session
        return (self.work.stage.title, *((session.label,) if session.label else ()))

    def state(self) -> str:
        """Whether it is saved, and when."""
        if self.app.work is None:
            return ""
        session = self.work.session
        if self.app.keeper is None:
            return "not saved"
        if session.saved is None:
            return "draft"
        at = f"{session.saved.astimezone():%H:%M}"
        count = len(session.changes)
        return f"{count} change{'' if count == 1 else 's'} since {at}" if count else f"saved {at}"

    def expect(self) -> None:
        """The form has its width, the panel the rest."""
        width = self._form_width()
        self.form.styles.width = width
        self.form.expect(width, self.body_height)
        self.panel.expect(self.width - width, self.body_height)

    def needs_content(self, action: Action | None) -> bool:
        """Everything here does."""
        return True

    def seam(self) -> int:
        """Where the border between the panes meets the message line."""
        return self._form_width()

    def standing(self) -> str:
        """What is marked; where the findings point, while that is not here; how far the content is signed."""
        if self.app.work is None:
            return ""
        if self.panel.marked is not None:
            return f"marked: {self.work.pack.options[self.panel.marked].short}; space on another compares"
        if self._pointer is None:
            return signed_text(self.work.pack)
        if len(self._pointer.stages) == 1:
            return f"findings say {self._pointer.says}, o opens that screen"
        return f"findings say {self._pointer.says}"

    def refreshed(self) -> None:
        """Form and panel as the session is now."""
        if self.app.work is None:
            self.form.show([line("Reading the content ...", style="quiet")])
            return
        work = self.work
        width = self._form_width()
        if self.form.styles.width is None or self.form.styles.width.value != width:
            self.form.styles.width = width
        self.show_form()
        if (
            self._shown is None
            or self._shown.assessment is not work.assessment
            or self._shown.stage is not work.stage
        ):
            self.panel.show_state(
                PanelState(work.pack, work.stage, work.answers, work.assessment, work.previous)
            )
            self._pointer = pointer(work.pack, work.stage, work.answers, work.assessment)
        if self._shown is None or self._shown.stage is not work.stage:
            self.form.ask(work.stage.start_at)
        self._shown = work
        self.settle()

    def form_state(self) -> FormState:
        """What the form's lines are made of."""
        work, keeper = self.work, self.app.keeper
        session = work.session
        behind = session.changed - keeper.written if keeper is not None else 0
        pending = {change.what for change in session.changes[-behind:]} if behind > 0 else set()
        return FormState(
            work.pack, work.stage, work.answers, work.assessment, pending, self.settled_questions
        )

    def _form_width(self) -> int:
        return max(30, min(48, self.width * _AT_80 // 80))

    # Walking

    def act_up(self) -> None:
        """One up in the active pane."""
        self._move(-1)

    def act_down(self) -> None:
        """One down in the active pane."""
        self._move(1)

    def act_first(self) -> None:
        """To the first line of the active pane."""
        self._to_end(last=False)

    def act_last(self) -> None:
        """To the last line of the active pane."""
        self._to_end(last=True)

    def _move(self, steps: int) -> None:
        if self.panel.active:
            self.panel.move(steps)
        elif self.editor is not None:
            self.form.move(steps)
        else:
            self.form.walk(steps)

    def _to_end(self, last: bool) -> None:
        if self.panel.active:
            self.panel.move_to_end(last)
        else:
            self.form.walk_to_end(last)

    def act_page_up(self) -> None:
        """The panel a page up; in a list of values that list."""
        (self.panel if self.editor is None else self.form).scroll_page(-1)

    def act_page_down(self) -> None:
        """The panel a page down; in a list of values that list."""
        (self.panel if self.editor is None else self.form).scroll_page(1)

    def act_pane(self) -> None:
        """The other pane."""
        self.panel.active = not self.panel.active
        self.form.active = not self.panel.active

    def act_next(self) -> str | None:
        """To the question to ask first; again from there: to the next after it."""
        shown, work = self.form_state().shown_in_form, self.work
        asked = worth_asking(work.pack, work.answers, work.assessment)
        names = [item.question for item in asked if item.question in shown]
        if not names:
            return "No open question would settle anything more"
        here = self.form.question
        onward = here in names and here in (names[0], self._came_to)
        place = names.index(here) + 1 if onward and here is not None else 0
        self._came_to = names[place % len(names)]
        self.to_form()
        self.form.ask(self._came_to)
        return None

    def to_form(self) -> None:
        """Let the form have the keys."""
        if self.panel.active:
            self.act_pane()

    # Other screens

    def act_why(self) -> str | None:
        """The basis of an option; in the form, what the question means."""
        if self.panel.active:
            return self._why_line(self.panel.cursor_key or "")
        if self.question is not None:
            self._why_question(self.question.id)
        return None

    def act_take(self) -> str | None:
        """Open the line under the panel's cursor."""
        key = self.panel.cursor_key or ""
        if key.startswith(FOLD):
            self.panel.toggle_folded()
        elif key.startswith(QUESTION):
            self.to_form()
            self.form.ask(key.removeprefix(QUESTION))
        else:
            return self._why_line(key)
        return None

    def _why_line(self, key: str) -> str | None:
        """The page that explains a line of the panel."""
        if key.startswith(OPTION):
            self.app.show_basis(key.removeprefix(OPTION))
        elif key.startswith(QUESTION):
            self._why_question(key.removeprefix(QUESTION))
        elif key.startswith((NOTICE, SCHEDULE)):
            from sarcoma_tui.tui.screens.entry import EntryScreen

            self.app.push_screen(EntryScreen(key))
        elif key.startswith(FOLD):
            return "e opens what is folded here, so does enter"
        else:
            return "This line says all there is"
        return None

    def _why_question(self, question_id: str) -> None:
        from sarcoma_tui.tui.screens.question import QuestionScreen

        self.app.push_screen(QuestionScreen(question_id))

    def act_expand(self) -> str | None:
        """Open or close the folded lines of the panel."""
        self.panel.toggle_folded()
        return None

    def act_save(self) -> str | None:
        """Save under a label."""
        if self.app.keeper is None:
            return "Nothing can be saved: see the line on top"
        from sarcoma_tui.tui.screens.save import SaveScreen

        self.app.push_screen(SaveScreen())
        return None

    def act_open(self) -> str | None:
        """Open the stage screen that the findings point to; what the card said is said by the new one."""
        if self._pointer is None:
            work = self.work
            said = not_staged(work.pack, work.stage, work.answers, work.assessment)
            if said:
                return f"The staging says: {said}. No stage screen fits better than this one"
            return "The findings do not point to another stage screen"
        if len(self._pointer.stages) > 1:
            titles = ", ".join(stage.title for stage in self._pointer.stages)
            return f"The findings fit more than one: {titles}"
        (stage,) = self._pointer.stages
        for name in stated_by_card(self.work.stage, self.work.answers):
            if name in stage.answers:
                self.app.act(Answered(name, stage.answers[name]))
            else:
                self.app.act(TakenBack(name))
        self.app.change_stage(stage)
        return None

    def act_back(self) -> None:
        """Home; the draft stays."""
        self.app.go_home()
