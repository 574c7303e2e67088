"""The screens that open over the stage screen, and the way back from a question that they name."""

from __future__ import annotations

from collections.abc import Mapping

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.settled import Settled, settled
from sarcoma_tui.tui.screens.base import KeyScreen
from sarcoma_tui.tui.widgets.form import FormPane
from sarcoma_tui.tui.widgets.panel import OptionsPanel
from sarcoma_tui.tui.widgets.panel_head import badge
from sarcoma_tui.tui.work import Work


class StageViews(KeyScreen):
    """The part of the stage screen that opens what explains it."""

    form: FormPane
    panel: OptionsPanel

    def __init__(self) -> None:
        """Nothing is known to be settled."""
        super().__init__()
        self._settled: Settled | None = None
        self._settled_of: Mapping[str, Answer] = {}

    @property
    def work(self) -> Work:
        """The open session and what follows from it."""
        raise NotImplementedError

    def show_form(self) -> None:
        """The form as it is now."""
        raise NotImplementedError

    @property
    def settled_questions(self) -> frozenset[str]:
        """The questions that can change nothing any more; empty until that is known."""
        return self._settled.idle if self._settled is not None else frozenset()

    def settle(self) -> None:
        """Find what is settled, after the painting: it takes as long as the answer itself.

        What was settled before stays so while answers only come; when one changed it is forgotten.
        """
        answers = self.work.answers
        if self._settled_of is answers and self._settled is not None:
            return
        if not self._settled_of.items() <= answers.items():
            self._settled = None
            self.panel.badge = ""
        self._settled_of = answers
        self.call_after_refresh(self._settle, answers)

    def _settle(self, answers: Mapping[str, Answer]) -> None:
        if self.app.work is None or self.work.answers is not answers:
            return
        self._settled = settled(self.work.pack, answers)
        self.show_form()
        self.panel.badge = badge(self._settled)
        self.panel.resized()

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

    def act_mark(self) -> str | None:
        """Mark an option of the panel; with another one marked already, compare the two."""
        option = self.panel.option
        if option is None:
            return "Only options can be compared"
        before = self.panel.marked
        self.panel.mark(None if before is not None else option)
        if before is not None and before != option:
            from sarcoma_tui.tui.screens.compare import CompareScreen

            self.app.push_screen(CompareScreen(before, option))
        return None

    def act_referral(self) -> None:
        """What a referral would add."""
        from sarcoma_tui.tui.screens.referral import ReferralScreen

        self.app.push_screen(ReferralScreen())

    def to_question(self, question_id: str) -> None:
        """Put the form's cursor on a question."""
        self.panel.active, self.form.active = False, True
        self.form.ask(question_id)
