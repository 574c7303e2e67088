"""Resume: the drafts that were not saved, each opened again on the stage screen that fits it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sarcoma_tui.tui.fitting import fitting_stage
from sarcoma_tui.tui.keys import RESUME
from sarcoma_tui.tui.review_lines import Row, Titles, draft_row
from sarcoma_tui.tui.screens.session_files import SessionFilesScreen
from sarcoma_tui.tui.screens.session_list import read_or_say

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed


class ResumeScreen(SessionFilesScreen):
    """The list of drafts; enter goes on with one."""

    KEYMAP = RESUME
    SHARES = (31, 36)
    EMPTY = "No draft is left: everything that was answered is saved, or in the trash."

    def place(self) -> tuple[str, ...]:
        """Resume."""
        return ("Resume a draft",)

    def find(self) -> Sequence[Row]:
        """Every draft that holds something its saved session does not; each is read for its preview."""
        from sarcoma_tui.sessions.drafts import pending

        return [self._row(listed) for listed in pending(self.store)]

    def _row(self, listed: Listed) -> Row:
        """A row; a file that cannot be read has the row that Review gives it."""
        read = read_or_say(self.store, listed) if listed.status != "damaged" else ""
        if isinstance(read, str):
            return draft_row(listed, None, "", self.app.pack)
        stage = fitting_stage(self.app.pack, read.session.answers)
        return draft_row(listed, read.session, stage.title, self.app.pack)

    def titles(self) -> Titles:
        """What stands in a row."""
        return ("Opens as", "Answered", "Last change")

    def leave_for_stage(self) -> None:
        """The stage screen takes the place of this one: escape there leads Home."""
        self.app.pop_screen()
