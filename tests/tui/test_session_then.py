"""What a saved session showed then: all of it where a replay gives the same, else what its file keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.reports.session import Saved, session_blocks
from sarcoma_tui.reports.text import as_text
from sarcoma_tui.sessions.difference import difference
from sarcoma_tui.sessions.session import Session
from sarcoma_tui.sessions.shown import pack_ref, shown_of
from sarcoma_tui.sessions.toml_read import Read
from sarcoma_tui.tui.session_then import shown_lines
from tests.reports.test_plain import LISTED

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
LUMP: dict[str, Answer] = {"situation": "undiagnosed-lump", "lump_emergency": ("cord-compression",)}
DISPUTED: dict[str, Answer] = {"situation": "new-diagnosis", "stated_stage": "I", "metastases": "M1"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The shipped content."""
    return load_pack()


def saved(pack: Pack, answers: dict[str, Answer]) -> Session:
    shown = shown_of(pack, assess(pack, answers))
    return Session(
        id="01JDXAMPLE0000000000000000", created=AT, saved=AT, revision=1, pack=pack_ref(pack),
        form=tuple(pack.questions), answers=answers, shown=shown,
    )  # fmt: skip


def on_screen(pack: Pack, session: Session) -> str:
    return "\n".join(line.text for line in shown_lines(session, difference(session, pack), pack, 76))


def test_a_saved_lump_keeps_its_emergency(pack: Pack) -> None:
    text = on_screen(pack, saved(pack, LUMP))
    assert "Urgency          emergency, today" in text
    assert "* Emergency care today" in text
    assert "! Emergency: today" in text


def test_a_saved_conflict_is_still_one(pack: Pack) -> None:
    session = saved(pack, DISPUTED)
    assert "! Stated stage: stage I, but the findings give" in on_screen(pack, session)


def test_what_cannot_be_replayed_is_not_claimed(pack: Pack) -> None:
    session = saved(pack, LUMP)
    assert session.shown is not None
    other = replace(session, shown=replace(session.shown, assessment_sha256="0" * 64))
    text = on_screen(pack, other)
    assert "Emergency" not in text
    assert "work-up and notices are not" in " ".join(text.split())
    assert difference(session, pack).replayed
    assert not difference(replace(session, answers=DISPUTED), pack).replayed


def test_the_report_says_the_same(pack: Pack) -> None:
    for answers, wanted in ((LUMP, "Emergency care today"), (DISPUTED, "Stated stage")):
        report = Saved(LISTED, Read(saved(pack, answers)), pack)
        text = as_text(session_blocks(report, date(2026, 11, 25)))
        then = text[text.index("SHOWN AT THE LAST SAVE") :].split("CHANGES SINCE")[0]
        assert wanted in then
