"""A case file as answers: every fault at once, each with its line, or the answers in canonical form.

Nothing is coerced and nothing is guessed. A saved session is a case file too: what stands beside `answers`
is not read, except a key that can only be `answers` itself, mistyped.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import (
    NONE,
    UNKNOWN,
    Answer,
    AnswerError,
    Question,
    nearest,
    read_answer,
    shown,
)
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.files.toml import Document, TomlError
from sarcoma_tui.packs.slips import is_slip

FORMAT: Final = 1
"""Number of the format of case files."""

MOST: Final = 1000
"""So many faults are named: what is no case file at all must not take for ever."""

_ANSWERS: Final = "answers"


class CaseError(ValueError):
    """The bytes are no case file for this pack; `faults` holds every reason, in the order of the lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Sort and keep the faults; the text is one line a fault."""
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or math.inf))
        super().__init__("\n".join(map(str, self.faults)))


def read_case_file(data: bytes, name: str, pack: Pack) -> dict[str, Answer]:
    """The answers in form order, in canonical form; `name` is how messages call the file.

    Raises:
        CaseError: with every fault.
    """
    try:
        document = Document(data, name)
    except TomlError as error:
        raise CaseError([error.fault]) from None
    faults = list(islice(chain(_top_faults(document), _answer_faults(document, pack)), MOST + 1))
    if faults:
        more = [Fault(name, 0, "", f"more than {MOST} faults", "")] if len(faults) > MOST else []
        raise CaseError([*faults[:MOST], *more])
    given = document.data[_ANSWERS]
    return {
        question.id: read_answer(question, given[question.id])
        for question in pack.content.questions
        if question.id in given
    }


def _top_faults(document: Document) -> Iterator[Fault]:
    """What is wrong beside the answers: the format, the table itself, a key that is a slip of it."""
    number = document.data.get("format")
    if isinstance(number, bool) or not isinstance(number, int) or number != FORMAT:
        found = "no such key" if number is None else shown(number)
        near = next((key for key in document.data if number is None and is_slip(key, "format")), "")
        path = (near or "format",)
        yield document.fault(path, f'"{near}"' if near else found, str(FORMAT), "format" if near else None)
    slips = [key for key in document.data if is_slip(key, _ANSWERS)]
    for slip in slips:
        yield document.fault((slip,), f'"{slip}"', "a table [answers]", _ANSWERS)
    answers = document.data.get(_ANSWERS)
    if answers is None and not slips:
        yield document.fault((_ANSWERS,), "no such table", "a table [answers]; it may be empty")
    elif answers is not None and not isinstance(answers, dict):
        yield document.fault((_ANSWERS,), shown(answers), "a table [answers]")


def _answer_faults(document: Document, pack: Pack) -> Iterator[Fault]:
    answers = document.data.get(_ANSWERS)
    for name, raw in answers.items() if isinstance(answers, dict) else ():
        question = pack.questions.get(name)
        if question is None:
            near = nearest(name, pack.questions)
            allowed = "a question of this content (`sarcoma-tui content show questions`)"
            yield document.fault((_ANSWERS, name), f'"{name}", which is no question', allowed, near)
        else:
            for error in _refusals(question, raw):
                yield document.fault((_ANSWERS, name), error.found, error.allowed, error.nearest)


def _refusals(question: Question, raw: object) -> Iterator[AnswerError]:
    """Every reason why a question refuses a value: of a list, that of each member by itself."""
    for part in _parts(question, raw) if question.kind == "choices" and isinstance(raw, list) else [raw]:
        try:
            read_answer(question, part)
        except AnswerError as error:
            yield error


def _parts(question: Question, raw: list[object]) -> Iterator[Sequence[object]]:
    """The shortest lists that show what is wrong with one: each member alone, twice, or beside `none`."""
    members = {shown(member): member for member in raw}
    times = Counter(shown(member) for member in raw)
    yield from ([member] for member in members.values()) if raw else [raw]
    known = [name for name in (*question.names, NONE, UNKNOWN) if shown(name) in members]
    yield from ([name, name] for name in known if times[shown(name)] > 1)
    others = [name for name in known if name != NONE]
    if NONE in known and others:
        yield [NONE, others[0]]
