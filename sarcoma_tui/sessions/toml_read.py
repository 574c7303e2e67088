"""A session from the bytes of its file: every fault at once with its line, unknown keys kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.files.toml import Document, TomlError
from sarcoma_tui.sessions.session import (
    FORMAT,
    MINOR,
    Base,
    Change,
    Decision,
    Extra,
    Logged,
    PackRef,
    PanelLine,
    Session,
    SetAside,
    Shown,
)
from sarcoma_tui.sessions.toml_fields import Fields, as_answer


class DamagedError(Exception):
    """A file that is no session: all its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults; the text is a line for each."""
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Read:
    """What a file gave. `torn` says what was dropped from the end of a draft; empty: nothing.

    `outside` are changes that the answers hold and the log does not: somebody edited the file by hand.
    """

    session: Session
    torn: str = ""
    outside: tuple[Change, ...] = ()

    @property
    def newer_format(self) -> bool:
        """Whether a newer program wrote it in a form that may only be looked at."""
        return self.session.format > FORMAT

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences for whoever opens it."""
        newer = f"written by a newer program (format {self.session.format}): read only" * self.newer_format
        minor = "written by a newer program; what is not known here is kept" * (self.session.minor > MINOR)
        names = ", ".join(change.what for change in self.outside)
        outside = f"edited outside of this program: {names}" * bool(names)
        return tuple(filter(None, (newer, minor, self.torn, outside)))


def loads(data: bytes, name: str) -> Read:
    """A saved session.

    Raises:
        DamagedError: it is not one.
    """
    try:
        document = Document(data, name)
    except TomlError as error:
        raise DamagedError([error.fault]) from None
    faults: list[Fault] = []
    session = _session(Fields.of(document, faults), faults)
    if _ends_early(session, document.data, data):
        found = "the end of the file, where a saved session goes on"
        faults.append(Fault(name, data.count(b"\n") + 1, "decision.notes", found, "a whole session"))
    if faults and session.format <= FORMAT:
        raise DamagedError(faults)
    return Read(session)


def loads_changes(data: bytes, name: str) -> tuple[Change, ...]:
    """The changes of a history segment.

    Raises:
        DamagedError: it is not one.
    """
    try:
        document = Document(data, name)
    except TomlError as error:
        raise DamagedError([error.fault]) from None
    faults: list[Fault] = []
    changes = tuple(_change(record) for record in Fields.of(document, faults).tables("changes"))
    if faults:
        raise DamagedError(faults)
    return changes


def _ends_early(session: Session, tables: dict[str, object], data: bytes) -> bool:
    """Whether a saved file was cut off and still is TOML: neither its last table is whole nor a log there."""
    decision = tables.get("decision")
    whole = isinstance(decision, dict) and "notes" in decision and data.endswith(b"\n")
    return bool(session.revision) and not whole and not session.changes


def _session(top: Fields, faults: list[Fault]) -> Session:
    """A session of whatever can be read; the rest is in the faults."""
    number = top.whole("format")
    if number < FORMAT and not faults:
        top.refuse("format", str(number), str(FORMAT))
    extra: dict[str, Extra] = {}
    session = Session(
        format=number,
        minor=top.whole("minor", 0),
        revision=top.whole("revision", 0),
        id=top.identifier("id"),
        label=top.text("label"),
        created=top.time("created"),
        saved=top.time_or_none("saved"),
        tags=top.texts("tags"),
        pack=_pack(top.table("pack", required=True)),
        answers=_answers(top.table("answers", required=True), extra),
        shown=_shown(top.table("shown")),
        decision=_decision(top.table("decision")),
        changes=tuple(_change(record) for record in top.tables("changes")),
        changes_in_history=top.whole("changes_in_history", 0),
        base=_base(top.table("draft"), extra),
    )
    extra[""] = top.rest
    return replace(session, extra={table: unknown for table, unknown in extra.items() if unknown})


def _pack(table: Fields | None) -> PackRef:
    if table is None:
        return PackRef(id="", version="", sha256="", engine=0)
    return PackRef(
        id=table.text("id", required=True),
        version=table.text("version", required=True),
        sha256=table.text("sha256", required=True),
        engine=table.whole("engine"),
        extra=table.rest,
    )


def _answers(table: Fields | None, extra: dict[str, Extra]) -> dict[str, Answer]:
    """The answers in any form that an answer can have; what no answer can be is kept as unknown."""
    if table is None:
        return {}
    answers = {key: as_answer(value) for key, value in table.rest.items()}
    extra["answers"] = {key: value for key, value in table.rest.items() if answers[key] is None}
    return {key: answer for key, answer in answers.items() if answer is not None}


def _shown(table: Fields | None) -> Shown | None:
    if table is None:
        return None
    digest = table.text("assessment_sha256", required=True)
    panel = tuple(
        PanelLine(
            option=line.text("option", required=True),
            verdict=line.text("verdict", required=True),
            extra=line.rest,
        )
        for line in table.tables("panel")
    )
    groups = {key: as_answer(value) for key, value in table.rest.items()}
    sets = {key: value for key, value in groups.items() if isinstance(value, tuple)}
    rest = {key: value for key, value in table.rest.items() if key not in sets}
    return Shown(groups=sets, assessment_sha256=digest, panel=panel, extra=rest)


def _decision(table: Fields | None) -> Decision:
    if table is None:
        return Decision()
    return Decision(
        chosen=table.texts("chosen"),
        set_aside=tuple(
            SetAside(option=item.text("option", required=True), reason=item.text("reason"), extra=item.rest)
            for item in table.tables("set_aside")
        ),
        notes=table.text("notes"),
        extra=table.rest,
    )


def _base(table: Fields | None, extra: dict[str, Extra]) -> Base | None:
    if table is None:
        return None
    base = Base(revision=table.whole("revision"), sha256=table.text("sha256", required=True))
    extra["draft"] = table.rest
    return base


def _change(record: Fields) -> Change:
    about: Literal["question", "name"] = "name" if "name" in record.rest else "question"
    at, what = record.time("at"), record.text(about, required=True)
    before, after = _logged(record, about, "from"), _logged(record, about, "to")
    return Change(at=at, what=what, before=before, after=after, about=about, extra=record.rest)


def _logged(record: Fields, about: str, key: str) -> Logged:
    """One side of a change; a kind of value that is not known here stays among the unknown keys."""
    value = record.rest.get(key)
    if about == "name" and isinstance(value, dict):
        return _decision(record.table(key))
    answer = as_answer(value)
    if answer is not None:
        record.rest.pop(key)
    return answer
