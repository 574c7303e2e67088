"""A notice or a row of the follow-up plan in full: its text, for whom it holds, its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.widget import Widget

from sarcoma_tui.domain.assessment import Holds
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.rules import Condition
from sarcoma_tui.tui.conditions import condition_text
from sarcoma_tui.tui.keys import READ
from sarcoma_tui.tui.lines import BLANK, Line, rule, wrapped
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.sources import source_lines
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.panel_lines import NOTICE, SCHEDULE

_HOLDS: dict[Holds, str] = {
    "always": "Holds for this case",
    "possibly": "Holds for some of what is still possible",
    "never": "Does not hold for this case",
}


class EntryScreen(ListActions, KeyScreen):
    """One entry of the content, read only."""

    KEYMAP = READ

    def __init__(self, key: str) -> None:
        """`key` is of a notice's or a plan's line on the panel."""
        super().__init__()
        self.listed = LinePane(active=False)
        self._key = key

    def body(self) -> Iterable[Widget]:
        """One pane."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """What kind of entry it is."""
        return ("Notice" if self._key.startswith(NOTICE) else "Follow-up",)

    def refreshed(self) -> None:
        """The entry, as long as it holds."""
        work = self.app.work
        if work is None:
            return
        found, width = work.assessment, self.width - 4
        lines: list[Line] = []
        for notice in found.notices:
            if NOTICE + notice.notice.id == self._key:
                entry = notice.notice
                lines += wrapped(entry.title, width, style="strong")
                lines += [BLANK, *wrapped(entry.text, width)]
                lines += _rest(work.pack, notice.holds, entry.when, entry.sources, width)
        for row in found.follow_up:
            if SCHEDULE + row.schedule.id == self._key:
                plan = row.schedule
                until = f"until month {plan.until_month}" if plan.until_month is not None else "for life"
                lines += wrapped(plan.title, width, style="strong")
                lines += [BLANK, *wrapped(f"Every {plan.every_months} months, {until}", width)]
                lines += _rest(work.pack, row.holds, plan.when, plan.sources, width)
        self.listed.show(lines or [BLANK, *wrapped("This does not hold for the case any more", width)])


def _rest(pack: Pack, holds: Holds, when: Condition, sources: tuple[str, ...], width: int) -> Iterator[Line]:
    """Whether it holds, for whom, on what it rests."""
    yield BLANK
    yield from wrapped(_HOLDS[holds], width)
    yield from wrapped(f"Rule: {condition_text(pack, when)}", width, indent=2)
    yield BLANK
    yield rule("Sources")
    for name in sources:
        yield from source_lines(pack, name, width)
