"""Save: the label is asked, the session goes to disk, and only then it says so."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.widget import Widget

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.events import Labelled
from sarcoma_tui.tui.keys import SAVE
from sarcoma_tui.tui.lines import BLANK, Line, line, wrapped
from sarcoma_tui.tui.pseudonym import warning
from sarcoma_tui.tui.screens.base import KeyScreen
from sarcoma_tui.tui.widgets.line_pane import LinePane

_LONGEST = 60
_ABOUT = (
    "A label by which you find this session again: a pseudonym such as clinic-14. "
    "Never a name, a birth date, a hospital number or an e-mail address."
)


class SaveScreen(KeyScreen):
    """Asks for the label and saves."""

    KEYMAP = SAVE

    def __init__(self) -> None:
        """The label as it is now."""
        super().__init__()
        self.listed = LinePane(active=False)
        self._label: str | None = None
        self._warned = ""
        self._trouble = ""
        self._saving = False

    def body(self) -> Iterable[Widget]:
        """One pane."""
        return (self.listed,)

    def place(self) -> tuple[str, ...]:
        """Save."""
        return ("Save this session",)

    def refreshed(self) -> None:
        """The label as typed, what is to be said of it, where the file goes."""
        work, ready = self.app.work, self.app.ready
        if work is None or ready is None:
            return
        if self._label is None:
            self._label = work.session.label
        width = self.width - 4
        lines: list[Line] = [
            BLANK,
            *wrapped(_ABOUT, width),
            BLANK,
            line(f"Label: {self._label}_", style="strong"),
        ]
        lines.append(BLANK)
        looks = warning(self._label)
        if looks:
            lines += wrapped(f"! {looks} It would be written into the file as it is.", width, style="bad")
        if self._trouble:
            lines += wrapped(f"! Not saved. {self._trouble}", width, style="bad")
            lines += wrapped("The session stays open; its answers are shown and can be saved again.", width)
        lines.append(BLANK)
        lines += wrapped(f"File: {ready.folders.data}/sessions/{work.session.id}.toml", width, indent=6)
        self.listed.show(lines)

    def act_commit(self) -> str | None:
        """Save; a label that looks like a person's data is saved on the second enter only."""
        label = (self._label or "").strip()
        if not label:
            return "Type a label first"
        if self._saving:
            return "One moment: it is being saved"
        if warning(label) and self._warned != label:
            self._warned = label
            return f"{warning(label)} Enter again saves it all the same"
        self._saving = True
        self.run_worker(self._save(label), exit_on_error=False)
        return "Saving ..."

    async def _save(self, label: str) -> None:
        self.app.act(Labelled(label))
        try:
            await self.app.save()
        except DurableError as error:
            self._trouble = str(error)
            self.refreshed()
            self.say("Not saved")
            return
        finally:
            self._saving = False
        self.app.pop_screen()

    def act_leave(self) -> str | None:
        """Back without saving."""
        if self._saving:
            return "One moment: it is being saved"
        self.app.pop_screen()
        return None

    def act_rub_out(self) -> None:
        """Remove the last character."""
        self._set((self._label or "")[:-1])

    def act_wipe(self) -> None:
        """Remove the whole label."""
        self._set("")

    def unbound(self, key: str) -> None:
        """Printable keys are the label's."""
        if len(key) == 1 and key.isprintable():
            self._type(key)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is the label's too, its first line."""
        event.stop()
        self._type("".join(filter(str.isprintable, event.text.split("\n")[0])))

    def _type(self, text: str) -> None:
        label = (self._label or "") + text
        self._set(label[:_LONGEST])
        self.say(f"A label has at most {_LONGEST} characters" if len(label) > _LONGEST else "")

    def _set(self, label: str) -> None:
        if not self._saving:
            self._label = label
            self.refreshed()
