"""Home: where a session begins, goes on, or is read again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from sarcoma_tui.tui.keys import HOME, Action, Keymap
from sarcoma_tui.tui.lines import BLANK, Line, line, wrapped
from sarcoma_tui.tui.screens.base import KeyScreen, ListActions
from sarcoma_tui.tui.widgets.line_pane import LinePane

if TYPE_CHECKING:
    from sarcoma_tui.tui.ready import Ready

_WHAT = (
    "Informs a clinician about options in soft tissue sarcoma. "
    "It does not decide, and does not replace a tumour board."
)


class HomeScreen(ListActions, KeyScreen):
    """The first screen; what needs the content says so until it is loaded."""

    def __init__(self) -> None:
        """The list of what can be done."""
        super().__init__()
        self.listed = LinePane()

    def body(self) -> Iterable[Widget]:
        """One list."""
        return (self.listed,)

    @property
    def keymap(self) -> Keymap:
        """Without `resume` while there is nothing to resume."""
        if self.app.ready is not None and self.app.ready.drafts:
            return HOME
        return tuple(action for action in HOME if action.name != "resume")

    def place(self) -> tuple[str, ...]:
        """Home."""
        return ("Home",)

    def refreshed(self) -> None:
        """What can be done now, and where files are."""
        ready, width = self.app.ready, self.width - 4
        lines: list[Line] = [BLANK, *wrapped(_WHAT, width), BLANK]
        lines.append(line("n  New session", key="new"))
        if ready is not None and ready.drafts:
            count = len(ready.drafts)
            lines.append(line(f"r  Resume a draft ({count} not saved)", key="resume"))
        lines.append(line("v  Review saved sessions", key="review"))
        lines.append(line("g  Guidance: what the content says", key="guidance"))
        lines.append(line("?  Help", key="help"))
        lines.append(line("q  Quit", key="quit"))
        lines.append(BLANK)
        lines += _facts(ready, width)
        self.listed.show(lines)

    def needs_content(self, action: Action | None) -> bool:
        """What opens a screen of the content."""
        name = action.name if action is not None else ""
        return (self.listed.cursor_key if name == "choose" else name) in ("new", "review", "guidance")

    def act_choose(self) -> str | None:
        """Take the line under the cursor."""
        result: str | None = getattr(self, f"act_{self.listed.cursor_key}")()
        return result

    def act_new(self) -> str | None:
        """Choose a stage for a new session."""
        from sarcoma_tui.tui.screens.chooser import ChooserScreen

        self.app.push_screen(ChooserScreen())
        return None

    def act_resume(self) -> str | None:
        """Go on with the draft, or choose among several."""
        assert self.app.ready is not None
        from sarcoma_tui.tui.screens.resume import ResumeScreen

        self.app.push_screen(ResumeScreen())
        return None

    def act_review(self) -> str | None:
        """The saved sessions."""
        if self.app.store is None:
            return "There are no sessions to read: the data folder cannot be used"
        from sarcoma_tui.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen())
        return None

    def act_guidance(self) -> str | None:
        """What the content says."""
        from sarcoma_tui.tui.screens.guidance import GuidanceScreen

        self.app.push_screen(GuidanceScreen())
        return None


def _facts(ready: Ready | None, width: int) -> list[Line]:
    """Where files are and what the content is."""
    if ready is None:
        return [line("Reading the content ...", style="quiet")]
    info = ready.pack.content.info
    signed = f"{ready.pack.signed_count} of {ready.pack.rule_count} rules signed by a clinician"
    reviewed = f"reviewed {info.reviewed}" if info.reviewed else "never reviewed by a clinician"
    return [
        *wrapped(f"Content   {info.title} {info.version}: {reviewed}, {signed}", width, indent=10),
        *wrapped(f"Files     {ready.folders.data}", width, indent=10),
        *(row for banner in ready.banners for row in wrapped(f"! {banner}", width, indent=2)),
    ]
