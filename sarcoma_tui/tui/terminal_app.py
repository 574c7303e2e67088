"""The application as a program on a terminal, whatever it shows: signals, keys, sizes, painting, faults."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen

from sarcoma_tui.tui.frame import Frame
from sarcoma_tui.tui.screens.base import KeyScreen

if TYPE_CHECKING:
    from rich.console import RenderableType

SMALLEST: Final = (60, 18)
"""Columns and rows below which there is only a notice."""

_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


class TerminalApp(App[int], inherit_bindings=False):
    """A full-screen program that ends well. `frame` knows what the terminal shows."""

    TITLE = "sarcoma-tui"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    CSS = "Screen { background: ansi_default; color: ansi_default; overflow: hidden; }"

    def __init__(self) -> None:
        """Nothing is painted yet."""
        super().__init__(ansi_color=True)
        self.frame = Frame()
        self._failure: BaseException | None = None
        self._leaving = False
        self._loading = False

    async def load(self) -> None:
        """What is to be done once the first screen is painted."""

    async def settled(self) -> None:
        """Wait until everything committed is on disk."""

    # Start

    def get_driver_class(self) -> type[Driver]:
        """The terminal, with what Textual's driver does not survive."""
        from sarcoma_tui.tui.driver import TerminalDriver

        return TerminalDriver

    def on_mount(self) -> None:
        """Listen to signals."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._task_failed)
        if not self.is_headless:
            for number in _SIGNALS:
                loop.add_signal_handler(number, self._signalled, number)
        if self.is_headless:
            self._load()

    def _load(self) -> None:
        self._loading = True
        self.run_worker(self.load(), exit_on_error=False)

    # End

    def leave(self, code: int) -> None:
        """End the program when everything committed is on disk; `code` is its exit status."""
        if not self._leaving:
            self._leaving = True
            self.run_worker(self._left(code), exit_on_error=False)

    async def _left(self, code: int) -> None:
        await self.settled()
        self.exit(return_code=code)

    def hang_up(self) -> None:
        """The terminal is gone."""
        self._signalled(signal.SIGHUP)

    def _signalled(self, number: int) -> None:
        self.leave(128 + number)

    # Sizes

    async def on_event(self, event: events.Event) -> None:
        """Keys go one by one to the screen that is on top by then: the one before may have changed it.

        Under the smallest size a notice stands over everything until there is room.
        """
        if isinstance(event, events.Key | events.Paste) and self._screen_stack:
            screen = self.screen
            while not screen._mounted_event.is_set() and self._failure is None:
                await asyncio.sleep(0.001)
            if isinstance(screen, KeyScreen) and self._failure is None:
                screen.on_key(event) if isinstance(event, events.Key) else screen.on_paste(event)
                return
        await super().on_event(event)
        if isinstance(event, events.Resize):
            self._fit(event.size.width, event.size.height)

    def _fit(self, width: int, height: int) -> None:
        from sarcoma_tui.tui.screens.small import SmallScreen

        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small and not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen())
        elif not small and isinstance(self.screen, SmallScreen):
            self.pop_screen()

    # Painting and faults

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send only what differs from what the terminal shows."""
        if isinstance(renderable, CompositorUpdate) and not self.is_headless:
            renderable = self.frame.difference(renderable, self.size.width, self.size.height)
        super()._display(screen, renderable)
        if not self._loading and not self._batch_count:
            self._load()  # only now: whatever runs before the first painting is a wait

    def _task_failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """A fault in the program: end it, without a word of what the form holds."""
        first = self._failure is None
        if first:
            self._failure = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Replaces the printed traceback, which shows local variables."""
        self._close_messages_no_wait()

    @property
    def failure(self) -> BaseException | None:
        """The fault that ended the program, if one did."""
        return self._failure
