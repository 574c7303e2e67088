"""Going on with a session that is on disk: a draft, or a saved session that is edited again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.toml_read import DamagedError
from sarcoma_tui.tui.fitting import fitting_stage

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed
    from sarcoma_tui.tui.app import SarcomaApp


async def reopen(app: SarcomaApp, listed: Listed, leave: Callable[[], object]) -> str:
    """Open a file for editing on the stage screen that fits its answers, after `leave` took screens away.

    Returns the sentence that says why it cannot be opened, or "".
    """
    from sarcoma_tui.sessions.writer import resume

    assert app.store is not None
    try:
        session, writer = await asyncio.to_thread(resume, app.store, listed, tuple(app.pack.questions))
    except DurableError as error:
        return in_short(error)
    except DamagedError as error:
        return f"It cannot be read: {error.faults[0]}"
    leave()
    app.open_session(session, fitting_stage(app.pack, session.answers), app.keeper_of(writer))
    return ""


def in_short(error: DurableError) -> str:
    """What a disk or another process refused, as one sentence without the path: a line has no room for it."""
    return f"{error.reason[:1].upper()}{error.reason[1:]}; {error.advice}"


async def look_for_drafts(app: SarcomaApp) -> None:
    """Tell Home which drafts there are now; a list of files on top is read again if one came or went."""
    from sarcoma_tui.sessions.drafts import pending
    from sarcoma_tui.tui.screens.session_list import SessionListScreen

    if app.store is None or app.ready is None:
        return
    drafts = app.ready.drafts
    with suppress(DurableError):  # a folder that cannot be read is said where its files are wanted
        drafts = tuple(await asyncio.to_thread(pending, app.store))
    if drafts != app.ready.drafts:
        app.ready = replace(app.ready, drafts=drafts)
        app.publish()
        if isinstance(app.screen, SessionListScreen):
            await app.screen.load()


def beside(app: SarcomaApp, work: Callable[[], Awaitable[None]]) -> None:
    """Run something beside the loop's other work; a fault in it ends the program as any other does."""
    app.run_worker(_watched(app, work), exit_on_error=False)


async def _watched(app: SarcomaApp, work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception as error:
        app._handle_exception(error)
