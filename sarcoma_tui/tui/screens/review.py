"""Review: the saved sessions, drafts and damaged files, newest first; found by typing a part of anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sarcoma_tui.tui.keys import REVIEW, REVIEW_FILTER, REVIEW_NARROWED, Keymap
from sarcoma_tui.tui.review_lines import Row, Titles, matching, review_row, stage_title
from sarcoma_tui.tui.screens.filtering import FilteringScreen
from sarcoma_tui.tui.screens.session_files import SessionFilesScreen

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed

_ORDERS = ("newest first", "by label")


class ReviewScreen(FilteringScreen, SessionFilesScreen):
    """The list; `/` opens a filter that has the keys until enter or escape."""

    def __init__(self) -> None:
        """Everything but the trash, newest first, no filter."""
        super().__init__()
        self._order = 0
        self._with_trash = False

    # The list

    def find(self) -> Sequence[Row]:
        """Every file, newest first; the trash too where it is shown."""
        found = self.store.listed()
        if self._with_trash:
            found = _merged(found, self.store.trashed())
        return [review_row(listed, self.app.pack) for listed in found]

    def shown(self) -> Sequence[Row]:
        """The rows that match what was typed, in the order chosen."""
        rows = matching(self.rows or (), self._typed)
        if _ORDERS[self._order] == "by label":
            rows = sorted(rows, key=lambda row: row.label.casefold())
        return rows

    def titles(self) -> Titles:
        """What stands in a row."""
        return (stage_title(self.app.pack), "Situation", "Saved or begun")

    def nothing(self) -> str:
        """Nothing matches, or there is nothing."""
        if self.rows:
            return f"Nothing matches {self._typed!r}. Escape shows all {len(self.rows)} again."
        return (
            "No session is saved yet. On Home, n begins one; on its stage screen, s saves it. "
            f"They are kept in {self.store.data}."
        )

    # Header and key lines

    @property
    def keymap(self) -> Keymap:
        """The filter's keys while it is open; escape shows all again while the list is narrowed."""
        if self._typing:
            return REVIEW_FILTER
        return REVIEW_NARROWED if self._typed else REVIEW

    def place(self) -> tuple[str, ...]:
        """Review, and the order."""
        return ("Review", _ORDERS[self._order])

    def hint(self) -> str:
        """The filter, and how much of the list it leaves."""
        if not self._typing and not self._typed:
            return ""
        found, total = len(self.shown()), len(self.rows or ())
        return f" Filter: {self._typed}{'_' if self._typing else ''}   {found} of {total}"

    def help_title(self) -> str:
        """Review."""
        return "Review"

    def standing(self) -> str:
        """What is marked."""
        row = self._marked()
        return f"marked: {row.label}; space on another compares them" if row else ""

    # Other keys

    def act_open(self) -> str | None:
        """Read the session under the cursor."""
        row = self.listed.chosen
        if row is None:
            return "There is nothing under the cursor"
        if row.listed.status == "damaged":
            return "A damaged file is not opened: its reason is shown beside the list"
        from sarcoma_tui.tui.screens.session import SessionScreen

        self.app.push_screen(SessionScreen(row.listed))
        return None

    def act_mark(self) -> str | None:
        """Mark a session; with one marked already, compare the two; on the marked one, unmark it."""
        row = self.listed.chosen
        if row is None:
            return "There is nothing under the cursor"
        if row.listed.status == "damaged":
            return "A damaged file is not compared: its reason is shown beside the list"
        before = self._marked()
        self.listed.marked = None if before else row.key
        self.refreshed()
        if before is not None and before.key != row.key:
            from sarcoma_tui.tui.screens.compare_sessions import CompareSessionsScreen

            self.app.push_screen(CompareSessionsScreen(before.listed, row.listed))
        return None

    def _marked(self) -> Row | None:
        """The marked row; None when none is, or its file is no longer listed."""
        return next((row for row in self.rows or () if row.key == self.listed.marked), None)

    def act_sort(self) -> None:
        """The other order; the cursor stays on its session."""
        self._order = (self._order + 1) % len(_ORDERS)
        self.refreshed()

    def act_bin(self) -> str | None:
        """Show the trash among the others, or hide it."""
        return self.at_work(self._toggle_trash)

    async def _toggle_trash(self) -> None:
        self._with_trash = not self._with_trash
        self.deleted.clear()
        await self.load()
        self.say("The trash is shown too" if self._with_trash else "The trash is not shown")


def _merged(listed: Sequence[Listed], trashed: Sequence[Listed]) -> list[Listed]:
    """Both lists as one, newest first; files without a time stay where they are."""
    merged: list[Listed] = []
    rest = deque(trashed)
    for item in listed:
        while rest and _newer(rest[0], item):
            merged.append(rest.popleft())
        merged.append(item)
    return [*merged, *rest]


def _newer(item: Listed, other: Listed) -> bool:
    at, time = item.saved or item.created, other.saved or other.created
    return at is not None and time is not None and at > time
