"""The picker: a list to choose from, narrowed by typing a part of a name, a former name or an id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sarcoma_tui.domain.questions import UNKNOWN, Answer, Question
from sarcoma_tui.tui.answers import NOT_KNOWN
from sarcoma_tui.tui.keys import PICKER
from sarcoma_tui.tui.lines import Line, Piece, cut, line, rule
from sarcoma_tui.tui.widgets.editor import NO_MATCH, AnswerEditor, Editor, RefusedError

_LONGEST = 40  # characters of a filter that are kept


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: its key, its label, the other names it is found by, what is said of it.

    It is found by its `ids` too, but they are no words and are never shown.
    """

    key: str
    label: str
    names: tuple[str, ...] = ()
    help: str = ""
    ids: tuple[str, ...] = ()


def matching(entries: Iterable[Entry], typed: str) -> list[tuple[Entry, str]]:
    """The entries that hold every typed word, with the other name that did where the label did not.

    Best first: a name that begins so, then one with a word that begins so, then the rest.
    """
    words = typed.casefold().split()
    found: list[tuple[int, Entry, str]] = []
    for entry in entries:
        best: tuple[int, str] | None = None
        for name in (entry.label, *entry.names, *entry.ids):
            rank = _rank(name.casefold(), words)
            if rank is not None and (best is None or rank < best[0]):
                best = (rank, name if name in entry.names else "")
        if best is not None:
            found.append((best[0], entry, best[1]))
    found.sort(key=lambda item: item[0])
    return [(entry, name) for _, entry, name in found]


def _rank(name: str, words: list[str]) -> int | None:
    """0: the same; 1: begins so; 2: a word of it begins so; 3: holds it; None: does not."""
    if not all(word in name for word in words):
        return None
    if not words or name == " ".join(words):
        return 0
    if name.startswith(words[0]):
        return 1
    parts = name.replace("-", " ").replace("/", " ").split()
    return 2 if all(any(part.startswith(word) for part in parts) for word in words) else 3


def value_entries(question: Question) -> list[Entry]:
    """The values of a question, found by label, synonym and id."""
    return [
        Entry(value.id, value.label, value.synonyms, value.help, (value.id,)) for value in question.values
    ]


class ChoiceList:
    """A filter and the entries that match it, as lines."""

    def __init__(self, title: str, entries: Iterable[Entry]) -> None:
        """All entries, no filter."""
        self.title, self.entries = title, tuple(entries)
        self.typed = ""

    def lines(self, width: int, mark: Callable[[str], str] = lambda _: "") -> list[Line]:
        """The title, the filter, the matches, each behind what `mark` says of its key."""
        found = matching(self.entries, self.typed)
        lines = [
            rule(self.title, sticky=True),
            line(f"Type: {self.typed}_", f"{len(found)} of {len(self.entries)}"),
        ]
        for entry, other in found:
            label = cut(mark(entry.key) + entry.label, width)
            aside = f" = {other}" if other and other.casefold() != entry.label.casefold() else ""
            lines.append(
                Line((Piece(label), Piece(cut(aside, max(width - len(label), 0)), "quiet")), key=entry.key)
            )
        if not found:
            lines.append(line("Nothing matches; backspace"))
        return lines

    def type(self, text: str) -> None:
        """Add to the filter."""
        self.typed = (self.typed + text)[:_LONGEST]

    def rub_out(self) -> None:
        """Remove the last letter of the filter."""
        self.typed = self.typed[:-1]

    def wipe(self) -> None:
        """Remove the filter."""
        self.typed = ""

    def entry(self, key: str | None) -> Entry | None:
        """The entry of a key."""
        return next((entry for entry in self.entries if entry.key == key), None)


class ListSearch(Editor):
    """An editor whose typed text narrows its list."""

    _list: ChoiceList

    def type(self, text: str) -> str:
        """Narrow the list."""
        self._list.type(text)
        return ""

    def rub_out(self) -> None:
        """Remove the last letter of the filter."""
        self._list.rub_out()

    def wipe(self) -> None:
        """Remove the filter."""
        self._list.wipe()


class Picker(ListSearch, AnswerEditor):
    """Chooses one value of a question, or that it is not known."""

    keymap = PICKER

    def __init__(self, question: Question, now: Answer | None) -> None:
        """A picker that begins on the answer that stands."""
        super().__init__(question)
        entries = [*value_entries(question), Entry(UNKNOWN, NOT_KNOWN, ("unknown",), "Asked, and not known.")]
        self._list = ChoiceList(question.label, entries)
        self._now = now

    def lines(self, width: int) -> list[Line]:
        """The list."""
        return self._list.lines(width)

    def start_key(self) -> str | None:
        """The value that stands."""
        return self._now if isinstance(self._now, str) else None

    def hint(self, key: str | None) -> str:
        """What is meant by the value under the cursor."""
        entry = self._list.entry(key)
        if entry is None:
            return ""
        return " " + (entry.help or ", ".join(dict.fromkeys((entry.label, *entry.names))))

    def answer(self, key: str | None) -> Answer:
        """The value under the cursor."""
        if key is None:
            raise RefusedError(NO_MATCH)
        return key
