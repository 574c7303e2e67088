"""Sessions made answer by answer as the program makes them, and a store in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.digest import pack_sha256
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.sessions.desk import apply, begin
from sarcoma_tui.sessions.events import Answered, Event
from sarcoma_tui.sessions.session import PackRef, PanelLine, Session, Shown
from sarcoma_tui.sessions.store import Store
from sarcoma_tui.sessions.toml_draft import loads_draft
from sarcoma_tui.sessions.toml_read import loads
from sarcoma_tui.sessions.writer import Writer

CONTENT = Path(__file__).parents[1] / "packs" / "minimal"
"""A small pack about bicycles: the store knows nothing of what is asked."""

PACK = PackRef(id="bicycles", version="1", sha256=pack_sha256(read_files(CONTENT).toml), engine=1)
SHOWN = Shown(
    groups={"ajcc8": ("IIIA",), "uicc9": ("IIIA",)},
    assessment_sha256="1" * 64,
    panel=(PanelLine(option="limb-sparing-excision", verdict="standard"),),
)
NOW = datetime(2026, 11, 23, 9, 12, 44, tzinfo=UTC)
FORM = ("situation", "site", "size_cm", "grade")
ID = "01JDBQ3S0000000000000000AA"
ANSWERS: tuple[tuple[str, Answer], ...] = (
    ("situation", "new-diagnosis"),
    ("size_cm", Decimal("7.5")),
    ("site", "lower-limb"),
    ("grade", "unknown"),
)


def store_in(folder: Path) -> Store:
    return Store(folder, CONTENT)


def blank(session_id: str = ID, label: str = "") -> Session:
    return begin(session_id, PACK, FORM, NOW, label)


def act(session: Session, *happened: Event, start: datetime = NOW) -> Session:
    for step, event in enumerate(happened):
        session = apply(session, event, start + timedelta(seconds=step))
    return session


def answered(session: Session, answers: Sequence[tuple[str, Answer]] = ANSWERS) -> Session:
    return act(session, *(Answered(question, answer) for question, answer in answers))


def save(writer: Writer, session: Session, at: datetime = NOW + timedelta(minutes=1)) -> Session:
    return apply(session, writer.save(session, PACK, SHOWN, at), at)


def saved_in(store: Store, session_id: str = ID, label: str = "", at: datetime = NOW) -> Session:
    """A session saved once, given back."""
    session = answered(blank(session_id, label))
    writer = Writer(store, session_id)
    writer.commit(session)
    session = save(writer, session, at)
    writer.close()
    return session


def on_disk(store: Store, session_id: str = ID) -> Session:
    """The saved file."""
    return loads(store.places.session(session_id).read_bytes(), "x").session


def draft_on_disk(store: Store, session_id: str = ID) -> Session:
    return loads_draft(store.places.draft(session_id).read_bytes(), "x", FORM).session


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the archived content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "packs" not in path.parts[len(folder.parts) :]
    }
