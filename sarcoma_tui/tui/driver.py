"""The terminal as it is: bytes that are not UTF-8, a line that drops, pastes that hold escape codes."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from sarcoma_tui.tui.terminal_app import TerminalApp

PASTE_LIMIT: Final = 4096
"""Characters of one paste that are kept: no answer, label or filter is longer."""

_PASTE_PATIENCE = 5.0  # seconds without a byte after which a paste whose end was lost counts as ended
_POLL = 0.1  # seconds between looks at whether an escape key stands alone


class TerminalDriver(LinuxDriver):
    """Textual's driver for terminals, made to survive what comes in over a line."""

    _app: TerminalApp

    def write(self, data: str) -> None:
        """Write, unless the terminal is gone: nobody reads, and the queue would fill and stop the program."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal; whatever is on it now is not what was painted last."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._app.frame.forget()
        self.write("\x1b[?25h")  # screen readers and braille displays follow the terminal's own cursor

    def run_input_thread(self) -> None:
        """Read bytes, make key events of them, until the program ends or the terminal is gone."""
        parser = XTermParser(self._debug)
        pastes = PasteGuard()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data = self._read() if selector.select(_POLL) else None
                if data == b"":
                    self._app.call_later(self._app.hang_up)
                    return
                text = decode(data) if data else ""
                for part in pastes.sorted_out(text):
                    for event in parser.feed(part):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes | None:
        """What has come in; None: nothing after all; empty: the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _run_input_thread(self) -> None:
        """An error in this thread ends the program as any other does: without a printed traceback."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)


class PasteGuard:
    """Holds a paste back until it is whole, takes what could act out of it, and cuts it.

    Textual's parser makes key events of an escape sequence within a paste, and keys answer questions.
    """

    def __init__(self) -> None:
        """No paste has begun."""
        self._tail = ""
        self._paste: str | None = None
        self._heard = monotonic()

    def sorted_out(self, text: str) -> list[str]:
        """The same text in parts that are safe to parse; a paste comes when it has ended, in one part."""
        now = monotonic()
        if text:
            self._heard = now
        elif self._paste is not None and now - self._heard > _PASTE_PATIENCE:
            return [self._ended()]
        parts: list[str] = []
        while text:
            text = self._within(text, parts) if self._paste is not None else self._outside(text, parts)
        return parts

    def _outside(self, text: str, parts: list[str]) -> str:
        """Pass text on until a paste begins; returns what follows."""
        seen = self._tail + text
        place = seen.find(BRACKETED_PASTE_START)
        if place < 0:
            self._tail = seen[-len(BRACKETED_PASTE_START) + 1 :]
            parts.append(text)
            return ""
        begins = place + len(BRACKETED_PASTE_START) - len(self._tail)
        parts.append(text[:begins])
        self._paste, self._tail = "", ""
        return text[begins:]

    def _within(self, text: str, parts: list[str]) -> str:
        """Collect a paste until it ends; returns what follows."""
        assert self._paste is not None
        seen = self._tail + text
        place = seen.find(BRACKETED_PASTE_END)
        if place < 0:
            self._tail = seen[-len(BRACKETED_PASTE_END) + 1 :]
            self._paste = (self._paste + text)[: PASTE_LIMIT + len(BRACKETED_PASTE_END)]
            return ""
        ends = place + len(BRACKETED_PASTE_END) - len(self._tail)
        self._paste = (self._paste + text[:ends])[: PASTE_LIMIT + len(BRACKETED_PASTE_END)]
        self._paste = self._paste.removesuffix(BRACKETED_PASTE_END)
        parts.append(self._ended())
        return text[ends:]

    def _ended(self) -> str:
        """The paste as one part: escapes are shown as a mark, and its end is told."""
        assert self._paste is not None
        safe = self._paste.replace("\x1b", "\ufffd")[:PASTE_LIMIT]
        self._paste, self._tail = None, ""
        return safe + BRACKETED_PASTE_END
