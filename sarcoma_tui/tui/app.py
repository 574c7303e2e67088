"""The application: holds the one state, passes events through the desk, keeps what was committed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.screen import Screen

from sarcoma_tui.tui.screens.base import KeyScreen
from sarcoma_tui.tui.screens.home import HomeScreen
from sarcoma_tui.tui.terminal_app import TerminalApp

if TYPE_CHECKING:
    from sarcoma_tui.domain.pack import Pack, Stage
    from sarcoma_tui.sessions.events import Event, Saved
    from sarcoma_tui.sessions.session import Session
    from sarcoma_tui.sessions.store import Store
    from sarcoma_tui.tui.keeper import DraftWriter, Keeper
    from sarcoma_tui.tui.ready import Ready
    from sarcoma_tui.tui.work import Work

_PAINTING = 0.5
"""Seconds in which a screen is painted, if it is painted at all."""


def _now() -> datetime:
    return datetime.now(UTC)


class SarcomaApp(TerminalApp, inherit_bindings=False):
    """The full-screen program.

    `ready` is None until the content is loaded; `work` until a session is open. `banners` stand on every
    screen.
    """

    def __init__(
        self,
        prepare: Callable[[], Ready],
        stage: str | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """`prepare` loads what is needed after the first paint; `stage` is opened as soon as it can be."""
        super().__init__()
        self.ready: Ready | None = None
        self.work: Work | None = None
        self.keeper: Keeper | None = None
        self.clock = clock
        self._prepare = prepare
        self._stage = stage
        self._trouble = ""

    # What others ask of it

    @property
    def pack(self) -> Pack:
        """The content; only after it is loaded."""
        assert self.ready is not None
        return self.ready.pack

    @property
    def store(self) -> Store | None:
        """Where sessions are; None when nothing can be saved."""
        return self.ready.store if self.ready else None

    @property
    def banners(self) -> tuple[str, ...]:
        """What every screen says on top: that nothing can be saved, that the content is from outside."""
        return (*(self.ready.banners if self.ready else ()), *((self._trouble,) if self._trouble else ()))

    def publish(self) -> None:
        """Let the screen on top show what is true now."""
        screen = self.screen
        if isinstance(screen, KeyScreen):
            screen.refreshed()
            screen.show_bars()

    def act(self, event: Event) -> bool:
        """Pass an event through the desk; the new session is kept, assessed and shown. False: no change."""
        from sarcoma_tui.sessions.desk import apply

        assert self.work is not None
        session = apply(self.work.session, event, self.clock())
        if session is self.work.session:
            return False
        self.work = self.work.with_session(session)
        if self.keeper is not None:
            self.keeper.hand(session)
        self.publish()
        return True

    # Sessions

    def begin_session(self, stage: Stage) -> None:
        """Begin a session on a stage screen; the card's answers are its first."""
        from sarcoma_tui.sessions.ids import new_id

        self.open_session(self._first_session(self.pack, stage, new_id()), stage)

    def _first_session(self, pack: Pack, stage: Stage, session_id: str) -> Session:
        from sarcoma_tui.sessions import desk
        from sarcoma_tui.sessions.events import Answered
        from sarcoma_tui.sessions.shown import pack_ref

        session = desk.begin(session_id, pack_ref(pack), tuple(pack.questions), self.clock())
        for question, answer in stage.answers.items():
            session = desk.apply(session, Answered(question, answer), self.clock())
        return session

    def open_session(self, session: Session, stage: Stage, keeper: Keeper | None = None) -> None:
        """Show a session on a stage screen; without a `keeper` a new draft begins where it can."""
        from sarcoma_tui.tui.screens.stage import StageScreen
        from sarcoma_tui.tui.work import Work

        self.close_session()
        self._keep(Work.begin(self.pack, stage, session), keeper)
        if isinstance(self.screen, StageScreen):
            self.publish()
        else:
            self.push_screen(StageScreen())
        self.call_after_refresh(self._make_whole)

    def _keep(self, work: Work, keeper: Keeper | None = None) -> None:
        """This is the open session; what it holds already goes to its draft."""
        self.keeper = keeper or self._new_keeper(work.session)
        self.work = work
        if self.keeper is not None and work.session.changed > self.keeper.written:
            self.keeper.hand(work.session)

    def _make_whole(self) -> None:
        """After the first painting: what decides each line."""
        if self.work is not None and not self.work.whole:
            self.work = self.work.made_whole()
            self.publish()

    def go_home(self) -> None:
        """Leave the open session for Home; its draft stays."""
        self.close_session()
        self._stage = None  # nor is it wanted any more if it was asked for and is not begun yet
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.push_screen(HomeScreen())  # the program was started on a stage screen: Home goes over it

    def close_session(self) -> None:
        """Let the open session go; its draft stays."""
        if self.keeper is not None:
            keeper, self.keeper = self.keeper, None
            self.run_worker(self._give_back(keeper), exit_on_error=False)
        self.work = None

    def change_stage(self, stage: Stage) -> None:
        """Go on with the open session on another stage screen."""
        assert self.work is not None
        self.work = replace(self.work, stage=stage)
        self.publish()

    async def save(self) -> None:
        """Save the open session; what was answered while the save ran is a change since then.

        Raises:
            DurableError: it is not on disk; the session stays open, and saving can be tried again.
        """
        from sarcoma_tui.sessions.desk import apply
        from sarcoma_tui.sessions.shown import pack_ref, shown_of

        assert self.work is not None
        assert self.keeper is not None
        work, keeper, at = self.work.made_whole(), self.keeper, self.clock()

        def write() -> Saved:
            shown = shown_of(work.pack, work.assessment)
            return keeper.writer.save(work.session, pack_ref(work.pack), shown, at)

        saved = await keeper.save(write)
        if self.work is not None and self.work.session.id == work.session.id:
            self.work = self.work.with_session(apply(self.work.session, saved, at))
            self.publish()

    def show_basis(self, option_id: str) -> None:
        """The basis of one option."""
        from sarcoma_tui.tui.screens.basis import BasisScreen

        self.push_screen(BasisScreen(option_id))

    def _new_keeper(self, session: Session) -> Keeper | None:
        if self.store is None:
            return None
        from sarcoma_tui.sessions.writer import Writer

        return self.keeper_of(Writer(self.store, session.id))

    def keeper_of(self, writer: DraftWriter) -> Keeper:
        """A keeper that tells what became of each write on the screen."""
        from sarcoma_tui.tui.keeper import Keeper

        return Keeper(writer, self._written)

    async def _give_back(self, keeper: Keeper) -> None:
        """Give a session back when its draft is written; Home tells which drafts there are then."""
        from sarcoma_tui.tui.reopen import look_for_drafts

        await keeper.settled()
        with suppress(OSError):
            keeper.close()
        await look_for_drafts(self)

    def _written(self, trouble: str) -> None:
        """A draft was written, or could not be."""
        self._trouble = trouble and f"not on disk: {trouble}"
        self.publish()

    # Start

    def get_default_screen(self) -> Screen[Any]:
        """Home, or the stage screen that was asked for: no empty one is made and painted before it."""
        if self._stage is None:
            return HomeScreen()
        from sarcoma_tui.tui.screens.stage import StageScreen

        return StageScreen()

    async def load(self) -> None:
        """Load what is needed, the panel that was asked for first, and begin; keys have waited."""
        from sarcoma_tui.tui.ready import NotReadyError

        try:
            ready = await asyncio.to_thread(self._prepare)
            if ready.rest is not None:
                await self._paint_ahead(ready.pack)
                ready = await asyncio.to_thread(ready.rest)
            self.ready = ready
        except NotReadyError as error:
            self.exit(return_code=2, message=Text("\n".join(error.sentences)))
            return
        except Exception as error:
            self._handle_exception(error)
            return
        waiting = self.screen
        self._begin()
        for key in waiting.held() if isinstance(waiting, KeyScreen) else ():
            self.post_message(key)

    async def _paint_ahead(self, pack: Pack) -> None:
        """The panel of the stage that was asked for is painted before the store is opened.

        Keys wait until there is a draft that holds what they answer.
        """
        from sarcoma_tui.tui.work import Work

        stage = self._asked_for(pack)
        if stage is not None:
            self.work = Work.begin(pack, stage, self._first_session(pack, stage, ""))
            self.publish()
            await self._painted()

    async def _painted(self) -> None:
        """Wait until what was published last is on the screen; not for long: another may lie over it."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(painted.wait(), _PAINTING)

    def _begin(self) -> None:
        """All is there: show it, or open the stage screen that was asked for."""
        stage = self._asked_for(self.pack)
        if self.work is not None:
            self._begin_draft(self.work)
        elif stage is not None:
            self.begin_session(stage)
        elif self._stage is not None:
            self.go_home()
        else:
            self.publish()

    def _begin_draft(self, painted: Work) -> None:
        """What was painted ahead becomes a session with an id and a draft."""
        from sarcoma_tui.sessions.ids import new_id

        self._keep(replace(painted, session=replace(painted.session, id=new_id())))
        self.publish()
        self.call_after_refresh(self._make_whole)

    def _asked_for(self, pack: Pack) -> Stage | None:
        return next((stage for stage in pack.content.stages if stage.id == self._stage), None)

    # End

    async def settled(self) -> None:
        """Wait until the open session's draft is on disk."""
        if self.keeper is not None:
            await self.keeper.settled()

    def flush(self) -> str:
        """After the loop has ended: bring to disk what a fault kept from it; the trouble, or ""."""
        return self.keeper.flush() if self.keeper is not None else ""
