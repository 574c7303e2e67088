"""The screens that open over the stage screen, and the way back from a question that they name."""

from __future__ import annotations

from sarcoma_tui.tui.screens.base import KeyScreen
from sarcoma_tui.tui.widgets.form import FormPane
from sarcoma_tui.tui.widgets.panel import OptionsPanel


class StageViews(KeyScreen):
    """The part of the stage screen that opens what explains it."""

    form: FormPane
    panel: OptionsPanel

    def act_change(self) -> None:
        """What would change it."""
        from sarcoma_tui.tui.screens.changes import ChangesScreen

        self.app.push_screen(ChangesScreen())

    def act_catalogue(self) -> None:
        """All options with their verdicts."""
        from sarcoma_tui.tui.screens.catalogue import CatalogueScreen

        self.app.push_screen(CatalogueScreen())

    def act_map(self) -> str | None:
        """The staging table of this case."""
        from sarcoma_tui.tui.screens.staging_map import StagingMapScreen

        self.app.push_screen(StagingMapScreen())
        return None

    def to_question(self, question_id: str) -> None:
        """Put the form's cursor on a question."""
        self.panel.active, self.form.active = False, True
        self.form.ask(question_id)
