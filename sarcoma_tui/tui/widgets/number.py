"""Editors for a number and for a date: typed as text, read by our own rules, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sarcoma_tui.domain.questions import Answer, AnswerError, Question, read_answer
from sarcoma_tui.tui.keys import ENTRY
from sarcoma_tui.tui.widgets.editor import AnswerEditor, RefusedError

_LONGEST = 12
_SIGNS = ".,"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}")
_DATE_LENGTH = len("2026-11-23")
_WRITTEN = "a date is written year-month-day, as 2026-11-23"


class NumberEditor(AnswerEditor):
    """A number; `,` and `.` are both the decimal sign, and there is one at most.

    `echo` tells what a number would mean.
    """

    keymap = ENTRY

    def __init__(self, question: Question, echo: Callable[[Decimal], str]) -> None:
        """An empty editor."""
        super().__init__(question)
        self.typed = ""
        self._echo = echo

    @property
    def inline(self) -> str:
        """What was typed."""
        return self.typed

    def type(self, text: str) -> str:
        """Add digits and one decimal sign; anything else is refused whole, and said."""
        text = text.strip()
        if not text or any(character not in "0123456789.," for character in text):
            return f"Only digits and one decimal sign: {self.question.allowed}"
        typed = self.typed + text
        if sum(typed.count(sign) for sign in _SIGNS) > 1:
            return "A second decimal sign is refused: which of them is meant is not certain"
        if self.question.decimals == 0 and any(sign in text for sign in _SIGNS):
            return f"Whole numbers only: {self.question.allowed}"
        if len(typed) > _LONGEST:
            return "That is too long for a number here"
        self.typed = typed
        return ""

    def rub_out(self) -> None:
        """Remove the last character."""
        self.typed = self.typed[:-1]

    def wipe(self) -> None:
        """Remove everything."""
        self.typed = ""

    def hint(self, key: str | None) -> str:
        """What the number would mean, or what is allowed."""
        if not self.typed:
            return f" {self.question.allowed}"
        try:
            return f" {self._echo(self._number())}"
        except RefusedError as refusal:
            return f" {refusal}"

    def answer(self, key: str | None) -> Answer:
        """The number."""
        if not self.typed:
            raise RefusedError("Nothing was typed")
        return self._number()

    def _number(self) -> Decimal:
        text = self.typed.replace(",", ".")
        if text == ".":
            raise RefusedError(f"No number yet: {self.question.allowed}")
        try:
            number = read_answer(self.question, Decimal(text))
        except AnswerError as error:
            raise RefusedError(f"{self.typed} is not allowed: {error.allowed}") from None
        assert isinstance(number, Decimal)
        return number


class DateEditor(AnswerEditor):
    """A date as 2026-11-23, or as the same eight digits.

    Points and slashes stand as typed and are refused with how a date is written: which part is the day and
    which the month is not certain in them. A day after `today` is taken, and said.
    """

    keymap = ENTRY

    def __init__(self, question: Question, today: date) -> None:
        """An empty editor."""
        super().__init__(question)
        self.typed = ""
        self._today = today

    @property
    def inline(self) -> str:
        """What was typed."""
        return self.typed

    def type(self, text: str) -> str:
        """Add digits and what parts them; anything else is refused whole, and said."""
        text = text.strip()
        if not text or any(character not in "0123456789-./" for character in text):
            return f"Only digits and hyphens: {_WRITTEN}"
        if len(self.typed + text) > _DATE_LENGTH:
            return f"That is too long: {_WRITTEN}"
        self.typed += text
        return ""

    def rub_out(self) -> None:
        """Remove the last character."""
        self.typed = self.typed[:-1]

    def wipe(self) -> None:
        """Remove everything."""
        self.typed = ""

    def hint(self, key: str | None) -> str:
        """How a date is written; once it is whole, how it is read."""
        try:
            day = self._date()
        except RefusedError as refusal:
            whole = len(self.typed) == _DATE_LENGTH
            parted = any(sign in self.typed for sign in "./")
            return f" {refusal}" if whole or parted else " A date as 2026-11-23: year-month-day"
        return f" {day:%A} {day.day} {day:%B %Y}{', after today' if day > self._today else ''}"

    def answer(self, key: str | None) -> Answer:
        """The date."""
        if not self.typed:
            raise RefusedError("Nothing was typed")
        return self._date()

    def _date(self) -> date:
        if not _DATE.fullmatch(self.typed):
            raise RefusedError(f"{self.typed} is not taken: {_WRITTEN}")
        try:
            return date.fromisoformat(self.typed)
        except ValueError:
            raise RefusedError(f"There is no day {self.typed}") from None
