"""The options panel: the lines of an assessment, redrawn only where an answer changed them."""

from __future__ import annotations

from dataclasses import replace

from sarcoma_tui.tui.lines import Line, Piece, line, shortened
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.panel_head import head_lines
from sarcoma_tui.tui.widgets.panel_lines import FOLD, NOTICE, OPTION, PanelState, changed, panel_lines
from sarcoma_tui.tui.widgets.panel_notes import in_full


class OptionsPanel(LinePane):
    """Stage, counts and notices on top; beneath them the options, each on one line.

    The cursor stays on its option whatever an answer does to the others.
    """

    GUTTER = 1
    EDGE = True

    def __init__(self, *, active: bool = True) -> None:
        """A panel without an assessment."""
        super().__init__(active=active)
        self.open = False
        """Whether everything is shown, nothing folded."""
        self.badge = ""
        """How many open questions still matter; empty until that is known."""
        self.marked: str | None = None
        """The option that waits for a second one to be compared with."""
        self._state: PanelState | None = None
        self._changed: frozenset[str] = frozenset()

    def show_state(self, state: PanelState) -> None:
        """Show what is true now; what is folded stays folded."""
        self._state = state
        self._changed = changed(state)
        self.resized()

    def resized(self) -> None:
        """Make the lines for the width there is."""
        if self._state is None or not self.columns:
            return
        width = max(self.columns - 1 - self.GUTTER, 1)
        state = replace(self._state, open=self.open, marked=self.marked)
        head = [*head_lines(state.pack, state.found, width), line(self.badge, style="quiet")]
        lines = panel_lines(state, width)
        if self.marked is not None and not any(item.key == OPTION + self.marked for item in lines):
            self.marked = None  # it left the panel: nothing there could tell that it is marked
        self.show(lines, head)

    def mark(self, option_id: str | None) -> None:
        """Mark an option for comparing, or none."""
        self.marked = option_id
        self.resized()

    def toggle_folded(self) -> None:
        """Open what is folded, or fold it again."""
        self.open = not self.open
        self.resized()

    @property
    def option(self) -> str | None:
        """The id of the option under the cursor."""
        key = self.cursor_key
        return key.removeprefix(OPTION) if key is not None and key.startswith(OPTION) else None

    def told(self, room: int) -> str:
        """What the line under the cursor says, without cuts, shorter where so many cells do not hold it."""
        state = self._state
        if state is None or self.cursor_key is None:
            return ""
        if self.option is not None:
            items = (*state.found.options, *state.found.workup)
            line = next(item for item in items if item.option.id == self.option)
            return in_full(state.pack, line, state.answers, room)
        notices = {NOTICE + item.notice.id: item.notice for item in state.found.notices}
        notice = notices.get(self.cursor_key)
        if notice is not None:
            return f"{notice.title}: {notice.text}"
        return "e or enter opens what is folded here" if self.cursor_key.startswith(FOLD) else ""

    def go_to_option(self, option_id: str) -> bool:
        """Put the cursor on an option; False when it has no line."""
        return self.go_to(OPTION + option_id)

    def row(self, index: int) -> Line:
        """The heading on top tells which of the lines are on the screen, and what changed beyond them."""
        shown = self.lines[index]
        if not shown.sticky or index not in (self.top, self._sticky()):
            return shown
        first, last = self.span
        places = [place for place, item in enumerate(self.lines) if item.key is not None]
        inside = [number for number, place in enumerate(places, 1) if first <= place <= last]
        if not inside:
            return shown
        told = f"{inside[0]}-{inside[-1]} of {len(places)}"
        visible = {self.lines[place].key for place in places if first <= place <= last}
        beyond = len(self._changed - visible)
        room = max(self.columns - 2 - self.GUTTER - len(shown.text), 0)
        forms = (f"~{beyond} not shown  {told}", f"~{beyond}  {told}") if beyond else (told,)
        fitting = next((form for form in forms if len(form) < room), forms[-1])
        return Line(shown.left, shortened((Piece(fitting, "quiet"),), room), sticky=True)
