"""What is said of a saved session wherever it is listed or read: times, status, stage, situation, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.files.visible import visible
from sarcoma_tui.sessions.session import Status
from sarcoma_tui.tui.answers import in_words
from sarcoma_tui.tui.lines import Line, StyleName, wrapped
from sarcoma_tui.tui.widgets.panel_head import bodies

STATUS: Final[Mapping[Status, str]] = {
    "saved": "",
    "draft": "draft",
    "damaged": "damaged",
    "newer-format": "newer format",
    "trashed": "in the trash",
    "conflict-copy": "conflict copy",
}
"""What stands in a list beside a file that is not simply a saved session."""

NO_LABEL: Final = "(no label)"

_NAME: Final = 17  # cells before what is said
_WRITTEN_OUT: Final = 4  # groups of one set that a preview names; with more of them the stage is open


def written(text: str, width: int, indent: int = 0, style: StyleName = "") -> list[Line]:
    """Text from a file as lines; a line feed in it begins none, so that it cannot pass for another entry."""
    return wrapped(visible(text), width, indent=indent, style=style)


def local(at: datetime, seconds: bool = False) -> str:
    """A time as the clock on the wall had it: `2026-11-23 09:20`."""
    with suppress(OverflowError, ValueError):  # the first or last hours of the calendar stay as written
        at = at.astimezone()
    return at.strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def situation_words(pack: Pack, situation: str | None) -> str:
    """The situation by the label of its value; one that this content does not know as it is written."""
    if situation is None:
        return ""
    return in_words(pack.questions[pack.content.roles.situation], situation)


def stage_words(pack: Pack, groups: Mapping[str, Sequence[str]]) -> str:
    """The stage in few cells: once where all bodies agree, each where they differ (`IV | IIIB`)."""
    said = [_few(pack, body, results) for body, results in groups.items() if results]
    return " | ".join(dict.fromkeys(said))


def group_words(pack: Pack, groups: Mapping[str, Sequence[str]]) -> str:
    """The stage with the names of the bodies: `AJCC 8 IIIA  UICC 9 IIIA`."""
    return "  ".join(
        f"{body_name(pack, body)} {'open' if len(results) > _WRITTEN_OUT else set_words(pack, body, results)}"
        for body, results in groups.items()
    )


def set_words(pack: Pack, body: str, results: Sequence[str]) -> str:
    """Every group of one set by its label, or `none`."""
    fact = pack.facts.get(body)
    return ", ".join(_label(fact, result) for result in results) or "none"


def body_name(pack: Pack, body: str) -> str:
    """The short name of a body; one that this content does not know as it is written."""
    return next((name for name, fact in bodies(pack) if fact.id == body), body)


def answer_words(pack: Pack, question_id: str, answer: Answer) -> str:
    """An answer as the form shows it; one to a question that this content does not know as it is written."""
    question = pack.questions.get(question_id)
    if question is not None:
        return in_words(question, answer)
    return ", ".join(answer) if isinstance(answer, tuple) else str(answer)


def question_label(pack: Pack, question_id: str) -> str:
    """The label of a question, or its id."""
    question = pack.questions.get(question_id)
    return question.label if question is not None else question_id


def option_title(pack: Pack, option_id: str) -> str:
    """The title of an option; the id where this content does not know it."""
    option = pack.options.get(option_id)
    return option.title if option is not None else f"{option_id} (not known to this content)"


def _few(pack: Pack, body: str, results: Sequence[str]) -> str:
    """A set in a column of a list: never a stretch, which could be read as one group."""
    first, *others = (_label(pack.facts.get(body), result) for result in results)
    if len(others) < 2:
        return "/".join((first, *others))
    return f"{first} or 2 more" if len(others) == 2 else "open"


def _label(fact: Fact | None, result: str) -> str:
    return fact.label(result) if fact is not None and result in fact.results else result


def named(name: str, text: str, width: int) -> list[Line]:
    """A name and what is said of it, in two columns; no line where there is nothing to say."""
    return written(f"{name:<{_NAME}}{text}", width, indent=_NAME) if text else []
