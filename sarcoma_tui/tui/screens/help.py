"""Help: every key of the screen it was asked from, made from the same registry that the keys go by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from sarcoma_tui.tui.keys import HELP, Action
from sarcoma_tui.tui.lines import Line, line, wrapped
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.line_pane import LinePane

_KEYS = 12  # cells for the keys, left of what they do


class HelpScreen(ListActions, KeyScreen):
    """All keys of one screen."""

    KEYMAP = HELP

    def __init__(self, actions: Sequence[Action], title: str) -> None:
        """`actions` in the order of the registry; `title` says whose keys they are."""
        super().__init__()
        self.listed = LinePane(active=False)
        self._actions, self._title = actions, title

    def body(self) -> Iterable[Widget]:
        """One list."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """Help, and of what."""
        return ("Help", self._title) if self._title else ("Help",)

    def refreshed(self) -> None:
        """Keys at the left, what they do at the right."""
        width = max(self.width - 4, 30)
        lines: list[Line] = []
        for action in self._actions:
            rows = wrapped(action.help, width - _KEYS)
            lines.append(line(f"{action.shown:<{_KEYS}}{rows[0].text}"))
            lines += [line(" " * _KEYS + row.text) for row in rows[1:]]
        self.listed.show(lines)

    def act_guidance(self) -> str | None:
        """What the content says."""
        if self.app.ready is None:
            return "The content is being read: one moment"
        from sarcoma_tui.tui.screens.guidance import GuidanceScreen

        self.app.push_screen(GuidanceScreen())
        return None

    def act_up(self) -> None:
        """A line up."""
        self.listed.scroll_lines(-1)

    def act_down(self) -> None:
        """A line down."""
        self.listed.scroll_lines(1)
