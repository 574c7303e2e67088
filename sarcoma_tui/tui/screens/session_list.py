"""What Review and Resume share: a list of files, a preview, deleting with undo, going on with one.

Reading is done in a thread: the screen is there at once, and no key waits for a disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widget import Widget

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.toml_read import DamagedError, Read
from sarcoma_tui.tui.lines import BLANK, wrapped
from sarcoma_tui.tui.reopen import beside, in_short, look_for_drafts, reopen
from sarcoma_tui.tui.review_lines import Row, Shares, Titles, preview_lines, preview_rule
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.session_words import STATUS
from sarcoma_tui.tui.widgets.line_pane import LinePane
from sarcoma_tui.tui.widgets.session_list import SessionList

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed, Store

_BESIDE = 100  # columns from which the preview stands beside the list, not beneath it
_ONE_MOMENT = "One moment: the last key is still at work"


class SessionListScreen(ListActions, KeyScreen):
    """A list with a preview. A subclass finds the rows, and says what an empty list means."""

    listed: SessionList
    EMPTY = ""
    SHARES: ClassVar[Shares] = (31, 28)

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.listed = SessionList(self.SHARES)
        self.preview = LinePane(active=False)
        self.rows: Sequence[Row] | None = None
        self._reads: dict[str, Read | str] = {}
        self._reading = ""
        self._deleted: list[tuple[Row, Sequence[Row]]] = []
        self._busy = False

    # For subclasses

    def find(self) -> Sequence[Row]:
        """The rows; blocks, and runs in a thread."""
        raise NotImplementedError

    def shown(self) -> Sequence[Row]:
        """The rows that are listed now."""
        return self.rows or ()

    def titles(self) -> Titles:
        """The titles of the columns after the label."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What an empty list says."""
        return self.EMPTY

    # What is shown

    @property
    def store(self) -> Store:
        """Where the files are; these screens are not opened without it."""
        assert self.app.store is not None
        return self.app.store

    def body(self) -> Iterable[Widget]:
        """List and preview."""
        return (self.listed, self.preview)

    def state(self) -> str:
        """Which rows are on the screen."""
        return self.listed.told

    def seam(self) -> int | None:
        """Where the border between the panes meets the message line."""
        return self._sizes()[0] if self._wide() else None

    def expect(self) -> None:
        """The list and the preview share the body."""
        width, height = self._sizes()
        self._arrange()
        self.listed.expect(width, height)
        if self._wide():
            self.preview.expect(self.width - width, height)
        else:
            self.preview.expect(width, self.body_height - height)

    def refreshed(self) -> None:
        """The list as it is now; the preview follows with the bars, after every key."""
        self._arrange()
        rows = self.shown()
        if rows:
            self.listed.show_rows(rows, self.titles())
        else:
            said = "Reading ..." if self.rows is None else self.nothing()
            self.listed.show_text([BLANK, *wrapped(said, self._sizes()[0] - 4)])

    def show_bars(self) -> None:
        """Header, key lines, and the preview of what is under the cursor."""
        if self.app.screen is self:
            self._show_preview()
        super().show_bars()

    def _wide(self) -> bool:
        return self.width >= _BESIDE

    def _sizes(self) -> tuple[int, int]:
        """Columns and rows of the list."""
        if self._wide():
            return self.width * 7 // 12, self.body_height
        return self.width, self.body_height - max(self.body_height * 2 // 5, 5)

    def _arrange(self) -> None:
        """Give the panes their sizes, where they changed."""
        width, height = self._sizes()
        wide = self._wide()
        layout = "horizontal" if wide else "vertical"
        if self.styles.layout is None or self.styles.layout.name != layout:
            self.styles.layout = layout
        self.preview.EDGE = wide
        now = self.listed.styles.width, self.listed.styles.height
        if [side and side.value for side in now] != [width, height]:
            self.listed.styles.width, self.listed.styles.height = width, height

    def _show_preview(self) -> None:
        row = self.listed.chosen
        if row is None:
            self.preview.show([])
            return
        read = self._reads.get(row.key)
        width = self.preview.columns - self.preview.GUTTER - (1 if self.preview.EDGE else 0)
        lines = preview_lines(row, read, self.app.pack, max(width, 1))
        self.preview.show(lines, [preview_rule(row)])
        if read is None and row.listed.status != "damaged" and self._reading != row.key:
            self._reading = row.key
            beside(self.app, self._read(row))

    # Reading

    def on_screen_resume(self) -> None:
        """Files may have changed while another screen was on top."""
        beside(self.app, self.load())

    async def load(self) -> None:
        """Read the list anew; what was shown stays until then."""
        self.rows = await asyncio.to_thread(self.find)
        self._reads.clear()
        self._reading = ""
        if self.is_current:
            self.refreshed()
            self.show_bars()

    async def _read(self, row: Row) -> None:
        self._reads[row.key] = await asyncio.to_thread(read_or_say, self.store, row.listed)
        chosen = self.listed.chosen
        if self.is_current and chosen is not None and chosen.key == row.key:
            self.show_bars()

    # Deleting, and bringing back

    def act_trash(self) -> str | None:
        """Move the file under the cursor to the trash; the cursor stays, so a doubled key does no harm."""
        row = self.listed.chosen
        if row is None:
            return "There is nothing under the cursor"
        refusal = _refusal(row.listed)
        return refusal or self._at_work(self._trash(row))

    def act_undo(self) -> str | None:
        """Bring back the file under the cursor if it is in the trash, else the one deleted last."""
        row = self.listed.chosen
        if row is None or row.listed.status != "trashed":
            if not self._deleted:
                return "Nothing was deleted here"
            row = self._deleted[-1][0]
        return self._at_work(self._restore(row))

    async def _trash(self, row: Row) -> None:
        path = await asyncio.to_thread(self.store.trash, row.listed)
        gone = [
            other
            for other in self.rows or ()
            if other.key == row.key or (other.listed.id == row.listed.id and _goes_along(other, row))
        ]
        trashed = replace(
            row, listed=replace(row.listed, status="trashed", path=path), about=STATUS["trashed"]
        )
        self._deleted.append((trashed, gone))
        self._put(trashed, gone)
        self.say(f"{row.label} is in the trash; z brings it back")

    async def _restore(self, row: Row) -> None:
        await asyncio.to_thread(self.store.restore, row.listed)
        self._deleted = [item for item in self._deleted if item[0].key != row.key]
        await self.load()
        self.say(f"{row.label} is back")

    def _put(self, row: Row, instead: Sequence[Row]) -> None:
        """Put a row in the place of its own old one; what went along with it is not listed any more."""
        gone = {other.key for other in instead} - {row.key}
        self.rows = [
            row if other.key == row.key else other for other in self.rows or () if other.key not in gone
        ]
        self.refreshed()

    # Going on

    def act_edit(self) -> str | None:
        """Go on editing what is under the cursor."""
        row = self.listed.chosen
        if row is None:
            return "There is nothing under the cursor"
        refusal = edit_refusal(row.listed)
        return refusal or self._at_work(self._edit(row))

    async def _edit(self, row: Row) -> None:
        self.say(await reopen(self.app, row.listed, self.leave_for_stage))

    def leave_for_stage(self) -> None:
        """Make room for the stage screen; this screen stays beneath it."""

    def act_back(self) -> None:
        """Home; it tells which drafts there are now."""
        super().act_back()
        beside(self.app, look_for_drafts(self.app))

    def _at_work(self, work: Coroutine[Any, Any, None]) -> str | None:
        """Run what a key began, one at a time; what the disk refuses is said."""
        if self._busy:
            work.close()
            return _ONE_MOMENT
        self._busy = True
        beside(self.app, self._done(work))
        return None

    async def _done(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except DurableError as error:
            self.say(in_short(error))
        finally:
            self._busy = False


def read_or_say(store: Store, listed: Listed) -> Read | str:
    """What a file holds, or why it cannot be read; blocks."""
    try:
        return store.read(listed)
    except (DamagedError, DurableError) as error:
        return str(error)


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


def _goes_along(other: Row, row: Row) -> bool:
    """Whether a file goes to the trash with another one: the draft of a saved session."""
    return other.listed.status == "draft" and row.listed.status == "saved"
