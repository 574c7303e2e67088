"""From a question that some screen names, back to its line in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarcoma_tui.tui.screens.stage import StageScreen

if TYPE_CHECKING:
    from sarcoma_tui.tui.app import SarcomaApp


def follow(app: SarcomaApp, question_id: str) -> str | None:
    """Leave the screens over the form and go to a question; where that cannot be, why."""
    form = next((screen for screen in reversed(app.screen_stack) if isinstance(screen, StageScreen)), None)
    label = app.pack.questions[question_id].label
    if form is None:
        return "There is no form to go to"
    if question_id not in form.form_state().shown_in_form:
        listed = {name for section in form.work.stage.sections for name in section.questions}
        known = question_id in listed
        return f"{label} has no meaning for this case" if known else f"{label} is not on this stage screen"
    while app.screen is not form:
        app.pop_screen()
    form.to_question(question_id)
    return None
