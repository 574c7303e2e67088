"""The editor for a question with several answers: members are ticked, and nothing is said until enter.

Letters look for a member, as in the picker; while they do, a digit belongs to them and ticks nothing.
"""

from __future__ import annotations

from sarcoma_tui.domain.questions import NONE, UNKNOWN, Answer, AnswerError, Question, read_answer
from sarcoma_tui.tui.answers import NOT_KNOWN
from sarcoma_tui.tui.keys import SEVERAL, SEVERAL_SEARCH, Keymap
from sarcoma_tui.tui.lines import Line, line, rule
from sarcoma_tui.tui.widgets.editor import AnswerEditor, RefusedError
from sarcoma_tui.tui.widgets.picker import ChoiceList, Entry, ListSearch, value_entries

_NONE_OF_THESE = "none of these"


class Several(ListSearch, AnswerEditor):
    """Ticks members: `[x]` yes, `[ ]` no, `[?]` not known. A search is over when nothing typed is left."""

    def __init__(self, question: Question, now: Answer | None) -> None:
        """Ticked as the answer that stands says."""
        super().__init__(question)
        members = now if isinstance(now, tuple) else ()
        self._ticked = {member for member in members if member not in (NONE, UNKNOWN)}
        self._none = NONE in members
        self._others_unknown = UNKNOWN in members or now == UNKNOWN
        rest = (Entry(NONE, _NONE_OF_THESE, (NONE,)), Entry(UNKNOWN, NOT_KNOWN, (UNKNOWN,)))
        self._list = ChoiceList(question.label, (*value_entries(question), *rest))

    @property
    def searching(self) -> bool:
        """Whether letters are typed that look for a member."""
        return bool(self._list.typed)

    @property
    def keymap(self) -> Keymap:
        """While letters look for a member, digits are letters too."""
        return SEVERAL_SEARCH if self.searching else SEVERAL

    def lines(self, width: int) -> list[Line]:
        """One member a line, with its digit; then what can be said of all. In a search: what it finds."""
        if self.searching:
            return self._list.lines(width, lambda key: f"{self._mark(key)} ")
        lines = [rule(self.question.label, "letters: find", sticky=True)]
        for number, value in enumerate(self.question.values, 1):
            digit = str(number) if number <= 9 else " "
            lines.append(line(f"{digit} {self._mark(value.id)} {value.label}", key=value.id))
        lines.append(line(f"0 {self._mark(NONE)} {_NONE_OF_THESE}", key=NONE))
        lines.append(line(f"- {self._mark(UNKNOWN)} {self._rest()}", key=UNKNOWN))
        return lines

    def _mark(self, key: str) -> str:
        if key in (NONE, UNKNOWN):
            return "[x]" if (self._none if key == NONE else self._others_unknown) else "[ ]"
        if key in self._ticked:
            return "[x]"
        return "[?]" if self._others_unknown else "[ ]"

    def _rest(self) -> str:
        return "others not known" if self._ticked else "not known"

    def toggle(self, key: str | None) -> None:
        """Tick or untick a member, `none` or `unknown`; a search ends with it."""
        if key is None:
            return
        self.wipe()
        if key == NONE:
            self._none = not self._none
            if self._none:
                self._ticked, self._others_unknown = set(), False
            return
        self._none = False
        if key == UNKNOWN:
            self._others_unknown = not self._others_unknown
        else:
            self._ticked ^= {key}

    def member(self, digit: str) -> str | None:
        """The member with this number."""
        place = int(digit) - 1
        return self.question.values[place].id if 0 <= place < len(self.question.values) else None

    def start_key(self) -> str | None:
        """The first member that is ticked."""
        return next((value.id for value in self.question.values if value.id in self._ticked), None)

    def hint(self, key: str | None) -> str:
        """What is meant by the member under the cursor; that those without a tick are a no."""
        value = self.question.value(key) if key else None
        said = "not ticked: not known" if self._others_unknown else "not ticked: no"
        about = value.help or ", ".join((value.label, *value.synonyms)) if value else self.question.help
        return f" [x] yes, {said}. {about}"

    def answer(self, key: str | None) -> Answer:
        """What is ticked."""
        chosen = [*sorted(self._ticked), *((UNKNOWN,) if self._others_unknown else ())]
        if self._none:
            chosen = [NONE]
        if not chosen:
            raise RefusedError("Tick what applies, or 0 for none of these, or - for not known")
        try:
            return read_answer(self.question, chosen)
        except AnswerError as error:
            raise RefusedError(str(error)) from None
