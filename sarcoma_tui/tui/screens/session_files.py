"""What Review and Resume do with the files they list: delete with undo, and go on with one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.tui.reopen import beside, in_short, look_for_drafts, reopen
from sarcoma_tui.tui.review_lines import Row
from sarcoma_tui.tui.screens.session_list import SessionListScreen
from sarcoma_tui.tui.session_words import STATUS

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed

_NOTHING = "There is nothing under the cursor"
_ONE_MOMENT = "One moment: the last key is still at work"


class SessionFilesScreen(SessionListScreen):
    """A list whose files can be moved to the trash, brought back, and edited: one key each, one at a time."""

    def __init__(self) -> None:
        """Nothing was deleted yet."""
        super().__init__()
        self.deleted: list[Row] = []
        self._busy = False

    # Deleting, and bringing back

    def act_trash(self) -> str | None:
        """Move the file under the cursor to the trash; the cursor stays, so a doubled key does no harm."""
        row = self.listed.chosen
        if row is None:
            return _NOTHING
        refusal = _refusal(row.listed)
        return refusal or self.at_work(partial(self._trash, row))

    def act_undo(self) -> str | None:
        """Bring back the file under the cursor if it is in the trash, else the one deleted last."""
        row = self.listed.chosen
        if row is None or row.listed.status != "trashed":
            if not self.deleted:
                return "Nothing was deleted here"
            row = self.deleted[-1]
        return self.at_work(partial(self._restore, row))

    async def _trash(self, row: Row) -> None:
        path = await asyncio.to_thread(self.store.trash, row.listed)
        listed = replace(row.listed, status="trashed", path=path)
        trashed = replace(row, listed=listed, about=STATUS["trashed"])
        self.deleted.append(trashed)
        self.rows = [
            trashed if other.key == row.key else other
            for other in self.rows or ()
            if not _went_along(other.listed, row.listed)
        ]
        self.refreshed()
        self.say(f"{row.label} is in the trash; z brings it back")

    async def _restore(self, row: Row) -> None:
        await asyncio.to_thread(self.store.restore, row.listed)
        self.deleted = [other for other in self.deleted if other.key != row.key]
        await self.load()
        self.say(f"{row.label} is back")

    # Going on

    def act_edit(self) -> str | None:
        """Go on editing what is under the cursor."""
        row = self.listed.chosen
        if row is None:
            return _NOTHING
        refusal = edit_refusal(row.listed)
        return refusal or self.at_work(partial(self._edit, row))

    async def _edit(self, row: Row) -> None:
        self.say(await reopen(self.app, row.listed, self.leave_for_stage))

    def leave_for_stage(self) -> None:
        """Make room for the stage screen; this screen stays beneath it."""

    def act_back(self) -> None:
        """Home; it tells which drafts there are now."""
        super().act_back()
        beside(self.app, partial(look_for_drafts, self.app))

    def at_work(self, work: Callable[[], Awaitable[None]]) -> str | None:
        """Run what a key began, one at a time; what the disk refuses is said."""
        if self._busy:
            return _ONE_MOMENT
        self._busy = True
        beside(self.app, partial(self._done, work))
        return None

    async def _done(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except DurableError as error:
            self.say(in_short(error))
        finally:
            self._busy = False


def edit_refusal(listed: Listed) -> str:
    """Why a file cannot be edited; "" when it can be."""
    match listed.status:
        case "damaged":
            return "A damaged file is not opened: its reason is shown beside the list"
        case "newer-format":
            return "Written by a newer program: it can only be read here"
        case "conflict-copy":
            return "A conflict copy can only be read; the session itself can be edited"
        case "trashed":
            return "It is in the trash; z brings it back"
    return ""


def _refusal(listed: Listed) -> str:
    """Why a file cannot be moved to the trash; "" when it can be."""
    match listed.status:
        case "damaged":
            return "A damaged file is left as it is: it is never moved"
        case "newer-format":
            return "Written by a newer program: it is left as it is"
        case "trashed":
            return "It is in the trash already; z brings it back"
    return ""


def _went_along(other: Listed, trashed: Listed) -> bool:
    """Whether a file went to the trash with another one: the draft of a saved session."""
    return other.id == trashed.id and other.status == "draft" and trashed.status == "saved"
