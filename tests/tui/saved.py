"""Sessions on disk, made by the real writer at fixed times, and the program opened over them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from textual.pilot import Pilot

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.files.paths import Folders
from sarcoma_tui.sessions import desk
from sarcoma_tui.sessions.drafts import pending
from sarcoma_tui.sessions.events import Answered, DecisionChanged, Labelled, NotesChanged, Tagged
from sarcoma_tui.sessions.fit import fit
from sarcoma_tui.sessions.session import Session, SetAside, Shown
from sarcoma_tui.sessions.shown import pack_ref, shown_of
from sarcoma_tui.sessions.store import Listed, Store
from sarcoma_tui.sessions.writer import Writer
from sarcoma_tui.tui.app import SarcomaApp
from sarcoma_tui.tui.ready import Ready

from .snapshot import text_of
from .terminal import PACK

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
FOREIGN = "[/x] [T2a] [ \x1b[31m\u202edesrever"
"""A label that would act on a terminal, on markup, and on the order of letters."""

IIIA: Mapping[str, Answer] = {
    "situation": "new-diagnosis", "stated_stage": "II-III", "site": "limb", "depth": "deep",
    "size_cm": Decimal("7.5"), "histology": "synovial", "grade": "G3", "nodes": "N0", "metastases": "M0",
    "ecog": "unknown",
}  # fmt: skip
NODES: Mapping[str, Answer] = {
    "situation": "new-diagnosis", "site": "limb", "size_cm": Decimal("4.0"), "grade": "G2", "nodes": "N1",
    "metastases": "M0",
}  # fmt: skip
"""A stage on which the two bodies differ."""

OPERATED: Mapping[str, Answer] = {"situation": "after-surgery", "site": "trunk", "size_cm": Decimal("4.0")}


class Shelf:
    """A data folder with sessions in it. Ids count up; each session is an hour younger than the last."""

    def __init__(self, folder: Path, pack: Pack) -> None:
        self.folder, self.pack = folder, pack
        folder.mkdir(mode=0o700, exist_ok=True)
        self.store = Store(folder, PACK)
        self._count = 0

    def session(self, label: str, answers: Mapping[str, Answer], tags: Sequence[str] = ()) -> Session:
        """A session in memory."""
        self._count += 1
        at = NOON + timedelta(hours=self._count)
        session_id = f"01JDBQ3S{self._count:018}"
        session = desk.begin(session_id, pack_ref(self.pack), tuple(self.pack.questions), at)
        for name, answer in answers.items():
            session = desk.apply(session, Answered(name, answer), at)
        session = desk.apply(session, Labelled(label), at)
        return desk.apply(session, Tagged(tuple(tags)), at)

    def draft(self, label: str, answers: Mapping[str, Answer] = OPERATED) -> Listed:
        """A draft that was never saved."""
        session = self.session(label, answers)
        writer = Writer(self.store, session.id)
        writer.commit(session)
        writer.close()
        return self.store.find(session.id)

    def save(self, session: Session, shown: Shown | None = None) -> Listed:
        """A saved session; `shown` in the place of what its answers really show."""
        writer = Writer(self.store, session.id)
        found = shown_of(self.pack, assess(self.pack, fit(session.answers, self.pack).answers))
        at = session.created + timedelta(minutes=6)
        writer.save(session, pack_ref(self.pack), shown or found, at)
        writer.close()
        return self.store.find(session.id)

    def saved(self, label: str, answers: Mapping[str, Answer] = IIIA, tags: Sequence[str] = ()) -> Listed:
        """A session of these answers, saved."""
        return self.save(self.session(label, answers, tags))

    def decided(self, label: str, notes: str, reason: str = "patient's wish") -> Listed:
        """The same with a decision and notes."""
        session = self.session(label, IIIA, ("mdt-thursday",))
        aside = (SetAside(option="doxorubicin", reason=reason),)
        event = DecisionChanged(("limb-sparing-excision", "neoadjuvant-radiotherapy"), aside)
        for made in (event, NotesChanged(notes)):
            session = desk.apply(session, made, session.created)
        return self.save(session)

    def damaged(self, name: str = "01BROKEN", text: str = 'format = 1\nlabel = "bro\x1bken"\n') -> Path:
        """A file that is no session."""
        path = self.folder / "sessions" / f"{name}.toml"
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def files(self, place: str) -> set[str]:
        """The names of the session files in one folder."""
        return {path.name for path in (self.folder / place).glob("*.toml")}


@asynccontextmanager
async def over(
    shelf: Shelf, *keys: str, size: tuple[int, int] = (80, 24), content: Pack | None = None
) -> AsyncIterator[Pilot[int]]:
    """The program on Home over a shelf, after some keys."""
    folders = Folders(shelf.folder, shelf.folder, shelf.folder)
    drafts = tuple(pending(shelf.store))
    ready = Ready(content or shelf.pack, folders, shelf.store, drafts, ())
    app = SarcomaApp(lambda: ready, None, clock=lambda: NOW)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        yield pilot


async def press(pilot: Pilot[int], *keys: str) -> str:
    """Press keys, each when what the one before began is done; the screen afterwards."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    return text_of(pilot.app)


async def settle(pilot: Pilot[int]) -> None:
    """Wait until nothing is read or written beside the loop any more."""
    app = pilot.app
    assert isinstance(app, SarcomaApp)
    await pilot.pause()
    while len(app.workers) or app.ready is None:
        await app.workers.wait_for_complete()
        await pilot.pause()
    if app.keeper is not None:
        await app.keeper.settled()
    await pilot.pause()


def under_other_content(pack: Pack) -> Pack:
    """The same content under another version and another sum."""
    info = replace(pack.content.info, version="2", sha256="f" * 64)
    return replace(pack, content=replace(pack.content, info=info))
