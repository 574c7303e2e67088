"""What all screens share: a header, a body, a message line, two key lines; keys that find their action.

Nothing ever takes the focus: a focus change repaints whole widgets. The screen gets every key, looks it up in
its keymap and calls `act_<name>`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from sarcoma_tui.tui.keys import Action, Keymap, action_for, key_line, pressed
from sarcoma_tui.tui.lines import Line, line, rule
from sarcoma_tui.tui.widgets.line_pane import LinePane

if TYPE_CHECKING:
    from sarcoma_tui.tui.app import SarcomaApp

NAME = "sarcoma-tui"
WAITING = "One moment: it goes on as soon as the content is read"


class Bar(LinePane):
    """Lines at the top or the bottom that carry no cursor."""

    GUTTER = 0


class KeyScreen(Screen[None], inherit_bindings=False):
    """A screen of line panes.

    A subclass gives `KEYMAP` (or overrides `keymap`), `body`, `place`, and one `act_<name>` an action. An
    action that cannot run now returns the reason, which is shown; one that ran returns None.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    KeyScreen { layout: vertical; overflow: hidden; background: ansi_default; }
    KeyScreen > .head { dock: top; width: 100%; height: 1; }
    KeyScreen > .foot { dock: bottom; width: 100%; height: 3; }
    """
    KEYMAP: ClassVar[Keymap] = ()
    app: SarcomaApp

    def __init__(self) -> None:
        """Panes without lines; `refreshed` fills them."""
        super().__init__()
        self.head_bar = Bar(active=False)
        self.head_bar.add_class("head")
        self.foot_bar = Bar(active=False)
        self.foot_bar.add_class("foot")
        self._said = ""
        self._held: list[events.Key] = []

    # For subclasses

    def body(self) -> Iterable[Widget]:
        """The panes between header and key lines."""
        return ()

    @property
    def keymap(self) -> Keymap:
        """The keys that work now."""
        return self.KEYMAP

    def place(self) -> tuple[str, ...]:
        """Where the user is, for the header: `Stages II-III`, the label."""
        return ()

    def state(self) -> str:
        """What the header says at its right, before the help key."""
        return ""

    def hint(self) -> str:
        """The first of the two key lines: what the line under the cursor takes."""
        return ""

    def standing(self) -> str:
        """What the message line says while there is no message."""
        return ""

    def needs_content(self, action: Action | None) -> bool:
        """Whether a key has to wait until the content is read."""
        return False

    def seam(self) -> int | None:
        """Column at which a border meets the message line from above."""
        return None

    def refreshed(self) -> None:
        """Show what is true now; called on mount, on return to this screen, on resize, on every change."""

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        return self.app.size.width

    @property
    def body_height(self) -> int:
        """Rows between header and key lines."""
        return max(self.app.size.height - 4 - len(self.app.banners), 0)

    def expect(self) -> None:
        """Tell the panes of the body how large they will be; one pane fills it."""
        for pane in self.body():
            if isinstance(pane, LinePane):
                pane.expect(self.width, self.body_height)

    # What is said

    def say(self, message: str) -> None:
        """Show a message until the next key."""
        self._said = message
        self.show_bars()

    def show_bars(self) -> None:
        """Paint header and key lines."""
        if self.app.screen is not self:
            return
        width = self.width
        help_key = next((action.label for action in self.keymap if action.name == "help"), "")
        right = "  ".join(text for text in (self.state(), help_key) if text)
        banners = self.app.banners
        head = [line(" " + " | ".join((NAME, *self.place())), right + " ", style="strong", right_style="")]
        head += [line(f" ! {banner}", style="bad") for banner in banners]
        if self.head_bar.styles.height is None or self.head_bar.styles.height.value != len(head):
            self.head_bar.styles.height = len(head)
        self.head_bar.show(head)
        self.foot_bar.show([self._message_line(width), line(self.hint()), line(key_line(self.keymap, width))])

        self._place_caret()

    def _place_caret(self) -> None:
        """Put the terminal's own cursor where ours is: screen readers and braille displays follow it."""
        for pane in self.body():
            if isinstance(pane, LinePane) and pane.cursor_row is not None:
                offset = pane.region.offset or Offset(0, len(self.app.banners) + 1)
                self.app.cursor_position = offset + Offset(1 if pane.EDGE else 0, pane.cursor_row)
                return
        self.app.cursor_position = Offset(0, max(self.app.size.height - 3, 0))

    def _message_line(self, width: int) -> Line:
        message = self._said or self.standing()
        if message:
            return rule(message)
        seam = self.seam()
        return line("-" * width if seam is None else "-" * seam + "+" + "-" * (width - seam - 1))

    # Events

    def compose(self) -> Iterable[Widget]:
        """Header, body, key lines."""
        self.head_bar.expect(self.width, 1)
        self.foot_bar.expect(self.width, 3)
        self.expect()
        self.refreshed()
        self.show_bars()
        yield self.head_bar
        yield from self.body()
        yield self.foot_bar

    def on_screen_resume(self) -> None:
        """Something may have changed while another screen was on top."""
        self._refill()

    def on_resize(self) -> None:
        """What fits depends on the size."""
        self._refill()

    def _refill(self) -> None:
        if self.is_current:
            self.refreshed()
            self.show_bars()

    def on_key(self, event: events.Key) -> None:
        """Find the action of a key and run it; nothing else ever sees the key."""
        event.stop()
        event.prevent_default()
        self._said = ""
        key = pressed(event)
        action = action_for(self.keymap, key)
        if self._held_back(event, action):
            self._said = WAITING
        elif action is None:
            self.unbound(key)
        else:
            takes_key = action.name in ("digit",)
            method = getattr(self, f"act_{action.name}")
            self._said = (method(key) if takes_key else method()) or self._said
        self.show_bars()

    def _held_back(self, event: events.Key, action: Action | None) -> bool:
        """Whether a key waits until the content is read, with all that was typed after it."""
        if self.app.ready is not None or (action is not None and action.name in ("quit", "redraw")):
            return False
        if event.key == "escape":
            self._held.clear()
        elif self._held or self.needs_content(action):
            self._held.append(event)
            return True
        return False

    def held(self) -> list[events.Key]:
        """The keys that waited for the content, as they were typed; they are handed out once."""
        held, self._held = self._held, []
        return [events.Key(event.key, event.character) for event in held]

    def unbound(self, key: str) -> None:
        """A key without an action: editors take text here; elsewhere a character is said to do nothing."""
        if len(key) == 1 and key.isprintable():
            named = "space" if key == " " else key
            listed = "; ? lists the keys" if any(action.name == "help" for action in self.keymap) else ""
            self._said = f"{named} is no key here{listed}"

    def on_paste(self, event: events.Paste) -> None:
        """A paste is text, never keys; a screen that takes no text says so."""
        event.stop()
        self.say("Pasted text is not keys here: nothing was answered")

    # Actions of every screen

    def act_quit(self) -> None:
        """End the program; drafts are on disk first."""
        self.app.leave(0)

    def act_redraw(self) -> None:
        """Paint the whole terminal again."""
        self.app.frame.forget()
        self.refresh()

    def act_back(self) -> None:
        """Leave this screen."""
        self.app.pop_screen()

    def act_help(self) -> None:
        """All keys of this screen."""
        from sarcoma_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap, self.help_title()))

    def help_title(self) -> str:
        """What Help is headed with."""
        return " ".join(self.place()[:1])


class ListActions:
    """The actions of `keys.LIST` for a screen whose `listed` pane is moved by them."""

    listed: LinePane

    def act_up(self) -> None:
        """One up."""
        self.listed.move(-1)

    def act_down(self) -> None:
        """One down."""
        self.listed.move(1)

    def act_first(self) -> None:
        """To the first."""
        self.listed.move_to_end(last=False)

    def act_last(self) -> None:
        """To the last."""
        self.listed.move_to_end(last=True)

    def act_page_up(self) -> None:
        """A page up."""
        self.listed.scroll_page(-1)

    def act_page_down(self) -> None:
        """A page down."""
        self.listed.scroll_page(1)
