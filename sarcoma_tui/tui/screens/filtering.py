"""A screen with a list that a typed text narrows: every key of the text, what a paste does, how it ends."""

from __future__ import annotations

from textual import events

from sarcoma_tui.tui.screens.base import KeyScreen

_LONGEST = 40  # characters that are kept


class FilteringScreen(KeyScreen):
    """`_typed` is the text, `_typing` whether keys go into it; `refreshed` shows what it leaves."""

    _typed = ""
    _typing = False

    def act_find(self) -> None:
        """Open the filter."""
        self._typing = True

    def act_commit(self) -> None:
        """Back to the list; it stays narrowed."""
        self._typing = False

    def act_unfilter(self) -> None:
        """All of them again."""
        self._typing = False
        self._narrow("")

    def act_rub_out(self) -> None:
        """Remove the last letter."""
        self._narrow(self._typed[:-1])

    def act_wipe(self) -> None:
        """Remove all that was typed."""
        self._narrow("")

    def unbound(self, key: str) -> None:
        """Printable keys are the filter's while it is open."""
        if not self._typing:
            super().unbound(key)
        elif len(key) == 1 and key.isprintable():
            self._narrow((self._typed + key)[:_LONGEST])

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is the filter's while it is open."""
        event.stop()
        event.prevent_default()
        if not self._typing:
            self.say("A paste does nothing here: / opens the filter")
            return
        first = "".join(filter(str.isprintable, event.text.split("\n")[0]))
        self._narrow((self._typed + first)[:_LONGEST])
        self.show_bars()

    def _narrow(self, typed: str) -> None:
        self._typed = typed
        self.refreshed()
